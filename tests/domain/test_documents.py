"""Which documents may be kept, and until when?"""

from __future__ import annotations

import pytest

from factories import day, document, pdf
from mottagning.domain.documents import LARGEST_FILE, Attachment, document_problems, file_problems, next_key, with_file


def codes(problems: object) -> list[tuple[str, str]]:
    return [(one.name, one.code) for one in problems]  # type: ignore[attr-defined]


def test_a_reference_or_a_file_is_enough() -> None:
    assert document_problems(document()) == ()
    assert document_problems(document(registry_number=None, link=r"\\server\akt")) == ()
    kept = with_file(document(registry_number=None), Attachment("intyg.pdf", pdf()))
    assert document_problems(kept) == ()
    assert codes(document_problems(document(registry_number=None))) == [("registry_number", "nothing_to_point_at")]


@pytest.mark.parametrize(
    ("values", "said"),
    [
        ({"title": ""}, ("title", "missing")),
        ({"booking": "B1", "agreement": "A1"}, ("case_number", "not_one_owner")),
        ({"case_number": None}, ("case_number", "not_one_owner")),
        ({"title": "Intyg\x00"}, ("title", "control_characters")),
        ({"link": "avtal\u202efdp.exe"}, ("link", "control_characters")),
        ({"key": "../../intyg"}, ("key", "not_a_document_key")),
        ({"key": "Amina"}, ("key", "not_a_document_key")),
        ({"sha256": "a" * 64}, ("sha256", "not_a_whole_file")),
        ({"file_name": "intyg.pdf", "size": 1, "sha256": "a"}, ("sha256", "not_a_whole_file")),
        ({"size": 1}, ("sha256", "not_a_whole_file")),
    ],
)
def test_what_cannot_be_kept_is_told_of(values: dict[str, object], said: tuple[str, str]) -> None:
    assert codes(document_problems(document(**values))) == [said]


def test_a_name_in_any_script_may_stand() -> None:
    assert file_problems(Attachment("گواهی\u200cنامه Ångström.pdf", pdf())) == ()


@pytest.mark.parametrize(
    ("file", "said"),
    [
        (Attachment("a.pdf", b""), "not_a_pdf"),
        (Attachment("a.pdf", b"PK\x03\x04"), "not_a_pdf"),
        (Attachment("a.pdf", b" " * 1024 + b"%PDF-1.7"), "not_a_pdf"),
        (Attachment("a.pdf", b"%PDF-1.7".ljust(LARGEST_FILE + 1)), "file_too_large"),
        (Attachment("a\n.pdf", pdf()), "control_characters"),
        (Attachment("a" * 252 + ".pdf", pdf()), "too_long"),
    ],
)
def test_a_file_that_is_no_pdf_or_too_large_is_refused(file: Attachment, said: str) -> None:
    assert codes(file_problems(file)) == [("file_name", said)]


def test_a_file_may_be_as_large_as_the_limit_and_begin_a_little_late() -> None:
    assert file_problems(Attachment("a.pdf", b"%PDF-1.7".ljust(LARGEST_FILE))) == ()
    assert file_problems(Attachment("a.pdf", b"\xef\xbb\xbf%PDF-1.7")) == ()


def test_a_document_is_due_the_day_after_its_last() -> None:
    kept = document(kept_until=day("2025-12-31"))
    assert [kept.is_due(day(text)) for text in ("2025-12-31", "2026-01-01")] == [False, True]
    assert not document().is_due(day("2099-01-01"))


def test_keys_are_counted_for_each_year() -> None:
    assert next_key(2025, []) == "D2025-0001"
    assert next_key(2025, ["D2024-0007", "D2025-0009", "D2025-0003"]) == "D2025-0010"
    assert next_key(2025, ["D2025-9999"]) == "D2025-10000"
