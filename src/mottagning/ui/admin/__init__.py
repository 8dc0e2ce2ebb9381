"""The screens of one area: the office, the catalogue, backups and the whole register."""
