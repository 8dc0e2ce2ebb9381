"""Are names that are one name found as one, and names that are two kept apart?"""

from __future__ import annotations

from itertools import combinations, permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from mottagning.domain.names import RULES, Agreement, joined, likeness, one_slip, parts, sound_alike, sounds
from mottagning.domain.swedish import folded

ONE_NAME = (
    "Mohammed Muhammad Mohamed Mahamed Mohammad Muhamed Muhammet Maxamed",
    "Mahmoud Mahmud Maxmuud",
    "Ahmed Ahmad Ahmet Axmed",
    "Hussein Husain Hosein Hussain Xuseen",
    "Hassan Hasan Xasan",
    "Yusuf Jusef Youssef Yousuf Yosef Yuusuf",
    "Abdulrahman Abdurrahman Abdirahman Abdelrahman Cabdiraxmaan",
    "Abdullah Abdallah Abdulla",
    "Khadija Kadidja Khadijah",
    "Khaled Khalid Halid Chaled",
    "Jamal Djamal Dzhamal",
    "Rashid Rachid Rasjid",
    "Fatima Fatma Fatemeh Fatimah",
    "Ibrahim Ebrahim",
    "Omar Umar Cumar",
    "Othman Osman Usman",
    "Said Saeed Sayed Saciid",
    "Zainab Zeinab Zeynep",
    "Mariam Maryam Marjam",
    "Ali Cali",
    "Aleksandr Alexander Oleksandr Олександр Александр",
    "Olena Alena Олена",
    "Yelena Jelena Elena Елена",
    "Serhij Sergej Sergei Serhii Сергій Сергей",
    "Olha Olga Ольга",
    "Bohdan Bogdan Богдан",
    "Nadia Nadja Nadija Nadiia Надія",
    "Yuliia Juliia Julija Iuliia Юлія",
    "Sjtjerbakov Shcherbakov Schtscherbakow Щербаков",
    "Sjevtjenko Shevchenko Schewtschenko Шевченко",
    "Tkatjuk Tkachuk Ткачук",
    "Ivanov Ivanoff Ivanow Иванов",
    "Kidane Kidanè ኪዳነ ክዳነ",
    "Ghebremedhin Gebremedhin Gebremedhn ገብረመድህን",
    "Tesfay Tesfai Tesfaye ተስፋይ",
    "Tsegay Segay Tzegai ፀጋይ",
    "Woldu Voldu ወልዱ",
    "Josef Joseph",
    "Kristina Christina Cristina",
)
"""Ways of writing one name that officers meet in one case file."""

TWO_NAMES = (
    ("Hassan", "Hussein"),
    ("Mohammed", "Mahmoud"),
    ("Karim", "Karima"),
    ("Amin", "Amina"),
    ("Samir", "Samira"),
    ("Alexander", "Alexandra"),
    ("Jamal", "Jamil"),
    ("Hamid", "Hamad"),
    ("Rahim", "Rahman"),
    ("Omar", "Amar"),
    ("Ali", "Elo"),
    ("Hamid", "Kamid"),
    ("Abdullah", "Abdulrahman"),
    ("Oleg", "Olga"),
    ("Marwa", "Marwan"),
    ("Khaled", "Khalil"),
    ("Tesfay", "Tesfalem"),
)

variants = st.sampled_from([tuple(group.split()) for group in ONE_NAME])
words = st.sampled_from(sorted({name for group in ONE_NAME for name in group.split()}))


@pytest.mark.parametrize("group", ONE_NAME, ids=lambda group: group.split()[0])
def test_ways_of_writing_one_name_sound_alike(group: str) -> None:
    apart = [pair for pair in combinations(map(folded, group.split()), 2) if not sound_alike(*pair)]
    assert apart == []


@pytest.mark.parametrize(("one", "other"), TWO_NAMES)
def test_two_names_do_not_sound_alike(one: str, other: str) -> None:
    assert not sound_alike(folded(one), folded(other))


def test_every_rule_is_needed_by_a_name_in_the_list() -> None:
    """A rule that changes no name here stands on nothing."""
    latin = {folded(name) for group in ONE_NAME for name in group.split() if name.isascii()}
    idle = [rule.why for rule in RULES if not any(rule.pattern.search(name) for name in latin)]
    extra = {"Ramadhan, Ramadan", "Cecilia"}
    assert set(idle) <= extra


@pytest.mark.parametrize(
    ("typed", "stored"),
    [
        ("щербаков", "ЩЕРБАКОВ"),
        ("nurjan", "Nur'jan"),
        ("abu’l", "Abuʿl"),
        ("Ali‌reza", "Alireza"),
        ("علی", "علي"),
        ("مُحَمَّد", "محمد"),
        ("أحمد", "احمد"),
        ("İbrahim", "ibrahim"),
        ("ﬁlmon", "Filmon"),
        ("O＇Neill", "oneill"),
        ("Ｊｕｌｉａ", "julia"),
    ],
)
def test_signs_that_say_the_same_fold_to_the_same(typed: str, stored: str) -> None:
    assert folded(typed) == folded(stored)


@pytest.mark.parametrize("name", ["محمد", "דוד", "刘伟", "ნინო"])
def test_a_script_without_vowels_or_rules_has_no_sound_but_is_a_name(name: str) -> None:
    assert parts(name) == (name,)
    assert sounds(name) == frozenset()


@given(st.text())
def test_folding_twice_is_folding_once(text: str) -> None:
    assert folded(folded(text)) == folded(text)


@given(st.text(alphabet=st.characters(categories=("L", "M", "Pd", "Zs"))))
def test_any_name_has_parts_and_sounds(text: str) -> None:
    for part in parts(text):
        assert part == folded(part)
        assert all(sound.strip("-") for sound in sounds(part))


def test_two_neighbours_may_be_one_part() -> None:
    assert parts("Prov, A.B. (Bo)/Boel") == ("prov", "a", "b", "bo", "boel")
    assert joined(parts("Abdul-Rahman Ali")) == ("abdulrahman", "rahmanali")


# likeness

LIKE = (
    ("Amina Provlund", "Provlund, Amina", 100),
    ("Abdul Rahman Ali", "Ali Abdurrahman", 95),
    ("Ali Reza Prov", "Alireza Prov", 100),
    ("Mohammed Hassan", "Muhammad Xasan", 90),
    ("Олександр Щербаков", "Sjtjerbakov Aleksandr", 90),
    ("Iryna Kovalenko", "Iryna Kovalneko", 90),
    ("Kibrom Gebremedhin", "Kibrom Gebremdhin", 95),
    ("Anna Bergström", "Anna Bergstrm", 87),
)
UNLIKE = (
    ("Hassan Ali", "Hussein Ali"),
    ("Amina Provlund", "Amin Provlund"),
    ("Karim Haddad", "Karima Haddad"),
    ("Jamal Haddad", "Jamil Haddad"),
    ("Samira Prov", "Samara Prov"),
    ("Ali", "Ali Hassan"),
    ("Oksana Bondar", "Oksana Rudenko"),
    ("Marwan Shami", "Marwa Shami"),
    ("", "Ali"),
)


@pytest.mark.parametrize(("one", "other", "percent"), LIKE)
def test_one_person_written_down_twice_is_like(one: str, other: str, percent: int) -> None:
    assert likeness(one, other).percent >= percent - 5
    assert likeness(one, other).percent >= 80


@pytest.mark.parametrize(("one", "other"), UNLIKE)
def test_relatives_and_strangers_are_not(one: str, other: str) -> None:
    assert likeness(one, other).percent <= 66


def test_a_likeness_tells_its_reasons() -> None:
    found = likeness("Iryna Kovalenko Prov", "Kovalemko Irina")
    assert {(pair.one, pair.other, pair.agreement) for pair in found.pairs} == {
        ("iryna", "irina", Agreement.SOUND),
        ("kovalenko", "kovalemko", Agreement.SLIP),
    }
    assert found.alone == ("prov",)
    assert found.percent == (2 * 90 + 2 * 75) // 5


@pytest.mark.parametrize(
    ("one", "other", "is_slip"),
    [
        ("rudenko", "rudnko", False),  # a vowel alone
        ("rudenko", "ruddenko", True),
        ("rudenko", "rudemko", True),
        ("rudenko", "rduenko", True),
        ("rudenko", "rudenka", False),
        ("rahimi", "rahim", False),
        ("melnyk", "melik", False),
        ("tesfay", "tesfay", False),
    ],
)
def test_a_slip_is_one_letter_of_a_long_part(one: str, other: str, is_slip: bool) -> None:
    assert one_slip(one, other) is is_slip
    assert one_slip(other, one) is is_slip


@given(st.lists(words, min_size=1, max_size=3))
def test_the_order_of_the_parts_does_not_matter(names: list[str]) -> None:
    found = {likeness(" ".join(names), " ".join(order)).percent for order in permutations(names)}
    assert min(found) >= Agreement.SOUND.value


@given(st.lists(words, min_size=1, max_size=3), st.lists(words, min_size=1, max_size=3))
def test_likeness_is_the_same_either_way_round(one: list[str], other: list[str]) -> None:
    assert likeness(" ".join(one), " ".join(other)).percent == likeness(" ".join(other), " ".join(one)).percent


@given(variants, st.data())
def test_variants_of_a_name_are_like_either_way_round(group: tuple[str, ...], data: st.DataObject) -> None:
    one, other = data.draw(st.sampled_from(group)), data.draw(st.sampled_from(group))
    assert likeness(f"Prov {one}", f"{other} Prov").percent >= Agreement.SOUND.value
