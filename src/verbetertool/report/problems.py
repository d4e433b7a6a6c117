"""The sentences for all that can be wrong, one list: a text per code, saying what was found and how to fix it."""

import errno
import os
from collections.abc import Iterable, Mapping

from verbetertool.errors import Place, Problem, VerbetertoolError
from verbetertool.language import N_, _, in_words
from verbetertool.report.form_problems import FORM_PROBLEMS, IN_CELLS
from verbetertool.report.oddities import ANSWERS, CHARACTER_REMEDIES, CHARACTERS, KIND_HINTS, KINDS, PERSONAL
from verbetertool.report.text import clean, one_line

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
    # Rubrics
    "no_rubric": N_(
        "In deze map staat geen rubriek: er zijn geen bestanden die op .yaml eindigen. Kijk of de map klopt."
    ),
    "duplicate_id": N_("Het id «{id}» bestaat al, in {file}, regel {line}. Geef elk ding een eigen id."),
    "dangling_id": N_("«{id}» komt niet voor bij {kind}. Schrijf een id dat er wel is."),
    "empty_condition": N_("Deze voorwaarde is leeg. Noem een doelgroep, leeftijd, doel of fase."),
    "example_missing": N_(
        "Als «niet van toepassing» mag, hoort er een voorbeeld van een goede reden bij. Voeg toe: example: een goede "
        "reden"
    ),
    "scale_missing": N_("Dit element staat op de schaal van de rubriek, maar die is er niet. Voeg «scale» toe."),
    "shares_not_in_order": N_("Bij «shares» horen twee breuken, de kleinste eerst, zoals [1/5, 4/5]. Pas ze aan."),
    "scale_text": N_(
        "Een tekst van de schaal heeft hoogstens 300 tekens, en hoogstens een keer «{{per}}». Maak de tekst korter."
    ),
    "too_many_grouped": N_("Met «{id}» staan er meer dan {limit} elementen in «lock_groups». Dat is te veel."),
    "levels_and_scale": N_(
        "Hier staan eigen niveaus («levels») en ook «per», «absent» of «secured». Kies een van de twee."
    ),
    "no_levels": N_(
        "Hier missen de niveaus. Schrijf «per», «absent» en «secured», of vijf eigen niveaus bij «levels»."
    ),
    "practice_missing": N_("Hier mist «practice»: wat een project doet dat dit goed doet. Voeg die regel toe."),
    "asked_of_levels": N_(
        "Een element met eigen niveaus zegt bij «asked_of» welk niveau ja, soms en nee geven. Een ander element zegt "
        "dat niet: daar zijn de antwoorden een telling."
    ),
    "fact_choices": N_("Bij een feit van de soort «choice» horen keuzes («choices»). Bij een ander feit kan dat niet."),
    "fact_per": N_("Alleen bij een feit van de soort «count» kan «per» staan. Haal «per» weg."),
    # Lint of rubrics
    "row_not_traced": N_(
        "De rij «{row}» ({place}) leidt nergens heen. Noem haar bij een element of bij «not_covered»."
    ),
    "row_unknown": N_(
        "«{id}» noemt de rij «{row}» ({place}), maar die staat niet in de lijst van het dossier. Neem de titel over "
        "zoals hij in die lijst staat."
    ),
    "section_not_traced": N_("Paragraaf {section} leidt nergens heen. Noem haar bij een id of bij «not_covered»."),
    "section_unknown": N_(
        "«{id}» noemt {section}, maar die paragraaf staat niet in de lijst van het dossier. Kijk in die lijst welke "
        "paragraaf het is."
    ),
    "item_dangles": N_("«{item}» ({place}) leidt naar «{id}», maar dat bestaat niet. Schrijf een id dat er wel is."),
    "not_kebab": N_(
        "Het id «{id}» hoort uit kleine letters, cijfers en streepjes te bestaan. Schrijf bijvoorbeeld: mijn-naam"
    ),
    "gap_disagrees": N_(
        "«{id}»: «knowledge_gap» en de lijst met kennislacunes spreken elkaar tegen. Zet het element in allebei, of "
        "in geen van de twee."
    ),
    "advice_missing": N_(
        "«{id}»: bij «advice» mist de eerste stap vanaf niveau {level}. Schrijf op wat een project dan als eerste doet."
    ),
    "essential_not_called": N_(
        "«{id}» is een randvoorwaarde, maar nergens staat waar het dossier dat zegt. Voeg toe: called_essential, met "
        "het woord en de paragraaf."
    ),
    "essential_thin": N_(
        "«{id}» is een randvoorwaarde, maar heeft geen twee studies en tien keer genoemd. Zeg bij «caveat» waarom."
    ),
    "too_many_asked": N_(
        "«{title}» krijgt {number} vragen in eigen woorden («asked_of»). Hoogstens {limit} is de afspraak."
    ),
    "too_many_essential": N_("Er zijn {number} randvoorwaarden. Hoogstens {limit} is de afspraak."),
    "changed_later": N_(
        "«{id}» is veranderd in versie {changed}, maar dit is versie {version} van de rubriek. Maak de versie van de "
        "rubriek hoger."
    ),
    "group_too_small": N_("De groep «{id}» heeft minder dan {limit} elementen. Zij houdt het beeld dan nooit tegen."),
    "question_long": N_("«{id}»: bij de vraag staan {number} woorden. Hoogstens {limit} is de afspraak."),
    "questions_long": N_("Bij een vraag staan gemiddeld {number} woorden. Hoogstens {limit} is de afspraak."),
    "quick_scan_long": N_("In de snelle scan staan {number} woorden. Hoogstens {limit} is de afspraak."),
    "no_core": N_("Het onderdeel «{id}» heeft geen kernvraag. Zet bij een vraag: core: true"),
    "element_too_heavy": N_(
        "«{id}» is {percent} % van wat mogelijk is in «{profile}». Hoogstens {limit} % is de afspraak."
    ),
    "deductions_too_high": N_("Wat niet werkt kan samen {number} punten kosten. Hoogstens {limit} is de afspraak."),
    "levels_alike": N_(
        "«{id}»: niveau {level} en {next} lijken erg op elkaar. Maak het verschil groter, met een feit of een getal."
    ),
    "sentence_long": N_("«{id}», {field}: een zin van {number} woorden. Hoogstens {limit} is de afspraak: «{text}»"),
    "heavy_word": N_("«{id}», {field}: «{word}» is een moeilijk woord. Schrijf liever: {better}."),
    "sentences_long": N_("«{id}»: de zinnen zijn gemiddeld {mean} woorden. Hoogstens {limit} is de afspraak."),
    "band_unreachable": N_(
        "In «{profile}» is beeld {band} niet te bereiken. Kijk naar de gewichten en de latten in dat profiel."
    ),
    "better_is_worse": N_(
        "«{id}»: in «{profile}» geeft niveau {level} een lagere score dan het niveau eronder. Kijk naar de latten "
        "van dit element."
    ),
    "dead_element": N_(
        "«{id}» verandert in geen enkel voorbeeldprofiel de score. Kijk wanneer het meetelt, of haal het weg."
    ),
    "bad_statement": N_(
        "Een stelling gaat over een beeld: band_at_most of band_at_least, met «except». Of zij gaat over een element: "
        "at_least, at_most of at_least_as. Allebei tegelijk kan niet."
    ),
    "statement_not_asked": N_(
        "Stelling «{id}» ({section}): «{element}» wordt van dit profiel niet gevraagd. Kies een ander profiel of "
        "element."
    ),
    "statement_band_high": N_(
        "Stelling «{id}» ({section}) klopt niet: het beeld is {found}, en niet hoogstens {limit}. Kijk naar de "
        "latten, of pas de stelling aan."
    ),
    "statement_band_low": N_(
        "Stelling «{id}» ({section}) klopt niet: het beeld is {found}, en niet ten minste {limit}. Kijk naar de "
        "latten, of pas de stelling aan."
    ),
    "statement_level_high": N_(
        "Stelling «{id}» ({section}) klopt niet: van «{element}» wordt {found} gevraagd, en niet hoogstens {limit}. "
        "Kijk naar de latten, of pas de stelling aan."
    ),
    "statement_level_low": N_(
        "Stelling «{id}» ({section}) klopt niet: van «{element}» wordt {found} gevraagd, en niet ten minste {limit}. "
        "Kijk naar de latten, of pas de stelling aan."
    ),
    "raise_not_higher": N_(
        "Onder «raises» staat een niveau dat niet hoger is dan «base». Schrijf bij «to» een hoger niveau."
    ),
    "bad_claim": N_(
        "Noem hier een element met at_least of at_most, of een anti_pattern met occurs. Allebei tegelijk kan niet."
    ),
    # A batch
    "bad_file_name": N_("De naam van dit bestand bevat tekens die niet te lezen zijn. Geef het een gewone naam."),
    "no_assessor": N_("Dit is geen bestand van een beoordelaar. Zet bij «audit»: assessor: true"),
    "not_yaml_name": N_(
        "De naam van dit bestand eindigt niet op .yaml, .yml of .xlsx. Is het een antwoordbestand? Geef het een naam "
        "die zo eindigt."
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
    "list_has_no_json": N_("De lijst van voorbeeldprofielen is er niet als JSON. Kies er een, of een andere vorm."),
    "contours_of_two_rubrics": N_("«{left}» en «{right}» horen bij verschillende rubrieken. Kies er een met --rubric."),
    "option_missing": N_("Hier mist iets: {name}. Zie: verbetertool batch --help"),
    "no_keys": N_("Welke projecten? Geef hun keys, zoals: --keys 2027-001,2027-004"),
    "no_such_key": N_("In deze ronde is geen project met «{key}». Kijk in de kolom key van portfolio.csv."),
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


def sentence(problem: Problem) -> str:
    """What is wrong and how to fix it, in a few short sentences."""
    return " ".join(part for part in problem_and_remedy(problem) if part)


def problem_and_remedy(problem: Problem) -> tuple[str, str]:
    """What is wrong, and how to fix it, apart: the first sentence of the text, and the rest."""
    values = problem.values
    texts = IN_CELLS if problem.place.sheet and problem.code in IN_CELLS else PROBLEMS
    what, _dot, remedy = _(texts[problem.code]).partition(". ")
    if remedy:
        what += "."
    what, remedy = _filled(what, values), _filled(remedy, values)
    if isinstance(odd := values.get("odd"), str):
        what += " " + _filled(_(CHARACTERS[odd]), values)
        remedy = _filled(_(CHARACTER_REMEDIES[odd]), values)
    elif suggestion := values.get("suggestion"):
        remedy += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return what, remedy.strip()


def failure(error: VerbetertoolError) -> str:
    """The sentence for an exception."""
    text = _filled(_(FAILURES[error.code]), error.values)
    if suggestion := error.values.get("suggestion"):
        text += " " + _("Bedoelde u «{suggestion}»?").format(suggestion=one_line(str(suggestion)))
    return text


def _filled(text: str, values: Mapping[str, object]) -> str:
    shown = {name: _shown(value) for name, value in values.items()}
    if isinstance(personal := values.get("personal"), list):
        shown["personal"] = in_words([_(PERSONAL[kind]) for kind in personal])
    if "reason" in shown:
        shown["reason"] = reason_words(shown["reason"])
    if (kind := shown.get("kind")) in KINDS:
        shown |= {"kind": _(KINDS[kind]), "hint": _(KIND_HINTS.get(kind, ANSWERS))}
    if (wanted := shown.get("wanted")) in KINDS:
        shown["wanted"] = _(KINDS[wanted])
    return text.format_map(shown)


def reason_words(reason: str) -> str:
    """Why something could not be done, as part of a sentence."""
    return _(_REASONS[reason]) if reason in _REASONS else reason


_REASONS = {
    "held_open": N_("het staat open in een ander programma, zoals Excel. Sluit het daar, en probeer het opnieuw"),
    "closed_folder": N_("u mag geen bestanden maken in die map. Vraag om schrijfrechten, of kies een andere map"),
    "read_only": N_("u mag dit bestand niet veranderen. Vraag om schrijfrechten, of kies een andere naam"),
    "not_utf8": N_("het is geen UTF-8. Sla het op als UTF-8"),
    "no_file": N_("het is geen gewoon bestand"),
    "not_a_file": N_("er staat al iets dat geen gewoon bestand is"),
    **{
        os.strerror(number): text
        for name, text in (
            ("ENOSPC", N_("de schijf is vol")),
            ("EDQUOT", N_("uw deel van de schijf is vol")),
            ("EACCES", N_("u hebt er geen rechten voor")),
            ("EPERM", N_("u hebt er geen rechten voor")),
            ("EROFS", N_("deze schijf is alleen om te lezen")),
            ("ENOENT", N_("de map is er niet")),
            ("ENOTDIR", N_("een deel van het pad is geen map")),
            ("EISDIR", N_("het is een map")),
            ("EBADF", N_("de uitvoer is gesloten")),
            ("ELOOP", N_("de snelkoppelingen wijzen naar elkaar")),
            ("ENAMETOOLONG", N_("de naam is te lang")),
            ("EFBIG", N_("het bestand wordt te groot")),
            ("EIO", N_("de schijf geeft een fout")),
            ("EBUSY", N_("een ander programma gebruikt het")),
            ("ETXTBSY", N_("een ander programma gebruikt het")),
            ("EMFILE", N_("er staan te veel bestanden open")),
            ("ENFILE", N_("er staan te veel bestanden open")),
            ("ENODEV", N_("de schijf is er niet meer")),
            ("ENXIO", N_("de schijf is er niet meer")),
            ("ESTALE", N_("de netwerkschijf geeft een ander bestand terug")),
            ("ETIMEDOUT", N_("de netwerkschijf geeft geen antwoord")),
            ("EHOSTDOWN", N_("de netwerkschijf geeft geen antwoord")),
            ("EHOSTUNREACH", N_("de netwerkschijf is niet te bereiken")),
            ("ENOTCONN", N_("de netwerkschijf is niet te bereiken")),
            ("EILSEQ", N_("deze schijf kent een teken in de naam niet")),
            ("EINVAL", N_("de schijf staat dit niet toe")),
            ("ENOLCK", N_("de schijf heeft geen sloten meer vrij")),
            ("ENOTSUP", N_("de schijf kan dit niet")),
            ("EOPNOTSUPP", N_("de schijf kan dit niet")),
            ("ENOSYS", N_("de schijf kan dit niet")),
        )
        if (number := getattr(errno, name, None)) is not None
    },
}
"""What stands behind a failure, in plain words: by our own name for it, or by what the system says of it. What is not
here is shown as the system says it."""


def _shown(value: object) -> str:
    return one_line(", ".join(map(str, value)) if isinstance(value, list) else str(value))


def render_problem(problem: Problem) -> str:
    """A problem as lines of text: place, sentence, and the line of the file with a caret."""
    place = problem.place
    where = one_line(place.file)
    if place.sheet:
        where += f", {cell_words(place)}"
    elif place.line:
        where += f":{place.line}:{max(1, place.column)}"
    kind = _("fout") if problem.severity == "error" else _("let op")
    lines = [f"{where}: {kind}: {sentence(problem)}"]
    if place.excerpt.strip():
        lines.extend(_excerpt(place.line, place.column, place.excerpt))
    return "\n".join(lines)


def cell_words(place: Place) -> str:
    """Where something stands in a workbook: `blad «Onderwijs», cel I5`."""
    if not place.line:
        return _("blad «{sheet}»").format(sheet=one_line(place.sheet))
    letters, number = "", max(1, place.column)
    while number:
        number, letter = divmod(number - 1, 26)
        letters = chr(65 + letter) + letters
    return _("blad «{sheet}», cel {cell}").format(sheet=one_line(place.sheet), cell=f"{letters}{place.line}")


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
