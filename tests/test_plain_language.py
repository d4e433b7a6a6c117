"""What users read is plain Dutch (level B1): short sentences and everyday words, in our own texts and in reports."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parents[1] / "tools"))

import messages

from tests.builders import a_rubric, an_element, html_of
from tests.golden.states import assessments
from verbetertool import load_rubric
from verbetertool.checking.lint import lint
from verbetertool.checking.plain import LONGEST_MEAN, LONGEST_SENTENCE, heavy_words, sentences
from verbetertool.errors import Place
from verbetertool.language import heavy_words_of

ROOT = Path(__file__).parents[1]
WORDS = heavy_words_of("nl")
EXAMPLES = sorted(path.stem for path in (ROOT / "examples").glob("*.yaml"))
RUBRIC = load_rubric()
STATES = assessments()


class Texts(HTMLParser):
    """The text of every block of a page; what the project itself wrote (`bdi`) counts as one word."""

    BLOCKS = ("p", "li", "td", "th", "dd", "dt", "h1", "h2", "h3", "caption", "summary", "title", "desc", "br", "small")

    def __init__(self, page: str) -> None:
        super().__init__()
        self.found = [""]
        self.skipped: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in self.BLOCKS:
            self.found.append("")
        if tag in ("style", "bdi", "code"):
            self.skipped.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.skipped and tag == self.skipped[-1]:
            self.skipped.pop()
            self.found[-1] += "…"

    def handle_data(self, data: str) -> None:
        if not self.skipped:
            self.found[-1] += data


def our_texts() -> Iterator[str]:
    """Every message of the catalogue, plural forms too."""
    for message in messages.extracted(ROOT):
        yield from [message.id] if isinstance(message.id, str) else message.id


def our_sentences() -> Iterator[str]:
    """Every full sentence of the catalogue."""
    for text in our_texts():
        yield from (sentence for sentence in sentences(text) if re.search(r"[.!?]$", sentence))


def test_our_own_sentences_are_short() -> None:
    """No sentence of the catalogue has over twenty words, and on average they have at most twelve."""
    lengths = {sentence: len(sentence.split()) for sentence in our_sentences()}
    assert [sentence for sentence, length in lengths.items() if length > LONGEST_SENTENCE] == []
    assert sum(lengths.values()) <= LONGEST_MEAN * len(lengths)


def test_our_own_words_are_everyday_words() -> None:
    """No message holds a word that the list of heavy words has a better one for."""
    assert {word for text in our_texts() for word in heavy_words(text, WORDS)} == set()


@pytest.mark.parametrize("name", EXAMPLES)
def test_reports_are_plain(name: str) -> None:
    """The sentences of a report are short, also those with the rubric's texts and our numbers in them."""
    blocks = Texts(html_of(STATES[name], RUBRIC)).found
    lengths = {sentence: len(sentence.split()) for block in blocks for sentence in sentences(block)}
    assert len(lengths) > 100
    assert [sentence for sentence, length in lengths.items() if length > LONGEST_SENTENCE] == []
    full = [length for sentence, length in lengths.items() if re.search(r"[.!?]$", sentence)]
    assert sum(full) <= LONGEST_MEAN * len(full)


def test_heavy_words_are_found_whole() -> None:
    """A heavy word is found in any case and over a line end, and not inside another word."""
    assert list(heavy_words("Tevens\nvoor u", WORDS)) == [("tevens", "ook")]
    assert [word for word, _better in heavy_words("Met\n  betrekking tot werk", WORDS)] == ["met betrekking tot"]
    assert list(heavy_words("achtervoegsel indienen", WORDS)) == []


def test_a_rubric_is_warned_about_heavy_words() -> None:
    """The linter names the element, the field, the word and a better one, as a warning."""
    rubric = a_rubric([an_element("a", why="Dit is tevens belangrijk."), an_element("b")])
    found = [problem for problem in lint(rubric, Place) if problem.code == "heavy_word"]
    assert [(problem.severity, problem.values) for problem in found] == [
        ("warning", {"id": "a", "field": "why", "word": "tevens", "better": "ook"})
    ]
