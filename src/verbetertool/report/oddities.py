"""The words for what is not what it looks like: a character in a file, or a whole file."""

from verbetertool.language import N_

CHARACTERS = {
    "fixed_space": N_("Hier staat een vaste spatie ({odd_number}). Die ziet eruit als een gewone spatie."),
    "wide_space": N_("Hier staat een brede spatie ({odd_number}). Die ziet eruit als gewone spaties."),
    "other_space": N_("Hier staat een andere soort spatie ({odd_number}). Die ziet eruit als een gewone spatie."),
    "soft_hyphen": N_("Hier staat een zacht afbreekstreepje ({odd_number}). Dat ziet u niet."),
    "zero_width": N_("Hier staat een teken zonder breedte ({odd_number}). Dat ziet u niet."),
    "byte_order_mark": N_("Hier staat een merkteken voor het begin van een bestand ({odd_number}). Dat ziet u niet."),
    "invisible": N_("Hier staat een onzichtbaar teken ({odd_number}). Dat ziet u niet."),
    "alike": N_("Hier staat «{odd_character}» ({odd_number}). Dat lijkt op «{odd_like}», maar is een ander teken."),
}
"""By the kinds of `reading/unseen.py`: what is there."""
CHARACTER_REMEDIES = {
    "fixed_space": N_("Haal hem weg, of typ een gewone spatie."),
    "wide_space": N_("Haal hem weg, of typ een gewone spatie."),
    "other_space": N_("Haal hem weg, of typ een gewone spatie."),
    "soft_hyphen": N_("Haal het weg, of typ de regel opnieuw."),
    "zero_width": N_("Haal het weg, of typ de regel opnieuw."),
    "byte_order_mark": N_("Haal het weg, of typ de regel opnieuw."),
    "invisible": N_("Haal het weg, of typ de regel opnieuw."),
    "alike": N_("Typ «{odd_like}»."),
}

PERSONAL = {
    "service_number": N_("een burgerservicenummer"),
    "telephone": N_("een telefoonnummer"),
    "email": N_("een e-mailadres"),
    "birth_date": N_("een geboortedatum"),
}
"""By the kinds of `model/personal.py`: what a text seems to hold."""

KINDS = {
    "yaml": N_("een YAML-bestand"),
    "md": N_("een Markdown-bestand"),
    "json": N_("een JSON-bestand"),
    "map": N_("een map"),
    "answers": N_("een antwoordbestand"),
    "result": N_("een resultaat van verbetertool report"),
    "rubric": N_("een deel van een rubriek"),
    "schema": N_("een JSON Schema"),
    "profile": N_("een profiel van een financier"),
    "round": N_("een beschrijving van een ronde"),
    "pdf": N_("een PDF"),
    "docx": N_("een Word-document"),
    "xlsx": N_("een Excel-bestand"),
    "pptx": N_("een PowerPoint-bestand"),
    "odt": N_("een LibreOffice-document"),
    "ods": N_("een LibreOffice-rekenblad"),
    "iwork": N_("een document van Pages, Numbers of Keynote"),
    "old_office": N_("een document van een oudere Word of Excel"),
    "rtf": N_("een RTF-document"),
    "html": N_("een webpagina (HTML)"),
    "xml": N_("een XML-bestand"),
    "zip": N_("een zip-bestand"),
    "archive": N_("een ingepakt bestand"),
    "picture": N_("een plaatje of film"),
    "mail": N_("een opgeslagen mail"),
    "mac_sidecar": N_("een hulpbestand van macOS"),
    "shortcut": N_("een snelkoppeling"),
    "database": N_("een database"),
    "program": N_("een programma"),
    "placeholder": N_("een verwijzing naar een bestand dat niet is opgehaald (Git LFS)"),
    "only_zeros": N_("een bestand met alleen nullen"),
    "other": N_("een ander soort bestand"),
}
"""By the kinds of `reading/filetypes.py`, and by what we write ourselves."""
ANSWERS = N_(
    "Vul het formulier in dat u kreeg, en neem uw antwoorden over. Of maak een antwoordbestand met: verbetertool "
    "template."
)
KIND_HINTS = {
    "html": N_(
        "Is dit het formulier zelf? Open het, kies daar bewaren, en geef het bestand dat u dan krijgt. Is het een "
        "andere webpagina? Download het bestand zelf."
    ),
    "xlsx": N_("Maak er eerst een antwoordbestand van, met: verbetertool import."),
    **dict.fromkeys(
        ("ods", "old_office", "iwork"), N_("Is dit het formulier? Kies «Opslaan als», en bewaar het als .xlsx.")
    ),
    "zip": N_("Pak het eerst uit."),
    "archive": N_("Pak het eerst uit."),
    "mail": N_("Bewaar de bijlage van de mail, en geef die."),
    "mac_sidecar": N_("Geef het bestand met dezelfde naam, zonder «._» ervoor."),
    "shortcut": N_("Geef het bestand zelf."),
    "placeholder": N_("Haal het bestand zelf op."),
    "only_zeros": N_("Het is bij het kopiëren of downloaden misgegaan. Haal het opnieuw op."),
}
"""What to do about it; for a document, `ANSWERS`."""
