"""What several people have to talk about: where they are far apart, and who said what, by perspective."""

from collections.abc import Iterator, Sequence
from dataclasses import replace

from verbetertool.language import _, current_language, decimal, ngettext
from verbetertool.model.contour import ProfileField
from verbetertool.model.project import Often
from verbetertool.model.rubric import Rubric
from verbetertool.model.team import Difference, Said, Team, to_json
from verbetertool.model.thresholds import SHOWN_FROM
from verbetertool.report.document import (
    Block,
    Card,
    Document,
    Explained,
    Facts,
    Fold,
    Items,
    Line,
    Lines,
    Own,
    Paragraph,
    Section,
    Strong,
)
from verbetertool.report.documents.words import OCCURS, about_words, count_words, level_words, skip_link
from verbetertool.report.text import one_line

MOST_TALK = 10
"""Points to talk about that stand there at once; the rest is folded."""


def team_document(team: Team, rubric: Rubric) -> Document:
    """The page for a talk of a team."""
    return Document(
        label=_("Waar u over praat"),
        title=Own(one_line(team.answers.project.name)),
        intro=(Facts(tuple(_who(team, rubric))),),
        sections=(_talk_section(team, rubric), *_afterwards(team)),
        language=current_language(),
        skip_link=skip_link(),
        data=lambda: to_json(team.document) + b"\n",
        date=team.answers.date,
    )


def with_talk(report: Document, team: Team, rubric: Rubric) -> Document:
    """The report of a team's answers, with the differences behind its first section."""
    first, *rest = report.sections
    return replace(report, sections=(first, _talk_section(team, rubric), *rest))


def with_talk_in_short(summary: Document, team: Team, rubric: Rubric) -> Document:
    """The summary of a team's answers, with how many differences there are, and the first of them."""
    number = len(team.differences)
    if not number:
        said = _("Uw antwoorden liggen nergens ver uit elkaar.")
    else:
        text = ngettext(
            "U hebt {number} verschil om over te praten: {first}.",
            "U hebt {number} verschillen om over te praten. Begin met: {first}.",
            number,
        )
        said = text.format(number=number, first=_title(rubric, team.differences[0]))
    return replace(summary, intro=(*summary.intro, Paragraph(said)))


def _talk_section(team: Team, rubric: Rubric) -> Section:
    """The differences, largest effect first."""
    return Section("praten", _("Waar u over praat"), tuple(_talk(team, rubric)))


def people_words(team: Team, rubric: Rubric) -> str:
    """How many people answered, and from which perspectives."""
    titles = rubric.perspective_titles
    parts = [
        _("{who}: {number}").format(who=titles.get(perspective or "", _("niet gezegd")), number=number)
        for perspective, number in team.people.items()
    ]
    return "; ".join(parts)


def profile_words(fields: Sequence[ProfileField]) -> str:
    """Fields of a profile, in words."""
    words = {
        "target_groups": _("doelgroepen"),
        "ages": _("leeftijd"),
        "goals": _("doelen"),
        "phases": _("fasen"),
    }
    return ", ".join(words[field] for field in fields)


def _who(team: Team, rubric: Rubric) -> Iterator[tuple[str, Line]]:
    number = sum(team.people.values())
    yield _("Ingevuld door"), _people(number)
    yield _("Wie dat zijn"), people_words(team, rubric)


def _people(number: int) -> str:
    return ngettext("{number} mens", "{number} mensen", number).format(number=number)


def _talk(team: Team, rubric: Rubric) -> Iterator[Block]:
    if team.other_profiles:
        fields = dict.fromkeys(field for each in team.other_profiles for field in each.fields)
        text = _("Niet iedereen vulde bij het project hetzelfde in: {fields}. Wat in het eerste bestand staat, telt.")
        yield Paragraph(text.format(fields=profile_words(tuple(fields))), "notice")
    if not team.differences:
        yield Paragraph(_("Er zijn geen grote verschillen. Nergens liggen twee antwoorden twee niveaus uit elkaar."))
        return
    yield Paragraph(
        _(
            "Hier liggen antwoorden twee niveaus of meer uit elkaar. Bovenaan staat wat voor de score het meest "
            "uitmaakt. Niemand heeft gelijk of ongelijk: ieder ziet een ander deel."
        )
    )
    if any(number < SHOWN_FROM for number in team.people.values()):
        text = _("Minder dan {number} mensen met dezelfde blik? Dan staat hun antwoord er niet apart bij.")
        yield Paragraph(text.format(number=SHOWN_FROM), "notice")
    for number, difference in enumerate(team.differences[:MOST_TALK], 1):
        yield _card(team, rubric, difference, number)
    rest = enumerate(team.differences[MOST_TALK:], MOST_TALK + 1)
    if cards := tuple(_card(team, rubric, difference, number) for number, difference in rest):
        yield Fold(_("Andere verschillen"), cards, len(cards))


def _card(team: Team, rubric: Rubric, difference: Difference, number: int) -> Card:
    texts: list[tuple[Line, Line | Lines]] = []
    if difference.kind == "element":
        element = rubric.element_by_id[difference.point.id]
        texts.append((_("De vraag"), element.question))
        if about := about_words(element):
            texts.append((_("Het gaat om"), about))
    else:
        texts.append((_("De vraag"), rubric.anti_pattern_by_id[difference.point.id].question))
    titles = rubric.perspective_titles
    for said in difference.point.by:
        who = titles.get(said.perspective or "", _("Wie dat niet zei"))
        text = _("{who} ({people})").format(who=who, people=_people(said.people))
        texts.append((text, _said(rubric, difference, said)))
    texts.append((_("Samen"), _together(difference)))
    if difference.kind == "element" and (measure := rubric.element_by_id[difference.point.id].measure):
        texts.append((_("Zo zoekt u het uit"), measure))
    worth = _("Dit verschil is goed voor {points}.").format(points=_points(difference))
    blocks = (Paragraph(worth), Explained(tuple(texts)), *_notes(team, rubric, difference))
    return Card(_title(rubric, difference), blocks, number=number)


def _notes(team: Team, rubric: Rubric, difference: Difference) -> Iterator[Block]:
    """What people wrote with their answers, each by perspective alone."""
    titles = rubric.perspective_titles
    notes = tuple(
        (Strong(f"{titles[each.perspective]}:"), " ", Own(each.text)) if each.perspective in titles else Own(each.text)
        for each in team.notes.get(difference.point.id, ())
    )
    if notes:
        yield Paragraph(_("Notities erbij:"))
        yield Items(notes)


def _title(rubric: Rubric, difference: Difference) -> str:
    id = difference.point.id
    return (rubric.element_by_id[id] if difference.kind == "element" else rubric.anti_pattern_by_id[id]).title


def _points(difference: Difference) -> str:
    value = difference.point.worth.value
    return ngettext("{points} punt", "{points} punten", 1 if value == 1 else 2).format(points=decimal(value))


def _said(rubric: Rubric, difference: Difference, said: Said) -> Line:
    if isinstance(said.level, str):
        return _words(said.level)
    element = rubric.element_by_id[difference.point.id]
    counted = difference.counts.get(said.perspective)
    count = f" {count_words(counted, element.per)}." if counted else ""
    return f"{_words(said.level)}.{count} {rubric.level_texts(element)[said.level]}"


def _words(level: int | Often) -> str:
    return _(OCCURS[level]) if isinstance(level, str) else level_words(level, is_plan=False)


def _together(difference: Difference) -> str:
    text = _("{people}, van {lowest} tot en met {highest}. Samen komt dat uit op {level}.")
    return text.format(
        people=_people(difference.people),
        lowest=_words(difference.lowest),
        highest=_words(difference.highest),
        level=_words(difference.level),
    )


def _afterwards(team: Team) -> Iterator[Section]:
    if not team.differences:
        return
    lines = (
        _("Begin bij het eerste punt. Vraag ieder: wat zag u gebeuren? Noem een voorbeeld, en geen namen."),
        _("Spreek daarna af wat voor het project geldt, of hoe u het uitzoekt."),
        (
            _("Schrijf dat op in het bestand van u samen. Maak het met"),
            " ",
            Strong("verbetertool team ... -o samen.yaml"),
            ". ",
            _("Dan vraagt {command} eerst naar deze verschillen.").format(command="verbetertool audit samen.yaml"),
        ),
    )
    yield Section("daarna", _("Zo voert u het gesprek"), (Items(lines, ordered=True),))
