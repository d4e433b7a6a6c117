"""The sentences for forms: what is wrong in a workbook or an export, and in its words what elsewhere is YAML."""

from verbetertool.language import N_

FORM_PROBLEMS: dict[str, str] = {
    # A workbook that can't be used
    "broken_workbook": N_(
        "Dit werkboek is beschadigd of van een ander soort. Open het in Excel of LibreOffice, en bewaar het opnieuw "
        "als .xlsx."
    ),
    "locked_workbook": N_("Op dit bestand zit een wachtwoord. Haal het wachtwoord eraf, en bewaar het opnieuw."),
    "workbook_too_large": N_(
        "Uitgepakt is dit werkboek groter dan {limit} MB. Haal weg wat er niet in hoort, zoals bladen met andere "
        "gegevens."
    ),
    "too_many_sheets": N_("Dit werkboek heeft meer dan {limit} bladen. Haal weg wat er niet in hoort."),
    "too_many_rows": N_("Op een blad staat iets onder rij {limit}. Haal weg wat er niet in hoort."),
    "too_many_columns": N_("Op een blad staat iets voorbij kolom {limit}. Haal weg wat er niet in hoort."),
    "too_many_cells": N_("Dit werkboek heeft meer dan {limit} cellen. Haal weg wat er niet in hoort."),
    "not_our_workbook": N_(
        "Dit werkboek is geen formulier van dit hulpmiddel. Vraag om het formulier, en vul dat in. Is het een export "
        "van een online formulier? Gebruik dan: verbetertool import."
    ),
    # Its sheets, columns and rows
    "sheet_missing": N_("Het blad «{sheet}» mist. Begin opnieuw met het formulier, en neem uw antwoorden over."),
    "part_missing": N_("Het blad «{sheet}» mist. De vragen daarvan tellen als niet beantwoord."),
    "sheet_not_read": N_("Het blad «{sheet}» hoort niet bij het formulier. Wat erop staat, is niet gelezen."),
    "column_missing": N_("De kolom «{heading}» mist op dit blad. Zet de kolom terug, met dit woord erboven."),
    "column_gone": N_("De kolom «{heading}» mist op dit blad. De antwoorden zijn wel gelezen."),
    "column_twice": N_("De kolom «{heading}» staat er twee keer. Haal een van de twee weg."),
    "row_without_id": N_(
        "In deze rij staat een antwoord, maar niet bij welke vraag het hoort. Neem de hele rij over uit het formulier."
    ),
    "row_twice": N_("«{id}» staat ook in rij {row}. Kies welk van de twee geldt, en maak het andere leeg."),
    "row_unknown": N_("Het formulier kent «{id}» niet. Haal deze rij weg."),
    "cells_merged": N_(
        "De cellen in rij {rows} zijn samengevoegd. Wat erin staat, telt alleen voor de bovenste rij. Splits de "
        "cellen, en vul elke rij in."
    ),
    # Its cells
    "project_without_name": N_("De naam van het project is niet ingevuld. Vul die hier in."),
    "cell_not_a_level": N_(
        "«{value}» is hier geen antwoord. Kies 0, 1, 2, 3, 4, «weet ik niet» of «niet van toepassing»."
    ),
    "cell_not_a_count": N_("«{value}» is geen telling. Schrijf bij hoeveel van hoeveel het zo is, zoals 34/40."),
    "cell_date_for_count": N_(
        "Hier staat een datum: {value}. Het rekenblad maakt soms van een telling een datum. Schrijf de telling "
        "opnieuw, met het woord van: 34 van 40."
    ),
    "cell_not_an_occurrence": N_("«{value}» kan hier niet. Kies nooit, soms, meestal of weet ik niet."),
    "cell_not_asked": N_("«{value}» kan hier niet. Kies ja, soms, nee of weet ik niet."),
    "cell_not_in_list": N_("«{value}» staat niet in de lijst bij deze cel. Kies uit de lijst, of maak de cel leeg."),
    "cell_not_yes": N_("«{value}» kan hier niet. Kies ja, of laat de cel leeg."),
    "cell_not_as_typed": N_(
        "«{value}» is misschien niet wat u typte: een werkblad verandert nummers. Maak de cel op als tekst, en typ het "
        "nummer opnieuw."
    ),
    "cell_not_a_date": N_("«{value}» is geen datum. Schrijf dag, maand en jaar, zoals 23-11-2026."),
    "cell_not_an_age": N_("«{value}» is geen leeftijd. Schrijf een getal, zoals 16."),
    "cell_not_a_number": N_("«{value}» is geen getal. Schrijf alleen een getal, zoals 12 of 12,5."),
    "reason_without_answer": N_(
        "Hier staat een reden, maar het antwoord is niet «niet van toepassing». Kies dat als antwoord, of haal de "
        "reden weg."
    ),
    # An export of an online form, and the map of its columns
    "export_empty": N_(
        "In dit bestand staan geen projecten. Zet boven de kolommen een kop, en daaronder een rij per project."
    ),
    "broken_csv": N_("Dit bestand is geen CSV. Bewaar de export opnieuw als CSV of als .xlsx."),
    "no_export": N_(
        "Dit is geen CSV of werkboek met een rij per project. Is het een ingevuld formulier? Lees het dan in met: "
        "verbetertool import, zonder --map-template."
    ),
    "map_needed": N_(
        "Dit is een export van een online formulier. Zeg met --map welke kolom wat is. Zo'n lijst maakt u met: "
        "verbetertool import --map-template"
    ),
    "map_unknown_target": N_("«{id}» kan geen kolom zijn. Kies een id van de rubriek, of een veld zoals project.name."),
    "map_without_name": N_(
        "Bij geen enkele kolom staat project.name. Zet dat achter de kolom met de naam van het project."
    ),
    "map_twice": N_("«{id}» staat ook achter «{other}». Kies een van de twee kolommen, en maak de andere leeg."),
    "map_column_missing": N_("De kolom «{heading}» staat niet in de export. Schrijf de kop zoals hij daar staat."),
    # YAML with Dutch words in it
    "same_key": N_("«{key}» en «{other}» zijn hetzelfde. Kies welke van de twee geldt, en haal de andere weg."),
}

IN_CELLS: dict[str, str] = {
    "ages_reversed": N_("De eerste leeftijd is hoger dan de tweede. Draai ze om."),
    "few_but_all_older": N_("Zijn alle jongeren 23 jaar of ouder? Dan kan hier geen ja staan. Maak deze cel leeg."),
    "not_a_choice": N_("«{value}» is hier geen keuze. Kies uit de lijst bij deze cel."),
    "not_a_date": N_("«{value}» is geen datum. Schrijf dag, maand en jaar, zoals 23-11-2026."),
    "too_large_number": N_("«{value}» is hier te groot. Het meeste is {limit}."),
    "too_small": N_("«{value}» is hier te klein. Het minste is {limit}."),
    "too_long": N_("De tekst is hier te lang. Gebruik hoogstens {limit} tekens."),
    "list_too_long": N_("Hier staat te veel. Hoogstens {limit} is mogelijk."),
    "not_text": N_("«{value}» kan hier niet. Schrijf een tekst."),
    "fact_not_number": N_("Hier hoort een getal, en niet «{value}». Schrijf alleen een getal."),
    "level_against_count": N_(
        "Niveau {level} past niet bij de telling {value}: die geeft niveau {given}. Haal een van de twee weg."
    ),
    "unknown_id": N_("De rubriek kent «{id}» niet. Vraag om een nieuw formulier, of haal deze rij weg."),
    "unknown_fact": N_("De rubriek vraagt niet naar «{id}». Vraag om een nieuw formulier, of haal deze rij weg."),
    "id_in_other_section": N_("«{id}» hoort op een ander blad van het formulier. Zet de rij daar."),
    "answers_outdated": N_(
        "Na dit formulier is de vraag veranderd bij: {ids}. Kijk of het antwoord nog klopt, met een nieuw formulier."
    ),
    "text_without_level": N_(
        "Bij «{title}» staat wel tekst, maar geen antwoord. Zo telt het niet mee. Kies een antwoord."
    ),
    "text_without_occurrence": N_(
        "Bij «{title}» staat wel tekst, maar niet of het voorkomt. Kies nooit, soms, meestal of weet ik niet."
    ),
    "not_in_quick_scan": N_("«{title}» telt nu niet mee: in een snelle scan tellen alleen de kernvragen."),
    "plan_of_nothing": N_("Deze rij zegt niet wat u gaat doen. Vul «Actie» in, of kies waarover het gaat."),
    "plan_to": N_("«{value}» past niet bij waar deze rij over gaat. Kies uit de lijst bij deze cel."),
    "nothing_answered": N_("In dit formulier is nog niets beantwoord. Vul het in, en bewaar het."),
}
"""By codes that other kinds of file have too, for a place on a sheet."""
