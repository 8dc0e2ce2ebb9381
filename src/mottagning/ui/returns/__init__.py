"""The screens of one area: the month, from checks to what is handed out."""
