"""Does an office's own list of bookings become bookings of people who are known, and go away again as a whole?"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from factories import OTHER, OWN, agreement, booking, day, days, month, person, terms, without_right
from mottagning.domain.agreements import Direction
from mottagning.domain.bookings import Absence, AbsenceKind, Booking
from mottagning.domain.deviations import Deviation, DeviationKind
from mottagning.domain.money import scaled
from mottagning.domain.problems import Check, Problem, RefusalCode, Refused, Severity, Trouble
from mottagning.readmodels.take_in import (
    Decisions,
    Kept,
    ListOf,
    OfficeList,
    Pasted,
    Preview,
    ReadAs,
    Standing,
    TakenIn,
)
from mottagning.storage.unit_of_work import UnitOfWork
from mottagning.usecases.bookings import save_booking, save_extra
from mottagning.usecases.context import Context
from mottagning.usecases.deviations import save_deviation
from mottagning.usecases.returns.accepting import accept_warning
from mottagning.usecases.returns.closing import close_month
from mottagning.usecases.take_in.reading import read_list
from mottagning.usecases.take_in.taking import preview, take_in
from mottagning.usecases.take_in.undoing import list_take_ins, undo

HEAD = "Namn\tPersonnr\tInsats\tAnordnarkommun\tFr o m\tT o m\tTim/v\n"


@pytest.fixture
def office(ctx: Context, small_office: None) -> Context:
    """The small office: A1 buys sfi of the other municipality, A2 sells it; 2024-0003 has protected data."""
    return ctx


@pytest.fixture
def numbers(office: Context) -> Callable[[str], str]:
    """Somebody's personnummer by her case."""

    def number(case: str) -> str:
        with office.reading() as reader:
            found = reader.people.find(case)
            assert found is not None
            return str(found.value.personal_number)

    return number


def listed(ctx: Context, text: str, read_as: ReadAs | None = None) -> OfficeList:
    """A list that was pasted."""
    return read_list(ctx, Pasted(text), read_as)


def look(ctx: Context, one: OfficeList, decisions: Decisions | None = None) -> Preview:
    """What taking it in as guessed would do."""
    return preview(ctx, one, one.guesses, decisions or {})


def take(ctx: Context, one: OfficeList, decisions: Decisions | None = None) -> TakenIn:
    """Take it in as guessed."""
    return take_in(ctx, one, one.guesses, decisions or {}, look(ctx, one, decisions)).value


def bookings(ctx: Context) -> dict[str, Booking]:
    """Every booking by its key."""
    with ctx.reading() as reader:
        return {one.value.key: one.value for one in reader.bookings.every()}


def new_ones(ctx: Context) -> list[Booking]:
    """Those that are not the small office's own."""
    return [one for key, one in bookings(ctx).items() if key not in {"B1", "B2", "B3", "B4"}]


def messages(seen: Preview) -> list[tuple[Standing, str]]:
    """What becomes of each row, and what is said of it."""
    return [(row.standing, row.message) for row in seen.rows]


# what a list is


@pytest.mark.parametrize(
    ("head", "of"),
    [
        ("Namn\tPersonnr\tInsats\tAnordnarkommun\tFr o m\tT o m", ListOf.BOOKINGS),
        ("Ärende\tKurs\tKommun\tStart\tSlut", ListOf.BOOKINGS),
        ("Namn\tPersonnr\tKommun\tFr o m", ListOf.PEOPLE),
        ("Namn\tPersonnr\tMottagen\tSpråk\tNationalitet\tKön\tInsats\tKommun", ListOf.PEOPLE),
        ("Namn\tInsats", ListOf.PEOPLE),
    ],
)
def test_headings_tell_bookings_from_people(office: Context, head: str, of: ListOf) -> None:
    blanks = "\t".join("-" for _ in head.split("\t"))
    assert listed(office, f"{head}\n{blanks}\n").of is of


def test_somebody_who_knows_better_says_that_it_is_bookings(office: Context) -> None:
    text = "Namn\tPersonnr\tFr o m\nAmina Provlund\t19900103-2391\t2025-01-07\n"
    assert listed(office, text).of is ListOf.PEOPLE
    one = listed(office, text, ReadAs(of=ListOf.BOOKINGS))
    assert one.of is ListOf.BOOKINGS
    assert one.guesses[2] == "bookings.first"
    assert "insats" in one.hint


def test_what_columns_mean_is_remembered_for_bookings_too(office: Context, numbers) -> None:
    text = f"Vem\tVad\tNär\n{numbers('2024-0001')}\tsfi\t2025-01-07\n"
    one = listed(office, text, ReadAs(of=ListOf.BOOKINGS, heading_row=1))
    mapped = ("persons.personal_number", "bookings.service", "bookings.first")
    take_in(office, one, mapped, {}, preview(office, one, mapped, {}))
    again = listed(office, text, ReadAs(heading_row=1))
    assert (again.of, again.guesses, again.is_known) == (ListOf.BOOKINGS, mapped, True)


# what becomes of a row


def test_rows_become_bookings_under_the_agreement_that_fits(office: Context, numbers) -> None:
    one = listed(
        office,
        HEAD
        + f"Amina Provlund\t{numbers('2024-0001')}\tSFI\t{OTHER}\t2025-01-07\t2025-06-13\t15,5\n"
        + f"Bo Provlund\t{numbers('2024-0002')}\tsvenska för invandrare\t{OTHER}\t7/1 2025\t\t\n",
    )
    before = bookings(office)
    seen = look(office, one)
    assert messages(seen) == [(Standing.NEW, ""), (Standing.NEW, "")]
    assert ("Insats", "sfi") in [(each.label, each.after) for each in seen.rows[0].differences]
    assert bookings(office) == before
    assert take(office, one).take_in.created == 2
    first, second = new_ones(office)
    assert (first.key, first.case_number, first.agreement, first.service) == ("B2025-0001", "2024-0001", "A1", "sfi")
    assert (first.days, first.provider_municipality) == (days("2025-01-07", "2025-06-13"), OTHER)
    assert first.hours_per_week == scaled("15.5")
    assert (second.key, second.days) == ("B2025-0002", days("2025-01-07"))


def test_the_other_municipality_alone_tells_who_buys_by_where_the_person_belongs(office: Context, numbers) -> None:
    text = "Personnr\tInsats\tKommun\tStart\n"
    text += "".join(f"{numbers(case)}\tsfi\t{OTHER}\t2025-01-07\n" for case in ("2024-0001", "2024-0004"))
    take(office, listed(office, text))
    assert [(one.agreement, one.provider_municipality) for one in new_ones(office)] == [("A1", OTHER), ("A2", None)]


def test_a_mutual_agreement_gets_the_one_who_provides(office: Context) -> None:
    with office.writing() as uow:
        uow.agreements.add(agreement(key="M", direction=Direction.MUTUAL))
        uow.terms.add(terms(agreement="M", service="sfx"))
        uow.commit()
    text = f"Ärende\tInsats\tKommun\tStart\n2024-0001\tsfx\t{OTHER}\t2025-01-07\n2024-0004\tsfx\t{OTHER}\t2025-01-07\n"
    take(office, listed(office, text))
    assert [one.provider_municipality for one in new_ones(office)] == [OTHER, OWN]


def test_somebody_is_found_by_case_number_or_name_and_birth_date(office: Context, ctx: Context) -> None:
    with ctx.writing() as uow:
        uow.people.add(person(case_number="A7", given_name="Eva", family_name="Prov", birth_date=day("1990-01-03")))
        uow.commit()
    text = "Ärende\tNamn\tFödd\tInsats\tStart\n"
    text += "2024-0001\t\t\tsfi\t2025-01-07\n\tProv Eva\t1990-01-03\tsfi\t2025-01-08\n\tEva Prov\t\tsfi\t2025-01-09\n"
    seen = look(office, listed(office, text))
    assert [(row.standing, row.case_number) for row in seen.rows[:2]] == [
        (Standing.NEW, "2024-0001"),
        (Standing.NEW, "A7"),
    ]
    assert seen.rows[2].standing is Standing.REFUSED  # a name alone is not enough


def test_namesakes_born_the_same_day_are_not_chosen_between(office: Context) -> None:
    with office.writing() as uow:
        same = {"given_name": "Eva", "family_name": "Prov", "birth_date": day("1990-01-03")}
        uow.people.add_many([person(case_number=case, **same) for case in ("A7", "A8")])
        uow.commit()
    seen = look(office, listed(office, "Namn\tFödd\tInsats\tStart\nEva Prov\t1990-01-03\tsfi\t2025-01-07\n"))
    assert "Flera personer" in seen.rows[0].message


def test_another_name_under_a_number_is_asked_about(office: Context, numbers) -> None:
    text = f"Namn\tPersonnr\tInsats\tStart\nEva Annan\t{numbers('2024-0001')}\tsfi\t2025-01-07\n"
    one = listed(office, text)
    seen = look(office, one)
    assert seen.rows[0].standing is Standing.DOUBTFUL
    assert look(office, one, {seen.doubts[0].key: "2024-0001"}).rows[0].standing is Standing.NEW
    assert look(office, one, {seen.doubts[0].key: ""}).rows[0].standing is Standing.REFUSED


@pytest.mark.parametrize(
    ("row", "said"),
    [
        ("2024-9999\tsfi\t2025-01-07\t\t", "hittas inte"),
        ("2024-0001\tsfi\t2019-01-07\t\t", "Inget avtal"),
        ("2024-0001\tsfx\t2025-01-07\t\t", "Inget avtal om sfx gäller 2025-01-07."),
        ("2024-0001\tsfi\t2025-01-07\t2024-12-01\t", "före"),
        ("2024-0001\tSkostorlek\t2025-01-07\t\t", "Insats"),
        ("2024-0001\tsfi\t2025-01-07\t\tHåbo", "sfi med Håbo"),
        ("2024-0001\tsfi\t2025-02-30\t\t", "datum"),
    ],
)
def test_a_row_that_lacks_what_a_booking_needs_says_so_and_the_rest_is_taken(
    office: Context, row: str, said: str
) -> None:
    text = f"Ärende\tInsats\tStart\tSlutdatum\tAnordnarkommun\n{row}\n2024-0002\tsfi\t2025-01-08\t\t\n"
    one = listed(office, text)
    assert one.guesses[3] == "bookings.last"
    seen = look(office, one)
    assert seen.rows[0].standing is Standing.REFUSED
    assert said in seen.rows[0].message
    assert (take(office, one).take_in.created, len(new_ones(office))) == (1, 1)


def test_what_no_row_says_is_asked_once(office: Context) -> None:
    one = listed(office, "Ärende\tStart\tKommun\n2024-0001\t2025-01-07\t\n2024-0002\t2025-01-07\t\n", of_bookings())
    seen = look(office, one)
    assert [(doubt.label, doubt.rows) for doubt in seen.doubts] == [("Insats", (2, 3))]
    take(office, one, {seen.doubts[0].key: "sfi"})
    assert [one.service for one in new_ones(office)] == ["sfi", "sfi"]


def test_a_day_that_is_in_doubt_is_not_asked_for_as_if_it_were_missing(office: Context) -> None:
    one = listed(office, "Ärende\tInsats\tStart\n2024-0001\tsfi\t3/2/25\n")
    seen = look(office, one)
    assert [doubt.text for doubt in seen.doubts] == ["3/2/25"]
    emptied = look(office, one, {seen.doubts[0].key: ""})
    assert [doubt.text for doubt in emptied.doubts if doubt.is_open] == [""]


def of_bookings() -> ReadAs:
    """Somebody says that it is a list of bookings."""
    return ReadAs(of=ListOf.BOOKINGS)


def test_several_agreements_that_fit_are_asked_about_once(office: Context) -> None:
    with office.writing() as uow:
        uow.agreements.add(agreement(key="A9"))
        uow.terms.add(terms(agreement="A9"))
        uow.commit()
    text = f"Ärende\tInsats\tKommun\tStart\n2024-0001\tsfi\t{OTHER}\t2025-01-07\n2024-0002\tsfi\t{OTHER}\t2025-01-07\n"
    one = listed(office, text)
    seen = look(office, one)
    assert [(doubt.message, doubt.rows) for doubt in seen.doubts] == [("Flera avtal passar: A1, A9.", (2, 3))]
    unknown = look(office, one, {seen.doubts[0].key: "A8"})
    assert unknown.doubts[0].is_open
    take(office, one, {seen.doubts[0].key: "a9"})
    assert {one.agreement for one in new_ones(office)} == {"A9"}


def test_an_agreement_that_the_list_names_is_taken(office: Context) -> None:
    take(office, listed(office, "Ärende\tInsats\tAvtal\tStart\n2024-0001\tsfi\tA1\t2025-01-07\n"))
    assert [one.agreement for one in new_ones(office)] == ["A1"]


def test_nothing_can_be_taken_without_a_way_to_tell_who(office: Context) -> None:
    one = listed(office, "Namn\tInsats\tStart\nAmina Provlund\tsfi\t2025-01-07\n")
    assert "vem bokningen gäller" in look(office, one).hindrance


def test_the_same_list_again_changes_nothing(office: Context) -> None:
    text = f"Ärende\tInsats\tKommun\tStart\tTim/v\n2024-0001\tsfi\t{OTHER}\t2025-01-07\t15\n"
    take(office, listed(office, text))
    before = bookings(office)
    assert messages(look(office, listed(office, text))) == [(Standing.SAME, "Finns redan som B2025-0001.")]
    other = look(office, listed(office, text.replace("\t15\n", "\t20\n")))
    assert other.rows[0].standing is Standing.REFUSED
    assert "B2025-0001" in other.rows[0].message
    assert bookings(office) == before


def test_one_booking_in_two_rows_is_taken_once(office: Context) -> None:
    row = "2024-0001\tsfi\t2025-01-07\n"
    seen = look(office, listed(office, f"Ärende\tInsats\tStart\n{row}{row}"))
    assert messages(seen)[1] == (Standing.REFUSED, "Samma person, insats och första dag som rad 2.")


# secrecy


@pytest.mark.parametrize("by", ["case", "number"])
def test_people_who_may_not_be_seen_are_as_people_who_are_not_there(office: Context, numbers, by: str) -> None:
    blind = without_right(office)
    hidden, nobody = {"case": ("2024-0003", "2024-9999"), "number": (numbers("2024-0003"), "198507099805")}[by]
    head = {"case": "Ärende", "number": "Personnr"}[by]
    before = bookings(office)
    text = f"{head}\tInsats\tStart\n{{who}}\tsfi\t2024-09-01\n"
    said = [look(blind, listed(blind, text.format(who=who))) for who in (hidden, nobody)]
    assert messages(said[0]) == messages(said[1])
    assert [row.name for row in said[0].rows] == [row.name for row in said[1].rows] == [""]
    assert said[0].doubts == said[1].doubts == ()
    take(blind, listed(blind, text.format(who=hidden)))
    assert bookings(office) == before


# taking back


@pytest.fixture
def taken(office: Context) -> int:
    """Two bookings that came with a list."""
    return take(
        office, listed(office, "Ärende\tInsats\tStart\n2024-0001\tsfi\t2025-01-07\n2024-0002\tsfi\t2025-01-07\n")
    ).take_in.id


def test_a_list_of_bookings_is_taken_back_as_a_whole(office: Context, taken: int) -> None:
    assert [(one.of, one.created) for one in list_take_ins(office)] == [(ListOf.BOOKINGS, 2)]
    undone = undo(office, taken).value
    assert (undone.is_undone, undone.removed, undone.kept) == (True, 2, ())
    assert sorted(bookings(office)) == ["B1", "B2", "B3", "B4"]
    with pytest.raises(Refused) as again:
        undo(office, taken)
    assert again.value.code is RefusalCode.GONE


def _change(ctx: Context, key: str) -> None:
    with ctx.reading() as reader:
        found = reader.bookings.find(key)
    assert found is not None
    save_booking(ctx, found, replace(found.value, provider="Provskolan"))


def _note(ctx: Context, key: str) -> None:
    save_extra(ctx, None, Absence(booking=key, days=days("2025-01-08", "2025-01-09"), kind=AbsenceKind.VALID))


def _accept(ctx: Context, key: str) -> None:
    accept_warning(ctx, Problem(Check.K06, Severity.WARN, key, "longer", None, {"day": "2025-03-01"}), "skäl")


def _deviate(ctx: Context, key: str) -> None:
    save_deviation(
        ctx, None, Deviation(key="V1", kind=DeviationKind.OTHER, noticed_on=day("2025-03-01"), what="x", booking=key)
    )


@pytest.mark.parametrize(
    ("work", "why"),
    [(_change, Kept.CHANGED), (_note, Kept.IN_USE), (_accept, Kept.IN_USE), (_deviate, Kept.IN_USE)],
)
def test_what_was_worked_with_since_is_named_and_stays(office: Context, taken: int, work, why: Kept) -> None:
    work(office, "B2025-0001")
    stopped = undo(office, taken).value
    assert not stopped.is_undone
    assert [(one.booking, one.case_number, one.why) for one in stopped.kept] == [("B2025-0001", "2024-0001", why)]
    assert len(new_ones(office)) == 2
    assert undo(office, taken, leave_changed=True).value.removed == 1
    assert [one.key for one in new_ones(office)] == ["B2025-0001"]


def test_a_booking_that_stands_in_a_return_is_never_removed(office: Context) -> None:
    text = "Ärende\tInsats\tStart\tT o m\tBeslut\tBeslutsdatum\tAnmäld\tGrund\n"
    text += "2024-0002\tsfi\t2024-09-02\t2024-09-20\tDnr 1\t2024-08-01\t2024-09-02\tskollagen 20 kap. 11 d §\n"
    one = listed(office, text)
    assert None not in one.guesses
    number = take(office, one).take_in.id
    close_month(office, month("2024-09"))
    with office.reading() as reader:
        assert reader.ledger.rows_of_bookings(["B2025-0001"])
    assert [kept.why for kept in undo(office, number).value.kept] == [Kept.IN_USE]
    assert undo(office, number, leave_changed=True).value.removed == 0
    assert "B2025-0001" in bookings(office)


def test_a_booking_of_somebody_protected_since_is_left_without_a_word(office: Context, taken: int) -> None:
    _protect(office, "2024-0001")
    undone = undo(without_right(office), taken).value
    assert (undone.is_undone, undone.removed, undone.kept) == (True, 1, ())
    assert [one.case_number for one in new_ones(office)] == ["2024-0001"]


def _protect(ctx: Context, case: str) -> None:
    with ctx.writing() as uow:
        found, hidden = uow.people.find(case), uow.people.find("2024-0003")
        assert found is not None
        assert hidden is not None
        uow.people.change(found, replace(found.value, protection=hidden.value.protection))
        uow.commit()


def test_a_booking_removed_since_is_no_matter(office: Context, taken: int) -> None:
    with office.writing() as uow:
        found = uow.bookings.find("B2025-0001")
        assert found is not None
        uow.bookings.remove(found)
        uow.commit()
    assert undo(office, taken).value.removed == 1


def test_a_take_in_that_fails_leaves_nothing(office: Context, monkeypatch: pytest.MonkeyPatch) -> None:
    one = listed(office, "Ärende\tInsats\tStart\n2024-0001\tsfi\t2025-01-07\n")
    seen = look(office, one)

    def fail(_self: UnitOfWork) -> None:
        raise OSError("no room")

    monkeypatch.setattr(UnitOfWork, "commit", fail)
    with pytest.raises((OSError, Trouble)):
        take_in(office, one, one.guesses, {}, seen)
    monkeypatch.undo()
    assert new_ones(office) == []
    assert list_take_ins(office) == []


def test_what_was_seen_is_what_is_done(office: Context) -> None:
    one = listed(office, "Ärende\tInsats\tStart\n2024-0001\tsfi\t2025-01-07\n")
    seen = look(office, one)
    save_booking(office, None, booking("2025-01-07", key="B9"))
    with pytest.raises(Refused) as refused:
        take_in(office, one, one.guesses, {}, seen)
    assert refused.value.code is RefusalCode.CHANGED_MEANWHILE
