"""The columns and quick filters of the logs. No Qt."""

from __future__ import annotations

from datetime import datetime

from mottagning.domain.log_review import Log
from mottagning.readmodels.logs import LogLine, ReviewLine
from mottagning.system.clock import shown
from mottagning.texts import formats, logs, words
from mottagning.uikit.columns import Align, Column, text_column
from mottagning.uikit.filters import Quick


def log_columns() -> list[Column[LogLine]]:
    """The columns of the logs."""
    return [
        _when(),
        text_column("by", logs.WHO, lambda one: one.by, width=120),
        text_column("what", logs.WHAT, logs.what, width=190),
        text_column("about", logs.ABOUT, logs.about, width=180),
        text_column("detail", logs.DETAIL, logs.detail, width=240, stretches=True),
        Column("count", logs.COUNT, lambda one: str(one.count or ""), lambda one: one.count, 80, Align.RIGHT),
        text_column("unit", logs.UNIT, lambda one: words.unit(one.unit), width=120, gives_way=1),
    ]


def log_filters() -> list[Quick[LogLine]]:
    """The quick filters of the logs."""
    return [
        Quick("log", logs.KIND, lambda one: one.log.value, lambda value: logs.LOGS[Log(value)]),
        Quick("by", logs.WHO, lambda one: one.by, lambda value: value),
    ]


def review_columns() -> list[Column[ReviewLine]]:
    """The columns of a review."""
    return [
        Column("at", logs.WHEN, lambda one: _said(one.line.at), lambda one: one.line.at, 140),
        text_column("by", logs.WHO, lambda one: one.line.by, width=90, gives_way=2),
        text_column("what", logs.WHAT, lambda one: logs.what(one.line), width=170, stretches=True),
        text_column("about", logs.ABOUT, lambda one: logs.about(one.line), width=150, gives_way=1),
        text_column("reason", logs.REASON, lambda one: logs.REASONS[one.reason], width=130, gives_way=3),
        text_column("result", logs.RESULT, lambda one: words.word_or_nothing(one.result), width=110),
    ]


def _when() -> Column[LogLine]:
    return Column("at", logs.WHEN, lambda one: _said(one.at), lambda one: one.at, 156)


def _said(at: datetime) -> str:
    return formats.moment(shown(at))
