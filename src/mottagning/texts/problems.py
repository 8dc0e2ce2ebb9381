"""What is said when something is refused or the machine is in trouble: what happened, what is unharmed, what to do."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from mottagning.domain.problems import FieldProblem, Param, RefusalCode, Refused, Trouble, TroubleCode
from mottagning.texts import backups, economy_files, fields, formats, merging, one_writer, requests, return_templates
from mottagning.texts.answers import NOT_AN_ANSWER
from mottagning.texts.received_invoices import INVOICE_CANNOT
from mottagning.texts.take_in import NOT_A_LIST

Params = Mapping[str, Param]


@dataclass(frozen=True, slots=True)
class Message:
    """A message in three parts, the last two may be empty: what happened, what is unharmed, what to do."""

    what: str
    unharmed: str = ""
    advice: str = ""

    @property
    def text(self) -> str:
        """All of it."""
        return " ".join(part for part in (self.what, self.unharmed, self.advice) if part)


NOTHING_CHANGED = "Inget har ändrats."
_SAFE = "Registret är oförändrat."


def refused(error: Refused) -> Message:
    """The words for a refusal, with what is wrong in each field."""
    if error.code is RefusalCode.MERGE_STANDS:
        return Message(merging.stands(error.fields), NOTHING_CHANGED, merging.STANDS_ADVICE)
    if error.code is RefusalCode.FILES_LACK:
        return Message(economy_files.lacking(error.fields), economy_files.NOTHING_WRITTEN, economy_files.LACKING_ADVICE)
    message = _REFUSALS[error.code](error.params)
    if error.code is RefusalCode.INVALID_FIELDS and error.fields:
        return Message(" ".join(fields.said(problem) for problem in error.fields), message.unharmed)
    return message


def _number(params: Params, name: str) -> int:
    return int(params[name] or 0)


def _not_a_template(params: Params) -> Message:
    what, advice = return_templates.refused(str(params["reason"]), params)
    return Message(what, NOTHING_CHANGED, advice)


def _no_second_place(params: Params) -> Message:
    return Message(*backups.NO_SECOND_PLACE[str(params["reason"])](str(params["folder"])))


def _not_backed_up(params: Params) -> Message:
    """What was not done, and of what stood in the way the cause and the advice."""
    cause = _TROUBLES[TroubleCode(params["cause"])](params)
    return Message(backups.not_backed_up(str(params["act"])), f"{NOTHING_CHANGED} {cause.what}", cause.advice)


def trouble(error: Trouble) -> Message:
    """The words for trouble with the machine."""
    return _TROUBLES[error.code](error.params)


def backup_failed(error: Trouble) -> str:
    """A line about a backup that the program could not make by itself."""
    cause = trouble(error)
    return f"{backups.NOT_DONE} {cause.what} {cause.advice}"


def bug() -> Message:
    """The words for an error in the program."""
    return Message(
        "Något gick fel i programmet.",
        "Det som redan är sparat finns kvar.",
        "Starta om programmet. Händer det igen, skicka felrapporten till den som sköter det; den innehåller inga "
        "personuppgifter.",
    )


_REFUSALS: Mapping[RefusalCode, Callable[[Params], Message]] = {
    RefusalCode.INVALID_FIELDS: lambda _p: Message("Några uppgifter kan inte sparas som de är.", NOTHING_CHANGED),
    RefusalCode.CHANGED_MEANWHILE: lambda _p: Message(
        "Någon annan har ändrat samma uppgifter sedan du öppnade dem.",
        "Det den andra sparade står kvar.",
        "Läs in på nytt och gör din ändring igen om den fortfarande behövs.",
    ),
    RefusalCode.GONE: lambda _p: Message("Posten finns inte längre.", "", "Uppdatera listan."),
    RefusalCode.KEY_TAKEN: lambda p: Message(
        f"{p.get('key')} finns redan.", NOTHING_CHANGED, "Välj en annan beteckning."
    ),
    RefusalCode.PRICES_BILLED: lambda p: Message(
        f"{p['month']} är stängd, och priserna kan vara redovisade.",
        NOTHING_CHANGED,
        "Läs in den nya prislistan: den ersätter de preliminära priserna och rättar det som är redovisat.",
    ),
    RefusalCode.OWN_LOG_ROW: lambda _p: Message(
        "Det här har du gjort själv, och det granskas av någon annan.", NOTHING_CHANGED
    ),
    RefusalCode.OWN_ACCOUNT: lambda _p: Message(
        "Du kan inte ta bort dig själv.", NOTHING_CHANGED, "Låt någon annan som är administratör göra det."
    ),
    RefusalCode.LAST_ADMINISTRATOR: lambda _p: Message(
        "Då skulle ingen administratör som ser hela registret finnas kvar.",
        NOTHING_CHANGED,
        "Gör först någon annan till administratör, på en enhet som också ser planer och anteckningar.",
    ),
    RefusalCode.REGISTER_NOT_WHOLE: lambda _p: Message(
        "Registret är inte helt, och tas därför inte över.",
        NOTHING_CHANGED,
        "Återställ den senaste säkerhetskopian och ta över den i stället.",
    ),
    RefusalCode.KEY_HOLDERS_MISSING: lambda _p: Message(
        "Bara en person kan öppna registret.",
        NOTHING_CHANGED,
        "Lägg till en användare till innan den första månaden stängs: är ni bara en och glöms lösenfrasen, "
        "går allt förlorat. Det gör du i Inställningar, Användare.",
    ),
    RefusalCode.IN_USE: lambda _p: Message(
        "Posten används och kan inte tas bort.",
        NOTHING_CHANGED,
        "En bokning som har begärts, redovisats eller betalats avslutas, eller får slutet aldrig påbörjad. Ta annars "
        "bort det som hör till posten först.",
    ),
    RefusalCode.NO_RIGHT: lambda _p: Message("Du har inte behörighet till det här.", NOTHING_CHANGED),
    RefusalCode.MONTH_CLOSED: lambda p: Message(
        f"{p['month']} är redan stängd.",
        "En stängd månad ändras aldrig.",
        "Rättelser kommer med i nästa månad som stängs.",
    ),
    RefusalCode.MONTH_BEFORE_FIRST: lambda p: Message(
        f"{p['month']} ligger före registrets första månad, {p['first']}.", NOTHING_CHANGED
    ),
    RefusalCode.EARLIER_MONTH_OPEN: lambda p: Message(
        f"{p['month']} kan inte stängas före {p['first']}.", NOTHING_CHANGED, f"Stäng {p['first']} först."
    ),
    RefusalCode.MONTH_NOT_ENDED: lambda p: Message(
        f"{p['month']} är inte slut än.",
        NOTHING_CHANGED,
        "Vänta till månadsskiftet, eller stäng i förtid om ni har bestämt det.",
    ),
    RefusalCode.NOTHING_CLOSED: lambda _p: Message("Ingen månad är stängd än.", "", "Stäng en månad först."),
    RefusalCode.SETTING_LOCKED: lambda _p: Message(
        "Inställningen kan inte ändras när månader har stängts.", NOTHING_CHANGED
    ),
    RefusalCode.SETTINGS_MISSING: lambda _p: Message(
        "Registret saknar egen kommun och första månad.", "", "Fyll i dem under Inställningar."
    ),
    RefusalCode.NOT_A_WORKBOOK: lambda p: Message(
        f"{p.get('file')} är inte registret som Excel: "
        + ("inget av bladen känns igen." if p.get("reason") == "sheets" else "filen är ingen Excel-arbetsbok (.xlsx)."),
        NOTHING_CHANGED,
        "Kontrollera att det är rätt fil. En äldre fil (.xls) eller textfil sparas om som .xlsx i Excel.",
    ),
    RefusalCode.NOT_A_PRICE_LIST: lambda p: Message(
        f"{p.get('file')} går inte att läsa som prislista: "
        + (
            f"ingen rubrikrad känns igen. Rubriker kan vara {p['example']}."
            if p.get("example")
            else "filen är ingen Excel-arbetsbok (.xlsx)."
        ),
        NOTHING_CHANGED,
        "Kontrollera att det är rätt fil. Ett dokument eller en PDF skrivs av till ett blad i Excel.",
    ),
    RefusalCode.NOT_A_LIST: lambda p: Message(
        f"{p['file']} {NOT_A_LIST[str(p['reason'])][0]}", NOTHING_CHANGED, NOT_A_LIST[str(p["reason"])][1]
    ),
    RefusalCode.NOT_AN_ANSWER: lambda p: Message(
        f"{p['file']} {NOT_AN_ANSWER[str(p['reason'])][0]}", NOTHING_CHANGED, NOT_AN_ANSWER[str(p["reason"])][1]
    ),
    RefusalCode.NO_GROUND: lambda _p: Message(
        "Det finns ingen grund att lämna ut uppgifterna.",
        "Inget har skrivits.",
        "Ange lagrummet, eller lägg in ett samtycke hos personen.",
    ),
    RefusalCode.NO_SECOND_PLACE: _no_second_place,
    RefusalCode.NO_BACKUP: lambda _p: Message(backups.NOTHING_TO_TRY, "", backups.NOTHING_TO_TRY_ADVICE),
    RefusalCode.WORKBOOK_REJECTED: lambda _p: Message(
        "Arbetsboken har fel och har inte lästs in.", NOTHING_CHANGED, "Rätta cellerna och läs in igen."
    ),
    RefusalCode.NOT_A_TEMPLATE: _not_a_template,
    RefusalCode.NOTHING_TO_TRY: lambda p: Message(
        f"Inget stängt underlag har rader av avtal {p.get('agreement')}.",
        "Inget har skrivits.",
        "Blanketten kan prövas när en månad med sådana rader är stängd.",
    ),
    RefusalCode.FILE_MISSING: lambda p: Message(f"Filen {p['file']} finns inte.", NOTHING_CHANGED),
    RefusalCode.REGISTER_HELD: lambda p: Message(one_writer.held(p), NOTHING_CHANGED, one_writer.COME_BACK),
    RefusalCode.PLACE_SYNCED: lambda p: Message(one_writer.synced(p), NOTHING_CHANGED, one_writer.SYNCED_ADVICE),
    RefusalCode.PLACE_REMOVABLE: lambda _p: Message(one_writer.REMOVABLE, NOTHING_CHANGED, one_writer.REMOVABLE_ADVICE),
    RefusalCode.REGISTER_EXISTS: lambda p: Message(
        f"Det finns redan ett register i {p['file']}.", "Det är orört.", "Välj ett annat namn eller en annan mapp."
    ),
    RefusalCode.PASSPHRASE_TOO_SHORT: lambda _p: Message("Lösenfrasen är för kort.", NOTHING_CHANGED),
    RefusalCode.NOT_REVIEWED: lambda p: Message(
        f"{p['number']} avsnitt är inte granskade.", "Inget har skrivits.", "Gå igenom dem först."
    ),
    RefusalCode.OWN_PROPOSAL: lambda _p: Message(
        "Den som har föreslagit gallringen kan inte godkänna den.", NOTHING_CHANGED, "Be en kollega."
    ),
    RefusalCode.NOT_APPROVED: lambda _p: Message(
        "Gallringen är inte godkänd än.", NOTHING_CHANGED, "Någon annan än den som föreslog den godkänner den först."
    ),
    RefusalCode.NO_LONGER_DUE: lambda p: Message(
        f"{p['number']} i förslaget ska inte gallras längre: något nytt är noterat, eller en regel är ändrad.",
        NOTHING_CHANGED,
        "Ta bort förslaget och gör ett nytt.",
    ),
    RefusalCode.NOTHING_PROPOSED: lambda _p: Message("Inget är valt att gallras.", NOTHING_CHANGED, "Välj i listan."),
    RefusalCode.ALREADY_HANDED_OUT: lambda p: Message(
        f"{p['number']} är redan utlämnat.", NOTHING_CHANGED, "Rättelser kommer med i nästa månad."
    ),
    RefusalCode.NOT_HANDED_OUT: lambda p: Message(
        f"{p['number']} är inte utlämnat än.", NOTHING_CHANGED, "Anteckna utlämnandet först."
    ),
    RefusalCode.ALREADY_INVOICED: lambda p: Message(f"{p['number']} är redan fakturerat.", NOTHING_CHANGED),
    RefusalCode.NOTHING_TO_MEND: lambda p: Message(
        f"{p['number']} säger redan det som gäller.",
        NOTHING_CHANGED,
        "Rätta först uppgiften där den är fel: bokningen, avtalet eller personen.",
    ),
    RefusalCode.LATER_MONTH_CLOSED: lambda p: Message(
        f"{p['number']} kan inte få en ny version: {p['month']} är stängd.",
        NOTHING_CHANGED,
        "Rättelser kommer med i nästa månad som stängs.",
    ),
    RefusalCode.COUNTERPART_CLOSED: lambda p: Message(
        f"{p['party']} är redan stängd för {p['month']}.",
        "Det som är stängt ändras aldrig.",
        "Rättelser kommer med i nästa månad.",
    ),
    RefusalCode.NO_SUCH_COUNTERPART: lambda p: Message(
        f"{p['party']} har inget att stänga i {p['month']}.", NOTHING_CHANGED, "Se vad som väntar under Granska."
    ),
    RefusalCode.OWN_ROWS: lambda _p: Message(
        "Den som har lagt in raderna kan inte attestera dem.", NOTHING_CHANGED, "Be en kollega."
    ),
    RefusalCode.ALREADY_BOOKED: lambda p: Message(
        f"Förfrågan har blivit bokning {p.get('key')}.", NOTHING_CHANGED, "Ändra bokningen i stället."
    ),
    RefusalCode.STEP_NOT_NOW: lambda p: Message(
        requests.cannot(str(p.get("lacks") or "")), NOTHING_CHANGED, "Det som saknas står vid steget."
    ),
    RefusalCode.NO_SEATS: lambda p: Message(
        f"Utbudet {p.get('offer')} skulle få fler lovade platser än det har.",
        NOTHING_CHANGED,
        "Ändra dagarna, höj antalet platser i utbudet, eller ställ i kö.",
    ),
    RefusalCode.SEATS_UNSEEN: lambda _p: Message(
        "Platser i eget utbud lovas bara av den som får se alla personer.",
        NOTHING_CHANGED,
        "Ställ i kö, eller be någon som har behörigheten.",
    ),
    RefusalCode.PROTECTED_PERSON: lambda _p: Message(
        "Personen har skyddade personuppgifter.",
        "Ingen fil har skrivits.",
        "Gör det för hand, så som ert kontor lämnar skyddade uppgifter.",
    ),
    RefusalCode.FILE_NOT_TAKEN: lambda p: Message(
        f"{p.get('file')} har inte lagts till.", fields.said(FieldProblem("file_name", str(p.get("reason")), p))
    ),
    RefusalCode.FILE_NOT_HERE: lambda p: Message(
        f"Filen till {p.get('document')} finns inte i registret.",
        "Uppgifterna om den står kvar.",
        "Lägg till filen igen på kortet.",
    ),
    RefusalCode.FILE_NOT_SHOWN: lambda p: Message(
        f"{p.get('document')} kan inte visas: filen är skadad eller låst med ett lösenord.",
        "Den ligger kvar som den är.",
        "Spara den som en fil och öppna den i ett annat program.",
    ),
    RefusalCode.CANNOT_ACCEPT: lambda _p: Message(
        "Det som hindrar en rad kan inte godtas.", NOTHING_CHANGED, "Ordna det, så kommer raden med."
    ),
    RefusalCode.FILES_OFF: lambda _p: Message(
        "Filen är inte påslagen.", economy_files.NOTHING_WRITTEN, economy_files.OFF_ADVICE
    ),
    RefusalCode.NOT_INVOICED: lambda p: Message(
        economy_files.NOT_INVOICED[str(p["reason"])], economy_files.NOTHING_WRITTEN
    ),
    RefusalCode.INVOICE_NOT_NOW: lambda p: Message(INVOICE_CANNOT[str(p["reason"])], NOTHING_CHANGED),
    RefusalCode.BAD_NUMBER_OF_PERSONS: lambda _p: Message("Antalet personer ska vara 20–500.", NOTHING_CHANGED),
}

_TROUBLES: Mapping[TroubleCode, Callable[[Params], Message]] = {
    TroubleCode.WRONG_PASSPHRASE: lambda _p: Message(
        "Lösenfrasen stämmer inte.",
        _SAFE,
        "Försök igen. Har du glömt den skriver du återställningskoden i samma fält.",
    ),
    TroubleCode.TOO_MANY_TRIES: lambda p: Message(
        "För många försök med fel lösenfras eller återställningskod.",
        _SAFE,
        f"Vänta {formats.counted(_number(p, 'seconds'), 'sekund', 'sekunder')} och försök igen.",
    ),
    TroubleCode.NO_CREDENTIAL_STORE: lambda _p: Message(
        "Den här datorn kan inte komma ihåg dig.",
        "Ingenting är ändrat.",
        "Datorns lager för lösenord svarar inte. Logga in med lösenfrasen som vanligt.",
    ),
    TroubleCode.NOT_A_REGISTER: lambda p: Message(
        f"{p.get('file')} är inget register.", "Filen är orörd.", "Välj en fil som slutar på .mottagning."
    ),
    TroubleCode.REGISTER_MISSING: lambda p: Message(
        f"Det finns inget register i {p.get('file')}.", "", "Kontrollera mappen, eller återställ en säkerhetskopia."
    ),
    TroubleCode.KEY_FILE_MISSING: lambda p: Message(
        f"Nyckelfilen {p.get('file')} saknas, så registret kan inte öppnas.",
        "Registret är orört.",
        "Lägg tillbaka nyckelfilen bredvid registret, eller återställ en säkerhetskopia; den har nyckeln med sig.",
    ),
    TroubleCode.KEY_FILE_DAMAGED: lambda p: Message(
        "Nyckelfilen" + (f" {p['file']}" if p.get("file") else "") + " är skadad, så registret kan inte öppnas.",
        "Registret är orört.",
        "Lägg tillbaka en kopia av nyckelfilen, eller återställ en säkerhetskopia; den har nyckeln med sig.",
    ),
    TroubleCode.KEY_FILE_FOREIGN: lambda p: Message(
        f"{p.get('file')} kan inte öppnas med sin nyckelfil. Antingen hör de inte ihop, eller så är registret skadat.",
        "Filerna är orörda.",
        "Lägg rätt nyckelfil bredvid registret, eller återställ en säkerhetskopia.",
    ),
    TroubleCode.REGISTER_DAMAGED: lambda p: Message(
        f"{p.get('file')} är skadad eller kan inte läsas.",
        "Programmet har inte ändrat något.",
        "Kontrollera disken och återställ den senaste säkerhetskopian. Finns ingen kan du rädda det som går att läsa: "
        "välj Är något fel? när du loggar in.",
    ),
    TroubleCode.JOURNAL_FOREIGN: lambda p: Message(
        f"Bredvid {p.get('file')} låg en fil som inte hör ihop med registret och som hade skadat det. Så blir det om "
        "någon har lagt en äldre kopia, eller ett annat register, i registrets ställe.",
        f"Registret är helt. Filen är undanlagd som {p.get('aside')}.",
        "Försök igen. Är det inte det register du väntade dig, återställ en säkerhetskopia.",
    ),
    TroubleCode.NOTHING_TO_SAVE: lambda _p: Message(
        "Inget av registret går att läsa: filens början är skadad, eller så hör nyckelfilen till ett annat register.",
        "Filen är orörd.",
        "Återställ den senaste säkerhetskopian.",
    ),
    TroubleCode.REGISTER_NEWER: lambda p: Message(
        f"{p.get('file')} är sparat av en nyare version av Mottagning.",
        "Registret är orört.",
        "Installera den nyare versionen på den här datorn.",
    ),
    TroubleCode.MIGRATION_FAILED: lambda p: Message(
        f"{p.get('file')} kunde inte uppdateras till den här versionen.",
        "Registret är som före försöket, och en kopia ligger bland säkerhetskopiorna.",
        "Använd den förra versionen tills vidare, och hör av dig till den som sköter programmet.",
    ),
    TroubleCode.DISK_FULL: lambda p: Message(
        f"Disken är full, så {p.get('file')} kunde inte skrivas.",
        "Det som redan är sparat finns kvar.",
        "Frigör plats och försök igen.",
    ),
    TroubleCode.DISK_FAILS: lambda p: Message(
        f"Disken eller nätet svarade med ett fel, så {p.get('file')} kunde inte läsas eller skrivas.",
        "Det som redan är sparat finns kvar.",
        "Försök igen. Händer det igen kontrollerar du disken och nätet; går registret inte att öppna återställer du "
        "den senaste säkerhetskopian.",
    ),
    TroubleCode.FILE_IN_USE: lambda p: Message(
        f"{p.get('file')} är öppen i ett annat program.",
        "Filen är orörd.",
        "Stäng den i Excel och försök igen, eller välj ett annat namn eller en annan mapp.",
    ),
    TroubleCode.FILE_UNWRITABLE: lambda p: Message(
        f"{p.get('file')} kan inte skrivas.",
        "Det som redan är sparat finns kvar.",
        "Kontrollera att mappen finns, att du får skriva där och att filen inte är öppen. Välj annars en annan mapp.",
    ),
    TroubleCode.NOT_BACKED_UP: _not_backed_up,
    TroubleCode.REGISTER_BUSY: lambda p: Message(
        one_writer.held(p) if p.get("user") else "Registret används av någon annan just nu.",
        NOTHING_CHANGED,
        one_writer.COME_BACK,
    ),
    TroubleCode.REGISTER_READ_ONLY: lambda p: Message(
        f"{p.get('file')} är skrivskyddad.", NOTHING_CHANGED, "Kontrollera rättigheterna till filen och mappen."
    ),
    TroubleCode.BACKUP_BROKEN: lambda p: Message(
        f"{p.get('file')} är ingen hel säkerhetskopia.", _SAFE, "Använd en annan säkerhetskopia."
    ),
    TroubleCode.NO_SCREEN: lambda _p: Message(
        "Det finns ingen skärm att visa fönstret på.", "", "Kör mottagning demo, eller starta där det finns en skärm."
    ),
}
