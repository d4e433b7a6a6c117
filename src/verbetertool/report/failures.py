"""The sentences for what nobody can fix in a file, one list: a text per code of an exception."""

from verbetertool.language import N_

FAILURES: dict[str, str] = {
    "files_missing": N_("De map «{folder}» hoort bij het hulpmiddel, maar is er niet. Installeer het opnieuw."),
    "unknown_language": N_("De taal «{language}» is er niet. Kies uit: {known}."),
    "not_written": N_("«{file}» kon niet worden geschreven: {reason}."),
    "half_written": N_(
        "«{file}» kon niet helemaal worden geschreven: {reason}. Alles staat heel in: {copy}. Zet dat bestand op "
        "zijn plaats."
    ),
    "not_a_file": N_("«{file}» is geen gewoon bestand. Kies een andere naam."),
    "exists": N_(
        "«{file}» bestaat al en is niet door dit hulpmiddel gemaakt. Kies een andere naam, of gebruik --force."
    ),
    "exists_older": N_(
        "«{file}» is gemaakt met een oudere versie van dit hulpmiddel. Of iemand het veranderde, is niet te zien. "
        "Kies een andere naam, of vervang het met --force."
    ),
    "exists_edited": N_(
        "«{file}» is een rapport dat iemand daarna veranderde. Kies een andere naam, of vervang het met --force."
    ),
    "exists_of_another": N_(
        "«{file}» is het rapport van een ander antwoordbestand of van een andere datum. Kies een andere naam, of "
        "vervang het met --force."
    ),
    "exists_already": N_("«{file}» bestaat al. Kies een andere naam, of gebruik --force."),
    "wrong_ending": N_("«{file}» eindigt op {ending}, maar hier komt: {kind}. Kies een naam die daarbij hoort."),
    "format_needed": N_("Bij -o hoort een vorm. Geef er een met -f, zoals: -f html"),
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
    "style_other_kind": N_("«{file}» is {kind}, en geen huisstijl. Geef een CSS-bestand met onze variabelen."),
    "results_other_kind": N_("«{file}» is {kind}, en geen results.jsonl van een eerdere ronde."),
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
    "from_own_words": N_("--from en --perspective gaan niet samen: wie in eigen woorden antwoordt, begint opnieuw."),
    "from_itself": N_("«{file}» is de vorige ronde zelf. Geef de nieuwe ronde een andere naam."),
    "from_another": N_(
        "«{file}» bestaat al, en begon niet met «{earlier}». Geef de nieuwe ronde een andere naam. Of laat --from weg."
    ),
    "no_such_question": N_("Vraag {number} is er niet in de vragenlijst van dit project."),
    "no_such_profile": N_("«{id}» is geen bestand en geen voorbeeldprofiel. Kies uit: {known}."),
    "no_such_perspective": N_("«{id}» is geen keuze bij --perspective. Kies uit: {known}."),
    "no_json": N_("Dit is er niet als JSON. Kies een andere vorm."),
    "list_has_no_json": N_("De lijst van voorbeeldprofielen is er niet als JSON. Kies er een, of een andere vorm."),
    "contours_of_two_rubrics": N_("«{left}» en «{right}» horen bij verschillende rubrieken. Kies er een met --rubric."),
    "option_missing": N_("Hier mist iets: {name}. Zie: verbetertool batch --help"),
    "no_keys": N_("Welke projecten? Geef hun keys, zoals: --keys 2027-001,2027-004"),
    "no_such_key": N_("In deze ronde is geen project met «{key}». Kijk in de kolom key van portfolio.csv."),
    "bad_manifest": N_(
        "«{file}» is veranderd of stuk, en niet meer te lezen. Zet een kopie terug, of beoordeel opnieuw."
    ),
    "no_manifest": N_("In «{folder}» staat geen manifest.json van een ronde. Kijk of de map klopt."),
    "round_other_profile": N_(
        "In «{folder}» staat een ronde met een ander profiel ({before}, en nu {now}). Kies een andere map. Of gebruik "
        "--force: dan gaat wat het hulpmiddel daar maakte weg."
    ),
    "round_other_rubric": N_(
        "In «{folder}» staat een ronde met een andere rubriek ({before}, en nu {now}). Kies een andere map. Of "
        "gebruik --force: dan gaat wat het hulpmiddel daar maakte weg."
    ),
    "round_other_formats": N_(
        "In «{folder}» staat een ronde in andere vormen ({before}, en nu {now}). Kies een andere map. Of gebruik "
        "--force: dan gaat wat het hulpmiddel daar maakte weg."
    ),
    "round_other_name": N_(
        "In «{folder}» staat een andere ronde («{before}», en nu «{now}»). Kies een andere map. Of gebruik --force: "
        "dan gaat wat het hulpmiddel daar maakte weg."
    ),
    "nothing_compared": N_(
        "Geen enkel project was te vergelijken met «{file}». Kijk of dit de uitkomsten van de vorige ronde zijn."
    ),
    "nothing_found": N_("Er zijn geen antwoordbestanden gevonden bij: {path}."),
    "bad_where": N_("«{text}» kan niet bij --where. Schrijf bijvoorbeeld: target_groups=lvb. Kies uit: {known}."),
    "no_results": N_("«{file}» is er niet. Geef de results.jsonl van een eerdere ronde."),
    "bad_results": N_("«{file}» is geen results.jsonl van een eerdere ronde, of is beschadigd (regel {line})."),
    "bad_result": N_(
        "«{file}» is geen uitkomst die dit programma kan lezen. Is het bestand veranderd? Of gemaakt met een nieuwere "
        "versie?"
    ),
    "several_results": N_(
        "In «{file}» staan meer uitkomsten onder elkaar. Kies de uitkomst van één project, uit de map rapporten."
    ),
    "compare_needs_two": N_("Geef twee bestanden: eerst dat van de vorige keer, dan dat van nu."),
    "json_of_two": N_("In de vorm json gaat een vergelijking over twee bestanden. Geef er niet meer."),
    "since_takes_one": N_("--since gaat over één project. Geef één bestand."),
    "import_what": N_("Zeg welke ingevulde formulieren u wilt omzetten. Zie: verbetertool import --help"),
    "import_where": N_("Zeg met -o in welke map de antwoordbestanden komen, zoals: -o antwoorden/"),
    "map_template_alone": N_("Bij --map-template hoort alleen de export zelf. Laat de rest weg."),
    "xlsx_reader_missing": N_(
        "Om een werkboek te lezen is python-calamine nodig. Installeer het met: python -m pip install python-calamine"
    ),
    "xlsx_missing": N_(
        "Voor een XLSX-bestand is XlsxWriter nodig. Installeer het met: python -m pip install XlsxWriter"
    ),
    "in_use": N_(
        "«{file}» staat al open in een ander venster (proces {process}, sinds {since}). Sluit eerst dat venster."
    ),
    "in_use_elsewhere": N_(
        "«{file}» staat al open op een andere computer ({computer}, sinds {since}). Sluit het eerst daar."
    ),
    "in_use_by_someone": N_("Iemand anders heeft «{file}» open. Sluit het eerst daar."),
    "changed_outside": N_(
        "«{file}» is intussen veranderd, in een ander programma of door een ander. Dat bestand bleef zoals het is. "
        "Wat u invulde, staat in: {copy}. Kies met welk van de twee u verdergaat."
    ),
    "input_is_wide": N_(
        "De invoer is opgeslagen als UTF-16 (regel {line}). Niets ervan is gebruikt. Sla haar op als UTF-8."
    ),
    "input_not_utf8": N_(
        "Regel {line} van de invoer is geen UTF-8 ({byte}). Wat ervoor stond, is bewaard. Deze regel en de rest "
        "niet. Sla de invoer op als UTF-8."
    ),
    "copy_left": N_(
        "De vorige keer is het bewaren van «{file}» afgebroken. Er staat nog een hele kopie naast: {copy}. Start "
        "verbetertool audit zonder --stdin: dan kiest u met welke u verdergaat."
    ),
    "perspective_not_asked": N_(
        "Voor «{perspective}» zijn er geen vragen in eigen woorden. Kies uit: {known}. Vult iemand anders in? Gebruik "
        "verbetertool audit zonder --perspective."
    ),
    "file_of_others": N_(
        "In {file} staan al antwoorden van iemand anders. Kies een andere naam, of laat de naam weg: dan kiest het "
        "programma een nieuwe."
    ),
    "nobody_to_join": N_("Er is geen bestand om samen te voegen. Noem de bestanden van twee mensen of meer."),
    "team_of_two_rubrics": N_(
        "Deze bestanden horen bij verschillende rubrieken. Leg alleen bestanden bij dezelfde rubriek naast elkaar."
    ),
    "team_of_two_scopes": N_(
        "Een snelle scan en een hele vragenlijst gaan niet samen. Dit is een snelle scan: {files}. Vul die aan met "
        "verbetertool audit --full, of laat het bestand weg."
    ),
    "together_too_large": N_("Het bestand van u samen wordt te groot. Kort de notities in de bestanden in."),
    "together_is_folder": N_("{file} is een map. Noem een bestand, zoals: {name}"),
    "no_terminal": N_(
        "De vragenlijst heeft een terminal nodig. Zonder terminal: maak met verbetertool template een "
        "antwoordbestand, vul het in, en geef het aan verbetertool report. Of lees antwoorden met --stdin."
    ),
    "our_fault": N_("Er ging iets mis in het hulpmiddel zelf ({error}). Meld dit, met het bestand erbij."),
}
