"""Does the map say who answers for what, with the office's own word before the program's, and its ground beside?"""

from __future__ import annotations

from typing import Any

import pytest

from factories import day
from mottagning.domain.problems import Refused
from mottagning.domain.responsibilities import ActorKind, Responsibility
from mottagning.readmodels.changes import Stored
from mottagning.readmodels.responsibilities import ResponsibilityLine
from mottagning.system.reference import reference
from mottagning.usecases.context import Context
from mottagning.usecases.responsibilities import (
    areas,
    areas_of_service,
    list_responsibilities,
    next_responsibility_key,
    open_responsibility,
    remove_responsibility,
    save_responsibility,
)

SHIPPED = reference().responsibilities


def line(**values: Any) -> Responsibility:
    given: dict[str, Any] = {"key": "R1", "area": "Fritid", "what": "Ordnar läxhjälp", "actor_kind": ActorKind.OTHER}
    return Responsibility(**{**given, **values})


def kept(ctx: Context, **values: Any) -> Stored[Responsibility]:
    return save_responsibility(ctx, None, line(**values)).value


def found(ctx: Context, key: str) -> list[ResponsibilityLine]:
    return [one for one in list_responsibilities(ctx) if one.line.key == key]


# what comes with the program


def test_each_line_of_the_program_is_in_an_area_and_has_a_ground() -> None:
    known = {area.name for area in SHIPPED.areas}
    assert [one.key for one in SHIPPED.lines if one.area not in known or not one.source] == []
    assert len({one.key for one in SHIPPED.lines}) == len(SHIPPED.lines)
    assert known == {one.area for one in SHIPPED.lines}


def test_every_insats_of_the_catalogue_leads_to_one_area() -> None:
    tied = [service for area in SHIPPED.areas for service in area.services]
    assert sorted(tied) == sorted(service.name for service in reference().services)


def test_an_actor_is_named_where_its_kind_does_not_say_who() -> None:
    vague = {ActorKind.MUNICIPALITY, ActorKind.PROVIDER, ActorKind.OTHER}
    assert [one.key for one in SHIPPED.lines if one.actor_kind in vague and not one.actor] == []


# the office's own


def test_a_line_of_the_office_stands_in_place_of_the_programs_and_goes_back(office: Context) -> None:
    (shipped,) = found(office, "sfi-start")
    own = kept(office, key="sfi-start", area="Sfi", what="Startar sfi", contact="Provia")
    (shown,) = found(office, "sfi-start")
    assert (shipped.is_own, shown.is_own, shown.line.contact) == (False, True, "Provia")
    card = open_responsibility(office, shown.id)
    assert card.shipped == shipped.line
    remove_responsibility(office, own)
    assert found(office, "sfi-start") == [shipped]


def test_a_line_that_does_not_hold_yet_leaves_the_programs_in_force(office: Context) -> None:
    kept(office, key="sfi-start", area="Sfi", valid_from=office.today.replace(year=office.today.year + 1))
    assert [(one.is_own, one.holds) for one in found(office, "sfi-start")] == [(True, False), (False, True)]


@pytest.mark.parametrize(
    ("on", "holds"), [("2025-01-09", False), ("2025-01-10", True), ("2025-01-20", True), ("2025-01-21", False)]
)
def test_both_its_first_and_its_last_day_count(on: str, holds: bool) -> None:
    limited = line(valid_from=day("2025-01-10"), valid_until=day("2025-01-20"))
    assert limited.holds_on(day(on)) is holds


def test_an_own_area_comes_last_and_is_offered(office: Context) -> None:
    kept(office)
    assert list_responsibilities(office)[-1].line.area == "Fritid"
    assert areas(office)[-1] == "Fritid"
    assert areas(office)[0] == SHIPPED.areas[0].name


@pytest.mark.parametrize(
    ("service", "area"), [("sfx", "Sfi"), (" SFI ", "Sfi"), ("fritidshem", "Grundskola och fritidshem")]
)
def test_an_insats_leads_to_its_area(office: Context, service: str, area: str) -> None:
    assert areas_of_service(office, service) == (area,)


def test_an_insats_of_the_offices_leads_where_its_lines_say(office: Context) -> None:
    assert areas_of_service(office, "läxhjälp") == ()
    kept(office, service="sfi")
    assert areas_of_service(office, "sfi") == ("Sfi", "Fritid")


def test_what_it_needs_is_said(office: Context) -> None:
    with pytest.raises(Refused) as caught:
        kept(office, area="", what="", valid_from=day("2025-01-02"), valid_until=day("2025-01-01"))
    assert [one.name for one in caught.value.fields] == ["area", "what", "valid_until"]


def test_keys_follow(office: Context) -> None:
    first = next_responsibility_key(office)
    kept(office, key=first)
    assert next_responsibility_key(office) != first


def test_a_line_of_the_program_is_opened_with_the_day_it_is_known_to_hold(office: Context) -> None:
    (shown,) = found(office, "etablering")
    card = open_responsibility(office, shown.id)
    assert (card.stored, card.shown.line.key, card.verified) == (None, "etablering", day("2026-04-27"))
