"""What is wrong with one field? A sentence for each code that the rules give, in forms and in workbooks alike."""

from __future__ import annotations

from collections.abc import Callable, Mapping

from mottagning.domain.problems import FieldProblem, Param
from mottagning.texts import agreements, offers, residences, transfer

Params = Mapping[str, Param]

REQUIRED = "Måste fyllas i."
_TEXTS: Mapping[str, Callable[[Params], str]] = {
    "missing": lambda _params: REQUIRED,
    "name_missing": lambda _params: transfer.NAME_MISSING,
    "ends_before_start": lambda _params: "Slutet ligger före starten.",
    "ages_backwards": lambda _params: "Till-åldern är lägre än från-åldern.",
    "own_case": lambda _params: "En person kan inte företräda sig själv.",
    "must_choose": lambda _params: "Välj vad som ska gälla.",
    "same_person": lambda _params: "Ange två olika ärenden.",
    "lives_elsewhere": lambda params: (
        f"Personen hör redan till hushållet {params.get('household')} de dagarna. Avsluta det, eller välj växelvis."
    ),
    "protected_address": lambda _params: (
        "Adressen sparas aldrig för den som har skyddad folkbokföring. Post går via Skatteverket."
    ),
    "own_key": lambda _params: transfer.OWN_KEY,
    "goes_round": lambda _params: transfer.GOES_ROUND,
    "not_a_year": lambda _params: "Skriv ett år med fyra siffror, till exempel 2026.",
    "nothing_is_paid": lambda _params: "Byte kostar ingenting. Välj köp eller sälj.",
    "service_or_counterpart": lambda _params: "Ange insats eller motpart, och bara en av dem.",
    "negative": lambda _params: transfer.NEGATIVE,
    "not_a_hundred": lambda _params: transfer.NO_SHARES,
    "not_divided": lambda _params: "Skriv varje kommun en gång med sitt tal; minst ett större än noll.",
    "shares_not_a_hundred": lambda _params: "Fasta andelar är procent och ska tillsammans bli 100.",
    "not_shares": lambda _params: "Skriv kommun och tal, till exempel Danderyd 12; Stockholm 40.",
    "not_times": lambda _params: offers.NO_TIMES,
    "times_meet": lambda _params: "Två tider på samma dag går i varandra.",
    "seats_of_nothing": lambda _params: "Det som inte finns har inga platser.",
    "below_taken": lambda params: offers.below_taken(int(params.get("taken") or 0)),
    "seats_unseen": lambda _params: offers.SEATS_UNSEEN,
    "seats_of_others": lambda _params: offers.SEATS_OF_OTHERS,
    "no_seat": lambda _params: offers.NO_SEAT,
    "before_last_step": lambda params: f"Steget före är från {params.get('day')}. Ett steg ligger inte före det.",
    "not_school": lambda _params: "Skoldagar hör bara till ansökan om skola för asylsökande.",
    "nothing_awaited": lambda _params: "Ingen utbetalning i månaden väntar på att noteras.",
    "in_the_future": lambda _params: "Dagen har inte varit än.",
    "before_invoice": lambda params: f"Fakturan är från {params['day']}. Den betalas inte före det.",
    "taken": lambda _params: transfer.TAKEN,
    "unknown": lambda params: f"{params.get('value') or ''} hittas inte. Välj i listan.".strip(),
    "several": lambda params: f"{params['value']} passar på flera. Välj en av dem i listan.",
    "not_quietable": lambda params: f"{params['code']} är ingen varning som kan tystas.",
    "not_a_municipality": lambda _params: transfer.NO_MUNICIPALITY,
    "not_a_date": lambda _params: "Skriv ett datum, till exempel 2026-11-20, 261120, idag eller +2v.",
    "unlikely_year": lambda _params: "Året kan inte stämma. Skriv ett mellan 1900 och 2199.",
    "not_a_month": lambda _params: "Skriv en månad, till exempel 2026-11.",
    "not_a_number": lambda _params: "Skriv ett tal.",
    "not_whole": lambda _params: transfer.NO_WHOLE_NUMBER,
    "too_many_decimals": lambda _params: transfer.TOO_MANY_DECIMALS,
    "too_long": lambda params: transfer.too_long(int(params.get("most") or 400)),
    "not_a_choice": lambda _params: "Välj i listan.",
    "not_readings": lambda _params: transfer.NO_READINGS,
    "not_a_reading_day": lambda _params: transfer.NO_READING_DAY,
    "not_a_country": lambda _params: transfer.NO_COUNTRY,
    "not_a_language": lambda _params: transfer.NO_LANGUAGE,
    "not_an_identity": lambda params: transfer.wrong_identity(str(params.get("kind")), str(params.get("reason"))),
    "overlaps": lambda params: residences.clash(str(params["first"]), str(params["last"])),
    "begins_the_same_day": lambda _params: residences.BEGINS_THE_SAME_DAY,
    "price_overlaps": lambda _params: transfer.overlapping_price_in_register(),
    "preliminary_price_overlaps": lambda _params: transfer.PRELIMINARY_PRICE_OVERLAPS,
    "needs_provider": lambda _params: transfer.needs_provider(),
    "same_number": lambda params: transfer.same_number(str(params.get("other") or "")),
    "changed_meanwhile": lambda params: f"Någon annan har ändrat till: {params.get('now') or 'tomt'}.",
    "not_a_document_key": lambda _params: "Väntade D, årtal och löpnummer, till exempel D2026-0001.",
    "not_one_owner": lambda _params: (
        "Ett dokument hör till en person, en bokning eller ett avtal, och bara ett av dem."
    ),
    "nothing_to_point_at": lambda _params: "Ange diarienummer eller länk, eller lägg till en fil.",
    "control_characters": lambda _params: transfer.NO_CHARACTERS,
    "file_too_large": lambda params: f"Filen är för stor. Högst {params.get('most')} MB kan sparas.",
    "not_a_pdf": lambda _params: "Filen är ingen PDF. Spara den som PDF i det program den kommer från.",
    "not_a_whole_file": lambda _params: "Filnamn, storlek och kontrollsumma (SHA-256) anges tillsammans.",
    "locked": lambda _params: "Kan inte ändras när månader har stängts.",
    "too_short": lambda params: f"Minst {params.get('least')} tecken.",
    "passphrase_taken": lambda _params: "Den lösenfrasen går inte att använda här. Välj en annan.",
    "user_taken": lambda _params: "Det namnet har eller har haft någon annan.",
    "not_the_code": lambda _params: "Det är ingen återställningskod. Den som har en lösenfras loggar in med den.",
    "wrong_passphrase": lambda _params: "Det är inte din lösenfras.",
    "not_the_same": lambda _params: "De två är inte lika.",
    "not_a_file_name": lambda _params: 'Namnet blir ett filnamn och kan inte ha något av \\ / : * ? " < > |.',
    "past_the_end": agreements.past_the_end,
    "pays_itself": lambda _params: "Anordnare och betalande kommun kan inte vara samma.",
    "not_ours": lambda _params: "En av de två kommunerna ska vara er egen.",
    "against_the_agreement": lambda params: (
        "Enligt avtalet köper ni: ni betalar och motparten anordnar."
        if params.get("direction") == "buy"
        else "Enligt avtalet säljer ni: motparten betalar och ni anordnar."
    ),
    "nobody_came": lambda _params: "Det som ställts in har inga deltagare.",
    "more_than_most": lambda _params: "Minsta antalet är större än det högsta.",
    "over_most": lambda params: f"Det finns plats för högst {params.get('most')} deltagare.",
    "not_by_heads": lambda _params: (
        "Avtalets villkor för insatsen räknar inte per deltagare. Det gör plats, kurs och rapporterat (timme, styck)."
    ),
    "not_a_peppol_id": lambda _params: (
        "Skriv 0007: och organisationsnumret, eller 0088: och GLN; siffrorna stämmer inte."
    ),
    "not_a_bankgiro": lambda _params: "Inget bankgironummer: sju eller åtta siffror, och den sista ska stämma.",
    "no_giro": lambda _params: "Fyll i bankgiro eller plusgiro.",
    "not_a_plusgiro": lambda _params: "Inget plusgironummer: två till åtta siffror, och den sista ska stämma.",
    "not_a_vat_number": lambda _params: "Skriv SE och tolv siffror, till exempel organisationsnumret och 01.",
    "not_an_organisation_number": lambda _params: "Inget organisationsnummer: tio siffror, och den sista ska stämma.",
    "not_a_postal_address": lambda _params: "Skriv gata eller box på en rad, postnummer och ort på nästa.",
    "not_an_account": lambda _params: "Ett konto är bara siffror.",
    "not_a_dimension": lambda _params: "Skriv dimensionens nummer, till exempel 1.",
    "dimension_taken": lambda _params: "En annan dimension har samma nummer.",
    "key_stands": lambda _params: "Bokningen är redovisad eller betald under sin beteckning, som därför inte ändras.",
    "invoice_number_taken": lambda _params: "Fakturanumret är redan registrerat för motparten.",
    "too_many_ore": lambda _params: transfer.NO_ORE,
    "one_day_only": lambda _params: "Det här händer på en dag. Bara föräldraledighet och liknande har en sista dag.",
    "never_extended": lambda params: f"{params.get('rule')} kan inte förlängas enligt regeln.",
    "not_later": lambda params: f"Den nya dagen ska ligga efter {params.get('day')}.",
    "beyond_step": lambda params: f"Regeln medger en förlängning till som längst {params.get('day')} åt gången.",
    "beyond_total": lambda params: f"Regeln medger förlängning sammanlagt till som längst {params.get('day')}.",
    "applied_too_late": lambda params: f"Förlängning ska sökas innan tiden går ut, senast {params.get('day')}.",
    "other_rule": lambda _params: "Texten är en annan regel, eller flera.",
    "rules_with_errors": lambda _params: "Texten är ingen hel regel. Läs in den under Inställningar, Regler.",
    "waits_for_itself": lambda params: f"Aktiviteterna väntar på varandra: {params.get('ring')}. Välj en annan.",
    "before_plan": lambda params: f"Ligger före planen, som börjar {params.get('day')}.",
    "after_plan": lambda params: f"Ligger efter planen, som slutar {params.get('day')}.",
    "after_permit": lambda params: f"Ligger efter uppehållstillståndets sista dag, {params.get('day')}.",
    "no_goal": lambda _params: "Visar inte vilket mål den leder till.",
    "begins_before": lambda params: f"Börjar innan det den beror på är klart: {params.get('what')}.",
    "before_this_one": lambda _params: "Nästa uppföljning ligger efter den här.",
    "signed_before": lambda _params: "Undertecknas tidigast samma dag.",
    "names_no_paragraph": lambda _params: "Ange ett lagrum, till exempel med § eller kap.",
    "already_past": lambda _params: "Dagen för nästa uppföljning har redan varit.",
    "too_far_off": lambda params: f"Det är mer än {params.get('months')} månader till nästa uppföljning.",
    "other_period": lambda _params: (
        "Perioden passar inte grunden: ett helt kalenderår, ett helt kvartal, tolv månader, eller dagar med ett slut."
    ),
    "applied_for": lambda _params: "Ansökan är skickad. Ta bort den dagen först, om det var fel.",
    "of_one_of_both": lambda _params: "Ange personen eller hushållet, och bara en av dem.",
    "for_the_other": lambda _params: "Punkten hör inte hit: en del prickas av för personen, andra för hushållet.",
    "has_plan": lambda params: f"Personen har redan en plan som pågår, {params.get('plan')}. Avsluta den först.",
    "not_hers": lambda _params: "Bokningen är en annan persons.",
    "not_movable": lambda _params: "Bara det som är planerat, i en plan som pågår, kan flyttas på tidslinjen.",
    "plan_not_hers": lambda _params: "Planen är en annan persons.",
    "booking_or_activity": lambda _params: "Ange bokning eller aktivitet, och bara en av dem.",
    "home_is_no_place": lambda _params: "Den som är hemma har ingen restid, och tiden är ingen omsorg.",
    "a_whole_day": lambda _params: "Skriv minuter, färre än ett dygn.",
    "nobody": lambda _params: "Ange minst en person.",
    "more_than_assigned": lambda params: f"Högst {params.get('most')}, så många som anvisningen gäller.",
    "before_decision": lambda params: f"Ligger före beslutet, som är från {params.get('day')}.",
    "received_it_says": lambda _params: "En mottagningsdag är angiven. Välj mottagen, eller ta bort dagen.",
    "not_received_yet": lambda _params: "Anges när de är mottagna.",
    "received_already": lambda _params: "Den anvisningen är redan mottagen.",
    "replaces_itself": lambda _params: "Den anvisningen har själv ersatt den här.",
    "too_many_days": lambda params: f"Skriv högst {params.get('most')} dagar.",
    "replaced_already": lambda _params: "Den anvisningen är redan ersatt av en annan.",
    "later_than_rule": lambda params: f"Senare än regeln medger, {params.get('day')}. Stämmer det med beslutet?",
    "after_last_day": lambda params: f"Ankomsten är planerad efter den sista mottagningsdagen, {params.get('day')}.",
    "replaced_too_late": lambda params: f"En avbruten anvisning får ersättas till och med {params.get('year')}.",
    "too_many_hours": lambda params: f"En vecka har {params.get('most')} timmar.",
    "too_many_persons": lambda params: f"Skriv högst {params.get('most')} personer.",
    "not_an_age": lambda _params: "Skriv åldern i hela år.",
    "nothing_known": lambda _params: "Ange namn, födelsedatum eller ålder, eller koppla till en person.",
    "linked_twice": lambda _params: "Personen är redan kopplad till en plats i en anvisning.",
    "reserved_longer": lambda _params: "Bostaden är reserverad för dagar utanför dem.",
    "not_let_then": lambda _params: "Bostaden är inte ledig alla de dagarna.",
    "flat_taken": lambda params: f"Bostaden är reserverad för en annan anvisning från {params.get('first')}.",
    "norm_overlaps": lambda _params: "Det finns redan en norm för samma antal personer de dagarna.",
    "flat_is_reserved": lambda _params: (
        "En bostad är reserverad för anvisningen. Ta bort reservationen först: adressen sparas aldrig för den som har "
        "skyddad folkbokföring."
    ),
    "not_a_party": lambda _params: "Kommunen är inte motpart i avtalet.",
}


def said(problem: FieldProblem) -> str:
    """The sentence for a field's problem."""
    return _TEXTS[problem.code](problem.params)
