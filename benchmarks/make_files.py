"""Makes realistic answer files from a seed: the same seed, the same bytes.

Example: python benchmarks/make_files.py 1000 map/
"""

import argparse
import json
from pathlib import Path
from random import Random

from verbetertool import load_rubric
from verbetertool.model.rubric import Rubric

_SENTENCES = (
    "Van de 80 jongeren hadden er 41 binnen een maand een vaste begeleider.",
    "Dit staat in de werkwijze, maar lukt nog niet in elke wijk.",
    "Wij spreken de jongere elke week, ook na de start op het werk.",
    "Twee gemeenten doen mee; de derde begint na de zomer.",
    "Een jongere zei: «eindelijk iemand die blijft».",
    "De aantallen komen uit onze eigen registratie van het tweede halfjaar.",
    "Met de werkgevers is afgesproken wie belt als het misgaat.",
    "Een keer per jaar kijken we dit met de jongeren na.",
    "Voor jongeren met schulden is er een aparte afspraak met de gemeente.",
    "In de praktijk hangt het nog af van wie er werkt.",
)
_EVIDENCE = (
    "Jaarverslag 2025",
    "Registratie begeleiding",
    "Vragenlijst jongeren 2025",
    "Steekproef plannen maart 2026",
)
_NAMES = ("Samen", "Kans", "Start", "Op weg", "Werkplaats", "Doorpakken", "Thuisbasis", "Nieuwe stap")
_PLACES = ("Almelo", "Breda", "Den Helder", "Emmen", "Heerlen", "Hoorn", "Leeuwarden", "Roosendaal", "Zwolle")


def answer_file(rubric: Rubric, seed: int, number: int) -> str:
    """The text of one answer file: most questions answered, half with a note, a third with evidence."""
    random = Random(f"{seed}:{number}")  # noqa: S311 - realistic, not secret
    strength = random.uniform(0.2, 0.9)
    lines = [
        "format: verbetertool/1",
        f"rubric: {rubric.id}",
        "project:",
        f"  name: {random.choice(_NAMES)} {random.choice(_PLACES)} {number}",
        f"  organisation: Stichting {random.choice(_NAMES)} {random.choice(_PLACES)}",
        f"  summary: {_quoted(_text(random, 3, number))}",
        f"  target_groups: [{', '.join(_some(random, [c.id for c in rubric.target_groups], 3))}]",
        f"  ages: {{from: {random.choice((16, 18, 23))}, to: 27}}",
        f"  goals: [{', '.join(_some(random, [c.id for c in rubric.goals], 2))}]",
        f"  phases: [{', '.join(_some(random, [c.id for c in rubric.phases], 7))}]",
        f"  status: {random.choice(('plan', 'uitvoering', 'uitvoering', 'afgerond'))}",
        "audit:",
        "  scope: full",
        f"  date: 2026-{random.randint(1, 12):02}-{random.randint(1, 28):02}",
        "answers:",
    ]
    for element in rubric.elements:
        lines += _answer(random, element.id, strength, number)
    lines.append("anti_patterns:")
    for anti_pattern in rubric.anti_patterns:
        occurs = random.choices(("never", "sometimes", "usually", "unknown"), (6, 3, 1, 1))[0]
        if random.random() < 0.3:
            lines += [
                f"  {anti_pattern.id}:",
                f"    occurs: {occurs}",
                f"    note: {_quoted(_text(random, 1, number))}",
            ]
        else:
            lines.append(f"  {anti_pattern.id}: {occurs}")
    return "\n".join(lines) + "\n"


def make_files(folder: Path, count: int, seed: int = 1) -> None:
    """Writes `count` answer files into `folder`."""
    folder.mkdir(parents=True, exist_ok=True)
    rubric = load_rubric()
    for number in range(count):
        text = answer_file(rubric, seed, number)
        (folder / f"aanvraag-{number:05}.yaml").write_text(text, encoding="utf-8")


def _answer(random: Random, name: str, strength: float, number: int) -> list[str]:
    chance = random.random()
    if chance < 0.05:
        return []
    if chance < 0.10:
        return [f"  {name}: unknown"]
    if chance < 0.12:
        return [f"  {name}:", "    not_applicable: Dit past niet bij ons project."]
    level = min(4, max(0, round(random.gauss(4 * strength, 1))))
    note, shown = random.random() < 0.5, random.random() < 0.35
    if not (note or shown):
        return [f"  {name}: {level}"]
    lines = [f"  {name}:", f"    level: {level}"]
    if note:
        lines.append(f"    note: {_quoted(_text(random, random.randint(1, 3), number))}")
    if shown:
        pages = [f"{text} p. {random.randint(1, 60)}" for text in random.sample(_EVIDENCE, random.randint(1, 2))]
        lines.append(f"    evidence: [{', '.join(pages)}]")
    return lines


def _text(random: Random, sentences: int, number: int) -> str:
    return f"{' '.join(random.sample(_SENTENCES, sentences))} (project {number}-{random.randint(100, 999)})"


def _some(random: Random, choices: list[str], most: int) -> list[str]:
    chosen = set(random.sample(choices, random.randint(1, most)))
    return [choice for choice in choices if choice in chosen]


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


if __name__ == "__main__":
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("count", type=int)
    parser.add_argument("folder", type=Path)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    make_files(given.folder, given.count, given.seed)
