"""Plain language (level B1): sentences counted as a reader counts them, and words that hold readers up."""

import re
from collections.abc import Iterator, Mapping

LONGEST_SENTENCE = 20
LONGEST_MEAN = 12
"""In words; the agreement for our own texts and for those of a rubric."""

_SENTENCE_END = re.compile(r"(?<=[.!?;:])\s+")


def sentences(text: str) -> list[str]:
    """The sentences of a text, as a reader counts them: a semicolon or colon ends one too."""
    return [sentence for sentence in _SENTENCE_END.split(" ".join(text.split())) if sentence]


def heavy_words(text: str, words: Mapping[str, str]) -> Iterator[tuple[str, str]]:
    """The words of `words` that occur in a text, each with what to write instead (see `language.heavy_words_of`)."""
    text = " ".join(text.split())
    for word, better in words.items():
        if re.search(rf"\b{re.escape(word)}\b", text, re.IGNORECASE):
            yield word, better
