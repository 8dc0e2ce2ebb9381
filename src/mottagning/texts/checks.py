"""What do the checks say? For each problem a sentence and what to do about it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction

from mottagning.domain.agreements import Unit
from mottagning.domain.identity import IdentityKind
from mottagning.domain.money import SCALE, Ore, Scaled
from mottagning.domain.problems import Check, Param, Problem
from mottagning.domain.swedish import BY_AGE
from mottagning.texts import formats, words

Params = Mapping[str, Param]
Names = Callable[[str], str]
"""From a municipality's code to its name."""


@dataclass(frozen=True, slots=True)
class Said:
    """A problem in words: what is the matter, and what to do."""

    message: str
    advice: str


def said(problem: Problem, names: Names) -> Said:
    """The words for `problem`; `names` gives the names of municipalities."""
    return _TEXTS[problem.check, problem.reason](problem.params, names)


_NAMES: Mapping[Check, str] = {
    Check.K04: "ingen har hörts av",
    Check.K06: "längre eller mer än beslutat",
    Check.K10: "personnummer saknas",
    Check.K15: "publicerade priser stämmer inte",
    Check.K21: "fler än 800 poäng på ett år",
    Check.K27: "platsen är kvar efter flytt",
    Check.K28: "familjen hör till en annan kommun",
    Check.K29: "sommarregel saknas",
    Check.K30: "avläses en annan månad",
}


def name(check: Check) -> str:
    """A check that only warns, in short: `K30 avläses en annan månad`."""
    return f"{check.value} {_NAMES[check]}"


def _day(params: Params) -> str:
    return formats.day(date.fromisoformat(str(params["day"])))


def _thing(params: Params) -> str:
    """The insats with its variant."""
    variant = params.get("variant")
    return f"{params['service']}, {variant}" if variant else str(params["service"])


def _overlap(params: Params, _names: Names) -> Said:
    return Said(
        f"Personen har redan en bokning av samma insats samma dagar: {params['other']}.",
        "Avsluta den ena bokningen eller rätta dess dagar. Den som började först räknas så länge.",
    )


def _second_unit(params: Params, _names: Names) -> Said:
    return Said(
        f"Högst en enhet betalas per person och månad; månaden betalas för bokning {params['other']}.",
        "Stämmer det inte, rätta bokningarnas startdagar eller dubbelregeln i avtalets villkor.",
    )


def _no_decision(params: Params, _names: Names) -> Said:
    return Said(
        f"Beslut om {params['service']} saknas.",
        "Skriv in beslutets nummer och datum i bokningen, eller att det inte behövs enligt överenskommelse.",
    )


def _late_decision(params: Params, _names: Names) -> Said:
    return Said(
        f"Beslutet om {params['service']} fattades {_day(params)}, efter att insatsen hade börjat.",
        "Kontrollera beslutets datum. Raderna redovisas ändå.",
    )


def _not_covered(params: Params, _names: Names) -> Said:
    return Said(
        f"Inget avtal gäller {_day(params)}; bokningen följer avtal {params['agreement']}.",
        "Förläng avtalet, lägg in det avtal som ersätter det, eller avsluta bokningen.",
    )


def _not_a_party(params: Params, names: Names) -> Said:
    code, agreement = params.get("party"), params["agreement"]
    message = (
        f"{names(str(code))} är inte part i avtal {agreement} som bokningen följer {_day(params)}."
        if code
        else f"Anordnarkommun saknas, och avtal {agreement} har flera parter."
    )
    return Said(message, "Ange rätt anordnarkommun i bokningen eller lägg till kommunen som motpart i avtalet.")


def _no_terms(params: Params, _names: Names) -> Said:
    return Said(
        f"Avtal {params['agreement']} har inga villkor för {params['service']} den här månaden.",
        "Lägg in villkor för insatsen i avtalet, eller välj ett annat avtal i bokningen.",
    )


def _homeless_sold(params: Params, _names: Names) -> Said:
    return Said(
        f"Det är inte känt vilken kommun personen hör till {_day(params)}, så ingen kan faktureras.",
        "Skriv in hemkommunen på personens kort.",
    )


def _homeless_bought(params: Params, _names: Names) -> Said:
    return Said(
        f"Det är inte känt vilken kommun personen hör till {_day(params)}; dagen räknas inte som vår.",
        "Skriv in hemkommunen, eller när personen togs emot, på personens kort.",
    )


def _no_ground(params: Params, _names: Names) -> Said:
    return Said(
        f"Grund för {params['service']} saknas, och insatsen har ingen förvald.",
        "Skriv in paragrafen eller överenskommelsen i bokningens fält Grund.",
    )


def _no_price(params: Params, _names: Names) -> Said:
    return Said(
        f"Avtal {params['agreement']} har inget pris för {_thing(params)} som gäller {_day(params)}.",
        "Lägg in priset i avtalets prislista.",
    )


def _two_prices(params: Params, _names: Names) -> Said:
    return Said(
        f"Avtal {params['agreement']} har två priser för {_thing(params)} som gäller {_day(params)}.",
        "Avsluta det ena priset i avtalets prislista.",
    )


def _no_school_days(params: Params, _names: Names) -> Said:
    return Said(
        f"Skolkalendern för {params['service']} har inga dagar det året.",
        "Lägg in läsårets skoldagar, eller välj en annan skolkalender i avtalets villkor.",
    )


def _no_planned_end(params: Params, _names: Names) -> Said:
    return Said(
        f"Planerat slut saknas, så {params['service']} kan inte delas på månader.",
        "Skriv in planerat slut i bokningen.",
    )


def _no_points(params: Params, _names: Names) -> Said:
    return Said(f"Antal poäng saknas för {params['service']}.", "Skriv in antalet poäng i bokningen.")


def _no_variant_price(params: Params, _names: Names) -> Said:
    if params.get("variant") == BY_AGE:
        return Said(
            f"Priset för {params['service']} väljs efter ålder, och personens födelsedatum saknas.",
            "Skriv in födelsedatumet på personens kort, eller välj en variant i bokningen.",
        )
    what = _thing(params) if params.get("variant") else f"{params['service']} utan variant"
    return Said(
        f"Avtal {params['agreement']} har priser för insatsen men inget för {what} som gäller {_day(params)}.",
        "Lägg in priset, eller rätta bokningens variant så att den stämmer med prislistan.",
    )


def _no_age_group(params: Params, _names: Names) -> Said:
    return Said(
        f"Barnet hör inte till någon åldersgrupp i avtal {params['agreement']} den {_day(params)}.",
        "Lägg in åldersgruppen i avtalet, eller välj en variant i bokningen.",
    )


def _prices_disagree(params: Params, _names: Names) -> Said:
    unit = words.word(Unit(str(params["unit"])))
    published, year = (formats.price(Scaled(int(params[name] or 0))) for name in ("published", "year"))
    return Said(
        f"I avtal {params['agreement']} är priset för {_thing(params)} {published} kr per {unit}, men årspriset "
        f"{year} kr delat med {params['parts']} ger något annat.",
        "Det publicerade priset används. Fråga kommunen om prislistan är rätt.",
    )


def _lost(params: Params, _names: Names) -> Said:
    amount = formats.kr(Ore(int(params["amount"] or 0)))
    return Said(
        f"{amount} för {params['month']} går förlorat: avtalet rättar inte så långt bakåt.",
        "Inget behöver göras. Var ändringen känd i tid, rätta dagen då den anmäldes.",
    )


def _no_grade_date(params: Params, _names: Names) -> Said:
    return Said(
        f"{words.first_upper(str(params['service']))} är slutförd men betygsdatum saknas.",
        "Skriv in betygsdatum i bokningen.",
    )


def _no_headcount(params: Params, _names: Names) -> Said:
    return Said(
        f"{words.first_upper(str(params['service']))} är över men ingen har rapporterat hur många som deltog.",
        "Skriv in antalet deltagare i gruppbokningen, eller att den ställdes in.",
    )


def _not_by_heads(params: Params, _names: Names) -> Said:
    return Said(
        f"Villkoren för {params['service']} i avtal {params['agreement']} räknar inte per deltagare.",
        "Välj plats, kurs eller rapporterat (timme eller styck) som beräkningssätt i avtalets villkor.",
    )


def _no_hours(params: Params, _names: Names) -> Said:
    return Said(
        f"Antal timmar per deltagare saknas för {params['service']}.",
        "Skriv in timmarna i gruppbokningen.",
    )


def _no_supplement_decision(_params: Params, _names: Names) -> Said:
    return Said("Tilläggsbelopp saknar beslut.", "Skriv in beslutets nummer vid tillägget.")


def _moms(params: Params, names: Names) -> Said:
    return Said(
        f"Avtal {params['agreement']} lägger på momsersättning, men {names(str(params['party']))} är inte enskild.",
        "Ta bort momsersättningen ur villkoren. Mellan kommuner betalas den inte.",
    )


def _no_reference(params: Params, names: Names) -> Said:
    return Said(
        f"Fakturareferens för {names(str(params['party']))} saknas.",
        "Skriv in referensen i avtalet eller hos motparten, så kommer fakturan rätt.",
    )


def _no_summer_rule(params: Params, _names: Names) -> Said:
    return Said(
        f"Avtal {params['agreement']} har mätdag men ingen sommarregel; juli och augusti avläses som andra månader.",
        "Kontrollera hur ni har kommit överens om sommaren, och skriv in undantaget i villkoren.",
    )


def _no_disclosure(params: Params, _names: Names) -> Said:
    return Said(
        f"Det finns varken paragraf eller samtycke för att lämna ut uppgifter om {params['service']}.",
        "Skriv in paragrafen i bokningens fält Grund, eller dagen då personen samtyckte.",
    )


def _not_state_funded(_params: Params, _names: Names) -> Said:
    return Said(
        "Staten betalar inte fullt ut för personen, som är asylsökande eller anhörig.",
        "Ange stat som finansiering om det stämmer, eller ändra regeln under Inställningar.",
    )


def _no_financing(_params: Params, _names: Names) -> Said:
    return Said(
        "Det är inte sagt vem som betalar för personen, som är asylsökande eller anhörig.",
        "Ange finansiering i bokningen. Enligt länets överenskommelse (2009) omfattas de när staten betalar fullt ut.",
    )


def _excluded(params: Params, names: Names) -> Said:
    return Said(
        f"{names(str(params['party']))} låter inte asylsökande och anhöriga omfattas av avtal {params['agreement']}.",
        "Kom överens med kommunen, eller rätta uppgiften på avtalets sida Parter. Raderna redovisas ändå.",
    )


def _silent(params: Params, _names: Names) -> Said:
    return Said(
        f"{words.first_upper(str(params['service']))} har inget slut, och inget är antecknat efter {_day(params)}: "
        "varken närvaro, rapport eller besked.",
        "Fråga anordnaren om personen är kvar. Skriv in Senast närvarande, eller avsluta bokningen.",
    )


def _longer(params: Params, _names: Names) -> Said:
    return Said(
        f"{words.first_upper(str(params['service']))} pågår efter planerat slut {_day(params)}.",
        "Kontrollera att beslutet omfattar tiden. Ändra planerat slut, eller avsluta bokningen.",
    )


def _more_hours(params: Params, _names: Names) -> Said:
    reported, weekly = _number(params, "reported"), _number(params, "weekly")
    return Said(
        f"{reported} timmar är rapporterade, men bokningen omfattar {weekly} timmar i veckan.",
        "Kontrollera rapporten mot beslutet. Rätta den, eller timmarna i bokningen.",
    )


def _more_pieces(params: Params, _names: Names) -> Said:
    return Said(
        f"{_number(params, 'reported')} är rapporterade, men bokningen omfattar {_number(params, 'booked')}.",
        "Kontrollera rapporterna mot beslutet. Rätta dem, eller antalet i bokningen.",
    )


def _number(params: Params, name: str) -> str:
    return formats.number(Fraction(int(params[name] or 0), SCALE))


_STAY_ADVICE = (
    "Skriv till 29 kap. 6 § i bokningens fält Grund om hemkommunen följer av vistelsen, eller rätta personens kort."
)


def _staying(params: Params, _names: Names) -> Said:
    return Said(
        f"Personen vistas här utan att vara folkbokförd, men grunden {params['ground']} nämner inte 29 kap. 6 §.",
        _STAY_ADVICE,
    )


def _no_personal_number(params: Params, _names: Names) -> Said:
    kind = words.word(IdentityKind(str(params["number"])))
    return Said(
        f"Personen har {kind} i stället för personnummer, men grunden {params['ground']} nämner inte 29 kap. 6 §.",
        _STAY_ADVICE,
    )


def _points(params: Params, _names: Names) -> Said:
    return Said(
        f"Personens kurser ger {_number(params, 'points')} poäng under {params['year']}, mer än {params['limit']}.",
        "Kontrollera att ingen kurs är bokad två gånger, och att beslutet omfattar så mycket. Allt redovisas ändå.",
    )


_ATTEST_ADVICE = "Attestera raderna under Förhandsgranska. Det gör någon annan än den som har lagt in dem."


def _unattested(_params: Params, _names: Names) -> Said:
    return Said("Raderna är varken mottagnings- eller beslutsattesterade.", _ATTEST_ADVICE)


def _no_reception_attest(_params: Params, _names: Names) -> Said:
    return Said("Raderna saknar mottagningsattest.", _ATTEST_ADVICE)


def _no_decision_attest(_params: Params, _names: Names) -> Said:
    return Said("Raderna saknar beslutsattest.", _ATTEST_ADVICE)


def _parked(params: Params, _names: Names) -> Said:
    return Said(
        f"{params['by']} har parkerat bokningens rader: {params['why']}",
        "Släpp dem under Förhandsgranska när de ska med.",
    )


def _parked_counterpart(params: Params, _names: Names) -> Said:
    return Said(
        f"{params['by']} håller inne allt med motparten: {params['why']}",
        "Släpp det under Förhandsgranska när det ska med.",
    )


def _kept_place(params: Params, names: Names) -> Said:
    party, last = params.get("party"), params.get("last")
    until = f" till och med {formats.day(date.fromisoformat(str(last)))}" if last else ""
    pays = f"{names(str(party))} betalar{until} enligt flyttregeln." if party else "Ingen betalar för den."
    return Said(
        f"Personen flyttade {_day(params)} men platsen är kvar. {pays}",
        "Kom överens med kommunerna om vem som betalar uppsägningstiden, och rätta bokningens slut om det behövs.",
    )


def _guardian_elsewhere(params: Params, names: Names) -> Said:
    own, other = names(str(params["own"])), names(str(params["party"]))
    return Said(
        f"Barnet hör till {own}, men en vårdnadshavare eller god man till {other}.",
        "Kontrollera barnets hemkommun. Barnets egen folkbokföring avgör vem som betalar.",
    )


def _household_elsewhere(params: Params, names: Names) -> Said:
    own, other = names(str(params["own"])), names(str(params["party"]))
    return Said(
        f"Barnet hör till {own}, men någon i hushållet till {other}.",
        "Kontrollera barnets hemkommun. Barnets egen folkbokföring avgör vem som betalar.",
    )


def _by_turns(params: Params, names: Names) -> Said:
    own, other = names(str(params["own"])), names(str(params["party"]))
    return Said(
        f"Barnet bor växelvis och hör till {own}, men någon i det ena hushållet till {other}.",
        "Kontrollera barnets hemkommun, och kom överens med kommunen om platsen delas.",
    )


def _read_elsewhere(params: Params, _names: Names) -> Said:
    return Said(
        f"Enligt avtal {params['agreement']} avläses {_months(params)} för {params['service']} "
        f"{_reading_day(params)} och redovisas först då.",
        "Inget behöver göras. Månaden kommer med i underlaget för den månad som avläses.",
    )


def _read_with_others(params: Params, _names: Names) -> Said:
    return Said(
        f"Enligt avtal {params['agreement']} avläses även {_months(params)} för {params['service']} "
        f"{_reading_day(params)}, och redovisas den här månaden.",
        "Inget behöver göras. Säg till motparten vilka månader som underlaget avser.",
    )


def _months(params: Params) -> str:
    return formats.listed([formats.MONTHS[int(number) - 1] for number in str(params["months"]).split(",")])


def _reading_day(params: Params) -> str:
    return formats.day_and_month(date.fromisoformat(str(params["day"])))


_TEXTS: Mapping[tuple[Check, str], Callable[[Params, Names], Said]] = {
    (Check.K01, "overlap"): _overlap,
    (Check.K02, "second_unit"): _second_unit,
    (Check.K04, "silent"): _silent,
    (Check.K05, "missing"): _no_decision,
    (Check.K05, "late"): _late_decision,
    (Check.K06, "longer"): _longer,
    (Check.K06, "hours"): _more_hours,
    (Check.K06, "pieces"): _more_pieces,
    (Check.K07, "not_covered"): _not_covered,
    (Check.K07, "not_a_party"): _not_a_party,
    (Check.K07, "no_terms"): _no_terms,
    (Check.K07, "not_by_heads"): _not_by_heads,
    (Check.K08, "sold"): _homeless_sold,
    (Check.K08, "bought"): _homeless_bought,
    (Check.K10, "staying"): _staying,
    (Check.K10, "number"): _no_personal_number,
    (Check.K11, "missing"): _no_ground,
    (Check.K12, "none"): _no_price,
    (Check.K12, "two"): _two_prices,
    (Check.K12, "no_school_days"): _no_school_days,
    (Check.K12, "no_planned_end"): _no_planned_end,
    (Check.K12, "no_points"): _no_points,
    (Check.K12, "no_hours"): _no_hours,
    (Check.K13, "variant"): _no_variant_price,
    (Check.K14, "age"): _no_age_group,
    (Check.K15, "disagrees"): _prices_disagree,
    (Check.K18, "lost"): _lost,
    (Check.K20, "no_grade_date"): _no_grade_date,
    (Check.K20, "no_headcount"): _no_headcount,
    (Check.K21, "points"): _points,
    (Check.K22, "no_decision"): _no_supplement_decision,
    (Check.K23, "public"): _moms,
    (Check.K25, "missing"): _no_reference,
    (Check.K26, "both"): _unattested,
    (Check.K26, "reception"): _no_reception_attest,
    (Check.K26, "decision"): _no_decision_attest,
    (Check.PARKED, "booking"): _parked,
    (Check.PARKED, "counterpart"): _parked_counterpart,
    (Check.K27, "kept"): _kept_place,
    (Check.K28, "guardian"): _guardian_elsewhere,
    (Check.K28, "household"): _household_elsewhere,
    (Check.K28, "by_turns"): _by_turns,
    (Check.K29, "no_summer_rule"): _no_summer_rule,
    (Check.K30, "elsewhere"): _read_elsewhere,
    (Check.K30, "others"): _read_with_others,
    (Check.K31, "missing"): _no_disclosure,
    (Check.K32, "not_state"): _not_state_funded,
    (Check.K32, "no_financing"): _no_financing,
    (Check.K32, "excluded"): _excluded,
}
