"""The screens of one area: the first page, logging in, making and moving into a register."""
