"""The weight of an element: breadth of support, 1-3 (docs/scoring.md section 2). Computed, never typed."""

from verbetertool.model.rubric import Element


def weight_of(element: Element) -> int:
    """1, 2 or 3, from the number of review studies, the mentions, and the dossier's own word for it."""
    studies = len(element.support.review_studies)
    mentions = element.support.mentions or 0
    literature = 0 if studies < 2 else 1 if studies < 5 else 2
    practice = 0 if mentions < 5 else 1 if mentions < 10 else 2
    meets_rule = studies >= 2 and mentions >= 10
    bonus = 1 if element.called_essential and meets_rule else 0
    weight = min(3, 1 + (literature + practice + bonus) // 2)
    return min(weight, 2) if element.knowledge_gap else weight
