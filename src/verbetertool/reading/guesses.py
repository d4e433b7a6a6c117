"""What each column of an export probably is: by its heading, and by the column before it. A person looks at it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher

from verbetertool.errors import Place
from verbetertool.model.rubric import Rubric
from verbetertool.reading.cells import Cells, word_of
from verbetertool.reading.export import Table

_PHRASES = {
    "project.name": ("naam", "naam project", "projectnaam", "naam van het project", "hoe heet uw project"),
    "project.id": ("aanvraagnummer", "nummer aanvraag", "dossiernummer", "kenmerk", "welk nummer heeft uw aanvraag"),
    "project.organisation": (
        "organisatie",
        "naam organisatie",
        "instelling",
        "aanvrager",
        "welke organisatie voert het uit",
    ),
    "project.summary": ("samenvatting", "korte beschrijving", "omschrijving", "wat doet het project"),
    "project.target_groups": ("doelgroep", "doelgroepen", "voor welke jongeren is het project"),
    "project.ages.from": ("leeftijd van", "leeftijd vanaf", "vanaf welke leeftijd", "minimumleeftijd"),
    "project.ages.to": ("leeftijd tot", "leeftijd tot en met", "tot en met welke leeftijd", "maximumleeftijd"),
    "project.goals": ("doel", "doelen", "wat is het doel"),
    "project.phases": ("fase", "fasen", "fases", "welke delen van de route doet uw project"),
    "project.phases_by_others": ("fasen partner", "welke delen doet een partner"),
    "project.status": ("status", "stand", "hoe ver is het project"),
    "audit.date": ("datum", "tijdstempel", "timestamp", "ingevuld op", "datum ingevuld", "inzenddatum"),
    "audit.perspective": ("rol", "wie vult dit in", "uit wiens ogen vult u dit in"),
}
_BESIDE = {
    "note": ("toelichting", "licht toe", "opmerking", "opmerkingen", "waarom"),
    "evidence": ("onderbouwing", "bewijs", "waaruit blijkt dit", "bron"),
    "count": ("telling", "aantal", "hoeveel van hoeveel"),
    "reason": ("reden", "waarom niet van toepassing"),
}
_LIKE = 0.72
"""How alike two texts must be, from 0 to 1, to be a guess."""
_LONGEST, _MOST_HEADINGS = 200, 300
"""Characters of a text, and headings, that are compared: more would take long."""
_MOST_WORDS = 40
"""Words of the online form that a template lists."""


def guesses(table: Table, rubric: Rubric) -> dict[str, str | None]:
    """By heading what the column probably is; None where nothing is like it. No two columns are the same thing."""
    ids = {*rubric.element_by_id, *rubric.anti_pattern_by_id}
    found: dict[str, str] = {}
    for _alike, heading, target in sorted(_likely(table.headings[:_MOST_HEADINGS], rubric), key=lambda each: -each[0]):
        if heading not in found and target not in found.values():
            found[heading] = target
    before: str | None = None
    for heading in table.headings:
        bare, beside = _apart(heading)
        if heading in found:
            id = found[heading].removesuffix(f".{beside}") if beside else found[heading]
            before = id if id in ids else None
        elif beside and not bare and before and f"{before}.{beside}" not in found.values():
            found[heading] = f"{before}.{beside}"
    return {heading: found.get(heading) for heading in table.headings}


def _likely(headings: Sequence[str], rubric: Rubric) -> Iterator[tuple[float, str, str]]:
    """How alike (0-1) each heading is to how people call each thing, where that is enough for a guess."""
    matcher = SequenceMatcher(autojunk=False)
    parted = {heading: _apart(heading) for heading in headings}
    for phrase, target, is_question in _phrases(rubric):
        matcher.set_seq2(phrase[:_LONGEST])
        for heading, (bare, beside) in parted.items():
            if not bare or (beside and not is_question):
                continue
            matcher.set_seq1(bare[:_LONGEST])
            may_be = matcher.real_quick_ratio() >= _LIKE and matcher.quick_ratio() >= _LIKE
            if may_be and (alike := matcher.ratio()) >= _LIKE:
                yield alike, heading, f"{target}.{beside}" if beside else target


def words_in(table: Table, columns: Mapping[str, str | None], rubric: Rubric) -> list[str]:
    """The words in the columns with answers that mean nothing to us yet, each once, in the order of the export."""
    elements = {x for x, heading in enumerate(table.headings) if columns[heading] in rubric.element_by_id}
    others = {x for x, heading in enumerate(table.headings) if columns[heading] in rubric.anti_pattern_by_id}
    found: dict[str, None] = {}
    for row in table.rows:
        for x in sorted(elements | others):
            if x < len(row) and row[x] is not None and len(found) < _MOST_WORDS:
                cells = Cells()
                (cells.answer if x in elements else cells.occurs)(row[x], Place(table.file))
                if cells.problems:
                    found[" ".join(str(row[x]).split())] = None
    return list(found)


def _phrases(rubric: Rubric) -> Iterator[tuple[str, str, bool]]:
    """How people call each thing, what it is, and whether it is a question that has texts beside its answer."""
    questions = [(each.id, each.title, each.question) for each in rubric.elements]
    questions += [(each.id, each.title, each.question) for each in rubric.anti_patterns]
    for id, title, question in questions:
        for text in (id.replace("-", " "), title, question):
            yield word_of(text).rstrip("?."), id, True
    for fact in rubric.facts:
        yield word_of(fact.question).rstrip("?."), f"project.facts.{fact.id}", False
    for target, texts in _PHRASES.items():
        yield from ((text, target, False) for text in texts)


def _apart(heading: str) -> tuple[str, str | None]:
    """A heading without what says that it stands beside an answer, and what that is: `Peers - toelichting`."""
    word = word_of(re.sub(r" \([0-9]+\)$", "", heading)).strip(" :?.-[]()")
    for part, texts in _BESIDE.items():
        for text in texts:
            if word == text or re.search(rf"[\s:?.\-\[(]{re.escape(text)}$", word):
                return word.removesuffix(text).strip(" :?.-[]()"), part
    return word, None
