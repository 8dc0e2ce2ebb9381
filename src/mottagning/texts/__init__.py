"""Every Swedish word that a user sees: formats, code words, problems as sentences, the texts of each area.

One language, as constants and functions with parameters, so that a missing parameter is a type error.
"""
