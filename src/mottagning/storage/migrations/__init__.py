"""Every step from an empty file to today's tables. A script is self-contained: it imports no table and no rule.

`REVISIONS` names them in order, so that opening a register of today's shape need not load Alembic.
"""

REVISIONS = ("0001",)
HEAD = REVISIONS[-1]
