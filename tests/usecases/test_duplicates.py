"""Is somebody who is entered twice suggested, left alone where people say so, and never at the cost of secrecy?"""

from __future__ import annotations

from datetime import date
from pathlib import Path
from typing import Any

import pytest

from factories import day, person, without_right
from mottagning.domain.duplicates import Apart, Described, KnownNumber, described
from mottagning.domain.identity import IdentityKind
from mottagning.domain.people import Identity, Person, Protection
from mottagning.domain.problems import RefusalCode, Refused
from mottagning.readmodels.changes import Stored
from mottagning.usecases.admin.exporting import export_register
from mottagning.usecases.admin.importing import import_workbook
from mottagning.usecases.context import Context
from mottagning.usecases.duplicates import possible_duplicates, say_apart, suggest, take_back
from mottagning.usecases.people import list_people, remove_person, save_person
from mottagning.usecases.people_parts import save_part
from workbooks import lines, make

COORDINATION = "197006872381"


def add(ctx: Context, case_number: str, name: str, born: str | None = None, **values: Any) -> Stored[Person]:
    first, _, last = name.partition(" ")
    birth = day(born) if born else None
    made = person(case_number=case_number, given_name=first, family_name=last, birth_date=birth, **values)
    return save_person(ctx, None, made).value


def entered(name: str, born: str | None = None, **values: Any) -> Described:
    first, _, last = name.partition(" ")
    return Described(given_name=first, family_name=last, birth_date=day(born) if born else None, **values)


def suggested(ctx: Context, one: Described, itself: int | None = None) -> list[str]:
    return [found.suspect.case_number for found in suggest(ctx, one, itself)]


def paired(ctx: Context) -> list[tuple[str, str]]:
    return [(pair.one.case_number, pair.other.case_number) for pair in possible_duplicates(ctx).pairs]


@pytest.fixture
def twice(ctx: Context) -> tuple[Stored[Person], Stored[Person]]:
    """The same woman under two cases, and two others."""
    add(ctx, "2024-0003", "Omar Annan", "1990-03-04")
    one = add(ctx, "2024-0001", "Khadija Maxamed", "1990-03-04")
    other = add(ctx, "2024-0002", "Kadidja Muhammad", "1990-03-04")
    add(ctx, "2024-0004", "Khadija Provlund", "1971-12-24")
    return one, other


@pytest.mark.parametrize(
    ("one", "found"),
    [
        (entered("Khadija Mohamed", "1990-03-04"), ["2024-0001", "2024-0002"]),
        (entered("Muhammed Khadija", "1990-01-01"), ["2024-0001"]),
        (entered("Khadija Mohamed", "1990-05-04"), []),
        (entered("Khadija", "1990-03-04"), []),
        (entered("", "1990-03-04"), []),
        (Described(), []),
    ],
)
@pytest.mark.usefixtures("twice")
def test_who_is_entered_is_found_by_name_and_birth(ctx: Context, one: Described, found: list[str]) -> None:
    assert suggested(ctx, one) == found


@pytest.mark.parametrize("kind", [IdentityKind.DOSSIER, IdentityKind.TEMPORARY, IdentityKind.COORDINATION])
def test_who_is_entered_is_found_by_a_number_however_it_is_written(ctx: Context, kind: IdentityKind) -> None:
    kept, typed, field = {
        IdentityKind.DOSSIER: ("12-345678/1", "12345678", "dossier_number"),
        IdentityKind.TEMPORARY: ("19900304-TF12", "19900304TF12", "temporary_number"),
        IdentityKind.COORDINATION: (COORDINATION, COORDINATION, "coordination_number"),
    }[kind]
    add(ctx, "2024-0001", "Amina Prov", "1990-03-04", **{field: kept})
    name = "Gebremedhin Prov" if kind is IdentityKind.COORDINATION else "Amina Prov"
    one = entered(name, numbers=(KnownNumber(kind, typed),))
    assert suggested(ctx, one) == ["2024-0001"]


def test_a_former_number_is_a_number(ctx: Context) -> None:
    before = add(ctx, "2024-0001", "Amina Prov", coordination_number=COORDINATION)
    former = Identity(case_number="2024-0001", kind=IdentityKind.COORDINATION, number=COORDINATION, is_current=False)
    with ctx.reading() as reader:
        kept = reader.identities.of_person(before.id)[0]
    save_part(ctx, kept, former)
    one = entered("Bo Annan", numbers=(KnownNumber(IdentityKind.COORDINATION, COORDINATION),))
    assert suggested(ctx, one) == ["2024-0001"]


def test_a_person_who_is_changed_is_not_suggested_for_herself(ctx: Context, twice: Any) -> None:
    one, other = twice
    assert suggested(ctx, described(one.value), one.id) == [other.value.case_number]
    assert suggested(ctx, described(other.value), other.id) == [one.value.case_number]


def test_the_list_tells_each_pair_once_the_likeliest_first(ctx: Context, twice: Any) -> None:
    add(ctx, "2024-0009", "Omar Annan", "1990-03-04")
    assert paired(ctx) == [("2024-0003", "2024-0009"), ("2024-0001", "2024-0002")]
    assert twice


def test_two_who_are_said_not_to_be_one_are_left_alone_until_it_is_taken_back(ctx: Context, twice: Any) -> None:
    one, other = twice
    said = say_apart(ctx, other.id, one.id).value
    assert paired(ctx) == []
    assert suggested(ctx, described(one.value), one.id) == []
    assert suggested(ctx, described(other.value), other.id) == []
    (apart,) = possible_duplicates(ctx).apart
    assert (apart.one.id, apart.other.id, apart.said) == (one.id, other.id, said)
    say_apart(ctx, one.id, other.id)
    assert len(possible_duplicates(ctx).apart) == 1, "said twice it stands once"
    take_back(ctx, said)
    assert paired(ctx) == [("2024-0001", "2024-0002")]


def test_a_number_that_comes_later_asks_again(ctx: Context, twice: Any) -> None:
    one, other = twice
    say_apart(ctx, one.id, other.id)
    for stored in (one, other):
        case = stored.value.case_number
        number = Identity(case_number=case, kind=IdentityKind.DOSSIER, number="12-345678")
        save_part(ctx, None, number)
    assert paired(ctx) == [("2024-0001", "2024-0002")]
    say_apart(ctx, one.id, other.id)
    assert paired(ctx) == [], "said in spite of the number it holds"


def test_what_was_said_goes_with_a_person(ctx: Context, twice: Any) -> None:
    one, other = twice
    say_apart(ctx, one.id, other.id)
    remove_person(ctx, other)
    assert possible_duplicates(ctx).apart == ()


# secrecy


def hidden(ctx: Context, case_number: str = "2024-0007") -> Stored[Person]:
    values = {"dossier_number": "12-345678", "protection": Protection.CONFIDENTIAL_FLAG}
    return add(ctx, case_number, "Cleo Doldin", "1985-06-07", **values)


def test_without_the_right_nobody_with_protected_data_is_hinted_at_counted_or_in_the_way(ctx: Context) -> None:
    cleo = hidden(ctx)
    plain = without_right(ctx)
    one = entered("Cleo Doldin", "1985-06-07", numbers=(KnownNumber(IdentityKind.DOSSIER, "12-345678"),))
    assert suggested(plain, one) == []
    assert suggested(ctx, one) == ["2024-0007"]
    again = add(plain, "2024-0008", "Cleo Doldin", "1985-06-07", dossier_number="12-345678")
    assert paired(plain) == []
    assert paired(ctx) == [("2024-0007", "2024-0008")]
    with pytest.raises(Refused) as caught:
        say_apart(plain, cleo.id, again.id)
    assert caught.value.code is RefusalCode.GONE
    said = say_apart(ctx, cleo.id, again.id).value
    assert possible_duplicates(plain).apart == ()
    with pytest.raises(Refused):
        take_back(plain, said)


def test_an_export_without_the_right_names_no_protected_person_among_those_who_are_two(
    ctx: Context, tmp_path: Path
) -> None:
    cleo = hidden(ctx)
    others = [add(ctx, f"2024-00{number}", "Cleo Doldin", "1985-06-07") for number in (10, 11)]
    say_apart(ctx, cleo.id, others[0].id)
    say_apart(ctx, *(one.id for one in others))
    late = add(ctx, "2024-0012", "Cleo Doldin", "1985-06-07")
    with ctx.writing() as uow:
        uow.aparts.add(Apart(case_number=late.value.case_number, other_case=cleo.value.case_number))
        uow.commit()
    export_register(ctx, tmp_path / "allt.xlsx")
    export_register(without_right(ctx), tmp_path / "utan.xlsx")
    assert len(lines(tmp_path / "allt.xlsx", SHEET)) == 3
    assert [(one["Ärende"], one["Annat ärende"]) for one in lines(tmp_path / "utan.xlsx", SHEET)] == [
        ("2024-0010", "2024-0011")
    ]


# from a workbook

SHEET = "Inte samma person"
HEADINGS = ["Ärende", "Förnamn", "Efternamn", "Födelsedatum", "Dossiernummer"]


def test_who_is_not_who_is_read_once_whatever_the_order_and_never_of_one_who_may_not_be_seen(
    ctx: Context, tmp_path: Path
) -> None:
    hidden(ctx)
    one, other = (add(ctx, f"2024-00{number}", "Amina Prov", "1985-06-07") for number in (10, 11))
    say_apart(ctx, one.id, other.id)

    def refused(reader: Context, *cases: str) -> list[str]:
        file = make(tmp_path / "listor.xlsx", {SHEET: [["Ärende", "Annat ärende"], list(cases)]})
        return [problem.message for problem in import_workbook(reader, file).value.rejected]

    assert refused(ctx, "2024-0011", "2024-0010") == []
    assert len(possible_duplicates(ctx).apart) == 1
    assert refused(ctx, "2024-0010", "2024-0010") == ["Ange två olika ärenden."]
    unseen, unknown = refused(without_right(ctx), "2024-0010", "2024-0007"), refused(ctx, "2024-0010", "2024-0099")
    assert unseen == [text.replace("2024-0099", "2024-0007") for text in unknown]


def warned(ctx: Context, file: Path, *rows: list[Any]) -> list[tuple[str | None, str]]:
    report = import_workbook(ctx, make(file, {"Personer": [HEADINGS, *rows]})).value
    assert report.is_imported, report.rejected
    return [(one.cell, one.message) for one in report.warnings if "samma person" in one.message]


def test_a_workbook_is_told_of_row_by_row_and_taken_all_the_same(ctx: Context, tmp_path: Path) -> None:
    add(ctx, "2024-0001", "Khadija Maxamed", "1990-03-04")
    born = date(1990, 3, 4)
    found = warned(
        ctx,
        tmp_path / "listor.xlsx",
        ["P1", "Kadidja", "Muhammad", born],
        ["P2", "Bo", "Annan", born],
        ["P3", "Bo", "Annan", born],
        ["2024-0001", "Khadija", "Maxamed", born],
    )
    assert [cell for cell, _ in found] == ["B2", "B4"]
    assert "Khadija Maxamed (ärende 2024-0001)" in found[0][1]
    assert "samma födelsedatum" in found[0][1]
    assert "Bo Annan (ärende P2)" in found[1][1]
    assert len(list_people(ctx)) == 4
    assert warned(ctx, tmp_path / "igen.xlsx", ["P1", "Kadidja", "Muhammad", born]) == [], "nothing is new in it"


def test_a_workbook_says_nothing_of_those_who_may_not_be_seen_or_are_said_to_be_two(
    ctx: Context, tmp_path: Path
) -> None:
    hidden(ctx)
    row = ["P1", "Cleo", "Doldin", date(1985, 6, 7), "12-345678"]
    assert warned(without_right(ctx), tmp_path / "listor.xlsx", row) == []
    others = add(ctx, "2024-0010", "Cleo Doldin", "1985-06-07"), add(ctx, "2024-0011", "Cleo Annan", "1985-06-07")
    say_apart(ctx, *(one.id for one in others))
    renamed = ["2024-0011", "Cleo", "Doldin", date(1985, 6, 7)]
    told = " ".join(text for _, text in warned(ctx, tmp_path / "andra.xlsx", renamed))
    assert "2024-0010" not in told
    assert "2024-0007" in told
