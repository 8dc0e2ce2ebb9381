"""The words of those who may log in: their rights, passphrases, and the computer that remembers somebody."""

from __future__ import annotations

from mottagning.domain.rights import Level, Part
from mottagning.domain.users import User
from mottagning.texts import words

TAB = "Användare"
TEXT = (
    "Var och en loggar in med sin egen lösenfras. Rollen och enheten säger vad hon ser och får göra; skyddade personer "
    "är en egen rätt. Innan den första månaden stängs ska minst två kunna öppna registret."
)
NAME, ROLE, UNIT, SEES_PROTECTED = "Namn", "Roll", "Enhet", "Får se skyddade personer"
PROTECTED_SHORT, PROTECTED_YES = "Skyddade", "ja"
PASSPHRASE, AGAIN, FORMER = "Lösenfras", "Lösenfrasen igen", "Nuvarande lösenfras"
FORMER_HINT = "Har du glömt den: skriv återställningskoden, om det är i ditt namn den öppnar registret."
PASSPHRASE_HINT = "Minst 12 tecken, gärna flera ord. Den som ska ha den skriver den själv."
NEW = "Ny användare"
RIGHTS_HINT = "Gäller från nästa inloggning."
REMOVE = "Ta bort användaren"
REMOVE_QUESTION = "Ska {name} inte längre kunna logga in?"
REMOVE_TEXT = (
    "Det som {name} har gjort står kvar i loggen. Namnet ges aldrig till någon annan. Säkerhetskopior från tidigare "
    "öppnas fortfarande med hennes lösenfras."
)
REMOVE_DO, KEEP = "Ta bort", "Behåll"
ADDED, CHANGED, REMOVED = "{name} kan nu logga in.", "{name}: rättigheterna är ändrade.", "{name} kan inte logga in."
SEES = "Ser och får göra"

OWN = "Du själv"
CHANGE_PASSPHRASE = "Byt min lösenfras"
CHANGE_TEXT = "Säkerhetskopior från tidigare öppnas med den lösenfras som gällde då."
PASSPHRASE_CHANGED = "Lösenfrasen är bytt."
RENEW = "Ny återställningskod"
RENEW_QUESTION = "Ska registret få en ny återställningskod?"
RENEW_TEXT = "Den visas en gång. Den tidigare öppnar inte längre registret, bara tidigare säkerhetskopior."
RENEW_DO, NOT_NOW = "Gör en ny", "Inte nu"
RENEWED = "Den nya återställningskoden. Skriv ner den och lås in den; den visas bara nu."
WRITTEN_QUESTION, WRITTEN_YES = "Har du skrivit upp återställningskoden?", "Ja, den är uppskriven"
WRITTEN_TEXT = "Den visas inte igen. Den förra öppnar inte längre registret."
REMEMBER = "Kom ihåg mig på den här datorn"
REMEMBER_TEXT = (
    "Den som är inloggad i Windows som du öppnar då registret utan lösenfras. Låser du eller går ifrån "
    "frågas den ändå efter."
)
REMEMBER_DO, REMEMBERED = "Kom ihåg mig", "Datorn kommer ihåg dig."
FORGET, FORGOTTEN = "Glöm mig på alla datorer", "Ingen dator kommer längre ihåg dig."

_PARTS = {
    Part.PEOPLE: "personer",
    Part.PLANS: "planer och anteckningar",
    Part.AGREEMENTS: "avtal och utbud",
    Part.BOOKINGS: "bokningar",
    Part.RETURNS: "underlag, fakturor och kostnader",
    Part.COMPENSATION: "statlig ersättning",
    Part.SETTINGS: "inställningar",
}
_LEVELS = {Level.SEE: "Ser", Level.CHANGE: "Ändrar", Level.NONE: "Ser inte"}


def described(user: User) -> str:
    """Role and unit in a line."""
    return f"{words.first_upper(words.word(user.role))}, {words.word(user.unit)}"


def reach(levels: list[tuple[Part, Level]]) -> list[tuple[str, str]]:
    """How far somebody comes: what she changes, sees and does not see."""
    found = []
    for level in (Level.CHANGE, Level.SEE, Level.NONE):
        parts = [_PARTS[part] for part, reached in levels if reached is level]
        if parts:
            found.append((_LEVELS[level], ", ".join(parts)))
    return found
