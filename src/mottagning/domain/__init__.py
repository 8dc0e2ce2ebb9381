"""The rules of reception and settlement: frozen facts in, new facts and problems out.

Standard library only. No clock, no files, no SQL, no Qt, no sentences: those who call pass dates in and
turn what comes out into words (`mottagning.texts`).
"""
