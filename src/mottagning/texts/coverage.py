"""Which agreements cover a booking: why each does, and why others nearly do."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.coverage import Judged, Lack, Lacking
from mottagning.readmodels.coverage import Covered
from mottagning.texts import agreements, formats, words

TITLE = "Vilka avtal täcker den här bokningen?"
NONE = "Inget avtal täcker bokningen den första dagen."
NEARLY = "Täcker nästan"
THIS = "bokningens avtal"
CHOOSE = "Välj"
PROPOSED = "Föreslaget: det mest specifika avtal som täcker."
ALSO = "Täcker också:"
COUNTED = "Beloppen räknas ändå så länge avtalet gäller: avsluta bokningen eller välj ett annat avtal."
"""Which days count is decided by the agreement's own days, its notice and those that follow it."""


def why(one: Judged, asked: Covered) -> str:
    """What makes an agreement cover, in a few words."""
    kind = words.word_or_nothing(one.agreement.kind) or "avtal utan angivet slag"
    if one.is_frame:
        return f"{kind}: en ram som andra avtal vilar på, inga priser räknas efter den"
    said = f"{kind}, gäller {formats.days(one.agreement.covers or one.agreement.days)}"
    return f"{said}, med villkor och pris för {asked.wish.service}"


def why_not(one: Judged, asked: Covered) -> str:
    """What an agreement lacks."""
    kind = words.word_or_nothing(one.agreement.kind)
    said = formats.listed([lacking(each, one, asked) for each in one.lacks])
    return f"{kind}: {said}" if kind else said


def lacking(each: Lacking, one: Judged, asked: Covered) -> str:
    """One thing that an agreement lacks."""
    return _LACKS[each.lack](each, one, asked)


def _who(each: Lacking, asked: Covered) -> str:
    return asked.names.get(each.who or "", each.who or "")


def _notice(one: Judged) -> str:
    if one.agreement.covers is None:
        return f"sades upp {one.agreement.notice_on}, innan det började"
    return f"gäller bara till och med {agreements.last_day_in_short(one.agreement)}"


_LACKS: Mapping[Lack, Callable[[Lacking, Judged, Covered], str]] = {
    Lack.NOT_BEGUN: lambda each, _one, _asked: f"börjar gälla först {each.on}",
    Lack.ENDED: lambda each, _one, _asked: f"gäller bara till och med {each.on}",
    Lack.GIVEN_NOTICE: lambda _each, one, _asked: _notice(one),
    Lack.REPLACED: lambda each, _one, _asked: f"ersatt av {each.who} från och med {each.on}",
    Lack.NOT_JOINED: lambda each, _one, asked: f"{_who(each, asked)} är part först från och med {each.on}",
    Lack.LEFT: lambda each, _one, asked: f"{_who(each, asked)} lämnade avtalet {each.on}",
    Lack.OTHER_WAY: lambda _each, one, _asked: f"gäller åt andra hållet ({words.word(one.agreement.direction)})",
    Lack.NO_TERMS: lambda each, _one, asked: f"saknar villkor för {asked.wish.service}{_on(each)}",
    Lack.NO_PRICE: lambda each, _one, asked: f"saknar pris för {_thing(asked)}{_on(each)}",
}


def _on(each: Lacking) -> str:
    return f" {each.on}" if each.on else ""


def _thing(asked: Covered) -> str:
    return f"{asked.wish.service}, {asked.wish.variant}" if asked.wish.variant else asked.wish.service


def warnings(asked: Covered) -> list[str]:
    """What is wrong with the agreement that a booking follows, or comes to be while it lasts."""
    one = asked.own
    if one is None:
        return [] if asked.chosen is None else [_stranger(asked)]
    name = one.agreement.name
    if one.lacks:
        said = [f"Avtalet {name} täcker inte första dagen: {lacking(each, one, asked)}." for each in one.lacks]
        return [*said, *([COUNTED] if any(each.lack is Lack.LEFT for each in one.lacks) else [])]
    return [] if one.until is None else [_runs_past(one, asked)]


def _stranger(asked: Covered) -> str:
    who = asked.names.get(asked.wish.counterpart or "", "motparten")
    name = asked.chosen.value.name if asked.chosen else ""
    return f"{words.first_upper(who)} är inte motpart i avtalet {name}."


def _runs_past(one: Judged, asked: Covered) -> str:
    """A booking that goes on after its agreement has ended, or after a party has left it."""
    days, covers, name = asked.wish.days, one.agreement.covers, one.agreement.name
    longer = "Bokningen har inget slut" if days.is_open else f"Bokningen går till och med {days.last}"
    if one.leaver is not None:
        who = asked.names.get(one.leaver, one.leaver)
        return f"{longer}, men {who} är part i avtalet {name} bara till och med {one.until}. {COUNTED}"
    own_end = covers is not None and covers.last == one.until
    until = agreements.last_day_in_short(one.agreement) if own_end else str(one.until)
    return f"{longer}, men avtalet {name} gäller till och med {until}."
