"""Where facts are kept: one encrypted SQLite file, reached through `database.Database` and nothing else.

Tables are SQLAlchemy Core tables, not mapped classes: what leaves this folder are frozen dataclasses, so there is no
object that could load, lag or be written by accident, and a workbook of 20 000 people is a few inserts. Types and
statements are portable; what only SQLite has (pragmas, triggers, online backup) stands in `engine`, `triggers` and
`backup`.
"""
