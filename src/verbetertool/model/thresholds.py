"""Every number of the method, once: limits, shares, draws and counts (docs/scoring.md; sections as noted).

Who shows one takes it from here. They are working agreements of this tool, not validated figures.
"""

from fractions import Fraction

BAND_FROM = {1: 0, 2: 50, 3: 75, 4: 90}
"""Each band and the lowest score in it (section 6)."""
TOP_BAND = max(BAND_FROM)

WEAK_CONTEXT_BELOW = 75
"""A context with a lower score is weak: it keeps the band at its own band and one more (section 6)."""
WEAK_CONTEXT_FROM = 3
"""A context with fewer counted elements is never called weak."""
PRECONDITION_LIMIT = {0: 2, 1: 2, 2: 3}
"""The highest band with an essential element at this level; a higher level sets no limit (section 6)."""
GROUP_FROM = 3
"""A lock group with fewer counted elements sets no limit (section 6)."""
MOST_GROUPED = 12
"""Elements in all lock groups of a rubric together: every choice among them is tried (section 7)."""
GROUP_LOW_LEVEL = 1
"""Up to this level an element of a group holds the band back."""
GROUP_LIMIT = 3
GROUP_HALF_LIMIT = 2
"""The highest band while one element of a group is that low, and while half of them or more are."""
HARMFUL_DEDUCTION = 2
"""The deduction from which an anti-pattern limits the band (section 6)."""
HARMFUL_LIMIT = {1: 3, 2: 2}
"""The highest band while such an anti-pattern occurs sometimes (1) or usually (2)."""

OLDER_FROM = 23
"""The age from which the contour asks more; who has few of that age says so with `few_from_23` (section 3)."""
ESSENTIAL_ASKS = 3
"""What the contour asks of an essential element at least (section 3)."""
UNSHOWN_LEVEL = 2
"""A level without evidence counts in the proven reading up to here (section 5)."""

SMALL_COUNT_BELOW = 10
"""A count of fewer is shown as a small one (section 1)."""
ASK_COUNT_BELOW = 5
"""Of fewer the questionnaire asks whether a count was meant: `3/4` may be a slip of the finger."""

CONFIDENCE_HIGH_UP_TO = 10
CONFIDENCE_FAIR_UP_TO = 25
"""Points between proven and at most up to which confidence is high, or fair (section 5)."""
ANSWERED_ENOUGH = Fraction(2, 3)
"""The answered share from which a picture can be determined (section 6)."""
OUTDATED_UP_TO = Fraction(1, 3)
"""The share of what is possible that answers to an older rubric may hold; with more the picture can't be determined."""
COMPARABLE_UP_TO = Fraction(1, 5)
"""The share of what applies that may be not applicable before a comparison is limited (section 6)."""

IMPROVEMENT_POINTS = 5
"""What a report names to improve (section 7)."""
FIRST_ACTIONS = 3
"""What the first page of a report names to do, or to find out."""
CONTEXT_ANSWERED_FROM = 3
"""With fewer answers, and something open, too little is known of a context to show a score of it."""

DRAWS = 500
LOWEST_KEPT = 25
HIGHEST_KEPT = 474
"""Positions (from 0) in the sorted draws that bound the robust range (section 8)."""
AHEAD_BY = 5
"""Points between two ranges from which one project is certainly ahead of the other (section 8)."""

TALK_FROM = 2
"""Levels between two people from which they have something to talk about (section 9)."""
SHOWN_FROM = 3
"""People of one perspective from which it is shown apart from the whole (section 9)."""

STUDIES_FROM = (2, 5)
MENTIONS_FROM = (5, 10)
"""Review studies and mentions from which support counts 1, and from which it counts 2 (section 2)."""
RULE_STUDIES = 2
RULE_MENTIONS = 10
"""The dossier's own rule to take up an element (section 2)."""

MOST_ESSENTIAL = 8
"""Essential elements in a rubric (section 3)."""
HEAVIEST_PERCENT = 10
HEAVIEST_CORE_PERCENT = 15
"""Of the points possible in a reference profile for one element, and in its quick scan (section 3)."""
MOST_DEDUCTION = 20
"""Points that all anti-patterns of a rubric together can take off (section 3)."""

QUESTION_WORDS = 75
QUESTION_WORDS_MEAN = 60
"""Words to read at one question of a rubric, and on the average of all of them."""
MOST_ASKED = 15
"""Questions in words of their own to one perspective: five minutes."""
QUICK_SCAN_WORDS = 2000
"""Words to read in a quick scan: ten minutes at two hundred words a minute."""
