"""The words of merging: two records of one person side by side, what follows, and what keeps it from being undone."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from mottagning.domain.merging import Caution, Ground
from mottagning.domain.periods import DateRange
from mottagning.domain.problems import FieldProblem
from mottagning.readmodels.merging import Merge, MergePreview
from mottagning.readmodels.residences import Move
from mottagning.texts import fields, formats, residences

MERGE = "Slå ihop …"
TITLE = "Slå ihop två registreringar"
EXPLAINED = (
    "Det som skiljer väljer du; resten följer med. Allt som hör till båda – bokningar, hemkommun, dokument – samlas på "
    "ett ärende. Det andra ärendenumret leder hit, och det går att ångra."
)
NOT_FINGERED = (
    "Får aldrig användas för att knyta en tidigare identitet till den nuvarande hos någon med fingerade "
    "personuppgifter."
)
SWAP = "Behåll ärende {case} i stället"
KEEPS = "Ärende {case} blir kvar. Ärende {gone} blir en del av det."
TO_CHOOSE, TAKEN, AGREED = "Att välja", "Finns bara hos den ena och följer med", "Lika hos båda"
FOLLOWS = "Det här följer"
SAVE = "Slå ihop"
DONE = "Ärende {gone} är en del av ärende {kept}."
UNDO = "Ångra"
UNDONE = "Ärende {gone} är ett eget ärende igen."
UNDO_NAMED = "Ångra sammanslagningen med ärende {gone}"
ASSUMED = "Räknad till egen kommun från mottagandet, före sammanslagningen"
NOTHING_MOVES = "Inget annat än uppgifterna ovan följer med."
NO_AMOUNTS = "Inga belopp ändras, varken i stängda månader eller framåt."
NUMBER_TO_TELL = "En bevakning om att meddela personnumret läggs upp: alla motparter har inte fått det."
DROPS_ADDRESSES = "Adresserna sparas inte för den som har skyddad folkbokföring, och kommer inte tillbaka om du ångrar."
STAYS_PROTECTED = "Skyddet gäller hela det sammanslagna ärendet."
STANDS_ADVICE = "Rätta det som står i vägen, eller låt sammanslagningen stå."
TWO_PLANS = "Båda har en plan som pågår. Avsluta den ena först; den finns kvar hos personen."
OWN_REPRESENTATIVE = "Den ena är företrädare för den andra. Ta bort det i hushållet först, om de är samma person."
NOTHING = "inget"

GROUNDS: Mapping[Ground, str] = {
    Ground.HAS_NUMBER: "föreslås: hör till den som har personnummer",
    Ground.AS_NUMBER: "föreslås: stämmer med numret",
    Ground.MORE_EXACT: "föreslås: mer är känt",
    Ground.EARLIER: "föreslås: den tidigare dagen",
    Ground.KEPT: "föreslås: står på ärendet som blir kvar",
}
CAUTIONS: Mapping[Caution, str] = {
    Caution.OTHER_NUMBER: (
        "De har olika nummer av samma slag. Det talar för att de är två personer; slå bara ihop dem om du vet."
    ),
    Caution.SAID_APART: "Någon har sagt att de inte är samma person. Det tas bort om du slår ihop dem.",
}
KINDS: Mapping[str, str] = {
    "identities": "Nummer",
    "permits": "Tillstånd",
    "representatives": "Företrädare",
    "languages": "Språk",
    "profiles": "Utbildning och arbete",
    "incomes": "Försörjning",
    "housings": "Boende",
    "residences": "Hemkommun",
    "consents": "Samtycke",
    "reminders": "Bevakning",
    "checklist_marks": "Checklista",
    "memberships": "Hushåll",
    "milestones": "Hållpunkt",
    "extensions": "Förlängd tidsfrist",
    "state_compensation_claims": "Statlig ersättning",
    "received_state_payments": "Mottagen statlig utbetalning",
}
CLASHES: Mapping[str, str] = {
    "residences": "Hemkommun: dagarna krockar. Den andras rader för de dagarna tas inte med.",
    "housings": "Boende: dagarna krockar. Den andras rader för de dagarna tas inte med.",
    "memberships": "Hushåll: ingen hör till två samtidigt. Det andra medlemskapet tas inte med.",
}
_MOVED: Mapping[str, tuple[str, str]] = {
    "booking": ("bokning", "bokningar"),
    "residence": ("rad i Hemkommun", "rader i Hemkommun"),
    "identity": ("nummer", "nummer"),
    "document": ("dokument", "dokument"),
    "household_member": ("tid i hushåll", "tider i hushåll"),
    "representative": ("företrädare", "företrädare"),
    "permit": ("tillstånd", "tillstånd"),
    "language_skill": ("språk", "språk"),
    "work_profile": ("uppgift om utbildning och arbete", "uppgifter om utbildning och arbete"),
    "income": ("uppgift om försörjning", "uppgifter om försörjning"),
    "housing": ("boende", "boenden"),
    "reminder": ("bevakning", "bevakningar"),
    "consent": ("samtycke", "samtycken"),
    "milestone": ("hållpunkt", "hållpunkter"),
    "extension": ("förlängd tidsfrist", "förlängda tidsfrister"),
    "introduction_plan": ("plan", "planer"),
    "checklist_mark": ("punkt i checklistan", "punkter i checklistan"),
    "weekly_hours": ("veckotid", "veckotider"),
    "wait": ("rad i Väntan", "rader i Väntan"),
    "state_compensation_claim": ("ansökan om statlig ersättning", "ansökningar om statlig ersättning"),
    "received_state_payment": ("mottagen statlig utbetalning", "mottagna statliga utbetalningar"),
    "expected_person": ("plats i en anvisning", "platser i anvisningar"),
    "ledger_identity": ("rad i stängda underlag", "rader i stängda underlag"),
}
_PLACES: Mapping[str, str] = {
    "person": "Personens uppgifter",
    "booking": "Bokningen",
    "residence": "Raden i Hemkommun",
    "identity": "Numret",
    "document": "Dokumentet",
    "household": "Hushållet",
    "household_member": "Tiden i hushållet",
    "representative": "Företrädaren",
    "permit": "Tillståndet",
    "language_skill": "Språket",
    "work_profile": "Utbildning och arbete",
    "income": "Försörjningen",
    "housing": "Boendet",
    "reminder": "Bevakningen",
    "consent": "Samtycket",
    "milestone": "Hållpunkten",
    "extension": "Förlängningen",
    "introduction_plan": "Planen",
    "checklist_mark": "Punkten i checklistan",
    "weekly_hours": "Veckotiden",
    "wait": "Raden i Väntan",
    "state_compensation_claim": "Ansökan om statlig ersättning",
    "received_state_payment": "Mottagen statlig utbetalning",
    "apart": "Inte samma person",
    "former_case": "Det tidigare ärendet",
}
_OTHER = "En annan uppgift"
_SINCE: Mapping[str, str] = {
    "changed_since": "har ändrats sedan dess",
    "taken_since": "har ersatts av en ny",
    "merged_since": "har i sin tur slagits ihop med ett annat; ångra det först",
}


def merged_on(merge: Merge) -> str:
    """What the card tells of a merge."""
    return f"Sammanslagen med ärende {merge.gone_case} den {formats.day(merge.at.date())}"


def merge_named(one: str, other: str) -> str:
    """The full name of the button that begins to merge two."""
    return f"{MERGE} {one} och {other}"


def stands(problems: Sequence[FieldProblem]) -> str:
    """Why a merge cannot be undone: what was changed since."""
    said = dict.fromkeys(_stands(problem) for problem in problems)
    return f"Sammanslagningen kan inte ångras. {' '.join(said)}"


def _stands(problem: FieldProblem) -> str:
    if problem.code == "merged_since":
        return f"Ärende {problem.params['which']} {_SINCE[problem.code]}."
    place, which = _PLACES.get(problem.name, _OTHER), problem.params.get("which")
    return f"{' '.join(part for part in (place, str(which or '')) if part)} {_SINCE[problem.code]}."


def follows(shown: MergePreview, names: Callable[[str], str]) -> list[str]:
    """What merging does, line by line: what moves, what is written down, and what it comes to."""
    counted = [formats.counted(number, *_MOVED[name]) for name, number in shown.moves.items() if name in _MOVED]
    moves = f"Följer med till ärende {shown.kept.value.case_number}: {formats.listed(counted)}."
    said = [moves if counted else NOTHING_MOVES]
    if shown.assumed is not None:
        said.append(_assumed(shown.assumed))
    said.append(_amounts(shown, names))
    if shown.new_number:
        said.append(NUMBER_TO_TELL)
    if shown.merged is not None and shown.merged.is_protected:
        said.append(STAYS_PROTECTED)
    return [*said, *([DROPS_ADDRESSES] if shown.drops_addresses else [])]


def _assumed(days: DateRange) -> str:
    return f"Hemkommun {formats.days(days)} skrivs in som er egen kommun, så som det har räknats."


def _amounts(shown: MergePreview, names: Callable[[str], str]) -> str:
    if not shown.effects and not shown.held:
        return NO_AMOUNTS
    return residences.summary(Move(effects=shown.effects, held=shown.held), names)


def in_the_way(problems: Sequence[FieldProblem]) -> list[str]:
    """What keeps the two from becoming one."""
    own = {"representatives": OWN_REPRESENTATIVE, "plans": TWO_PLANS}
    return [own.get(one.name) or fields.said(one) for one in problems]
