"""The guide that takes in an office's own list: file, columns, review, done."""
