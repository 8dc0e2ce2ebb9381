"""The area Tidsfrister: on the first page, on a person's card, and its rules in the settings."""
