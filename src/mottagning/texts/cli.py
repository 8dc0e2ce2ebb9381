"""The words of the command line; commands, options and JSON keys are English and stable."""

from __future__ import annotations

from collections.abc import Mapping

DESCRIPTION = "Mottagning: personer, planer och insatser i andra kommuner, avräknade till öret."
EPILOG = "Utan kommando öppnas fönstret. Lösenfrasen tas ur MOTTAGNING_PASSPHRASE, en fil eller en fråga."
COMMANDS = "kommandon"

HELP_IMPORT = "läs in registret som Excel; gör registret om det inte finns"
HELP_EXPORT = "skriv hela registret som Excel"
HELP_CHECK = "visa vad som hindrar en månad och vad som bör ses över"
HELP_PREVIEW = "visa en månads rader"
HELP_CLOSE = "stäng en månad och skriv dess underlag"
HELP_RETURNS = "lista underlag, eller skriv dem igen"
HELP_ACCRUED = "visa och skriv det som är upplupet i slutet av en månad: getts, inte fakturerat"
HELP_MATCH = "jämför motpartens faktura eller specifikation med våra rader"
HELP_VERIFY = "pröva registret, kontrollsiffrorna och alla stängda månader"
HELP_BACKUP = "skriv en säkerhetskopia"
HELP_RESTORE = "återställ en säkerhetskopia"
HELP_DEMO = "gör ett demonstrationsregister med påhittade personer"

ARG_WORKBOOK = "arbetsboken (.xlsx)"
ARG_REGISTER = "registret; behövs inte när du bara har ett"
ARG_USER = "vem som loggar in, där flera kan"
ARG_PASSPHRASE_FILE = "fil med lösenfrasen på första raden"
ARG_ACCEPT_VALID = "läs in de rader som går, och skriv de andra till en egen arbetsbok"
ARG_JSON = "skriv svaret som JSON"
ARG_OUT_FOLDER = "mapp att skriva i"
ARG_OUT_FILE = "fil att skriva"
ARG_MONTH = "månad, ÅÅÅÅ-MM"
ARG_BILL = "fakturans specifikation (.xlsx eller .csv); kolumnernas ordning spelar ingen roll"
ARG_FIRST = "första månaden som jämförs, ÅÅÅÅ-MM"
ARG_LAST = "sista månaden, ÅÅÅÅ-MM"
ARG_COUNTERPART = "motpartens kommunkod"
ARG_ONLY_COUNTERPART = "stäng bara den här motparten; kan anges flera gånger"
ARG_EARLY = "stäng fast månaden inte är slut"
ARG_PROTECTED = "underlag över personer med skyddade uppgifter; kräver behörighet och loggas"
ARG_PEPPOL = "skriv e-fakturor (Peppol) för det som har sålts i mappen; slås på under Inställningar"
ARG_SIE = "skriv bokföringsordrar (SIE 4I) i mappen; slås på under Inställningar"
ARG_ACCRUED_OUT = "mapp för arbetsboken; utan den skrivs ingen"
ARG_ACCRUED_SIE = "mapp för bokföringsordern (SIE 4I) med återföring; slås på under Inställningar"
ARG_BACKUP = "säkerhetskopian"
ARG_TRY = "pröva också en säkerhetskopia: öppna den med lösenfrasen, kontrollera den helt och jämför den med registret"
ARG_PERSONS = "antal personer, 20–500"
ARG_VERSION = "visa programmets version"

ASK_PASSPHRASE = "Lösenfras: "
NO_PASSPHRASE = "Ange lösenfrasen i MOTTAGNING_PASSPHRASE, med --passphrase-file eller vid en terminal."
BAD_PASSPHRASE_FILE = "Filen med lösenfrasen kan inte läsas."
MONTHS_BACKWARDS = "--to ligger före --from."
NO_REGISTER = "Ange registret med --register; du har inget eget, eller flera."
NOT_A_MONTH = "inte en månad, ÅÅÅÅ-MM: {value}"
NOT_PERSONS = "inte ett antal 20–500: {value}"
RECOVERY = "Återställningskod (visas bara nu, skriv upp den och lås in den): {code}"
SHORT_PASSPHRASE = "Lösenfrasen är kort. Minst tolv tecken rekommenderas."
DEMO_PASSPHRASE = "Lösenfras till demonstrationsregistret: {passphrase}"
DEMO_DONE = "Demonstrationsregistret ligger i {register} och underlagen i {folder}."
BACKUP_DONE = "Säkerhetskopian {file} är öppnad, räknad och jämförd: {rows}."
RESTORED = "Registret är återställt till {file}."
EXPORTED = "Registret är skrivet till {file}."
IMPORTED = "Inläst: {summary}."
NOT_IMPORTED = "Inget är inläst."
REJECTED_WRITTEN = "{rows} har inte lästs in och står i {file}."
REFUSED = "Avvisat"
CLOSED = "{month} är stängd: {returns}."
HELD = "Innehållet"
LOST = "Förlorat"
WARNING = "Varning"
NO_RETURNS = "Inga underlag."
SKIPS_OPEN_MONTHS = "Tidigare månader är öppna. Här visas bara det som hör till {month}."
NO_PROBLEMS = "Inga hinder och inget att se över."
FILE_UNWRITTEN = "Månaden är stängd. Skriv underlagen igen med mottagning returns --out."

ARGPARSE: Mapping[str, str] = {
    "usage: ": "användning: ",
    "options": "val",
    "positional arguments": "argument",
    "show this help message and exit": "visa den här hjälpen",
    "show program's version number and exit": ARG_VERSION,
    "%(prog)s: error: %(message)s\n": "%(prog)s: fel: %(message)s\n",
    "the following arguments are required: %s": "saknas: %s",
    "unrecognized arguments: %s": "okänt: %s",
    "expected one argument": "behöver ett värde",
    "argument %(argument_name)s: %(message)s": "%(argument_name)s: %(message)s",
    "invalid choice: %(value)r (choose from %(choices)s)": "%(value)r är inget av %(choices)s",
    "ambiguous option: %(option)s could match %(matches)s": "%(option)s kan betyda %(matches)s",
    "ignored explicit argument %r": "värdet %r hör inte hit",
    "not allowed with argument %s": "kan inte användas med %s",
}
ONE_KEY_HOLDER = (
    "Varning: bara en person kan öppna registret. Lägg till en användare till i fönstret, under Inställningar: "
    "glöms den enda lösenfrasen och återställningskoden är allt förlorat."
)
