"""How to write a value, made of what was written; and characters and files that are not what they look like."""

import gzip
import io
import zipfile
from typing import get_args

import pytest

from verbetertool.reading.filetypes import Kind, OurKind, kind_of
from verbetertool.reading.how_to_write import date_of, how_to_write, list_of, whole_number_of
from verbetertool.reading.unseen import odd_character
from verbetertool.report.oddities import CHARACTER_REMEDIES, CHARACTERS, KINDS


@pytest.mark.parametrize(
    ("written", "date"),
    [
        ("23-11-2026", "2026-11-23"),
        ("3/1/26", "2026-01-03"),
        ("23 november 2026", "2026-11-23"),
        ("1 mrt 2026", "2026-03-01"),
        ("20261123", "2026-11-23"),
        ("2026/11/23", "2026-11-23"),
        ("2026-1-3", "2026-01-03"),
        ("31-02-2026", None),
        ("gisteren", None),
        ("november 2026", None),
        ("12345678", None),
        ("23 onzin 2026", None),
    ],
)
def test_a_date_as_people_write_it(written: str, date: str | None) -> None:
    """Day, month and year in the Dutch order; what is no date gives none."""
    assert date_of(written) == date
    assert how_to_write("date", written) == (date or "2026-11-23")


@pytest.mark.parametrize(
    ("written", "form"),
    [
        ("16-27", "{from: 16, to: 27}"),
        ("van 16 tot en met 27 jaar", "{from: 16, to: 27}"),
        ((16, 27), "{from: 16, to: 27}"),
        ({"from": 27, "to": 16}, "{from: 16, to: 27}"),
        ("tot 27 jaar", "{to: 27}"),
        (18, "{from: 18}"),
        ("jongeren", "{from: 16, to: 27}"),
    ],
)
def test_ages_as_people_write_them(written: object, form: str) -> None:
    """The numbers that were meant, as they are asked."""
    assert how_to_write("ages", written) == form


def test_lists_and_numbers_as_people_write_them() -> None:
    """Commas, dashes without a space, `en`; words behind a number, a comma in it."""
    assert list_of("a, b en c") == list_of("-a -b -c") == list_of({"a": None, "b": None, "c": None}) == "[a, b, c]"
    assert [whole_number_of(text) for text in ("16 jaar", "3,0", "3.0", "80 %", "2-3", "x")] == [
        "16", "3", "3", "80", None, None
    ]  # fmt: skip
    assert how_to_write("iets", None) == "mijn-naam"


@pytest.mark.parametrize(
    ("text", "kind", "at"),
    [
        ("2\u00a0", "fixed_space", 1),
        ("\u3000a", "wide_space", 0),
        ("a\u2009b", "other_space", 1),
        ("vaste\u00ad", "soft_hyphen", 5),
        ("a\u200bb", "zero_width", 1),
        ("a\ufeffb", "byte_order_mark", 1),
        ("a\u202eb", "invisible", 1),
        ("a\ufe0f", "invisible", 1),
        ("a\u3164", "invisible", 1),
        ("р", "alike", 0),
        ("a–b", "alike", 1),
        ("２", "alike", 0),
        ("²", "alike", 0),
        ("٢", "alike", 0),
        ("“2”", "alike", 0),
    ],
)
def test_a_character_that_is_not_what_it_looks_like(text: str, kind: str, at: int) -> None:
    """Each kind has a sentence with its number, and a remedy."""
    odd = odd_character(text)
    assert odd is not None
    assert (odd.kind, odd.at) == (kind, at)
    assert (odd.like != "") == (kind == "alike")
    assert CHARACTERS[kind].format(**odd.values)
    assert CHARACTER_REMEDIES[kind].format(**odd.values)


@pytest.mark.parametrize(
    "text", ["", "vaste-begeleider", "café é ë ij Ø ł", "a b\tc", "niveau: 2", "«a»", "中", "ж", "€ 5"]
)
def test_other_characters_are_left_alone(text: str) -> None:
    """Accents, other alphabets where no letter of ours looks the same, and signs of the keyboard."""
    assert odd_character(text) is None


def zipped(*names: str) -> bytes:
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w") as archive:
        for name in names:
            archive.writestr(zipfile.ZipInfo(name), "x")
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("data", "kind"),
    [
        (b"%PDF-1.7\n%\xe2\xe3", "pdf"),
        (b"\xef\xbb\xbf{\\rtf1 x}", "rtf"),
        (zipped("[Content_Types].xml", "word/document.xml"), "docx"),
        (zipped("xl/workbook.xml"), "xlsx"),
        (zipped("ppt/x.xml"), "pptx"),
        (zipped("mimetypeapplication/vnd.oasis.opendocument.text"), "odt"),
        (zipped("a.yaml"), "zip"),
        (gzip.compress(b"x", mtime=0), "archive"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(9), "old_office"),
        (b"<!DOCTYPE html>", "html"),
        (b"\n <html lang=nl>", "html"),
        (b'<?xml version="1.0"?><!DOCTYPE html><html></html>', "html"),
        (b'<?xml version="1.0"?><a/>', "xml"),
        (b"\x89PNG\r\n\x1a\n", "picture"),
        (b"\x00\x00\x00\x18ftypheic", "picture"),
        (b"From: a@b.nl\nTo: c@d.nl\nSubject: x\n\nhallo", "mail"),
        (b"Van: a\nAan: b\nOnderwerp: c\n", "mail"),
        (b"\x00\x05\x16\x07\x00\x02", "mac_sidecar"),
        (b"[InternetShortcut]\nURL=x", "shortcut"),
        (b"version https://git-lfs.github.com/spec/v1\n", "placeholder"),
        (b"MZ\x90\x00", "program"),
        (bytes(10), "only_zeros"),
        (b"", None),
        (b"format: verbetertool/1\n", None),
        (b"MZ: 1\n", None),
        (b"BM: 1\n", None),
        (b"Date: 2026-11-23\n", None),
        (b'{"format": "verbetertool/1"}', None),
        (b"<naam>: x\n", None),
    ],
)
def test_another_kind_of_file_is_known_by_what_it_holds(data: bytes, kind: str | None) -> None:
    """Whatever its name says; what may be ours is left to the reader of YAML."""
    assert kind_of(data) == kind


def test_every_kind_of_file_has_words() -> None:
    """What is refused can be named."""
    assert {*get_args(Kind), *get_args(OurKind)} <= KINDS.keys()
