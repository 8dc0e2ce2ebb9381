"""What can go wrong, as data: refusals a user can mend, trouble with the machine, problems in the facts.

Sentences and advice are in `mottagning.texts`; here stand a code and what the sentence needs.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import Enum
from types import MappingProxyType

Param = str | int | None
_NONE: Mapping[str, Param] = MappingProxyType({})


class RefusalCode(Enum):
    """Why a command was refused; the user can mend it."""

    INVALID_FIELDS = "invalid_fields"
    CHANGED_MEANWHILE = "changed_meanwhile"
    GONE = "gone"
    KEY_TAKEN = "key_taken"
    IN_USE = "in_use"
    NO_RIGHT = "no_right"
    MONTH_CLOSED = "month_closed"
    MONTH_BEFORE_FIRST = "month_before_first"
    EARLIER_MONTH_OPEN = "earlier_month_open"
    MONTH_NOT_ENDED = "month_not_ended"
    NOTHING_CLOSED = "nothing_closed"
    SETTING_LOCKED = "setting_locked"
    SETTINGS_MISSING = "settings_missing"
    NOT_A_WORKBOOK = "not_a_workbook"
    NOT_A_PRICE_LIST = "not_a_price_list"
    NOT_A_LIST = "not_a_list"
    NOT_AN_ANSWER = "not_an_answer"
    NO_GROUND = "no_ground"
    NO_SECOND_PLACE = "no_second_place"
    NO_BACKUP = "no_backup"
    WORKBOOK_REJECTED = "workbook_rejected"
    FILE_MISSING = "file_missing"
    PLACE_SYNCED = "place_synced"
    PLACE_REMOVABLE = "place_removable"
    REGISTER_HELD = "register_held"
    REGISTER_EXISTS = "register_exists"
    PASSPHRASE_TOO_SHORT = "passphrase_too_short"  # noqa: S105 - a code, no passphrase
    ALREADY_HANDED_OUT = "already_handed_out"
    NOT_HANDED_OUT = "not_handed_out"
    ALREADY_INVOICED = "already_invoiced"
    NOTHING_TO_MEND = "nothing_to_mend"
    LATER_MONTH_CLOSED = "later_month_closed"
    COUNTERPART_CLOSED = "counterpart_closed"
    NO_SUCH_COUNTERPART = "no_such_counterpart"
    OWN_ROWS = "own_rows"
    ALREADY_BOOKED = "already_booked"
    STEP_NOT_NOW = "step_not_now"
    NO_SEATS = "no_seats"
    SEATS_UNSEEN = "seats_unseen"
    PROTECTED_PERSON = "protected_person"
    FILE_NOT_TAKEN = "file_not_taken"
    FILE_NOT_HERE = "file_not_here"
    FILE_NOT_SHOWN = "file_not_shown"
    NOT_REVIEWED = "not_reviewed"
    OWN_PROPOSAL = "own_proposal"
    NOT_APPROVED = "not_approved"
    NO_LONGER_DUE = "no_longer_due"
    NOTHING_PROPOSED = "nothing_proposed"
    MERGE_STANDS = "merge_stands"
    CANNOT_ACCEPT = "cannot_accept"
    INVOICE_NOT_NOW = "invoice_not_now"
    BAD_NUMBER_OF_PERSONS = "bad_number_of_persons"
    FILES_OFF = "files_off"
    FILES_LACK = "files_lack"
    NOT_INVOICED = "not_invoiced"
    NOT_A_TEMPLATE = "not_a_template"
    NOTHING_TO_TRY = "nothing_to_try"
    PRICES_BILLED = "prices_billed"
    OWN_LOG_ROW = "own_log_row"
    OWN_ACCOUNT = "own_account"
    LAST_ADMINISTRATOR = "last_administrator"
    REGISTER_NOT_WHOLE = "register_not_whole"
    KEY_HOLDERS_MISSING = "key_holders_missing"


class TroubleCode(Enum):
    """What stopped the machine; the user needs advice."""

    WRONG_PASSPHRASE = "wrong_passphrase"  # noqa: S105 - a code, no passphrase
    TOO_MANY_TRIES = "too_many_tries"
    NO_CREDENTIAL_STORE = "no_credential_store"
    NOT_A_REGISTER = "not_a_register"
    REGISTER_MISSING = "register_missing"
    KEY_FILE_MISSING = "key_file_missing"
    KEY_FILE_DAMAGED = "key_file_damaged"
    KEY_FILE_FOREIGN = "key_file_foreign"
    REGISTER_DAMAGED = "register_damaged"
    JOURNAL_FOREIGN = "journal_foreign"
    NOTHING_TO_SAVE = "nothing_to_save"
    REGISTER_NEWER = "register_newer"
    MIGRATION_FAILED = "migration_failed"
    DISK_FULL = "disk_full"
    DISK_FAILS = "disk_fails"
    FILE_IN_USE = "file_in_use"
    FILE_UNWRITABLE = "file_unwritable"
    NOT_BACKED_UP = "not_backed_up"
    REGISTER_BUSY = "register_busy"
    REGISTER_READ_ONLY = "register_read_only"
    BACKUP_BROKEN = "backup_broken"
    NO_SCREEN = "no_screen"


@dataclass(frozen=True, slots=True)
class FieldProblem:
    """One field that cannot be as it is: its `name` in code, what is wrong, and what the sentence needs."""

    name: str
    code: str
    params: Mapping[str, Param] = field(default_factory=lambda: _NONE)


class Refused(Exception):
    """The user can mend it: said where the user is."""

    def __init__(self, code: RefusalCode, *fields: FieldProblem, **params: Param) -> None:
        super().__init__(code.value)
        self.code = code
        self.fields = fields
        self.params: Mapping[str, Param] = params


class Trouble(Exception):
    """The machine is to blame: said with advice."""

    def __init__(self, code: TroubleCode, **params: Param) -> None:
        super().__init__(code.value)
        self.code = code
        self.params: Mapping[str, Param] = params


class Severity(Enum):
    """Whether a problem holds rows back or only warns."""

    STOP = "stop"
    WARN = "warn"


class Check(Enum):
    """The checks of a month, numbered as in the domain notes on settlement (4.2), and rows that somebody keeps back."""

    K01 = "K01"
    K02 = "K02"
    K04 = "K04"
    K05 = "K05"
    K06 = "K06"
    K07 = "K07"
    K08 = "K08"
    K10 = "K10"
    K11 = "K11"
    K12 = "K12"
    K13 = "K13"
    K14 = "K14"
    K15 = "K15"
    K18 = "K18"
    K20 = "K20"
    K21 = "K21"
    K22 = "K22"
    K23 = "K23"
    K25 = "K25"
    K26 = "K26"
    K27 = "K27"
    K28 = "K28"
    K29 = "K29"
    K30 = "K30"
    K31 = "K31"
    K32 = "K32"
    PARKED = "P01"


@dataclass(frozen=True, slots=True)
class Problem:
    """Something in the facts of one booking that a person has to look at.

    `reason` picks the sentence among those of the check; `params` fill it.
    """

    check: Check
    severity: Severity
    booking: str
    reason: str
    month: str | None = None
    params: Mapping[str, Param] = field(default_factory=lambda: _NONE)
