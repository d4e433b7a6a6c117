"""The sentences for what can be wrong in a file, one list: a text per code, with what was found and how to fix it."""

from verbetertool.language import N_
from verbetertool.report.form_problems import FORM_PROBLEMS
from verbetertool.report.rubric_problems import RUBRIC_PROBLEMS

PROBLEMS: dict[str, str] = {
    # The file as a whole
    "not_found": N_("Dit bestand is er niet. Kijk of de naam en de map kloppen."),
    "is_folder": N_("Dit is een map. Geef de naam van een bestand."),
    "not_regular": N_("Dit is geen gewoon bestand. Geef de naam van een YAML-bestand."),
    "no_permission": N_("U mag dit bestand niet lezen. Vraag de eigenaar om leesrechten."),
    "unreadable": N_("Dit bestand is niet te lezen: {reason}. Kopieer het bestand, en probeer de kopie."),
    "too_large": N_("Dit bestand is groter dan {limit} kB. Kort de notities in."),
    "empty": N_("Dit bestand is leeg. Maak een leeg antwoordbestand met: verbetertool template"),
    "wide_encoding": N_(
        "Dit bestand is opgeslagen als {encoding}. Sla het op als UTF-8. Maakte u het met > in PowerShell? Gebruik "
        "dan -o."
    ),
    "binary": N_("Dit is geen tekstbestand. Er staat een nul-teken in. Geef een YAML-bestand."),
    "not_utf8": N_(
        "Hier staat een teken dat geen UTF-8 is ({byte}). Het bestand is opgeslagen in een andere codering, zoals "
        "Windows-1252. Sla het op als UTF-8."
    ),
    "control_character": N_("Hier staat een onzichtbaar stuurteken ({character}). Haal het weg."),
    "other_kind": N_("Dit is geen formulier of YAML-bestand, maar {kind}. {hint}"),
    "other_of_ours": N_("Dit is {kind}. Hier hoort {wanted}. Geef een ander bestand."),
    "cut_off": N_(
        "De laatste regel van dit bestand mist: het lijkt afgebroken. Kijk of alle antwoorden er nog in staan, of "
        "zoek een eerdere versie."
    ),
    # YAML
    "yaml_tab": N_("Hier staat een tab. YAML kent alleen spaties. Vervang de tab door spaties."),
    "odd_character": N_("Deze regel is zo niet te lezen. Typ hem opnieuw."),
    "yaml_character": N_(
        "Met «{character}» kan een waarde niet beginnen. Zet de tekst tussen aanhalingstekens: {form}"
    ),
    "yaml_colon": N_("In deze tekst staat een dubbele punt. Zet de tekst tussen aanhalingstekens: {form}"),
    "yaml_curly": N_("Deze aanhalingstekens zijn gekromd, zoals een tekstverwerker ze maakt. Typ gewone: {form}"),
    "yaml_new_line": N_("Hier kan «{found}» niet. Zet het op een nieuwe regel, met twee spaties ervoor."),
    "yaml_space": N_("In «{found}» mist een spatie achter de dubbele punt. Schrijf: {form}"),
    "yaml_no_colon": N_("In «{found}» mist een dubbele punt. Schrijf: {form}"),
    "yaml_loose_text": N_(
        "Op deze regel staat tekst zonder «naam: waarde»: «{found}». Hoort de tekst bij de regel erboven? Laat hem "
        "dan verder inspringen. Is het uitleg? Zet er een # voor."
    ),
    "yaml_missing_colon": N_("Hier mist een dubbele punt met een spatie erachter. Schrijf bijvoorbeeld: naam: waarde"),
    "yaml_block_indent": N_("Deze tekst hoort bij regel {above}. Laat hem verder inspringen dan die regel."),
    "yaml_deeper": N_(
        "Deze regel springt anders in dan regel {above}. Spaties ervoor: {indent}, daar {above_indent}. Horen ze bij "
        "elkaar? Laat ze dan even ver inspringen."
    ),
    "yaml_indent": N_(
        "Deze regel springt niet goed in. Spaties ervoor: {indent}. Bij de regels erboven: {known}. Laat hem even "
        "ver inspringen als een daarvan."
    ),
    "yaml_dash": N_("Een lijst met streepjes begint op een nieuwe regel. Op een regel schrijft u: {form}"),
    "yaml_no_dash": N_(
        "De regels erboven beginnen met een streepje, deze niet. Zet overal een streepje voor, of nergens."
    ),
    "yaml_comma": N_("Hier mist een komma tussen twee waarden. Zet hem erbij, zoals in: {{level: 2, note: tekst}}"),
    "yaml_bracket_open": N_(
        "Het haakje {bracket} dat hier begint, wordt nergens gesloten. Zet {close} achter de laatste waarde."
    ),
    "yaml_bracket_extra": N_("Na het haakje dat sluit, staat nog iets: «{found}». Haal het weg."),
    "yaml_quote": N_(
        "De tekst die hier begint, wordt nergens afgesloten: «{found}». Zet er hetzelfde aanhalingsteken achter."
    ),
    "yaml_after_quote": N_(
        "Na het aanhalingsteken dat sluit, staat nog tekst: «{found}». Gebruik om de hele tekst andere "
        "aanhalingstekens: {form}"
    ),
    "yaml_escape": N_("De code «{found}» bestaat niet. Gebruik enkele aanhalingstekens: {form}"),
    "yaml_surrogate": N_("Dit is een code uit een ander programma: «{found}». Typ het teken zelf: {form}"),
    "yaml_other": N_(
        "Dit is geen geldige YAML: «{found}». Kijk in deze regel naar spaties, haakjes en aanhalingstekens."
    ),
    "yaml_unknown": N_("Dit is geen geldige YAML. Kijk naar spaties, haakjes en aanhalingstekens."),
    "yaml_after_end": N_(
        "Na wat erboven staat, kan dit hier niet: «{found}». Elke regel hoort de vorm te hebben: naam: waarde"
    ),
    "code_fence": N_(
        "De regel «{found}» hoort niet bij het bestand, maar bij de chat of de webpagina waar het vandaan komt. Haal "
        "hem weg."
    ),
    "mail_quote": N_("De regels beginnen met «>», zoals in een mail. Haal «> » overal aan het begin weg."),
    "merge_conflict": N_(
        "Bij «{found}» staan twee versies van het bestand door elkaar. Kies een versie, en haal de andere en deze "
        "regels weg."
    ),
    "too_deep": N_("Dit bestand heeft meer dan {limit} lagen in elkaar. Dat leest het hulpmiddel niet."),
    "too_many_nodes": N_("Dit bestand heeft meer dan {limit} waarden. Dat leest het hulpmiddel niet."),
    "key_not_text": N_(
        "Voor de dubbele punt hoort een gewone naam te staan, geen lijst of blok. Schrijf: naam: waarde"
    ),
    "alias": N_(
        "Een ander programma schreef hier *{name}: dezelfde waarde als bij &{name}. Schrijf de waarde hier zelf uit."
    ),
    "alias_text": N_(
        "Met een ster (*) begint in YAML een verwijzing. Is dit gewone tekst? Zet er aanhalingstekens om, zoals: "
        '"*{name}"'
    ),
    "anchor": N_(
        "&{name} is een merk dat een ander programma zette. Haal &{name} weg. Staat er verderop *{name}? Schrijf "
        "daar dezelfde waarde."
    ),
    "tag": N_(
        "Met een uitroepteken begint in YAML een label: «{name}». Haal het weg. Is het gewone tekst? Zet er "
        "aanhalingstekens om."
    ),
    "second_document": N_("Hier begint een tweede document (---). Zet elk project in een eigen bestand."),
    "duplicate_key": N_("«{key}» staat er twee keer. Kies welke van de twee geldt en haal de andere weg."),
    "lost_character": N_("Hier staat �: een ander programma kon een teken niet lezen. Typ het teken dat hier hoort."),
    "hash_in_text": N_(
        "Wat na # staat, telt als opmerking: «{found}». Hoort het bij de tekst? Zet de hele tekst tussen "
        "aanhalingstekens."
    ),
    # The shape of the content
    "missing_key": N_("Hier mist «{key}». Voeg die regel toe: {form}"),
    "unknown_key": N_("«{key}» hoort hier niet. Dit kan wel: {choices}."),
    "not_text": N_("Bij «{key}» hoort tekst. Zet aanhalingstekens om «{value}»."),
    "not_one_text": N_("Bij «{key}» hoort een tekst, en geen lijst of blok: «{value}». Schrijf: {key}: {form}"),
    "left_empty": N_("«{key}» is leeg. Vul «{key}» in."),
    "item_left_empty": N_("In de lijst bij «{key}» is een waarde leeg. Vul hem in, of haal hem weg."),
    "too_long": N_("De tekst bij «{key}» is te lang. Gebruik hoogstens {limit} tekens."),
    "blank": N_("De tekst bij «{key}» is leeg. Vul hem in."),
    "bad_form": N_("«{value}» kan niet bij «{key}». Schrijf bijvoorbeeld: {key}: {form}"),
    "not_whole": N_("Bij «{key}» hoort een heel getal, en niet «{value}». Schrijf bijvoorbeeld: {form}"),
    "comma_in_number": N_(
        "«{value}» staat los achter een komma. Is het een getal? Schrijf een heel getal, zonder komma."
    ),
    "not_true_false": N_("Bij «{key}» hoort true of false, en niet «{value}». Schrijf: true"),
    "not_list": N_("Bij «{key}» hoort een lijst, en niet «{value}». Schrijf: {key}: {form}"),
    "not_mapping": N_(
        "Hier horen regels met een naam, een dubbele punt en een waarde, en niet «{value}». Schrijf bijvoorbeeld: "
        "{form}"
    ),
    "list_of_keys": N_(
        "Bij «{key}» horen geen streepjes. Haal de streepjes weg, en laat de regels even ver inspringen."
    ),
    "not_ages": N_("«{value}» kan niet bij «{key}». Schrijf: {key}: {form}"),
    "not_a_choice": N_("«{value}» kan niet bij «{key}». Kies uit: {choices}."),
    "too_small": N_("«{value}» is te klein voor «{key}». Het minste is {limit}."),
    "too_large_number": N_("«{value}» is te groot voor «{key}». Het meeste is {limit}."),
    "list_empty": N_("De lijst bij «{key}» is leeg. Zet er ten minste een waarde in."),
    "list_too_long": N_("Bij «{key}» staan te veel waarden. Hoogstens {limit} is mogelijk."),
    "bad_value": N_("«{value}» kan niet bij «{key}». Kijk hoe het hoort met: verbetertool template"),
    "ages_reversed": N_("De leeftijd bij «from» is hoger dan bij «to». Draai ze om: {key}: {form}"),
    "not_a_date": N_("«{value}» is geen datum in de goede vorm. Schrijf jaar, maand en dag, zoals: {form}"),
    "few_but_all_older": N_(
        "«few_from_23» kan niet als iedereen 23 jaar of ouder is. Haal het weg, of pas «from» aan."
    ),
    "count_and_not_applicable": N_("Hier staan een telling en «not_applicable». Kies een van de twee."),
    "unknown_fact": N_("De rubriek vraagt niet naar «{id}». Bij «facts» kan wel: {choices}."),
    "not_a_fact": N_("«{value}» kan niet bij «{id}». Schrijf een getal vanaf 0, een telling zoals 31/40, of tekst."),
    "fact_not_number": N_("Bij «{id}» hoort een getal, en niet «{value}». Schrijf alleen cijfers, zoals: {id}: 40"),
    "level_and_not_applicable": N_("Hier staan een niveau en «not_applicable». Kies een van de twee."),
    "asked_and_answered": N_("Hier staan «asked» en ook «level», «count» of «not_applicable». Kies een van de twee."),
    # Answers
    "not_a_level": N_("«{value}» is geen niveau. Kies 0, 1, 2, 3 of 4, of unknown als u het niet weet."),
    "level_is_word": N_(
        "«{value}» is hier gewone tekst, geen niveau. Kies 0, 1, 2, 3 of 4, of unknown als u het niet weet."
    ),
    "level_is_true_false": N_(
        "«{value}» betekent ja of nee, en is geen niveau. Kies 0, 1, 2, 3 of 4, of unknown als u het niet weet."
    ),
    "level_not_whole": N_(
        "«{value}» is geen heel getal. Schrijf een niveau als 0, 1, 2, 3 of 4, zonder komma of punt."
    ),
    "not_a_count": N_("«{value}» is geen telling. Schrijf zoiets als 34/40: bij 34 van de 40 is het zo."),
    "count_of_nothing": N_("De telling {value} gaat over niemand. Het tweede getal is ten minste 1."),
    "count_too_high": N_("De telling {value} kan niet: het eerste getal is hoger dan het tweede. Draai ze om?"),
    "count_not_here": N_(
        "Bij «{title}» kan geen telling staan ({value}): deze vraag heeft eigen niveaus. Kies 0, 1, 2, 3 of 4."
    ),
    "level_against_count": N_(
        "Niveau {level} past niet bij de telling {value}: die geeft niveau {given}. Haal een van de twee weg."
    ),
    "asked_of_nobody": N_(
        "«{title}» is hier in eigen woorden beantwoord, maar niet duidelijk is door wie. Zet bij «audit» wie dit "
        "invulde, zoals: perspective: {known}"
    ),
    "asked_of_others": N_(
        "«{title}» wordt niet gevraagd aan wie dit invulde. Haal dit antwoord weg, of kies een niveau."
    ),
    "level_in_quotes": N_("Een niveau staat niet tussen aanhalingstekens: «{value}». Schrijf: {form}"),
    "level_not_applicable": N_(
        "«{value}» is geen niveau. Geldt dit niet voor uw project? Schrijf dan: {{not_applicable: de reden}}"
    ),
    "not_an_occurrence": N_(
        "«{value}» kan hier niet. Kies never (nooit), sometimes (soms), usually (meestal) of unknown (weet ik niet)."
    ),
    "not_texts": N_(
        "Bij «evidence» hoort een tekst of een lijst met teksten, en niet «{value}». Zet aanhalingstekens om een getal."
    ),
    "not_a_reason": N_("Bij «not_applicable» hoort de reden, als tekst, en niet «{value}». Schrijf op waarom niet."),
    "field_as_id": N_(
        "«{key}» staat hier op de plek van een vraag. Hoort het bij de vraag erboven? Zet er dan twee spaties meer "
        "voor."
    ),
    "other_rubric": N_("De rubriek «{id}» is hier niet. Dit bestand is bekeken met «{known}»."),
    "unknown_id": N_("De rubriek kent «{id}» niet. Alle namen staan in: verbetertool rubric list."),
    "id_in_other_section": N_(
        "«{id}» hoort in het andere deel van het bestand: answers of anti_patterns. Zet het daar."
    ),
    "id_no_longer_asked": N_("«{id}» komt in deze versie van de rubriek niet meer voor. Het antwoord telt niet mee."),
    "plan_of_two": N_("Deze actie noemt «element» en «anti_pattern». Kies een van de twee."),
    "plan_of_nothing": N_("Deze actie is leeg. Schrijf bij «action» wat u gaat doen."),
    "plan_to": N_(
        "«to» past hier niet. Bij een element is het een niveau van 0 tot en met 4. Bij een anti_pattern is het never "
        "of sometimes."
    ),
    "id_renamed": N_("«{id}» hoort nu bij: {titles}. Het antwoord telt daar mee. Kijk of het nog klopt."),
    "answers_outdated": N_(
        "Na uw antwoord is de vraag veranderd bij: {ids}. Kijk of het antwoord nog klopt. De vragenlijst "
        "(verbetertool audit) vraagt dit opnieuw."
    ),
    "evidence_says_none": N_(
        "Bij «{title}» zegt «{value}» dat er geen onderbouwing is. Het telt niet als onderbouwing."
    ),
    "reason_says_none": N_("Bij «{title}» is «{value}» geen reden. Zonder reden telt het als «weet ik niet»."),
    "not_applicable_refused": N_(
        "Bij «{title}» kan «niet van toepassing» niet: dit geldt voor elk project. Het telt als «weet ik niet»."
    ),
    "not_applicable_without_reason": N_(
        "Bij «{title}» mist de reden waarom het niet geldt. Zonder reden telt het als «weet ik niet»."
    ),
    "text_without_level": N_(
        "Bij «{title}» staat wel tekst, maar geen niveau. Zo telt het niet mee. Kies een niveau, of unknown."
    ),
    "text_without_occurrence": N_("Bij «{title}» staat wel tekst, maar niet of het voorkomt. Vul «occurs» in."),
    "nothing_answered": N_(
        "In dit bestand is nog niets beantwoord. Vul het in, of start de vragen met: verbetertool audit"
    ),
    "named_twice": N_("«{value}» staat twee keer bij «{key}». Het telt een keer. Haal de tweede weg."),
    "personal_data": N_(
        "Bij «{title}» staat iets dat lijkt op {personal}. Klopt dat? Haal het weg: gegevens van mensen zijn hier niet "
        "nodig."
    ),
    "does_not_count": N_(
        "«{title}» telt niet mee voor dit project: dat volgt uit doelgroep, leeftijd, doel en fase. Klopt dat niet? "
        "Kijk daar naar."
    ),
    "not_in_quick_scan": N_(
        "«{title}» telt nu niet mee: in een snelle scan tellen alleen de kernvragen. Wilt u alles? Schrijf «scope: "
        "full»."
    ),
    **RUBRIC_PROBLEMS,
    # A batch
    "bad_file_name": N_("De naam van dit bestand bevat tekens die niet te lezen zijn. Geef het een gewone naam."),
    "no_assessor": N_("Dit is geen bestand van een beoordelaar. Zet bij «audit»: assessor: true"),
    "not_yaml_name": N_(
        "De naam van dit bestand eindigt niet op een van deze: {endings}. Is het een antwoordbestand? Geef het een "
        "naam die zo eindigt."
    ),
    "linked_folder": N_("Dit is een koppeling naar een map. Zet de bestanden zelf in de map."),
    "link_outside": N_(
        "Dit is een koppeling naar een bestand buiten deze map. Zet het bestand zelf in de map, of noem het bestand "
        "in de opdracht."
    ),
    "process_died": N_("Bij dit bestand stopte het hulpmiddel zomaar. Probeer het nog een keer met --resume."),
    "report_exists": N_(
        "«{name}» bestaat al en is niet door dit hulpmiddel gemaakt. Kies een andere map, of gebruik --force."
    ),
    "report_not_written": N_(
        "Het rapport «{name}» kon niet worden geschreven: {reason}. Los dat op, en geef dezelfde opdracht met --resume."
    ),
    "fault_in_file": N_("Bij dit bestand ging iets mis in het hulpmiddel zelf ({error}). Meld dit, met het bestand."),
    **FORM_PROBLEMS,
}
