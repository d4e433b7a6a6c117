"""What in a text looks like a personal detail, and what does not."""

import time

import pytest

from verbetertool.model.personal import passes_eleven, personal_data_in


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("BSN 123456782", "service_number"),
        ("van Jan: 1234.56.782.", "service_number"),
        ("123 456 782", "service_number"),
        ("bel 06-12345678", "telephone"),
        ("0612345678", "telephone"),
        ("06 12 34 56 78", "telephone"),
        ("+31 6 12345678", "telephone"),
        ("(020) 123 45 67", "telephone"),
        ("0344-612345", "telephone"),
        ("tel. 0301234567", "telephone"),
        ("mail jan.de.vries@voorbeeld.nl", "email"),
        ("geboren op 3 mei 2004", "birth_date"),
        ("geb. 03-05-2004", "birth_date"),
        ("geboortedatum 3/5/99", "birth_date"),
        ("Jan (12-05-2004) kwam", "birth_date"),
        ("2004-05-12", "birth_date"),
    ],
)
def test_what_looks_like_a_personal_detail(text: str, kind: str) -> None:
    """Each kind, as people write it."""
    assert personal_data_in(text) == (kind,)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "34 van 40 jongeren, 85 %, sinds 2024",
        "aanvraagnummer 123456782",
        "aanvraag 123456782",
        "Zaaknummer: 123456782",
        "kenmerk 2026/123456782",
        "dossier nr. 123456782",
        "123456789",
        "000000000",
        "€ 123.456.782",
        "123.456.782 euro",
        "123456782,-",
        "een bijdrage van € 12.500,00",
        "nummer 2026-0012345",
        "2026-001",
        "KvK 12345678",
        "NL91ABNA0417164300",
        "sinds 1-1-2010",
        "de wet van 1 januari 2007",
        "gesprek op 12-03-2025",
        "Jaarverslag 2025 p. 12, en 16 tot 27 jaar, 12 weken x 24 uur",
        "in 2024, 2025 en 2026 waren het 100, 200 en 300",
        "@ de gemeente",
        "begeleiding 24/7",
    ],
)
def test_what_does_not(text: str) -> None:
    """Counts, years, amounts, numbers of applications and of organisations, and days on which something happened."""
    assert personal_data_in(text) == ()


def test_a_text_may_hold_several() -> None:
    """Each kind once, in a fixed order."""
    text = "Bel 06-12345678 of 06-87654321, mail a@b.nl; BSN 123456782, geboren 3-5-2004"
    assert personal_data_in(text) == ("service_number", "telephone", "email", "birth_date")


def test_the_eleven_proof() -> None:
    """One digit less or more, or two that changed places, and it fails."""
    assert passes_eleven("111222333")
    assert passes_eleven("123456782")
    assert not any(passes_eleven(number) for number in ("123456783", "123456728", "111222334", "000000000"))


@pytest.mark.parametrize("part", ["1 ", "@", "a@", "06-", "12-05-", "geb. ", "3" + " " * 1000])
def test_no_text_takes_long(part: str) -> None:
    """A hundred thousand characters that nearly fit."""
    start = time.process_time()
    personal_data_in((part * 100_000)[:100_000])
    assert time.process_time() - start < 0.5
