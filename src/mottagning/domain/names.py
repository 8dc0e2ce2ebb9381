"""When are two names the same name? Folded to be found as typed, and to a sound to be found as heard or transliterated.

Three steps, each looser than the one before:

* `swedish.folded`: case, diacritics, apostrophes and hyphens do not matter, whatever the script. Exact hits are found
  by it.
* `sounds`: what is left of one part of a name when the ways of writing Arabic, Cyrillic, Tigrinya and Somali sounds in
  Latin letters are set aside. `RULES` holds them, each with its reason. Only the first vowel is kept, since it tells
  Hassan from Hussein, while the later ones come and go (Fatima, Fatma); a last vowel is a mark, since it tells Karim
  from Karima.
* `likeness`: how much of two whole names agrees, part by part in any order, with the reasons.

A letter that has two readings (j in Jusef and in Jamal) gives a name two sounds; names sound alike when they share one.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from enum import Enum
from functools import lru_cache
from itertools import pairwise, product, zip_longest

from mottagning.domain.swedish import folded, sort_key

_BETWEEN_PARTS = str.maketrans(dict.fromkeys('_.,·;/()"”“', " "))


def shown_name(given: str | None, family: str | None) -> str:
    """A name as it is read: given and family name, whichever is known."""
    return f"{given} {family}" if given and family else given or family or ""


def listed_name(given: str | None, family: str | None) -> str:
    """By what a name stands in a list in the order of the Swedish alphabet: the family name first."""
    return sort_key(shown_name(family, given))


def parts(name: str) -> tuple[str, ...]:
    """The folded parts of a name, as they stand in it."""
    return tuple(folded(name.translate(_BETWEEN_PARTS)).split())


def joined(name_parts: Sequence[str]) -> tuple[str, ...]:
    """Each two neighbours as one part: Abdul Rahman is also written Abdurrahman, Ali Reza Alireza."""
    return tuple(one + other for one, other in pairwise(name_parts))


# Other scripts in Latin letters

_CYRILLIC: Mapping[str, str] = dict(
    re.findall(
        r"(\S)(\S*)",
        "аa бb вv гg ґg дd еe єye жzh зz иi іi йi кk лl мm нn оo пp рr сs тt уu фf "
        "хkh цts чch шsh щshch ъ ыi ь эe юyu яya ђdj јy љl њn ћch џdj",
    )
)
"""Each letter and what it is written as; the signs ъ and ь are not written."""
_ETHIOPIC = re.compile(r"ETHIOPIC SYLLABLE (GLOTTAL|PHARYNGEAL|[^AEIOU ]*?) ?(W?)(AA|EE|[AEIOU])")
_ETHIOPIC_CONSONANTS: Mapping[str, str] = dict(
    re.findall(r"(\w+):(\w*)", "GLOTTAL: PHARYNGEAL: HH:h SZ:s X:h KX:h C:ch TH:t PH:p TZ:ts NY:n DD:d GG:g")
)
"""What Unicode's name of a consonant is written as; the others are written as they are named."""
_ETHIOPIC_VOWELS = {"A": "e", "U": "u", "I": "i", "AA": "a", "EE": "e", "E": "", "O": "o"}
"""Unicode names the seven orders so; the sixth is written without a vowel in Latin letters as often as with one."""


def _latin(part: str) -> str:
    """A folded part in Latin letters; a script whose vowels are not written stays as it is."""
    if part.isascii():
        return part
    return "".join(_latin_letter(letter, is_first=place == 0) for place, letter in enumerate(part))


def _latin_letter(letter: str, *, is_first: bool) -> str:
    if letter in _CYRILLIC:
        return _CYRILLIC[letter]
    syllable = _ETHIOPIC.fullmatch(unicodedata.name(letter, ""))
    if not syllable:
        return letter
    consonant, labial, order = syllable.groups()
    vowel = _ETHIOPIC_VOWELS[order]
    if order == "A" and consonant in {"GLOTTAL", "PHARYNGEAL", "H", "HH", "X"}:
        vowel = "a"  # the throat's letters say a in the first order too
    elif (consonant, labial, order) == ("", "W", "A"):
        vowel = "o"  # Woldu
    elif order == "E" and is_first:
        vowel = "i"  # Kidane, Birhane
    return _ETHIOPIC_CONSONANTS.get(consonant, consonant.lower()) + labial.lower() + vowel


# Sound

_VOWELS = "aeiou"
SHORTEST_BEGINNING = 4
"""So many signs of a sound are enough to look for names that begin so; fewer fit too many."""
_SHORTEST_TYPED = 3


@dataclass(frozen=True, slots=True)
class Rule:
    """A way of writing (a pattern) that is the same as another, or as one of several."""

    pattern: re.Pattern[str]
    readings: tuple[str, ...]
    why: str


def _rule(pattern: str, *readings: str, why: str) -> Rule:
    return Rule(re.compile(pattern), readings, why)


SH, ZH, G = "š", "ž", "γ"
"""Signs of a sound that no folded name holds."""

RULES: Sequence[Rule] = (
    _rule(
        r"(?:^|(?<=[aeiou]))c(?=[aeiou]|$)", "c", "", why="Somali writes the throat's ayn as c: Cali, Saciid, Jaamac"
    ),
    _rule(r"x", "ks", "h", why="x is ks in Alexander, and h in Somali: Xasan, Maxamed"),
    _rule(
        r"^m[aou]h[aeou](?=m+(?![mou]))", "muha", why="Mohammed has any vowels; Mahmoud, with o or u last, is another"
    ),
    _rule(r"^abd[aeiou]?l?(?=[^aeioul])", "abd", why="Abdul Rahman, Abdurrahman, Abdirahman: the article melts away"),
    _rule(r"^ole(?=[gkn])", "ale", why="Ukrainian begins with o what Russian begins with a: Oleksandr, Olena"),
    _rule(r"^([jy])e", r"\1e", "e", why="Jelena, Yelena and Elena are one; so are Yevhen and Evgenij"),
    _rule(r"^i(?=[aou])", "y", why="Iuliia in a passport is Yuliia"),
    _rule(r"schtsch|shch|sjtj|szcz|stj|tsch|tch|tj|cz|sch|sh|sj", SH, why="Swedish, English, German and Polish sh, ch"),
    _rule(r"ch(?=[lrt])", "k", why="Christina"),
    _rule(r"ch", SH, "h", why="English Chernenko, French Rachid, German Michail"),
    _rule(r"kh", "k", "h", why="Khadija and Kadidja; Khaled and Halid"),
    _rule(r"dzh|dzj|dsch|zh|zj", ZH, why="Dzhamal; Zhanna, Zjanna"),
    _rule(r"dj", ZH, "dy", why="Djamal, Jamal; but Nadja, Nadia"),
    _rule(r"(?<=[ei])j(?![aeiou])", "y", why="Serhij, Sergei"),
    _rule(r"j", ZH, "y", why="English Jamal, Swedish Jusef"),
    _rule(r"gh", G, why="Ghebre and Gebre; never h, so it is set apart from the next"),
    _rule(r"g", G, "h", why="Ukrainian h is Russian g: Serhij, Sergej; Olha, Olga; Bohdan, Bogdan"),
    _rule(r"ph", "f", why="Josef, Joseph"),
    _rule(r"th", "t", "s", why="Othman, Osman; Haitham, Haitam"),
    _rule(r"dh", "d", why="Ramadhan, Ramadan"),
    _rule(r"c(?=[eiy])", "s", why="Cecilia"),
    _rule(r"ck|c|q", "k", why="Qasim, Kasim"),
    _rule(r"ts|tz|z", "s", why="Tsegay, Segay; Hamza, Hamsa"),
    _rule(r"w", "v", why="Woldu, Voldu"),
    _rule(
        r"^y(?![aeiou])|(?<!^)y", "i", why="only a y before the first vowel is a consonant: Yusuf, but Maryam, Mariam"
    ),
    _rule(r"(.)\1+", r"\1", why="Hassan, Hasan"),
)
ENDINGS: Sequence[Rule] = (
    _rule(r"(?<=[aeiou])h$", "", why="Sara, Sarah; Fatima, Fatemeh"),
    _rule(r"t$", "d", why="Ahmed, Ahmet"),
    _rule(r"p$", "b", why="Zeynep, Zainab"),
    _rule(r"f$", "v", why="Ivanov, Ivanoff"),
)
"""Rules for the end of a word that is finished."""
FIRST_VOWELS = {"a": "a", "e": "ai", "i": "i", "o": "u", "u": "u"}
"""What a first vowel may be heard as: o and u (Omar, Umar); e with both (Mehdi, Mahdi; Ibrahim, Ebrahim)."""


@lru_cache(maxsize=65_536)
def sounds(part: str, *, is_finished: bool = True) -> frozenset[str]:
    """The sounds of one folded part; none where its script leaves the vowels out. What is not finished has no end."""
    forms = _rewritten(part, is_finished=is_finished)
    return frozenset(sound for form in forms for sound in _skeletons(form, is_finished=is_finished))


@lru_cache(maxsize=65_536)
def _rewritten(part: str, *, is_finished: bool) -> frozenset[str]:
    """A part as the rules would have it written: one form for each way of reading it."""
    latin = _latin(part)
    if not latin.isascii() or not latin.isalpha() or len(latin) < _SHORTEST_TYPED:
        return frozenset()
    forms = {latin}
    for rule in (*RULES, *(ENDINGS if is_finished else ())):
        forms = {rule.pattern.sub(reading, form) for form in forms for reading in rule.readings}
    return frozenset(forms)


def _skeletons(form: str, *, is_finished: bool) -> Iterator[str]:
    """Consonants, the first vowel as each that it may be heard as, and `-` for a vowel that ends the word."""
    place = next((place for place, letter in enumerate(form) if letter in _VOWELS), None)
    if place is None:
        yield form
        return
    rest = "".join(letter for letter in form[place + 1 :] if letter not in _VOWELS)
    end = "-" if is_finished and form[-1] in _VOWELS else ""
    for heard in FIRST_VOWELS[form[place]]:
        yield form[:place] + heard + rest + end


def beginnings(part: str) -> frozenset[str]:
    """The sounds that a name may go on from when only `part` of it is typed; none when that is too little."""
    return frozenset(one for one in sounds(part, is_finished=False) if len(one) >= SHORTEST_BEGINNING)


# Likeness


class Agreement(Enum):
    """In what way two parts of names agree; the value is what it weighs, in percent."""

    EQUAL = 100
    SOUND = 90
    SLIP = 75


@dataclass(frozen=True, slots=True)
class Pair:
    """A folded part of one name and what it agrees with in the other."""

    one: str
    other: str
    agreement: Agreement


@dataclass(frozen=True, slots=True)
class Likeness:
    """How like two names are, 0–100 percent, which parts agree and how, and which parts stand alone."""

    percent: int
    pairs: tuple[Pair, ...]
    alone: tuple[str, ...]


def likeness(one: str, other: str) -> Likeness:
    """Compare two whole names, their parts in any order; the same either way round.

    A part agrees with one other part: equal when folded, alike in sound, or one slip of the keyboard apart. The
    percentage is the weight of the pairs over all parts of both: 100 for the same parts, 66 for Ali and Ali Hassan.
    """
    left, right = _met(parts(one), parts(other)), _met(parts(other), parts(one))
    count = len(left) + len(right)
    pairs = []
    for agreement, agrees in (
        (Agreement.EQUAL, str.__eq__),
        (Agreement.SOUND, sound_alike),
        (Agreement.SLIP, one_slip),
    ):
        for mine in tuple(sorted(left)):
            theirs = next((each for each in sorted(right) if agrees(mine, each)), None)
            if theirs is not None:
                left.remove(mine)
                right.remove(theirs)
                pairs.append(Pair(mine, theirs, agreement))
    weight = sum(2 * pair.agreement.value for pair in pairs)
    return Likeness(weight // count if count else 0, tuple(pairs), (*left, *right))


def _met(mine: Sequence[str], theirs: Sequence[str]) -> list[str]:
    """My parts; two neighbours are one where they are written so in the other name."""
    for place, whole in enumerate(joined(mine)):
        if any(whole == one or sound_alike(whole, one) for one in theirs):
            return [*mine[:place], whole, *mine[place + 2 :]]
    return list(mine)


def sound_alike(one: str, other: str) -> bool:
    """Whether two folded parts may be the same name written down by two people."""
    if not sounds(one) & sounds(other):
        return False
    mine, theirs = (_rewritten(part, is_finished=True) for part in (one, other))
    return any(
        set(_skeletons(a, is_finished=True)) & set(_skeletons(b, is_finished=True)) and _vowels_agree(a, b)
        for a, b in product(mine, theirs)
    )


def _vowels_agree(one: str, other: str) -> bool:
    """Jamal and Jamil share their sound and are two names: i stands for no a, o or u. Left-out vowels say nothing."""
    mine, theirs = (re.findall(r"[aeiou]+", form) for form in (one, other))
    if len(mine) != len(theirs):
        return True
    return not any(_clash(*both) or _clash(*reversed(both)) for both in zip(mine[1:], theirs[1:], strict=True))


def _clash(one: str, other: str) -> bool:
    return set(one) == {"i"} and set(other) <= {"a", "o", "u"}


_SHORTEST_WITH_SLIP = 6


def one_slip(one: str, other: str) -> bool:
    """Whether one letter is left out, doubled, wrong or changed places in a long part.

    A slip among vowels alone, or a vowel at the end, makes another name more often than a slip: Samira, Samara, Samir.
    """
    short, long = sorted((one, other), key=len)
    if len(short) < _SHORTEST_WITH_SLIP or len(long) - len(short) > 1:
        return False
    start = _shared(short, long)
    end = min(_shared(short[::-1], long[::-1]), len(short) - start)
    mine, theirs = short[start : len(short) - end], long[start : len(long) - end]
    changed_places = len(mine) == 2 and mine == theirs[::-1]
    return (len(theirs) == 1 or changed_places) and not set(mine + theirs) <= set(_VOWELS + "y")


def _shared(one: Iterable[str], other: Iterable[str]) -> int:
    """How many letters two texts begin with in common."""
    return next((place for place, (a, b) in enumerate(zip_longest(one, other)) if a != b), 0)
