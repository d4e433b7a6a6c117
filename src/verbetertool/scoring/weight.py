"""The weight of an element: breadth of support, 1-3 (docs/scoring.md section 2). Computed, never typed."""

from verbetertool.model.element import Element
from verbetertool.model.thresholds import MENTIONS_FROM, RULE_MENTIONS, RULE_STUDIES, STUDIES_FROM


def weight_of(element: Element) -> int:
    """1, 2 or 3, from the number of review studies, the mentions, and the dossier's own word for it."""
    studies = len(element.support.review_studies)
    mentions = element.support.mentions or 0
    literature = sum(studies >= lowest for lowest in STUDIES_FROM)
    practice = sum(mentions >= lowest for lowest in MENTIONS_FROM)
    meets_rule = studies >= RULE_STUDIES and mentions >= RULE_MENTIONS
    bonus = 1 if element.called_essential and meets_rule else 0
    weight = min(3, 1 + (literature + practice + bonus) // 2)
    return min(weight, 2) if element.knowledge_gap else weight
