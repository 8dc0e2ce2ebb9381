"""What a verification found, in words."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.readmodels.returns import Finding

_TEXTS: Mapping[str, Callable[[str], str]] = {
    "integrity": lambda what: f"{what} är skadad: databasens egen kontroll hittar fel.",
    "cipher": lambda what: f"{what} är skadad: krypterade sidor har ändrats.",
    "foreign_key": lambda what: f"Poster i {what} hänvisar till något som inte finns.",
    "trigger": lambda what: f"Skyddet {what} för stängda månader saknas.",
    "total": lambda what: f"{what}: raderna stämmer inte med underlagets summa eller antal.",
    "fingerprint": lambda what: f"{what}: raderna stämmer inte med underlagets kontrollsiffra.",
    "facts": lambda what: f"{what}: de fakta som raderna räknades ur har ändrats eller saknas.",
    "recomputed": lambda what: f"{what}: en ny beräkning ur dagens sparade fakta ger andra rader.",
    "lost": lambda what: f"{what}: en ny beräkning ur dagens sparade fakta ger andra förlorade belopp.",
    "gap": lambda what: f"{what}: månaden saknas bland de stängda, fast senare månader är stängda.",
    "read_log": lambda row: f"Loggen över läsningar har ändrats utifrån, från rad {row}.",
    "change_log": lambda row: f"Loggen över ändringar har ändrats utifrån, från rad {row}.",
    "disclosure": lambda row: f"Loggen över uttag har ändrats utifrån, från rad {row}.",
    "read_log_end": lambda _what: "Rader saknas sist i loggen över läsningar.",
    "change_log_end": lambda _what: "Rader saknas sist i loggen över ändringar.",
    "disclosure_end": lambda _what: "Rader saknas sist i loggen över uttag.",
    "unread_aside": lambda what: (
        f"{what}, med läsningar gjorda medan någon annan hade registret, går inte att läsa. De saknas i loggen."
    ),
    "unreadable": lambda what: f"{what}: något i de stängda månaderna går inte att läsa. Det har ändrats utifrån.",
}
ALL_WELL = "Registret är helt. Alla stängda månader stämmer med sina kontrollsiffror och fakta."


def said(finding: Finding) -> str:
    """The sentence for a finding."""
    return _TEXTS[finding.code](finding.subject)
