"""The sentences for what is wrong: one text per code, saying what was found and how to fix it."""

import errno
import os
from collections.abc import Iterable, Mapping

from verbetertool.errors import Problem, VerbetertoolError
from verbetertool.language import N_, _
from verbetertool.report.text import clean, one_line

PROBLEMS: dict[str, str] = {
    # The file as a whole
    "not_found": N_("Dit bestand is er niet. Kijk of de naam en de map kloppen."),
    "is_folder": N_("Dit is een map. Geef de naam van een bestand."),
    "not_regular": N_("Dit is geen gewoon bestand. Geef de naam van een YAML-bestand."),
    "no_permission": N_("U mag dit bestand niet lezen. Vraag de eigenaar om leesrechten."),
    "unreadable": N_("Dit bestand is niet te lezen: {reason}."),
    "too_large": N_("Dit bestand is groter dan {limit} kB. Kort de notities in."),
    "empty": N_("Dit bestand is leeg. Maak een leeg antwoordbestand met: verbetertool template"),
    "utf16": N_("Dit bestand is opgeslagen als UTF-16. Sla het op als UTF-8."),
    "binary": N_("Dit is geen tekstbestand. Er staat een nul-teken in. Geef een YAML-bestand."),
    "not_utf8": N_(
        "Hier staat een teken dat geen UTF-8 is ({byte}). Misschien is het bestand opgeslagen als Latin-1 of "
        "Windows-1252. Sla het op als UTF-8."
    ),
    "control_character": N_("Hier staat een onzichtbaar stuurteken ({character}). Haal het weg."),
    # YAML
    "yaml_tab": N_("Hier staat een tab. YAML kent alleen spaties. Vervang de tab door spaties."),
    "yaml_character": N_("Met dit teken kan een waarde niet beginnen. Zet de tekst tussen aanhalingstekens."),
    "yaml_colon": N_(
        "Hier staat een dubbele punt op een plek waar dat niet kan. Zet tekst met een dubbele punt tussen "
        "aanhalingstekens, of kijk of de regel erboven goed inspringt."
    ),
    "yaml_missing_colon": N_("Hier mist een dubbele punt met een spatie erachter, zoals in `naam: waarde`."),
    "yaml_indent": N_("De regel springt niet goed in. Regels die bij elkaar horen, beginnen onder elkaar."),
    "yaml_bracket": N_("Hier mist een komma of een haakje dat sluit: ] of }}."),
    "yaml_quote": N_(
        "De tekst die hier begint, wordt nergens afgesloten. Zet er een aanhalingsteken of haakje achter."
    ),
    "yaml_escape": N_(
        "Deze code met een schuine streep (\\) bestaat niet. Gebruik enkele aanhalingstekens om de tekst heen."
    ),
    "yaml_other": N_("Dit is geen geldige YAML. Kijk naar spaties, haakjes en aanhalingstekens."),
    "too_deep": N_("Dit bestand heeft meer dan {limit} lagen in elkaar. Dat leest het hulpmiddel niet."),
    "too_many_nodes": N_("Dit bestand heeft meer dan {limit} waarden. Dat leest het hulpmiddel niet."),
    "key_not_text": N_("Voor de dubbele punt hoort een gewone naam te staan, geen lijst of blok."),
    "alias": N_("Verwijzingen in YAML (*{name}) leest het hulpmiddel niet. Schrijf de tekst hier zelf uit."),
    "anchor": N_("Ankers in YAML (&{name}) leest het hulpmiddel niet. Haal &{name} weg."),
    "tag": N_("YAML-labels ({name}) leest het hulpmiddel niet. Haal het label weg."),
    "second_document": N_("Hier begint een tweede document (---). Zet elk project in een eigen bestand."),
    "duplicate_key": N_("«{key}» staat er twee keer. Kies welke van de twee geldt en haal de andere weg."),
    # The shape of the content
    "missing_key": N_("Hier mist «{key}». Voeg die regel toe."),
    "unknown_key": N_("«{key}» hoort hier niet. Dit kan wel: {choices}."),
    "not_text": N_("Bij «{key}» hoort tekst. Zet aanhalingstekens om «{value}»."),
    "not_one_text": N_("Bij «{key}» hoort een tekst, en geen lijst of blok."),
    "left_empty": N_("«{key}» is leeg. Vul «{key}» in."),
    "item_left_empty": N_("In de lijst bij «{key}» is een waarde leeg. Vul hem in, of haal hem weg."),
    "too_long": N_("De tekst bij «{key}» is te lang. Gebruik hoogstens {limit} tekens."),
    "blank": N_("De tekst bij «{key}» is leeg. Vul hem in."),
    "bad_form": N_("«{value}» kan niet bij «{key}». Kijk naar de vorm in het voorbeeld."),
    "not_whole": N_("Bij «{key}» hoort een heel getal, en niet «{value}»."),
    "not_true_false": N_("Bij «{key}» hoort true of false, en niet «{value}»."),
    "not_list": N_("Bij «{key}» hoort een lijst. Zet rechte haken om de waarde: [{value}]."),
    "not_mapping": N_("Hier horen regels met een naam, een dubbele punt en een waarde."),
    "not_a_choice": N_("«{value}» kan niet bij «{key}». Kies uit: {choices}."),
    "too_small": N_("«{value}» is te klein voor «{key}». Het minste is {limit}."),
    "too_large_number": N_("«{value}» is te groot voor «{key}». Het meeste is {limit}."),
    "list_empty": N_("De lijst bij «{key}» is leeg. Zet er ten minste een waarde in."),
    "list_too_long": N_("Bij «{key}» staan te veel waarden. Hoogstens {limit} is mogelijk."),
    "bad_value": N_("«{value}» kan niet bij «{key}»."),
    "ages_reversed": N_("De leeftijd bij «from» is hoger dan bij «to». Draai ze om."),
    "not_a_date": N_("«{value}» is geen datum. Schrijf jaar, maand en dag, zoals 2026-11-23."),
    "level_and_not_applicable": N_("Hier staan een niveau en «not_applicable». Kies een van de twee."),
    # Answers
    "not_a_level": N_("«{value}» is geen niveau. Kies 0, 1, 2, 3 of 4, of unknown als u het niet weet."),
    "level_is_word": N_(
        "«{value}» is hier gewone tekst, geen niveau. Kies 0, 1, 2, 3 of 4, of unknown als u het niet weet."
    ),
    "level_is_true_false": N_(
        "«{value}» betekent ja of nee, en is geen niveau. Kies 0, 1, 2, 3 of 4, of unknown als u het niet weet."
    ),
    "level_not_whole": N_("Een niveau is een heel getal. Schrijf 0, 1, 2, 3 of 4, en niet «{value}»."),
    "level_in_quotes": N_("Een niveau staat niet tussen aanhalingstekens. Schrijf {value}."),
    "level_not_applicable": N_("Geldt dit niet voor uw project? Schrijf dan: {{not_applicable: de reden}}."),
    "not_an_occurrence": N_(
        "«{value}» kan hier niet. Kies never (nooit), sometimes (soms), usually (meestal) of unknown (weet ik niet)."
    ),
    "not_texts": N_("Bij «evidence» hoort een tekst of een lijst met teksten. Zet aanhalingstekens om een getal."),
    "not_a_reason": N_("Bij «not_applicable» hoort de reden, als tekst."),
    "other_rubric": N_("De rubriek «{id}» is hier niet. Dit bestand is bekeken met «{known}»."),
    "unknown_id": N_("De rubriek kent «{id}» niet. Alle namen staan in: verbetertool rubric list."),
    "id_in_other_section": N_("«{id}» hoort in het andere deel van het bestand: answers of anti_patterns."),
    "id_no_longer_asked": N_("«{id}» komt in deze versie van de rubriek niet meer voor. Het antwoord telt niet mee."),
    "not_applicable_refused": N_(
        "Bij «{title}» kan «niet van toepassing» niet: dit geldt voor elk project. Het telt als «weet ik niet»."
    ),
    "not_applicable_without_reason": N_(
        "Bij «{title}» mist de reden waarom het niet geldt. Zonder reden telt het als «weet ik niet»."
    ),
    "does_not_count": N_("«{title}» telt niet mee voor dit project: dat volgt uit doelgroep, leeftijd, doel en fase."),
    "not_in_quick_scan": N_(
        "«{title}» telt nu niet mee: in een snelle scan tellen alleen de kernvragen. Wilt u alles? Schrijf "
        "«scope: full»."
    ),
    # Rubrics
    "no_rubric": N_("In deze map staat geen rubriek: er zijn geen bestanden die op .yaml eindigen."),
    "duplicate_id": N_("Het id «{id}» bestaat al, in {file}, regel {line}. Geef elk ding een eigen id."),
    "dangling_id": N_("«{id}» komt niet voor bij {kind}."),
    "empty_condition": N_("Deze voorwaarde is leeg. Noem een doelgroep, leeftijd, doel of fase."),
    "example_missing": N_("Als «niet van toepassing» mag, hoort er een voorbeeld van een goede reden bij."),
    # Lint of rubrics
    "row_not_traced": N_(
        "De rij «{row}» ({place}) leidt nergens heen. Noem haar bij een element of bij «not_covered»."
    ),
    "row_unknown": N_("«{id}» noemt de rij «{row}» ({place}), maar die staat niet in de lijst van het dossier."),
    "section_not_traced": N_("Paragraaf {section} leidt nergens heen. Noem haar bij een id of bij «not_covered»."),
    "section_unknown": N_("«{id}» noemt {section}, maar die paragraaf staat niet in de lijst van het dossier."),
    "item_dangles": N_("«{item}» ({place}) leidt naar «{id}», maar dat bestaat niet."),
    "not_kebab": N_("Het id «{id}» hoort uit kleine letters, cijfers en streepjes te bestaan."),
    "gap_disagrees": N_("«{id}»: «knowledge_gap» en de lijst met kennislacunes spreken elkaar tegen."),
    "advice_missing": N_("«{id}»: bij «advice» mist de eerste stap vanaf niveau {level}."),
    "essential_is_gap": N_("«{id}» is een randvoorwaarde en ook een kennislacune. Dat kan niet samen."),
    "essential_not_called": N_("«{id}» is een randvoorwaarde, maar nergens staat waar het dossier dat zegt."),
    "essential_thin": N_("«{id}» is een randvoorwaarde, maar heeft geen twee studies en tien keer genoemd."),
    "too_many_essential": N_("Er zijn {number} randvoorwaarden. Hoogstens {limit} is de afspraak."),
    "no_core": N_("Het onderdeel «{id}» heeft geen kernvraag."),
    "element_too_heavy": N_(
        "«{id}» is {percent} % van wat mogelijk is in «{profile}». Hoogstens {limit} % is de afspraak."
    ),
    "deductions_too_high": N_("Wat niet werkt kan samen {number} punten kosten. Hoogstens {limit} is de afspraak."),
    "levels_alike": N_("«{id}»: niveau {level} en {next} lijken erg op elkaar."),
    "sentence_long": N_("«{id}», {field}: een zin van {number} woorden. Hoogstens {limit} is de afspraak: «{text}»"),
    "heavy_word": N_("«{id}», {field}: «{word}» is een moeilijk woord. Schrijf liever: {better}."),
    "sentences_long": N_("«{id}»: de zinnen zijn gemiddeld {mean} woorden. Hoogstens {limit} is de afspraak."),
    "band_unreachable": N_("In «{profile}» is beeld {band} niet te bereiken."),
    "better_is_worse": N_("«{id}»: in «{profile}» geeft niveau {level} een lagere score dan het niveau eronder."),
    "dead_element": N_("«{id}» verandert in geen enkel voorbeeldprofiel de score."),
    "raise_not_higher": N_("Onder «raises» staat een niveau dat niet hoger is dan «base»."),
    "bad_claim": N_(
        "Noem hier een element met at_least of at_most, of een anti_pattern met occurs. Allebei tegelijk kan niet."
    ),
    # A batch
    "bad_file_name": N_("De naam van dit bestand bevat tekens die niet te lezen zijn. Geef het een gewone naam."),
    "link_outside": N_(
        "Dit is een koppeling naar een bestand buiten deze map. Zet het bestand zelf in de map, of noem het bestand in "
        "de opdracht."
    ),
    "process_died": N_("Bij dit bestand stopte het hulpmiddel zomaar. Probeer het nog een keer met --resume."),
    "report_exists": N_(
        "«{name}» bestaat al en is niet door dit hulpmiddel gemaakt. Kies een andere map, of gebruik --force."
    ),
    "report_not_written": N_("Het rapport «{name}» kon niet worden geschreven: {reason}."),
    "fault_in_file": N_("Bij dit bestand ging iets mis in het hulpmiddel zelf ({error}). Meld dit, met het bestand."),
}

FAILURES: dict[str, str] = {
    "files_missing": N_("De map «{folder}» hoort bij het hulpmiddel, maar is er niet. Installeer het opnieuw."),
    "unknown_language": N_("De taal «{language}» is er niet. Kies uit: {known}."),
    "not_written": N_("«{file}» kon niet worden geschreven: {reason}."),
    "not_a_file": N_("«{file}» is geen gewoon bestand. Kies een andere naam."),
    "exists": N_(
        "«{file}» bestaat al en is niet door dit hulpmiddel gemaakt. Kies een andere naam, of gebruik --force."
    ),
    "exists_already": N_("«{file}» bestaat al. Kies een andere naam, of gebruik --force."),
    "unknown_format": N_("De vorm «{format}» is er niet. Kies uit: {known}."),
    "no_browser": N_(
        "Voor een PDF is een browser nodig: Chromium, Chrome of Edge. Installeer er een, bijvoorbeeld met: apt-get "
        "install chromium. Of open het HTML-rapport en kies daar: afdrukken."
    ),
    "not_printed": N_("De browser kon geen PDF maken ({browser}). Open het HTML-rapport en kies daar: afdrukken."),
    "clock_too_early": N_("De klok van deze computer staat op het jaar {year}. Zet eerst de klok goed."),
    "extra_missing": N_("Voor deze vorm mist een onderdeel. Installeer het met: python -m pip install {package}"),
    "open_needs_file": N_("Met --open hoort een bestand of map na -o, en niet het scherm (-o -)."),
    "style_unreadable": N_("De huisstijl «{file}» is niet te lezen: {reason}."),
    "style_too_large": N_("De huisstijl «{file}» is groter dan {limit} kB. Houd alleen de variabelen over."),
    "style_only_variables": N_(
        "In de huisstijl «{file}» kan dit niet: «{found}». Zet er alleen onze variabelen in, binnen :root, met "
        "kleuren zoals #0b5c6b. Verwijzingen met url() of @import kunnen niet."
    ),
    "style_contrast": N_(
        "In de huisstijl «{file}» is het contrast van {front} op {back} te laag ({scheme}): {found}. Nodig is {needed}."
    ),
    "unknown_schema": N_("Het schema «{schema}» is er niet. Kies uit: {known}."),
    "element_does_not_count": N_("«{title}» ({id}) telt niet mee voor dit project."),
    "output_is_file": N_("«{file}» is een bestand. Bij meer bestanden of vormen hoort na -o een map."),
    "stdout_takes_one": N_("Naar het scherm (-o -) kan maar een rapport tegelijk. Kies een bestand en een vorm."),
    "no_such_element": N_("De rubriek kent «{id}» niet."),
    "nothing_found": N_("Er zijn geen YAML-bestanden gevonden bij: {path}."),
    "bad_where": N_("«{text}» kan niet bij --where. Schrijf bijvoorbeeld: target_groups=lvb. Kies uit: {known}."),
    "bad_results": N_("«{file}» is geen results.jsonl van een eerdere ronde, of is beschadigd (regel {line})."),
    "xlsx_missing": N_(
        "Voor een XLSX-bestand is XlsxWriter nodig. Installeer het met: python -m pip install XlsxWriter"
    ),
    "in_use": N_(
        "«{file}» staat al open in een ander venster (proces {process}, sinds {since}). Sluit eerst dat venster."
    ),
    "no_terminal": N_(
        "De vragenlijst heeft een terminal nodig. Zonder terminal: maak met verbetertool template "
        "een antwoordbestand, vul het in, en geef het aan verbetertool report. Of lees antwoorden met --stdin."
    ),
    "our_fault": N_("Er ging iets mis in het hulpmiddel zelf ({error}). Meld dit, met het bestand erbij."),
}


def sentence(problem: Problem) -> str:
    """What is wrong and how to fix it, in one or two sentences."""
    text = _filled(_(PROBLEMS[problem.code]), problem.values)
    if suggestion := problem.values.get("suggestion"):
        text += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return text


def problem_and_remedy(problem: Problem) -> tuple[str, str]:
    """What is wrong, and how to fix it, apart: the first sentence of the text, and the rest."""
    what, _dot, remedy = _(PROBLEMS[problem.code]).partition(". ")
    if remedy:
        what += "."
    remedy = _filled(remedy, problem.values)
    if suggestion := problem.values.get("suggestion"):
        remedy += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return _filled(what, problem.values), remedy.strip() or _("Kijk hoe het hoort met: verbetertool template")


def failure(error: VerbetertoolError) -> str:
    """The sentence for an exception."""
    text = _filled(_(FAILURES[error.code]), error.values)
    if suggestion := error.values.get("suggestion"):
        text += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    shown = {name: _shown(value) for name, value in values.items()}
    if (reason := shown.get("reason")) in _REASONS:
        shown["reason"] = _(_REASONS[reason])
    return text.format_map(shown)


_REASONS = {
    os.strerror(number): text
    for number, text in (
        (errno.ENOSPC, N_("de schijf is vol")),
        (errno.EACCES, N_("u hebt er geen rechten voor")),
        (errno.EPERM, N_("u hebt er geen rechten voor")),
        (errno.EROFS, N_("deze schijf is alleen om te lezen")),
        (errno.ENOENT, N_("de map is er niet")),
        (errno.ENOTDIR, N_("een deel van het pad is geen map")),
        (errno.EISDIR, N_("het is een map")),
        (errno.EBADF, N_("de uitvoer is gesloten")),
        (errno.ELOOP, N_("de snelkoppelingen wijzen naar elkaar")),
        (errno.ENAMETOOLONG, N_("de naam is te lang")),
        (errno.EFBIG, N_("het bestand wordt te groot")),
        (errno.EIO, N_("de schijf geeft een fout")),
    )
}
"""What the system says of a failure, in plain words; what is not here is shown as the system says it."""


def _shown(value: object) -> str:
    return one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def render_problem(problem: Problem) -> str:
    """A problem as lines of text: place, sentence, and the line of the file with a caret."""
    place = problem.place
    where = one_line(place.file)
    if place.line:
        where += f":{place.line}:{max(1, place.column)}"
    kind = _("fout") if problem.severity == "error" else _("let op")
    lines = [f"{where}: {kind}: {sentence(problem)}"]
    if place.excerpt.strip():
        lines.extend(_excerpt(place.line, place.column, place.excerpt))
    return "\n".join(lines)


_WIDTH = 96


def _excerpt(line: int, column: int, text: str) -> Iterable[str]:
    """The line with a caret below the column; a long line is cut around it."""
    start = max(0, column - 1 - _WIDTH // 2) if len(text) > _WIDTH else 0
    before = clean(text[start : max(start, column - 1)].replace("\t", " "))
    after = clean(text[max(start, column - 1) : start + _WIDTH].replace("\t", " "))
    number = str(line)
    yield f"  {number} | {before}{after}"
    yield f"  {' ' * len(number)} | {' ' * len(before)}^"


def render_problems(problems: Iterable[Problem]) -> str:
    """Problems as text, one after the other."""
    return "\n".join(render_problem(problem) for problem in problems)
