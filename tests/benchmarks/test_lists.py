"""Does reading a list take as many statements for many people as for few? (The seconds: `lists.py` beside this.)"""

from __future__ import annotations

import pytest

from benchmarks.offices import populate
from benchmarks.test_statements import counting
from mottagning.usecases.agreements import list_agreements
from mottagning.usecases.bookings import list_bookings
from mottagning.usecases.context import Context
from mottagning.usecases.people import list_people


@pytest.mark.parametrize(("read", "found"), [(list_people, 200), (list_bookings, 50), (list_agreements, 8)])
def test_a_list_is_read_in_a_handful_of_statements(ctx: Context, read, found: int) -> None:
    populate(ctx, 200)
    with counting() as sent:
        lines = read(ctx)
    assert len(lines) == found
    assert len(sent) <= 8
