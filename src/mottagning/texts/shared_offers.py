"""The words of courses that several municipalities hold together."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from fractions import Fraction

from mottagning.domain.money import Ore, total
from mottagning.domain.shared_offers import SharedOffer, weights
from mottagning.texts import explain, formats, words

TAB, SECTION = "Kurser", "Gemensamma insatser"
TITLE, NEW, REMOVE = "Gemensam insats", "Ny gemensam insats", "Ta bort den gemensamma insatsen"
EMPTY = (
    "En kurs som flera kommuner håller tillsammans läggs in här med sin kostnad och hur den delas. Varje kommuns andel "
    "blir en rad i underlaget; de som går kursen kan bokas med beräkningssättet gemensam kostnad och kostar då inget "
    "därutöver."
)
KEY, PROVIDER_MUNICIPALITY, PROVIDER = "Beteckning", "Anordnarkommun", "Anordnare"
PROVIDER_MUNICIPALITY_HINT = "Den som håller kursen och får betalt av de andra."
COST, SHARING, SHARES, PAYMENT = "Kostnad, kr", "Fördelning", "Andelar", "Betalas"
SHARES_HINT = "Kommun och tal: Danderyd 12; Stockholm 40. Även den egna kommunens andel."
PRELIMINARY, DECISION, TOLD, REFERENCE = "Preliminär kostnad", "Beslut", "Anmäld", "Motpartens referens"
SECTION_COURSE, SECTION_COST, SECTION_MORE = "Kursen", "Kostnad och andelar", "Beslut"
INHABITANTS_SOURCE = "Invånare den 31 december {year} (SCB)."


def about(offer: SharedOffer, name: Callable[[str], str]) -> str:
    """`240 000,00 kr, varje månad 2024-01-08–2024-06-14, anordnas av Danderyd.`"""
    cost = f"{formats.price(offer.cost)} kr"
    when = f"{words.word(offer.payment)} {formats.days(offer.days)}"
    return f"{cost}, {when}, anordnas av {name(offer.provider_municipality)}."


def shares(offer: SharedOffer, amounts: Mapping[str, Ore], name: Callable[[str], str]) -> list[str]:
    """`Danderyd: 12 av 52 personer, 55 384,62 kr`, a line for each."""
    own, whole = weights(offer)
    return [
        f"{name(code)}: {explain.share(Fraction(own[code]), whole, offer.sharing)}, {formats.kr(amount)}"
        for code, amount in amounts.items()
    ]


def note(offer: SharedOffer, amounts: Mapping[str, Ore], name: Callable[[str], str]) -> str:
    """The division while it is being entered, with its sum."""
    return "\n".join([*shares(offer, amounts, name), f"Summa {formats.kr(total(list(amounts.values())))}"])
