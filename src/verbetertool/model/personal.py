"""What in a text looks like a personal detail: a citizen service number, telephone number, e-mail address, birth date.

It looks only: a text may hold a number that happens to fit. Numbers of applications and amounts are told apart by what
stands around them.
"""

import re
from functools import lru_cache
from typing import Literal

PersonalKind = Literal["service_number", "telephone", "email", "birth_date"]

_NOT_DIGITS = bytes(set(range(256)) - set(b"0123456789"))
_FEWEST = 4
"""Digits of the shortest date of birth. Most texts have fewer: to count them first takes a fortieth of the time."""
_MAY_HOLD_NUMBER = re.compile(r"[0-9](?:[\s./()-]*[0-9]){7}")
_SHORT = 500
"""Characters of a text that is looked at once: a round asks for a remark and for a signal."""
_EMAIL = re.compile(r"(?<=[\w+-])@[\w-]{1,63}(?:\.[\w-]{1,63}){0,4}\.[a-z]{2,24}\b", re.IGNORECASE)
_SERVICE_NUMBER = re.compile(
    r"(?<![\w.,/+-])(?:[0-9]{9}|[0-9]{3}([. -])[0-9]{3}\1[0-9]{3}|[0-9]{4}([. -])[0-9]{2}\2[0-9]{3})"
    r"(?![\w/]|[.,-][0-9])"
)
_TELEPHONE = re.compile(
    r"(?<![\w.,/+-])(?:(?:\+|00)31[\s.-]?(?:\(0\)[\s.-]?)?[1-9](?:[\s.-]?[0-9]){8}|06[\s.-]{0,3}[0-9](?:[\s.-]?[0-9]){7}"
    r"|\(?0[1-9][0-9]{1,2}\)?[\s-]{1,3}[0-9](?:[\s.-]?[0-9]){5,6})(?![\w/]|[.,-][0-9])"
)
_CALLED = re.compile(r"\b(?:tel|bel|mob)\w*\W{0,3}0[1-9][0-9]{8}(?![\w/])", re.IGNORECASE)
"""Ten digits by themselves may be the number of anything."""
_MONTHS = "jan|feb|maa|mrt|apr|mei|jun|jul|aug|sep|okt|nov|dec"
_DATE = re.compile(
    rf"(?<![\w.,/-])(?:[0-3]?[0-9]([-/. ])[01]?[0-9]\1((?:19|20)[0-9]{{2}})"
    rf"|[0-3]?[0-9]\s+(?:{_MONTHS})[a-z]*\.?\s+((?:19|20)[0-9]{{2}})|((?:19|20)[0-9]{{2}})-[01][0-9]-[0-3][0-9])(?![\w/-])",
    re.IGNORECASE,
)
_BIRTH = re.compile(r"\bgeboren\b|\bgeb\.|\bgeboorte", re.IGNORECASE)
_BORN = re.compile(
    r"\bgeb(?:oren|oorte\w*|\.|\.?dat\w*)\W{1,4}(?:op\W)?[0-3]?[0-9][-/. ][01]?[0-9][-/. ][0-9]{2}", re.IGNORECASE
)
_YEAR = re.compile(r"(?:19[89]|20[01])[0-9]")
_BORN_IN = range(1985, 2014)
"""Years in which a young person of today may be born: a date in one is a birth date unless something else is said."""
_OTHER_DATE = re.compile(
    r"\b(?:sinds|vanaf|per|start\w*|begon\w*|opgericht|wet|besluit|verordening|rapport|verslag|akkoord|convenant|"
    r"versie|ingegaan|vastgesteld|gestart|gemeten|d\.d\.)\W+(?:\w+\W+){0,3}$",
    re.IGNORECASE,
)
_OTHER_NUMBER = re.compile(
    r"(?:aanvra\w*|zaak\w*|dossier\w*|kenmerk\w*|referentie\w*|factuur\w*|order\w*|project\w*|subsidie\w*|beschikking\w*|"
    r"kvk\w*|rsin\w*|btw\w*|iban\w*|rekening\w*|registratie\w*|volgnummer|isbn|\beuro|\beur\b|€)[\s:.#-]*(?:(?:nummer|nr|no)\b[\s:.#-]*)?"
    r"(?:is|was|van|met|ad)?\s*$",
    re.IGNORECASE,
)
_MONEY_AFTER = re.compile(r"\s*(?:,-|euro\b|eur\b|€|%)", re.IGNORECASE)
_LOOKED_BACK = 40
"""Characters before a number in which it may say what it is."""


def personal_data_in(text: str) -> tuple[PersonalKind, ...]:
    """The kinds of personal details that a text seems to hold, each once."""
    return _in_short(text) if len(text) <= _SHORT else _in(text)


def _in(text: str) -> tuple[PersonalKind, ...]:
    digits = len(text.encode(errors="surrogatepass").translate(None, _NOT_DIGITS))
    if digits < _FEWEST and "@" not in text:
        return ()
    kinds: list[PersonalKind] = []
    has_number = digits >= 2 * _FEWEST and _MAY_HOLD_NUMBER.search(text) is not None
    if has_number and _has_service_number(text):
        kinds.append("service_number")
    if has_number and (_CALLED.search(text) or any(not _is_other(text, found) for found in _TELEPHONE.finditer(text))):
        kinds.append("telephone")
    if "@" in text and _EMAIL.search(text):
        kinds.append("email")
    if _has_birth_date(text, says_born="geb" in text.casefold()):
        kinds.append("birth_date")
    return tuple(kinds)


_in_short = lru_cache(maxsize=2048)(_in)


def passes_eleven(digits: str) -> bool:
    """Whether nine digits can be a citizen service number: 9a + 8b + ... + 2h - i is a multiple of eleven, not 0."""
    total = sum((9 - place) * int(digit) for place, digit in enumerate(digits[:8])) - int(digits[8])
    return total % 11 == 0 and digits.strip("0") != ""


def _has_service_number(text: str) -> bool:
    for found in _SERVICE_NUMBER.finditer(text):
        digits = "".join(filter(str.isdigit, found[0]))
        if passes_eleven(digits) and not _is_other(text, found):
            return True
    return False


def _has_birth_date(text: str, *, says_born: bool) -> bool:
    if says_born and _BORN.search(text):
        return True
    if not (says_born or _YEAR.search(text)):
        return False
    for found in _DATE.finditer(text):
        before = text[max(0, found.start() - _LOOKED_BACK) : found.start()]
        if _BIRTH.search(before):
            return True
        year = int(found[2] or found[3] or found[4])
        if year in _BORN_IN and not _OTHER_DATE.search(before):
            return True
    return False


def _is_other(text: str, found: re.Match[str]) -> bool:
    """Whether what stands around a number says that it is an amount, or the number of something else than a person."""
    before = text[max(0, found.start() - _LOOKED_BACK) : found.start()]
    return bool(_OTHER_NUMBER.search(before) or _MONEY_AFTER.match(text, found.end()))
