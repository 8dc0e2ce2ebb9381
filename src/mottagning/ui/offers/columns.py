"""The columns and filters of the list of offers."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.offers import Eligibility, ProviderKind
from mottagning.readmodels.offers import OfferLine
from mottagning.texts import offers as texts
from mottagning.texts import words
from mottagning.uikit.columns import Align, Column, day_column, text_column
from mottagning.uikit.filters import Quick, flag


def columns(names: Callable[[str], str], languages: Mapping[str, str]) -> list[Column[OfferLine]]:
    """The list's columns; `names` gives the names of municipalities, `languages` those of languages."""
    return [
        text_column("key", texts.KEY, lambda line: line.key, width=98, gives_way=4),
        text_column("service", texts.SERVICE, service, width=150, stretches=True),
        text_column("municipality", texts.MUNICIPALITY, lambda line: names(line.municipality), width=110),
        text_column("provider", texts.PROVIDER, lambda line: line.provider, width=120, gives_way=2),
        text_column(
            "kind",
            texts.PROVIDER_KIND,
            lambda line: words.word_or_nothing(line.provider_kind),
            width=104,
            is_shown=False,
        ),
        text_column("place", texts.PLACE, lambda line: line.place, width=110, is_shown=False),
        text_column("language", texts.LANGUAGE, lambda line: languages.get(line.language or ""), width=98, gives_way=3),
        day_column("first", texts.FIRST, lambda line: line.days.start, is_shown=False),
        text_column(
            "eligibility", texts.ELIGIBILITY, lambda line: words.word_or_nothing(line.eligibility), is_shown=False
        ),
        text_column("speciality", texts.SPECIALITY, lambda line: line.speciality, is_shown=False),
        Column(
            "free",
            texts.FREE_SHORT,
            lambda line: "" if line.free is None else str(line.free),
            lambda line: -1 if line.free is None else line.free,
            64,
            Align.RIGHT,
            gives_way=1,
            value=lambda line: line.free,
        ),
        Column(
            "seats",
            texts.SEATS_AND_AGE,
            texts.seats_shortly,
            lambda line: -1 if line.seats is None else line.seats.number,
            132,
        ),
    ]


def quick_filters(names: Callable[[str], str], languages: Mapping[str, str]) -> list[Quick[OfferLine]]:
    """What the list can be filtered by at a touch."""
    return [
        flag("free", texts.HAS_FREE, lambda line: line.has_free),
        flag("ours", texts.OURS, lambda line: line.is_ours),
        flag("lacking", texts.IS_LACKING, lambda line: line.is_lacking),
        Quick("service", texts.SERVICE, lambda line: line.service, str),
        Quick("municipality", texts.MUNICIPALITY, lambda line: line.municipality, names),
        Quick("language", texts.LANGUAGE, lambda line: line.language, lambda code: languages.get(code, code)),
        Quick(
            "kind",
            texts.PROVIDER_KIND,
            lambda line: line.provider_kind.value if line.provider_kind else None,
            lambda value: words.word(ProviderKind(value)),
        ),
        Quick(
            "eligibility",
            texts.ELIGIBILITY,
            lambda line: line.eligibility.value if line.eligibility else None,
            lambda value: words.word(Eligibility(value)),
        ),
    ]


def service(line: OfferLine) -> str:
    """The insats with its variant."""
    return f"{line.service}, {line.variant}" if line.variant else line.service
