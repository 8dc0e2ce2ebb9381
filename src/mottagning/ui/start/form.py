"""What is asked before a register is open: a passphrase, and the few things a new register needs."""

from __future__ import annotations

from collections.abc import Mapping

from mottagning.domain import users
from mottagning.domain.office import OfficeSettings
from mottagning.domain.periods import Month
from mottagning.domain.problems import FieldProblem
from mottagning.texts import window as texts
from mottagning.uikit.fields import Asks, Choice, Field, Section

_PASSPHRASE = Field("passphrase", texts.LOGIN_PASSPHRASE, Asks.SECRET, required=True, wide=True)
_NOT_IN_FILE_NAMES = '\\/:*?"<>|'


def unlock_sections() -> list[Section]:
    """The passphrase alone."""
    return [Section("", (_PASSPHRASE,))]


def login_sections() -> list[Section]:
    """Who logs in, and her passphrase; without a name whoever has that passphrase."""
    return [Section("", (Field("user", texts.LOGIN_USER, hint=texts.LOGIN_USER_HINT, wide=True), _PASSPHRASE))]


def take_over_sections() -> list[Section]:
    """The recovery code of a register, and who becomes its keeper."""
    return [
        Section("", (Field("code", texts.TAKE_OVER_CODE, required=True, wide=True),)),
        Section(
            "",
            (
                Field("user", texts.CREATE_USER, required=True, wide=True),
                Field("passphrase", texts.CREATE_PASSPHRASE, Asks.SECRET, required=True),
                Field("again", texts.CREATE_AGAIN, Asks.SECRET, required=True),
            ),
        ),
    ]


def register_section() -> Section:
    """The name of a new register, who makes it, and the passphrase twice."""
    return Section(
        texts.CREATE_SECTION_REGISTER,
        (
            Field("name", texts.CREATE_NAME, required=True),
            Field("user", texts.CREATE_USER, required=True),
            Field("passphrase", texts.CREATE_PASSPHRASE, Asks.SECRET, required=True, hint=texts.CREATE_PASSPHRASE_HINT),
            Field("again", texts.CREATE_AGAIN, Asks.SECRET, required=True),
        ),
    )


def create_sections(municipalities: tuple[Choice, ...]) -> list[Section]:
    """A register from nothing: also whose it is and which month comes first."""
    office = (
        Field("municipality", texts.CREATE_MUNICIPALITY, Asks.CODE, required=True, choices=municipalities),
        Field("first_month", texts.CREATE_MONTH, Asks.MONTH, required=True, hint=texts.CREATE_MONTH_HINT),
        Field("board", texts.CREATE_BOARD, wide=True),
    )
    return [Section(texts.CREATE_SECTION_OFFICE, office), register_section()]


def register_problems(values: Mapping[str, object]) -> tuple[FieldProblem, ...]:
    """What keeps a register from being made with these values."""
    problems = []
    if set(str(values["name"])) & set(_NOT_IN_FILE_NAMES):
        problems.append(FieldProblem("name", "not_a_file_name"))
    return (*problems, *passphrase_problems(values))


def passphrase_problems(values: Mapping[str, object]) -> tuple[FieldProblem, ...]:
    """What keeps a passphrase that was written twice from being used."""
    return users.passphrase_problems(str(values["passphrase"]), str(values["again"]))


def office_of(values: Mapping[str, object]) -> OfficeSettings:
    """The settings that the form of a new register gives."""
    month, board = values["first_month"], values["board"]
    assert isinstance(month, Month)  # noqa: S101 - the form read it as one
    return OfficeSettings(
        municipality=str(values["municipality"]), first_month=month, board=str(board) if board else None
    )
