"""The first register."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None

TABLES = (
    "agreement",
    "attest",
    "change_log",
    "closing",
    "counterpart",
    "flat",
    "frozen_facts",
    "ledger_identity",
    "list_mapping",
    "loaded_rule",
    "log_head",
    "log_review",
    "municipal_quota",
    "person",
    "person_merge",
    "plan_template",
    "read_log",
    "received_invoice",
    "rent_norm",
    "retention_proposal",
    "retention_protocol",
    "retention_rules",
    "return_note",
    "saved_filter",
    "school_run",
    "service",
    "setting",
    "take_in",
    "user_account",
    "written_file",
    "age_group",
    "agreement_party",
    "apart",
    "booking",
    "budget",
    "closing_agreement",
    "closing_booking",
    "compensation_return",
    "extension",
    "former_case",
    "group_booking",
    "household",
    "housing",
    "identity",
    "income",
    "introduction_plan",
    "invoice_payment",
    "invoice_row",
    "invoice_step",
    "language_skill",
    "ledger_lost",
    "log_review_row",
    "milestone",
    "offer",
    "party_record",
    "permit",
    "person_merge_row",
    "person_term",
    "plan_template_item",
    "price",
    "reminder",
    "representative",
    "residence",
    "responsibility",
    "retention_answer",
    "retention_protocol_line",
    "return_template",
    "shared_offer",
    "state_compensation_claim",
    "received_state_payment",
    "take_in_record",
    "terms",
    "work_profile",
    "absence",
    "accepted_warning",
    "assignment",
    "booking_request",
    "checklist_mark",
    "child_section",
    "consent",
    "deviation",
    "disclosure",
    "document",
    "follow_up",
    "goal_review",
    "household_member",
    "ledger_row",
    "parked_rows",
    "plan_activity",
    "plan_goal",
    "plan_responsibility",
    "report",
    "return_event",
    "return_template_file",
    "supplement",
    "wait",
    "weekly_hours",
    "document_file",
    "expected_person",
    "flat_reservation",
    "preparation",
    "request_step",
    "retention_item",
)


def upgrade() -> None:
    op.create_table(
        "agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("rests_on", sa.String(length=120), nullable=True),
        sa.Column("replaces", sa.String(length=120), nullable=True),
        sa.Column("payment", sa.String(length=40), nullable=False),
        sa.Column("notice_on", sa.Date(), nullable=True),
        sa.Column("notice_months", sa.Integer(), nullable=True),
        sa.Column("registry_number", sa.String(length=120), nullable=True),
        sa.Column("reference", sa.String(length=400), nullable=True),
        sa.Column("retroactive_limit", sa.Integer(), nullable=True),
        sa.Column("credit_limit", sa.Integer(), nullable=True),
        sa.Column("needs_no_decision", sa.Boolean(), nullable=False),
        sa.Column("quiet", sa.String(length=400), nullable=True),
        sa.Column("title", sa.String(length=400), nullable=True),
        sa.Column("is_open_in_procurement", sa.Boolean(), nullable=False),
        sa.Column("procurement_reference", sa.String(length=400), nullable=True),
        sa.Column("responsible", sa.String(length=400), nullable=True),
        sa.Column("signatory", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_agreement"),
        sa.UniqueConstraint("key", name="uq_agreement_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_agreement_replaces", "agreement", ["replaces"], unique=False)

    op.create_table(
        "attest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=120), nullable=False),
        sa.Column("service_month", sa.String(length=7), nullable=False),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("fingerprint", sa.String(length=400), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_attest"),
    )
    op.create_index("ix_attest_booking", "attest", ["booking", "service_month"], unique=False)

    op.create_table(
        "change_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("entity_id", sa.Integer(), nullable=True),
        sa.Column("action", sa.String(length=40), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("changes", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(length=40), nullable=True),
        sa.Column("words_digest", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=120), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_change_log"),
    )
    op.create_index("ix_change_log_at", "change_log", ["at"], unique=False)
    op.create_index("ix_change_log_by", "change_log", ["by"], unique=False)
    op.create_index("ix_change_log_entity", "change_log", ["entity", "entity_id"], unique=False)
    op.create_index("ix_change_log_person", "change_log", ["person"], unique=False)

    op.create_table(
        "closing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("part", sa.Integer(), nullable=False),
        sa.Column("scope", sa.Text(), nullable=False),
        sa.Column("closes_month", sa.Boolean(), nullable=False),
        sa.Column("closed_at", sa.DateTime(), nullable=True),
        sa.Column("closed_by", sa.String(length=120), nullable=True),
        sa.Column("program", sa.String(length=40), nullable=False),
        sa.Column("office", sa.Text(), nullable=False),
        sa.Column("notes", sa.Text(), nullable=False),
        sa.Column("is_recomputable", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_closing"),
        sa.UniqueConstraint("month", "part", name="uq_closing_month_part"),
    )
    op.create_table(
        "counterpart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("invoice_address", sa.String(length=400), nullable=True),
        sa.Column("reference", sa.String(length=400), nullable=True),
        sa.Column("peppol_id", sa.String(length=400), nullable=True),
        sa.Column("secure_channel", sa.String(length=400), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_counterpart"),
        sa.UniqueConstraint("code", name="uq_counterpart_code"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "flat",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("address", sa.String(length=400), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("landlord", sa.String(length=400), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("rooms", sa.BigInteger(), nullable=True),
        sa.Column("area", sa.BigInteger(), nullable=True),
        sa.Column("rent", sa.BigInteger(), nullable=True),
        sa.Column("contract", sa.String(length=400), nullable=True),
        sa.Column("contract_until", sa.Date(), nullable=True),
        sa.Column("keys_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_flat"),
        sa.UniqueConstraint("key", name="uq_flat_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "frozen_facts",
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("digest", name="pk_frozen_facts"),
    )
    op.create_table(
        "ledger_identity",
        sa.Column("ledger_row_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=120), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=True),
        sa.Column("number", sa.String(length=120), nullable=True),
        sa.Column("previous_number", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("ledger_row_id", name="pk_ledger_identity"),
    )
    op.create_index("ix_ledger_identity_person", "ledger_identity", ["person"], unique=False)

    op.create_table(
        "list_mapping",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("headings", sa.Text(), nullable=False),
        sa.Column("meanings", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_list_mapping"),
        sa.UniqueConstraint("headings", name="uq_list_mapping_headings"),
    )
    op.create_table(
        "loaded_rule",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("loaded_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_loaded_rule"),
        sa.UniqueConstraint("key", name="uq_loaded_rule_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "log_head",
        sa.Column("log", sa.String(length=40), nullable=False),
        sa.Column("rows", sa.Integer(), nullable=False),
        sa.Column("digest", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("log", name="pk_log_head"),
    )
    op.create_table(
        "log_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("begun_at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("seed", sa.BigInteger(), nullable=False),
        sa.Column("finished_at", sa.DateTime(), nullable=True),
        sa.Column("conclusion", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_log_review"),
        sa.UniqueConstraint("month", name="uq_log_review_month"),
    )
    op.create_table(
        "municipal_quota",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_municipal_quota"),
        sa.UniqueConstraint("year", "kind", name="uq_municipal_quota_year_kind"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("case_number", sa.String(length=120), nullable=False),
        sa.Column("family_name", sa.String(length=400), nullable=True),
        sa.Column("given_name", sa.String(length=400), nullable=True),
        sa.Column("called_name", sa.String(length=400), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("citizenship", sa.String(length=40), nullable=True),
        sa.Column("mother_tongue", sa.String(length=40), nullable=True),
        sa.Column("interpreter_language", sa.String(length=40), nullable=True),
        sa.Column("permit_ground", sa.String(length=40), nullable=True),
        sa.Column("is_quota", sa.Boolean(), nullable=False),
        sa.Column("is_unaccompanied", sa.Boolean(), nullable=False),
        sa.Column("permit_decided_on", sa.Date(), nullable=True),
        sa.Column("permit_until", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("settlement_kind", sa.String(length=40), nullable=True),
        sa.Column("education_level", sa.String(length=400), nullable=True),
        sa.Column("protection", sa.String(length=40), nullable=False),
        sa.Column("neutral_number", sa.String(length=40), nullable=True),
        sa.Column("birth_precision", sa.String(length=40), nullable=False),
        sa.Column("birth_country", sa.String(length=40), nullable=True),
        sa.Column("other_citizenships", sa.String(length=400), nullable=False),
        sa.Column("interpreter_dialect", sa.String(length=400), nullable=True),
        sa.Column("interpreter_wish", sa.String(length=40), nullable=True),
        sa.Column("phone", sa.String(length=400), nullable=True),
        sa.Column("email", sa.String(length=400), nullable=True),
        sa.Column("registered_on", sa.Date(), nullable=True),
        sa.Column("assigned_on", sa.Date(), nullable=True),
        sa.Column("first_municipality", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_person"),
        sa.UniqueConstraint("case_number", name="uq_person_case_number"),
        sa.UniqueConstraint("neutral_number", name="uq_person_neutral_number"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "person_merge",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("kept", sa.Integer(), nullable=False),
        sa.Column("gone", sa.Integer(), nullable=False),
        sa.Column("kept_case", sa.String(length=120), nullable=False),
        sa.Column("gone_case", sa.String(length=120), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_person_merge"),
    )
    op.create_index("ix_person_merge_kept", "person_merge", ["kept"], unique=False)

    op.create_table(
        "plan_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("from_age", sa.Integer(), nullable=False),
        sa.Column("to_age", sa.Integer(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_plan_template"),
        sa.UniqueConstraint("key", name="uq_plan_template_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "read_log",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("detail", sa.String(length=400), nullable=True),
        sa.Column("count", sa.Integer(), nullable=True),
        sa.Column("salt", sa.String(length=40), nullable=True),
        sa.Column("words_digest", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=120), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_read_log"),
    )
    op.create_index("ix_read_log_at", "read_log", ["at"], unique=False)
    op.create_index("ix_read_log_by", "read_log", ["by"], unique=False)
    op.create_index("ix_read_log_person", "read_log", ["person"], unique=False)

    op.create_table(
        "received_invoice",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("arrived_on", sa.Date(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("first_month", sa.String(length=7), nullable=False),
        sa.Column("last_month", sa.String(length=7), nullable=False),
        sa.Column("invoiced_on", sa.Date(), nullable=True),
        sa.Column("their_reference", sa.String(length=400), nullable=True),
        sa.Column("our_reference", sa.String(length=400), nullable=True),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("specification", sa.String(length=400), nullable=True),
        sa.Column("voided_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_received_invoice"),
        sa.UniqueConstraint("key", name="uq_received_invoice_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_received_invoice_begins", "received_invoice", ["number"], unique=False)
    op.create_index(
        "uq_received_invoice_number",
        "received_invoice",
        ["counterpart", "number"],
        unique=True,
        sqlite_where=sa.text("voided_on IS NULL"),
        postgresql_where=sa.text("voided_on IS NULL"),
    )

    op.create_table(
        "rent_norm",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_rent_norm"),
        sa.UniqueConstraint("persons", "start", name="uq_rent_norm_persons_start"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "retention_proposal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=True),
        sa.Column("approved_by", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retention_proposal"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "retention_protocol",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("proposed_at", sa.DateTime(), nullable=False),
        sa.Column("proposed_by", sa.String(length=120), nullable=False),
        sa.Column("approved_at", sa.DateTime(), nullable=False),
        sa.Column("approved_by", sa.String(length=120), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("documents", sa.Integer(), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retention_protocol"),
    )
    op.create_table(
        "retention_rules",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("loaded_at", sa.DateTime(), nullable=False),
        sa.Column("loaded_by", sa.String(length=120), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_retention_rules"),
    )
    op.create_table(
        "return_note",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_return_note"),
        sa.UniqueConstraint("key", name="uq_return_note_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "saved_filter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("list", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("choices", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_saved_filter"),
        sa.UniqueConstraint("by", "list", "name", name="uq_saved_filter_by_list_name"),
    )
    op.create_table(
        "school_run",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("calendar", sa.String(length=120), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_school_run"),
        sa.UniqueConstraint("calendar", "start", name="uq_school_run_calendar_start"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "service",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("folded", sa.String(length=120), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("is_adult_education", sa.Boolean(), nullable=False),
        sa.Column("ground", sa.String(length=400), nullable=True),
        sa.Column("disclosure_ground", sa.String(length=400), nullable=True),
        sa.Column("ground_from", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("account_buy", sa.String(length=40), nullable=True),
        sa.Column("account_sell", sa.String(length=40), nullable=True),
        sa.Column("cost_centre", sa.String(length=40), nullable=True),
        sa.Column("activity_code", sa.String(length=40), nullable=True),
        sa.Column("project", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_service"),
        sa.UniqueConstraint("folded", name="uq_service_folded"),
        sa.UniqueConstraint("name", name="uq_service_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "setting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("value", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_setting"),
        sa.UniqueConstraint("key", name="uq_setting_key"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "take_in",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("file", sa.String(length=400), nullable=False),
        sa.Column("created", sa.Integer(), nullable=False),
        sa.Column("changed", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(length=40), nullable=False),
        sa.Column("undone_at", sa.DateTime(), nullable=True),
        sa.Column("undone_by", sa.String(length=120), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_take_in"),
    )
    op.create_table(
        "user_account",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("name", sa.String(length=120), nullable=False),
        sa.Column("key_slot", sa.String(length=40), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("may_see_protected", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(), nullable=False),
        sa.Column("removed_at", sa.DateTime(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("id", name="pk_user_account"),
        sa.UniqueConstraint("key_slot", name="uq_user_account_key_slot"),
        sa.UniqueConstraint("name", name="uq_user_account_name"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "written_file",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("path", sa.String(length=400), nullable=False),
        sa.Column("computer", sa.String(length=120), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("kept_because", sa.String(length=400), nullable=True),
        sa.PrimaryKeyConstraint("id", name="pk_written_file"),
        sa.UniqueConstraint("path", "computer", name="uq_written_file_path_computer"),
    )
    op.create_index("ix_written_file_by", "written_file", ["by"], unique=False)

    op.create_table(
        "age_group",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=False),
        sa.Column("from_age", sa.Integer(), nullable=False),
        sa.Column("to_age", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_age_group_agreement_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_age_group_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_age_group"),
        sa.UniqueConstraint(
            "agreement_id", "service_id", "variant", name="uq_age_group_agreement_id_service_id_variant"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_age_group_agreement_id", "age_group", ["agreement_id"], unique=False)
    op.create_index("ix_age_group_service_id", "age_group", ["service_id"], unique=False)

    op.create_table(
        "agreement_party",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_agreement_party_agreement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_agreement_party"),
        sa.UniqueConstraint("agreement_id", "code", name="uq_agreement_party_agreement_id_code"),
    )
    op.create_index("ix_agreement_party_agreement_id", "agreement_party", ["agreement_id"], unique=False)
    op.create_index("ix_agreement_party_code", "agreement_party", ["code"], unique=False)

    op.create_table(
        "apart",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("other_id", sa.Integer(), nullable=False),
        sa.Column("shares_number", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["other_id"], ["person.id"], name="fk_apart_other_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_apart_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_apart"),
        sa.UniqueConstraint("person_id", "other_id", name="uq_apart_person_id_other_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_apart_other_id", "apart", ["other_id"], unique=False)
    op.create_index("ix_apart_person_id", "apart", ["person_id"], unique=False)

    op.create_table(
        "booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("provider_municipality", sa.String(length=40), nullable=True),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("planned_until", sa.Date(), nullable=True),
        sa.Column("outcome", sa.String(length=40), nullable=True),
        sa.Column("graded_on", sa.Date(), nullable=True),
        sa.Column("last_present_on", sa.Date(), nullable=True),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("procedure", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=400), nullable=True),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("end_told_on", sa.Date(), nullable=True),
        sa.Column("financing", sa.String(length=40), nullable=True),
        sa.Column("project", sa.String(length=400), nullable=True),
        sa.Column("obstacle", sa.String(length=40), nullable=True),
        sa.Column("decision_scope", sa.String(length=400), nullable=True),
        sa.Column("invoice_address", sa.String(length=400), nullable=True),
        sa.Column("invoice_reference", sa.String(length=400), nullable=True),
        sa.Column("counterpart_reference", sa.String(length=400), nullable=True),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("due_month", sa.String(length=7), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_booking_agreement_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_booking_person_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_booking_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_booking"),
        sa.UniqueConstraint("key", name="uq_booking_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_booking_agreement_id", "booking", ["agreement_id"], unique=False)
    op.create_index("ix_booking_decision", "booking", ["decision"], unique=False)
    op.create_index("ix_booking_due_month", "booking", ["due_month"], unique=False)
    op.create_index("ix_booking_person_id", "booking", ["person_id"], unique=False)
    op.create_index("ix_booking_service_id", "booking", ["service_id"], unique=False)

    op.create_table(
        "budget",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("counterpart", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_budget_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_budget"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_budget_service_id", "budget", ["service_id"], unique=False)

    op.create_table(
        "closing_agreement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("agreement", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closing.id"], name="fk_closing_agreement_closing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_closing_agreement"),
    )
    op.create_index("ix_closing_agreement_closing_id", "closing_agreement", ["closing_id"], unique=False)

    op.create_table(
        "closing_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=64), nullable=False),
        sa.Column("span_first", sa.String(length=7), nullable=False),
        sa.Column("siblings", sa.Text(), nullable=False),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("is_held", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closing.id"], name="fk_closing_booking_closing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_closing_booking"),
    )
    op.create_index("ix_closing_booking_booking", "closing_booking", ["booking", "closing_id"], unique=False)
    op.create_index("ix_closing_booking_closing_id", "closing_booking", ["closing_id"], unique=False)

    op.create_table(
        "compensation_return",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("replaces_id", sa.Integer(), nullable=True),
        sa.Column("is_protected", sa.Boolean(), nullable=False),
        sa.Column("row_count", sa.Integer(), nullable=False),
        sa.Column("total", sa.BigInteger(), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("cover", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closing.id"], name="fk_compensation_return_closing_id"),
        sa.ForeignKeyConstraint(["replaces_id"], ["compensation_return.id"], name="fk_compensation_return_replaces_id"),
        sa.PrimaryKeyConstraint("id", name="pk_compensation_return"),
        sa.UniqueConstraint("number", name="uq_compensation_return_number"),
        sa.UniqueConstraint("replaces_id", name="uq_compensation_return_replaces_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_compensation_return_closing_id", "compensation_return", ["closing_id"], unique=False)
    op.create_index("ix_compensation_return_replaces_id", "compensation_return", ["replaces_id"], unique=False)

    op.create_table(
        "extension",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("rule", sa.String(length=120), nullable=False),
        sa.Column("old_day", sa.Date(), nullable=False),
        sa.Column("new_day", sa.Date(), nullable=False),
        sa.Column("granted_by", sa.String(length=400), nullable=False),
        sa.Column("granted_on", sa.Date(), nullable=False),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_extension_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_extension"),
        sa.UniqueConstraint("person_id", "rule", "new_day", name="uq_extension_person_id_rule_new_day"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_extension_person_id", "extension", ["person_id"], unique=False)

    op.create_table(
        "former_case",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("former_case", sa.String(length=120), nullable=False),
        sa.Column("former_id", sa.Integer(), nullable=True),
        sa.Column("neutral_number", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_former_case_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_former_case"),
        sa.UniqueConstraint("former_case", name="uq_former_case_former_case"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_former_case_former_id", "former_case", ["former_id"], unique=False)
    op.create_index("ix_former_case_person_id", "former_case", ["person_id"], unique=False)

    op.create_table(
        "group_booking",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("provider_municipality", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("payer", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("planned", sa.Integer(), nullable=False),
        sa.Column("participants", sa.Integer(), nullable=True),
        sa.Column("held_on", sa.Date(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("fewest", sa.Integer(), nullable=True),
        sa.Column("most", sa.Integer(), nullable=True),
        sa.Column("is_cancelled", sa.Boolean(), nullable=False),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("financing", sa.String(length=40), nullable=True),
        sa.Column("project", sa.String(length=400), nullable=True),
        sa.Column("invoice_address", sa.String(length=400), nullable=True),
        sa.Column("invoice_reference", sa.String(length=400), nullable=True),
        sa.Column("counterpart_reference", sa.String(length=400), nullable=True),
        sa.Column("due_month", sa.String(length=7), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_group_booking_agreement_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_group_booking_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_group_booking"),
        sa.UniqueConstraint("key", name="uq_group_booking_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_group_booking_agreement_id", "group_booking", ["agreement_id"], unique=False)
    op.create_index("ix_group_booking_due_month", "group_booking", ["due_month"], unique=False)
    op.create_index("ix_group_booking_service_id", "group_booking", ["service_id"], unique=False)

    op.create_table(
        "household",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("anchor_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["anchor_id"], ["person.id"], name="fk_household_anchor_id"),
        sa.PrimaryKeyConstraint("id", name="pk_household"),
        sa.UniqueConstraint("key", name="uq_household_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_household_anchor_id", "household", ["anchor_id"], unique=False)

    op.create_table(
        "housing",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("address", sa.String(length=400), nullable=True),
        sa.Column("landlord", sa.String(length=400), nullable=True),
        sa.Column("is_temporary", sa.Boolean(), nullable=False),
        sa.Column("contract_until", sa.Date(), nullable=True),
        sa.Column("rent", sa.BigInteger(), nullable=True),
        sa.Column("area", sa.BigInteger(), nullable=True),
        sa.Column("rooms", sa.BigInteger(), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=True),
        sa.Column("wished_municipality", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_housing_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_housing"),
        sa.UniqueConstraint("person_id", "start", name="uq_housing_person_id_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_housing_person_id", "housing", ["person_id"], unique=False)

    op.create_table(
        "identity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("number", sa.String(length=120), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("issuer", sa.String(length=400), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("is_current", sa.Boolean(), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=True),
        sa.Column("dormant_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_identity_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_identity"),
        sa.UniqueConstraint("person_id", "kind", "number", name="uq_identity_person_id_kind_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_identity_number", "identity", ["number"], unique=False)
    op.create_index("ix_identity_person_id", "identity", ["person_id"], unique=False)

    op.create_table(
        "income",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("source", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_income_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_income"),
        sa.UniqueConstraint("person_id", "source", "start", name="uq_income_person_id_source_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_income_person_id", "income", ["person_id"], unique=False)

    op.create_table(
        "introduction_plan",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("begun_from", sa.String(length=120), nullable=True),
        sa.Column("officer", sa.String(length=400), nullable=True),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("history", sa.Text(), nullable=True),
        sa.Column("taken_over_from", sa.String(length=400), nullable=True),
        sa.Column("external_plan", sa.String(length=400), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("closure_reason", sa.String(length=40), nullable=True),
        sa.Column("closure_note", sa.Text(), nullable=True),
        sa.Column("handed_to", sa.String(length=400), nullable=True),
        sa.Column("handed_municipality", sa.String(length=40), nullable=True),
        sa.Column("handed_on", sa.Date(), nullable=True),
        sa.Column("handed_documents", sa.Text(), nullable=True),
        sa.Column("handed_ground", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_introduction_plan_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_introduction_plan"),
        sa.UniqueConstraint("key", name="uq_introduction_plan_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_introduction_plan_person_id", "introduction_plan", ["person_id"], unique=False)

    op.create_table(
        "invoice_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("our_booking", sa.String(length=120), nullable=False),
        sa.Column("service_month", sa.String(length=7), nullable=False),
        sa.Column("line", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("our_rows", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["received_invoice.id"], name="fk_invoice_payment_invoice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_payment"),
        sa.UniqueConstraint(
            "our_booking", "service_month", "line", name="uq_invoice_payment_our_booking_service_month_line"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invoice_payment_invoice_id", "invoice_payment", ["invoice_id"], unique=False)

    op.create_table(
        "invoice_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("head", sa.Integer(), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("verdict", sa.String(length=40), nullable=False),
        sa.Column("stance", sa.String(length=40), nullable=False),
        sa.Column("our_amount", sa.BigInteger(), nullable=False),
        sa.Column("our_booking", sa.String(length=120), nullable=True),
        sa.Column("our_first", sa.String(length=7), nullable=True),
        sa.Column("our_last", sa.String(length=7), nullable=True),
        sa.Column("first_month", sa.String(length=7), nullable=True),
        sa.Column("last_month", sa.String(length=7), nullable=True),
        sa.Column("name", sa.String(length=400), nullable=True),
        sa.Column("identity", sa.String(length=120), nullable=True),
        sa.Column("reference", sa.String(length=400), nullable=True),
        sa.Column("service", sa.String(length=400), nullable=True),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["received_invoice.id"], name="fk_invoice_row_invoice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_row"),
        sa.UniqueConstraint("invoice_id", "row", name="uq_invoice_row_invoice_id_row"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invoice_row_invoice_id", "invoice_row", ["invoice_id"], unique=False)
    op.create_index("ix_invoice_row_our_booking", "invoice_row", ["our_booking"], unique=False)

    op.create_table(
        "invoice_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("invoice_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["invoice_id"], ["received_invoice.id"], name="fk_invoice_step_invoice_id"),
        sa.PrimaryKeyConstraint("id", name="pk_invoice_step"),
        sa.UniqueConstraint("invoice_id", "number", name="uq_invoice_step_invoice_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_invoice_step_invoice_id", "invoice_step", ["invoice_id"], unique=False)

    op.create_table(
        "language_skill",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("language", sa.String(length=40), nullable=False),
        sa.Column("level", sa.String(length=40), nullable=False),
        sa.Column("is_read", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_language_skill_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_language_skill"),
        sa.UniqueConstraint("person_id", "language", name="uq_language_skill_person_id_language"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_language_skill_person_id", "language_skill", ["person_id"], unique=False)

    op.create_table(
        "ledger_lost",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("closing_id", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=120), nullable=False),
        sa.Column("service_month", sa.String(length=7), nullable=False),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["closing_id"], ["closing.id"], name="fk_ledger_lost_closing_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_lost"),
    )
    op.create_index("ix_ledger_lost_booking", "ledger_lost", ["booking"], unique=False)
    op.create_index("ix_ledger_lost_closing_id", "ledger_lost", ["closing_id"], unique=False)

    op.create_table(
        "log_review_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("review_id", sa.Integer(), nullable=False),
        sa.Column("log", sa.String(length=40), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("reason", sa.String(length=40), nullable=False),
        sa.Column("result", sa.String(length=40), nullable=True),
        sa.Column("note", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["review_id"], ["log_review.id"], name="fk_log_review_row_review_id"),
        sa.PrimaryKeyConstraint("id", name="pk_log_review_row"),
        sa.UniqueConstraint("review_id", "log", "row", name="uq_log_review_row_review_id_log_row"),
    )
    op.create_index("ix_log_review_row_review_id", "log_review_row", ["review_id"], unique=False)

    op.create_table(
        "milestone",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("happened_on", sa.Date(), nullable=False),
        sa.Column("lasted_until", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_milestone_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_milestone"),
        sa.UniqueConstraint("person_id", "kind", "happened_on", name="uq_milestone_person_id_kind_happened_on"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_milestone_person_id", "milestone", ["person_id"], unique=False)

    op.create_table(
        "offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("provider_kind", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=400), nullable=True),
        sa.Column("language", sa.String(length=40), nullable=True),
        sa.Column("times", sa.String(length=400), nullable=True),
        sa.Column("price", sa.BigInteger(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("eligibility", sa.String(length=40), nullable=True),
        sa.Column("speciality", sa.String(length=400), nullable=True),
        sa.Column("seats", sa.Integer(), nullable=True),
        sa.Column("seats_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("is_lacking", sa.Boolean(), nullable=False),
        sa.Column("fewest", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_offer_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_offer"),
        sa.UniqueConstraint("key", name="uq_offer_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_offer_municipality", "offer", ["municipality"], unique=False)
    op.create_index("ix_offer_service_id", "offer", ["service_id"], unique=False)

    op.create_table(
        "party_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("code", sa.String(length=40), nullable=False),
        sa.Column("board", sa.String(length=400), nullable=True),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("registry_number", sa.String(length=120), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("notice_received_on", sa.Date(), nullable=True),
        sa.Column("representative", sa.String(length=400), nullable=True),
        sa.Column("representative_role", sa.String(length=400), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("inclusion", sa.String(length=40), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_party_record_agreement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_party_record"),
        sa.UniqueConstraint("agreement_id", "code", name="uq_party_record_agreement_id_code"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_party_record_agreement_id", "party_record", ["agreement_id"], unique=False)

    op.create_table(
        "permit",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("ground", sa.String(length=40), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("card_number", sa.String(length=120), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_permit_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_permit"),
        sa.UniqueConstraint("person_id", "decided_on", name="uq_permit_person_id_decided_on"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_permit_person_id", "permit", ["person_id"], unique=False)

    op.create_table(
        "person_merge_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("merge_id", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["merge_id"], ["person_merge.id"], name="fk_person_merge_row_merge_id"),
        sa.PrimaryKeyConstraint("id", name="pk_person_merge_row"),
    )
    op.create_index("ix_person_merge_row_merge_id", "person_merge_row", ["merge_id"], unique=False)

    op.create_table(
        "person_term",
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("term", sa.String(length=120), nullable=False),
        sa.Column("is_former", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_person_term_person_id"),
        sa.PrimaryKeyConstraint("person_id", "term", name="pk_person_term"),
        sqlite_with_rowid=False,
    )
    op.create_index("ix_person_term_term", "person_term", ["term"], unique=False)

    op.create_table(
        "plan_template_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("text", sa.String(length=400), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=True),
        sa.Column("actor", sa.String(length=400), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("after_weeks", sa.Integer(), nullable=False),
        sa.Column("weeks", sa.Integer(), nullable=True),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["template_id"], ["plan_template.id"], name="fk_plan_template_item_template_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_template_item"),
        sa.UniqueConstraint("template_id", "number", name="uq_plan_template_item_template_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_template_item_template_id", "plan_template_item", ["template_id"], unique=False)

    op.create_table(
        "price",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("seller", sa.String(length=40), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("days_per_year", sa.Integer(), nullable=True),
        sa.Column("is_preliminary", sa.Boolean(), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_price_agreement_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_price_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_price"),
        sa.UniqueConstraint(
            "agreement_id",
            "service_id",
            "variant",
            "seller",
            "unit",
            "start",
            name="uq_price_agreement_id_service_id_variant_seller_unit_start",
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_price_agreement_id", "price", ["agreement_id"], unique=False)
    op.create_index("ix_price_service_id", "price", ["service_id"], unique=False)

    op.create_table(
        "reminder",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("detail", sa.String(length=400), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("done_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_reminder_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_reminder"),
        sa.UniqueConstraint("person_id", "kind", "detail", name="uq_reminder_person_id_kind_detail"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_reminder_person_id", "reminder", ["person_id"], unique=False)

    op.create_table(
        "representative",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("name", sa.String(length=400), nullable=False),
        sa.Column("representative_id", sa.Integer(), nullable=True),
        sa.Column("municipality", sa.String(length=40), nullable=True),
        sa.Column("phone", sa.String(length=400), nullable=True),
        sa.Column("email", sa.String(length=400), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_representative_person_id"),
        sa.ForeignKeyConstraint(["representative_id"], ["person.id"], name="fk_representative_representative_id"),
        sa.PrimaryKeyConstraint("id", name="pk_representative"),
        sa.UniqueConstraint("person_id", "kind", "name", name="uq_representative_person_id_kind_name"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_representative_person_id", "representative", ["person_id"], unique=False)
    op.create_index("ix_representative_representative_id", "representative", ["representative_id"], unique=False)

    op.create_table(
        "residence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("municipality", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("known_on", sa.Date(), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_residence_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_residence"),
        sa.UniqueConstraint("person_id", "start", name="uq_residence_person_id_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_residence_person_id", "residence", ["person_id"], unique=False)

    op.create_table(
        "responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=True),
        sa.Column("area", sa.String(length=400), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=400), nullable=True),
        sa.Column("unit", sa.String(length=400), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("phone", sa.String(length=400), nullable=True),
        sa.Column("email", sa.String(length=400), nullable=True),
        sa.Column("document", sa.String(length=400), nullable=True),
        sa.Column("source", sa.String(length=400), nullable=True),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("valid_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_responsibility_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_responsibility"),
        sa.UniqueConstraint("key", name="uq_responsibility_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_responsibility_service_id", "responsibility", ["service_id"], unique=False)

    op.create_table(
        "retention_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("question", sa.String(length=120), nullable=False),
        sa.Column("answer", sa.Boolean(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_retention_answer_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_retention_answer"),
    )
    op.create_index("ix_retention_answer_person_id", "retention_answer", ["person_id"], unique=False)

    op.create_table(
        "retention_protocol_line",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("protocol_id", sa.Integer(), nullable=False),
        sa.Column("of", sa.String(length=40), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("count", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(
            ["protocol_id"], ["retention_protocol.id"], name="fk_retention_protocol_line_protocol_id"
        ),
        sa.PrimaryKeyConstraint("id", name="pk_retention_protocol_line"),
    )
    op.create_index("ix_retention_protocol_line_protocol_id", "retention_protocol_line", ["protocol_id"], unique=False)

    op.create_table(
        "return_template",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("file_name", sa.String(length=400), nullable=False),
        sa.Column("size", sa.Integer(), nullable=False),
        sa.Column("sha256", sa.String(length=120), nullable=False),
        sa.Column("chosen_by", sa.String(length=400), nullable=False),
        sa.Column("chosen_on", sa.Date(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_return_template_agreement_id"),
        sa.PrimaryKeyConstraint("id", name="pk_return_template"),
        sa.UniqueConstraint("agreement_id", name="uq_return_template_agreement_id"),
        sqlite_autoincrement=True,
    )
    op.create_table(
        "shared_offer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("provider_municipality", sa.String(length=40), nullable=False),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=False),
        sa.Column("sharing", sa.String(length=40), nullable=False),
        sa.Column("shares", sa.Text(), nullable=False),
        sa.Column("payment", sa.String(length=40), nullable=False),
        sa.Column("source", sa.String(length=400), nullable=False),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("told_on", sa.Date(), nullable=True),
        sa.Column("counterpart_reference", sa.String(length=400), nullable=True),
        sa.Column("is_preliminary", sa.Boolean(), nullable=False),
        sa.Column("due_month", sa.String(length=7), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_shared_offer_agreement_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_shared_offer_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_shared_offer"),
        sa.UniqueConstraint("key", name="uq_shared_offer_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_shared_offer_agreement_id", "shared_offer", ["agreement_id"], unique=False)
    op.create_index("ix_shared_offer_due_month", "shared_offer", ["due_month"], unique=False)
    op.create_index("ix_shared_offer_service_id", "shared_offer", ["service_id"], unique=False)

    op.create_table(
        "state_compensation_claim",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("ground", sa.String(length=120), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("cost", sa.BigInteger(), nullable=True),
        sa.Column("application", sa.String(length=120), nullable=True),
        sa.Column("registry_number", sa.String(length=400), nullable=True),
        sa.Column("applied_on", sa.Date(), nullable=True),
        sa.Column("applied", sa.BigInteger(), nullable=True),
        sa.Column("asked_on", sa.Date(), nullable=True),
        sa.Column("answer_by", sa.Date(), nullable=True),
        sa.Column("completed_on", sa.Date(), nullable=True),
        sa.Column("decided_on", sa.Date(), nullable=True),
        sa.Column("granted", sa.BigInteger(), nullable=True),
        sa.Column("refusal", sa.String(length=400), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("received", sa.BigInteger(), nullable=True),
        sa.Column("evidence", sa.String(length=400), nullable=True),
        sa.Column("school_form", sa.String(length=40), nullable=True),
        sa.Column("school_from", sa.Date(), nullable=True),
        sa.Column("school_until", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_state_compensation_claim_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_state_compensation_claim"),
        sa.UniqueConstraint("person_id", "ground", "start", name="uq_state_compensation_claim_person_id_ground_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_state_compensation_claim_person_id", "state_compensation_claim", ["person_id"], unique=False)

    op.create_table(
        "received_state_payment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("received_on", sa.Date(), nullable=False),
        sa.Column("received", sa.BigInteger(), nullable=False),
        sa.Column("reference", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_received_state_payment_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_received_state_payment"),
        sa.UniqueConstraint("person_id", "kind", "month", name="uq_received_state_payment_person_id_kind_month"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_received_state_payment_person_id", "received_state_payment", ["person_id"], unique=False)

    op.create_table(
        "take_in_record",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("take_in_id", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("entity", sa.String(length=40), nullable=False),
        sa.Column("record", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.Column("is_new", sa.Boolean(), nullable=False),
        sa.Column("former_version", sa.Integer(), nullable=True),
        sa.Column("former", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["take_in_id"], ["take_in.id"], name="fk_take_in_record_take_in_id"),
        sa.PrimaryKeyConstraint("id", name="pk_take_in_record"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_take_in_record_person", "take_in_record", ["person"], unique=False)
    op.create_index("ix_take_in_record_record", "take_in_record", ["entity", "record"], unique=False)
    op.create_index("ix_take_in_record_take_in_id", "take_in_record", ["take_in_id"], unique=False)

    op.create_table(
        "terms",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("valid_from", sa.Date(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("reading_day", sa.Integer(), nullable=False),
        sa.Column("reading_exceptions", sa.String(length=400), nullable=False),
        sa.Column("condition", sa.String(length=40), nullable=False),
        sa.Column("move_rule", sa.String(length=40), nullable=False),
        sa.Column("shares", sa.String(length=40), nullable=True),
        sa.Column("administration_fee", sa.BigInteger(), nullable=False),
        sa.Column("vat_compensation", sa.BigInteger(), nullable=False),
        sa.Column("rounding", sa.String(length=40), nullable=False),
        sa.Column("school_calendar", sa.String(length=120), nullable=True),
        sa.Column("age_switch", sa.String(length=40), nullable=False),
        sa.Column("one_unit_per_month", sa.Boolean(), nullable=False),
        sa.Column("yearly_reconciliation", sa.Boolean(), nullable=False),
        sa.Column("counts_discharge_day", sa.Boolean(), nullable=False),
        sa.Column("absence_limit", sa.Integer(), nullable=True),
        sa.Column("no_show_limit", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_terms_agreement_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_terms_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_terms"),
        sa.UniqueConstraint(
            "agreement_id", "service_id", "valid_from", name="uq_terms_agreement_id_service_id_valid_from"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_terms_agreement_id", "terms", ["agreement_id"], unique=False)
    op.create_index("ix_terms_service_id", "terms", ["service_id"], unique=False)

    op.create_table(
        "work_profile",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("schooling_years", sa.BigInteger(), nullable=True),
        sa.Column("education", sa.String(length=400), nullable=True),
        sa.Column("validation", sa.String(length=400), nullable=True),
        sa.Column("profession", sa.String(length=400), nullable=True),
        sa.Column("experience_years", sa.BigInteger(), nullable=True),
        sa.Column("driving_licence", sa.String(length=400), nullable=True),
        sa.Column("digital_skills", sa.String(length=400), nullable=True),
        sa.Column("goal", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_work_profile_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_work_profile"),
        sa.UniqueConstraint("person_id", name="uq_work_profile_person_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_work_profile_person_id", "work_profile", ["person_id"], unique=False)

    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_absence_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_absence"),
        sa.UniqueConstraint("booking_id", "start", name="uq_absence_booking_id_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_absence_booking_id", "absence", ["booking_id"], unique=False)

    op.create_table(
        "accepted_warning",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("check", sa.String(length=40), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("about", sa.String(length=120), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("fingerprint", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_accepted_warning_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_accepted_warning"),
        sa.UniqueConstraint("key", name="uq_accepted_warning_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_accepted_warning_booking_id", "accepted_warning", ["booking_id"], unique=False)

    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("decided_on", sa.Date(), nullable=False),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("agency_case", sa.String(length=120), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("officer", sa.String(length=400), nullable=True),
        sa.Column("interpreter_language", sa.String(length=40), nullable=True),
        sa.Column("arrives_on", sa.Date(), nullable=True),
        sa.Column("received_on", sa.Date(), nullable=True),
        sa.Column("persons_received", sa.Integer(), nullable=True),
        sa.Column("quota_year", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("replaces", sa.String(length=120), nullable=True),
        sa.Column("protection", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name="fk_assignment_household_id"),
        sa.PrimaryKeyConstraint("id", name="pk_assignment"),
        sa.UniqueConstraint("key", name="uq_assignment_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_assignment_household_id", "assignment", ["household_id"], unique=False)

    op.create_table(
        "booking_request",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("procedure", sa.String(length=40), nullable=False),
        sa.Column("side", sa.String(length=40), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("service_id", sa.Integer(), nullable=False),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("offer_id", sa.Integer(), nullable=True),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("quantity", sa.BigInteger(), nullable=True),
        sa.Column("crossing_reason", sa.String(length=40), nullable=True),
        sa.Column("priority_ground", sa.String(length=400), nullable=True),
        sa.Column("consent_on", sa.Date(), nullable=True),
        sa.Column("financing", sa.String(length=40), nullable=True),
        sa.Column("project", sa.String(length=400), nullable=True),
        sa.Column("invoice_address", sa.String(length=400), nullable=True),
        sa.Column("invoice_reference", sa.String(length=400), nullable=True),
        sa.Column("counterpart_reference", sa.String(length=400), nullable=True),
        sa.Column("choice_reason", sa.String(length=400), nullable=True),
        sa.Column("chosen_on", sa.Date(), nullable=True),
        sa.Column("offers_compared", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_booking_request_agreement_id"),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_booking_request_booking_id"),
        sa.ForeignKeyConstraint(["offer_id"], ["offer.id"], name="fk_booking_request_offer_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_booking_request_person_id"),
        sa.ForeignKeyConstraint(["service_id"], ["service.id"], name="fk_booking_request_service_id"),
        sa.PrimaryKeyConstraint("id", name="pk_booking_request"),
        sa.UniqueConstraint("key", name="uq_booking_request_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_booking_request_agreement_id", "booking_request", ["agreement_id"], unique=False)
    op.create_index("ix_booking_request_booking_id", "booking_request", ["booking_id"], unique=False)
    op.create_index("ix_booking_request_offer_id", "booking_request", ["offer_id"], unique=False)
    op.create_index("ix_booking_request_person_id", "booking_request", ["person_id"], unique=False)
    op.create_index("ix_booking_request_service_id", "booking_request", ["service_id"], unique=False)

    op.create_table(
        "checklist_mark",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("item", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("why", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name="fk_checklist_mark_household_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_checklist_mark_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_checklist_mark"),
        sa.UniqueConstraint("household_id", "item", name="uq_checklist_mark_household_id_item"),
        sa.UniqueConstraint("person_id", "item", name="uq_checklist_mark_person_id_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_checklist_mark_household_id", "checklist_mark", ["household_id"], unique=False)
    op.create_index("ix_checklist_mark_person_id", "checklist_mark", ["person_id"], unique=False)

    op.create_table(
        "child_section",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("needs", sa.Text(), nullable=True),
        sa.Column("voice", sa.Text(), nullable=True),
        sa.Column("heard_on", sa.Date(), nullable=True),
        sa.Column("heard_how", sa.String(length=400), nullable=True),
        sa.Column("school", sa.String(length=400), nullable=True),
        sa.Column("school_contact", sa.String(length=400), nullable=True),
        sa.Column("mother_tongue", sa.String(length=400), nullable=True),
        sa.Column("health", sa.Text(), nullable=True),
        sa.Column("leisure", sa.Text(), nullable=True),
        sa.Column("parents_hours", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_child_section_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_child_section"),
        sa.UniqueConstraint("plan_id", name="uq_child_section_plan_id"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_child_section_plan_id", "child_section", ["plan_id"], unique=False)

    op.create_table(
        "consent",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("recipient", sa.String(length=120), nullable=True),
        sa.Column("purpose", sa.String(length=40), nullable=False),
        sa.Column("given_on", sa.Date(), nullable=False),
        sa.Column("withdrawn_on", sa.Date(), nullable=True),
        sa.Column("data", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_consent_booking_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_consent_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_consent"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_consent_booking_id", "consent", ["booking_id"], unique=False)
    op.create_index("ix_consent_person_id", "consent", ["person_id"], unique=False)

    op.create_table(
        "deviation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("noticed_on", sa.Date(), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("counterpart", sa.String(length=40), nullable=True),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("responsible", sa.String(length=400), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("closed_on", sa.Date(), nullable=True),
        sa.Column("result", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_deviation_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_deviation"),
        sa.UniqueConstraint("key", name="uq_deviation_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_deviation_booking_id", "deviation", ["booking_id"], unique=False)

    op.create_table(
        "disclosure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("unit", sa.String(length=40), nullable=True),
        sa.Column("return_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=40), nullable=False),
        sa.Column("recipient", sa.String(length=400), nullable=True),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=400), nullable=True),
        sa.Column("persons", sa.Integer(), nullable=False),
        sa.Column("person", sa.Integer(), nullable=True),
        sa.Column("left_out", sa.Text(), nullable=True),
        sa.Column("salt", sa.String(length=40), nullable=True),
        sa.Column("words_digest", sa.String(length=120), nullable=False),
        sa.Column("digest", sa.String(length=120), nullable=False),
        sa.Column("removed_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["return_id"], ["compensation_return.id"], name="fk_disclosure_return_id"),
        sa.PrimaryKeyConstraint("id", name="pk_disclosure"),
    )
    op.create_index("ix_disclosure_at", "disclosure", ["at"], unique=False)
    op.create_index("ix_disclosure_by", "disclosure", ["by"], unique=False)
    op.create_index("ix_disclosure_person", "disclosure", ["person"], unique=False)
    op.create_index("ix_disclosure_return_id", "disclosure", ["return_id"], unique=False)

    op.create_table(
        "document",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("agreement_id", sa.Integer(), nullable=True),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("title", sa.String(length=400), nullable=False),
        sa.Column("registry_number", sa.String(length=400), nullable=True),
        sa.Column("link", sa.String(length=400), nullable=True),
        sa.Column("dated_on", sa.Date(), nullable=True),
        sa.Column("kept_until", sa.Date(), nullable=True),
        sa.Column("kept_by_rule", sa.String(length=400), nullable=True),
        sa.Column("file_name", sa.String(length=400), nullable=True),
        sa.Column("size", sa.BigInteger(), nullable=True),
        sa.Column("sha256", sa.String(length=120), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agreement_id"], ["agreement.id"], name="fk_document_agreement_id"),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_document_booking_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_document_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_document"),
        sa.UniqueConstraint("key", name="uq_document_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_document_agreement_id", "document", ["agreement_id"], unique=False)
    op.create_index("ix_document_booking_id", "document", ["booking_id"], unique=False)
    op.create_index("ix_document_kept_until", "document", ["kept_until"], unique=False)
    op.create_index("ix_document_person_id", "document", ["person_id"], unique=False)

    op.create_table(
        "follow_up",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("cause", sa.String(length=40), nullable=True),
        sa.Column("participants", sa.Text(), nullable=True),
        sa.Column("interpreter", sa.String(length=40), nullable=True),
        sa.Column("what_changed", sa.Text(), nullable=True),
        sa.Column("own_view", sa.Text(), nullable=True),
        sa.Column("next_on", sa.Date(), nullable=True),
        sa.Column("signed_by", sa.String(length=400), nullable=True),
        sa.Column("signed_on", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_follow_up_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_follow_up"),
        sa.UniqueConstraint("plan_id", "number", name="uq_follow_up_plan_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_follow_up_plan_id", "follow_up", ["plan_id"], unique=False)

    op.create_table(
        "goal_review",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("follow_up", sa.Integer(), nullable=False),
        sa.Column("goal", sa.Integer(), nullable=False),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_goal_review_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_goal_review"),
        sa.UniqueConstraint("plan_id", "follow_up", "goal", name="uq_goal_review_plan_id_follow_up_goal"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_goal_review_plan_id", "goal_review", ["plan_id"], unique=False)

    op.create_table(
        "household_member",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("household_id", sa.Integer(), nullable=False),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("joined_on", sa.Date(), nullable=True),
        sa.Column("left_on", sa.Date(), nullable=True),
        sa.Column("living", sa.String(length=40), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name="fk_household_member_household_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_household_member_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_household_member"),
        sa.UniqueConstraint(
            "person_id", "household_id", "joined_on", name="uq_household_member_person_id_household_id_joined_on"
        ),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_household_member_household_id", "household_member", ["household_id"], unique=False)
    op.create_index("ix_household_member_person_id", "household_member", ["person_id"], unique=False)

    op.create_table(
        "ledger_row",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("row", sa.Integer(), nullable=False),
        sa.Column("booking", sa.String(length=120), nullable=False),
        sa.Column("person", sa.Integer(), nullable=False),
        sa.Column("service", sa.String(length=120), nullable=False),
        sa.Column("variant", sa.String(length=120), nullable=True),
        sa.Column("provider", sa.String(length=400), nullable=True),
        sa.Column("provider_municipality", sa.String(length=40), nullable=True),
        sa.Column("counterpart", sa.String(length=40), nullable=False),
        sa.Column("payer", sa.String(length=40), nullable=False),
        sa.Column("direction", sa.String(length=40), nullable=False),
        sa.Column("agreement", sa.String(length=120), nullable=False),
        sa.Column("method", sa.String(length=40), nullable=False),
        sa.Column("service_month", sa.String(length=7), nullable=False),
        sa.Column("settlement_month", sa.String(length=7), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("quantity", sa.String(length=120), nullable=False),
        sa.Column("of", sa.Integer(), nullable=True),
        sa.Column("unit", sa.String(length=40), nullable=False),
        sa.Column("price", sa.Text(), nullable=True),
        sa.Column("administration_fee", sa.BigInteger(), nullable=False),
        sa.Column("vat_compensation", sa.BigInteger(), nullable=False),
        sa.Column("rounding", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("component", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("corrects_number", sa.String(length=120), nullable=True),
        sa.Column("corrects_row", sa.Integer(), nullable=True),
        sa.Column("corrects_invoice", sa.String(length=120), nullable=True),
        sa.Column("reason", sa.String(length=40), nullable=True),
        sa.Column("ground", sa.String(length=400), nullable=True),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("counterpart_reference", sa.String(length=400), nullable=True),
        sa.Column("is_sensitive", sa.Boolean(), nullable=False),
        sa.Column("steps", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["return_id"], ["compensation_return.id"], name="fk_ledger_row_return_id"),
        sa.PrimaryKeyConstraint("id", name="pk_ledger_row"),
        sa.UniqueConstraint("return_id", "row", name="uq_ledger_row_return_id_row"),
    )
    op.create_index("ix_ledger_row_booking", "ledger_row", ["booking"], unique=False)
    op.create_index("ix_ledger_row_return_id", "ledger_row", ["return_id"], unique=False)

    op.create_table(
        "parked_rows",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("reason", sa.Text(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("course", sa.String(length=120), nullable=True),
        sa.Column("counterpart", sa.String(length=40), nullable=True),
        sa.Column("month", sa.String(length=7), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_parked_rows_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_parked_rows"),
        sa.UniqueConstraint("key", name="uq_parked_rows_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_parked_rows_booking_id", "parked_rows", ["booking_id"], unique=False)

    op.create_table(
        "plan_activity",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("actor", sa.String(length=400), nullable=True),
        sa.Column("goal", sa.Integer(), nullable=True),
        sa.Column("hours_per_week", sa.BigInteger(), nullable=True),
        sa.Column("place", sa.String(length=400), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("outcome", sa.Text(), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("depends_on", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_plan_activity_booking_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_plan_activity_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_activity"),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_activity_plan_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_activity_booking_id", "plan_activity", ["booking_id"], unique=False)
    op.create_index("ix_plan_activity_plan_id", "plan_activity", ["plan_id"], unique=False)

    op.create_table(
        "plan_goal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=400), nullable=False),
        sa.Column("words", sa.Text(), nullable=True),
        sa.Column("need", sa.Text(), nullable=True),
        sa.Column("measure", sa.Text(), nullable=True),
        sa.Column("due_on", sa.Date(), nullable=True),
        sa.Column("status", sa.String(length=40), nullable=False),
        sa.Column("is_main", sa.Boolean(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_plan_goal_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_goal"),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_goal_plan_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_goal_plan_id", "plan_goal", ["plan_id"], unique=False)

    op.create_table(
        "plan_responsibility",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("plan_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("area", sa.String(length=400), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=False),
        sa.Column("what", sa.Text(), nullable=True),
        sa.Column("actor", sa.String(length=400), nullable=True),
        sa.Column("contact", sa.String(length=400), nullable=True),
        sa.Column("phone", sa.String(length=400), nullable=True),
        sa.Column("email", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_plan_responsibility_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_plan_responsibility"),
        sa.UniqueConstraint("plan_id", "number", name="uq_plan_responsibility_plan_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_plan_responsibility_plan_id", "plan_responsibility", ["plan_id"], unique=False)

    op.create_table(
        "report",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("month", sa.String(length=7), nullable=False),
        sa.Column("quantity", sa.BigInteger(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_report_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_report"),
        sa.UniqueConstraint("booking_id", "month", name="uq_report_booking_id_month"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_report_booking_id", "report", ["booking_id"], unique=False)

    op.create_table(
        "return_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("return_id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(), nullable=False),
        sa.Column("by", sa.String(length=120), nullable=False),
        sa.Column("state", sa.String(length=40), nullable=False),
        sa.Column("way", sa.String(length=40), nullable=True),
        sa.Column("recipient", sa.String(length=400), nullable=True),
        sa.Column("invoice_number", sa.String(length=120), nullable=True),
        sa.Column("invoiced_on", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["return_id"], ["compensation_return.id"], name="fk_return_event_return_id"),
        sa.PrimaryKeyConstraint("id", name="pk_return_event"),
    )
    op.create_index("ix_return_event_return_id", "return_event", ["return_id"], unique=False)

    op.create_table(
        "return_template_file",
        sa.Column("template_id", sa.Integer(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["template_id"], ["return_template.id"], name="fk_return_template_file_template_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("template_id", name="pk_return_template_file"),
    )
    op.create_table(
        "supplement",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("booking_id", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("amount", sa.BigInteger(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("decision", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_supplement_booking_id"),
        sa.PrimaryKeyConstraint("id", name="pk_supplement"),
        sa.UniqueConstraint("booking_id", "kind", "start", name="uq_supplement_booking_id_kind_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_supplement_booking_id", "supplement", ["booking_id"], unique=False)

    op.create_table(
        "wait",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("household_id", sa.Integer(), nullable=True),
        sa.Column("what", sa.String(length=400), nullable=False),
        sa.Column("actor_kind", sa.String(length=40), nullable=True),
        sa.Column("actor", sa.String(length=400), nullable=True),
        sa.Column("since", sa.Date(), nullable=False),
        sa.Column("note", sa.Text(), nullable=True),
        sa.Column("ended_on", sa.Date(), nullable=True),
        sa.Column("why_ended", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["household_id"], ["household.id"], name="fk_wait_household_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_wait_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_wait"),
        sa.UniqueConstraint("key", name="uq_wait_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_wait_household_id", "wait", ["household_id"], unique=False)
    op.create_index("ix_wait_person_id", "wait", ["person_id"], unique=False)

    op.create_table(
        "weekly_hours",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=120), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("times", sa.String(length=400), nullable=False),
        sa.Column("what", sa.String(length=400), nullable=True),
        sa.Column("booking_id", sa.Integer(), nullable=True),
        sa.Column("plan_id", sa.Integer(), nullable=True),
        sa.Column("activity", sa.Integer(), nullable=True),
        sa.Column("care", sa.String(length=40), nullable=True),
        sa.Column("is_at_home", sa.Boolean(), nullable=False),
        sa.Column("municipality", sa.String(length=40), nullable=True),
        sa.Column("travel", sa.Integer(), nullable=True),
        sa.Column("from_previous", sa.Integer(), nullable=True),
        sa.Column("opening", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["booking_id"], ["booking.id"], name="fk_weekly_hours_booking_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_weekly_hours_person_id"),
        sa.ForeignKeyConstraint(["plan_id"], ["introduction_plan.id"], name="fk_weekly_hours_plan_id"),
        sa.PrimaryKeyConstraint("id", name="pk_weekly_hours"),
        sa.UniqueConstraint("key", name="uq_weekly_hours_key"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_weekly_hours_booking_id", "weekly_hours", ["booking_id"], unique=False)
    op.create_index("ix_weekly_hours_person_id", "weekly_hours", ["person_id"], unique=False)
    op.create_index("ix_weekly_hours_plan_id", "weekly_hours", ["plan_id"], unique=False)

    op.create_table(
        "document_file",
        sa.Column("document_id", sa.Integer(), nullable=False),
        sa.Column("contents", sa.LargeBinary(), nullable=False),
        sa.ForeignKeyConstraint(
            ["document_id"], ["document.id"], name="fk_document_file_document_id", ondelete="CASCADE"
        ),
        sa.PrimaryKeyConstraint("document_id", name="pk_document_file"),
    )
    op.create_table(
        "expected_person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("given_name", sa.String(length=400), nullable=True),
        sa.Column("family_name", sa.String(length=400), nullable=True),
        sa.Column("birth_date", sa.Date(), nullable=True),
        sa.Column("birth_precision", sa.String(length=40), nullable=False),
        sa.Column("age", sa.Integer(), nullable=True),
        sa.Column("sex", sa.String(length=40), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=True),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name="fk_expected_person_assignment_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_expected_person_person_id"),
        sa.PrimaryKeyConstraint("id", name="pk_expected_person"),
        sa.UniqueConstraint("assignment_id", "number", name="uq_expected_person_assignment_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_expected_person_assignment_id", "expected_person", ["assignment_id"], unique=False)
    op.create_index("ix_expected_person_person_id", "expected_person", ["person_id"], unique=False)

    op.create_table(
        "flat_reservation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("flat_id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("start", sa.Date(), nullable=False),
        sa.Column("end", sa.Date(), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name="fk_flat_reservation_assignment_id"),
        sa.ForeignKeyConstraint(["flat_id"], ["flat.id"], name="fk_flat_reservation_flat_id"),
        sa.PrimaryKeyConstraint("id", name="pk_flat_reservation"),
        sa.UniqueConstraint("flat_id", "start", name="uq_flat_reservation_flat_id_start"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_flat_reservation_assignment_id", "flat_reservation", ["assignment_id"], unique=False)
    op.create_index("ix_flat_reservation_flat_id", "flat_reservation", ["flat_id"], unique=False)

    op.create_table(
        "preparation",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("assignment_id", sa.Integer(), nullable=False),
        sa.Column("item", sa.String(length=120), nullable=False),
        sa.Column("responsible", sa.String(length=400), nullable=False),
        sa.Column("days_before", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["assignment_id"], ["assignment.id"], name="fk_preparation_assignment_id"),
        sa.PrimaryKeyConstraint("id", name="pk_preparation"),
        sa.UniqueConstraint("assignment_id", "item", name="uq_preparation_assignment_id_item"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_preparation_assignment_id", "preparation", ["assignment_id"], unique=False)

    op.create_table(
        "request_step",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("request_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=40), nullable=False),
        sa.Column("on", sa.Date(), nullable=False),
        sa.Column("by", sa.String(length=400), nullable=True),
        sa.Column("reason", sa.String(length=400), nullable=True),
        sa.Column("reference", sa.String(length=400), nullable=True),
        sa.Column("ground", sa.String(length=400), nullable=True),
        sa.Column("amount", sa.BigInteger(), nullable=True),
        sa.Column("obstacle", sa.String(length=40), nullable=True),
        sa.Column("scope", sa.String(length=400), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["request_id"], ["booking_request.id"], name="fk_request_step_request_id"),
        sa.PrimaryKeyConstraint("id", name="pk_request_step"),
        sa.UniqueConstraint("request_id", "number", name="uq_request_step_request_id_number"),
        sqlite_autoincrement=True,
    )
    op.create_index("ix_request_step_reference", "request_step", ["reference"], unique=False)
    op.create_index("ix_request_step_request_id", "request_step", ["request_id"], unique=False)

    op.create_table(
        "retention_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("proposal_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=True),
        sa.Column("document_id", sa.Integer(), nullable=True),
        sa.Column("rule", sa.String(length=400), nullable=False),
        sa.Column("kept_until", sa.Date(), nullable=False),
        sa.ForeignKeyConstraint(["document_id"], ["document.id"], name="fk_retention_item_document_id"),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name="fk_retention_item_person_id"),
        sa.ForeignKeyConstraint(["proposal_id"], ["retention_proposal.id"], name="fk_retention_item_proposal_id"),
        sa.PrimaryKeyConstraint("id", name="pk_retention_item"),
    )
    op.create_index("ix_retention_item_document_id", "retention_item", ["document_id"], unique=False)
    op.create_index("ix_retention_item_person_id", "retention_item", ["person_id"], unique=False)
    op.create_index("ix_retention_item_proposal_id", "retention_item", ["proposal_id"], unique=False)


def downgrade() -> None:
    for table in reversed(TABLES):
        op.drop_table(table)
