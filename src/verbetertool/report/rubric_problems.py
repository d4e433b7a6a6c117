"""The sentences for rubrics: what is wrong in the files of one, and what its lint says."""

from verbetertool.language import N_

RUBRIC_PROBLEMS: dict[str, str] = {
    # A rubric that can't be used
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
    # Lint
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
}
