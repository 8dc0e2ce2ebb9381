"""What is asked about the office, an insats and a counterpart."""

from __future__ import annotations

from mottagning.domain.counterparts import CounterpartKind
from mottagning.texts import admin as texts
from mottagning.texts import economy_files
from mottagning.uikit.fields import Asks, Choice, Field, Section, choices_of


def office_sections(municipalities: tuple[Choice, ...]) -> list[Section]:
    """The office's settings."""
    return [
        Section(
            texts.SECTION_OFFICE,
            (
                Field("municipality", texts.MUNICIPALITY, Asks.CODE, required=True, choices=municipalities),
                Field("first_month", texts.FIRST_MONTH, Asks.MONTH, required=True, hint=texts.FIRST_MONTH_HINT),
                Field("board", texts.BOARD),
                Field("unit", texts.UNIT),
            ),
        ),
        Section(
            texts.SECTION_CONTACT,
            (
                Field("officer", texts.OFFICER),
                Field("organisation_number", texts.ORGANISATION_NUMBER),
                Field("invoice_address", texts.INVOICE_ADDRESS, Asks.LINES, wide=True),
                Field("reference", texts.REFERENCE),
                Field("phone", texts.PHONE),
                Field("email", texts.EMAIL, wide=True),
            ),
        ),
        Section(
            texts.SECTION_DATA,
            (
                Field("data_purpose", texts.DATA_PURPOSE, Asks.LINES, hint=texts.DATA_HINT, wide=True),
                Field("data_ground", texts.DATA_GROUND, Asks.LINES, wide=True),
                Field("data_sources", texts.DATA_SOURCES, Asks.LINES, wide=True),
                Field("data_retention", texts.DATA_RETENTION, Asks.LINES, wide=True),
                Field("data_rights", texts.DATA_RIGHTS, Asks.LINES, wide=True),
                Field("data_protection_officer", texts.DATA_PROTECTION_OFFICER, wide=True),
            ),
        ),
        Section(
            texts.SECTION_RULES,
            (
                Field("requires_state_funding", texts.STATE_FUNDING, Asks.YES_NO, wide=True),
                Field("requires_attest", texts.ATTEST, Asks.YES_NO, hint=texts.ATTEST_HINT, wide=True),
                Field("appeal_text", texts.APPEAL, Asks.LINES, hint=texts.APPEAL_HINT, wide=True),
            ),
        ),
    ]


def economy_sections() -> list[Section]:
    """Files for the economy system: each kind switched on and set up."""
    words = economy_files
    dimensions = [
        Field(name, word, hint=words.PARTY_HINT if name == "party_dimension" else words.DIMENSION_HINT)
        for name, word in words.DIMENSION_OF.items()
    ]
    return [
        Section(
            words.SECTION_INVOICES,
            (
                Field("writes_invoices", words.WRITES_INVOICES, Asks.YES_NO, wide=True),
                Field("seller_name", words.SELLER_NAME, hint=words.SELLER_HINT, wide=True),
                Field("peppol_id", words.PEPPOL, hint=words.PEPPOL_HINT),
                Field("payment_days", words.PAYMENT_DAYS, Asks.WHOLE),
                Field("bankgiro", words.BANKGIRO),
                Field("plusgiro", words.PLUSGIRO),
                Field("postal_address", words.POSTAL_ADDRESS, Asks.LINES, wide=True),
                Field("is_vat_exempt", words.VAT_EXEMPT, Asks.YES_NO, wide=True),
                Field("vat_number", words.VAT_NUMBER, hint=words.VAT_HINT),
            ),
        ),
        Section(
            words.SECTION_VOUCHERS,
            (
                Field("writes_vouchers", words.WRITES_VOUCHERS, Asks.YES_NO, wide=True),
                Field("claims_account", words.CLAIMS_ACCOUNT),
                Field("debts_account", words.DEBTS_ACCOUNT),
                Field("accrued_income_account", words.ACCRUED_INCOME_ACCOUNT, hint=words.ACCRUAL_HINT),
                Field("accrued_costs_account", words.ACCRUED_COSTS_ACCOUNT, hint=words.ACCRUAL_HINT),
                Field("voucher_series", words.SERIES, hint=words.SERIES_HINT),
                *dimensions,
            ),
        ),
    ]


def service_sections() -> list[Section]:
    """An insats of the catalogue."""
    return [
        Section(
            "",
            (
                Field("name", texts.SERVICE, required=True),
                Field("code", texts.CODE, required=True),
                Field("is_adult_education", texts.ADULT, Asks.YES_NO, wide=True),
                Field("ground", texts.GROUND),
                Field("disclosure_ground", texts.DISCLOSURE, hint=texts.DISCLOSURE_HINT),
                Field("ground_from", texts.GROUND_FROM, Asks.DAY),
                Field("source", texts.SOURCE),
            ),
        ),
        Section(
            texts.SECTION_ACCOUNTS,
            (
                Field("account_buy", texts.ACCOUNT_BUY),
                Field("account_sell", texts.ACCOUNT_SELL),
                Field("cost_centre", texts.COST_CENTRE),
                Field("activity_code", texts.ACTIVITY),
                Field("project", texts.PROJECT),
            ),
        ),
    ]


def school_run_sections() -> list[Section]:
    """An unbroken run of school days."""
    return [
        Section(
            "",
            (
                Field("calendar", texts.CALENDAR, required=True, hint=texts.CALENDAR_HINT, wide=True),
                Field("first", texts.RUN_FIRST, Asks.DAY, required=True),
                Field("last", texts.RUN_LAST, Asks.DAY, required=True),
            ),
        )
    ]


def counterpart_sections(municipalities: tuple[Choice, ...]) -> list[Section]:
    """What is known of a counterpart."""
    kinds = choices_of(CounterpartKind)
    return [
        Section(
            "",
            (
                Field("code", texts.COUNTERPART, Asks.CODE, required=True, choices=municipalities, is_open=True),
                Field("kind", texts.KIND, Asks.CHOICE, required=True, kind=CounterpartKind, choices=kinds),
                Field("name", texts.NAME),
                Field("reference", texts.REFERENCE),
                Field("invoice_address", texts.INVOICE_ADDRESS, Asks.LINES, wide=True),
                Field("peppol_id", texts.PEPPOL),
                Field("secure_channel", texts.CHANNEL),
                Field("contact", texts.CONTACT, wide=True),
            ),
        )
    ]
