"""The screens of the window, area by area; `app` puts them together."""
