"""Days for a calendar: iCalendar (RFC 5545), as all-day events with a reminder a week before.

An own few lines, since that is all that is used of it: text values are escaped (section 3.3.11), lines end in CR LF and
are folded at 75 octets without breaking a character (3.1). The same plan gives the same bytes.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from hashlib import sha256

from verbetertool.report.document import Document
from verbetertool.report.text import clean

_MOST_OCTETS = 75
_ESCAPED = re.compile(r"[\\;,]")


def calendar(days: Iterable[tuple[str, str, str]], document: Document) -> bytes:
    """A calendar of events: each a day (2027-03-01), a title, and a text of one or more lines.

    `document` is the plan that they are of.
    """
    return b"".join(map(_folded, _lines(days, document)))


def _lines(days: Iterable[tuple[str, str, str]], document: Document) -> Iterator[str]:
    name = document.name
    yield "BEGIN:VCALENDAR"
    yield "VERSION:2.0"
    yield "PRODID:-//verbetertool//plan//NL"
    yield "CALSCALE:GREGORIAN"
    yield f"X-WR-CALNAME:{_text(name)}"
    found: dict[str, int] = {}
    for day, title, text in days:
        start = date.fromisoformat(day)
        yield "BEGIN:VEVENT"
        made_of = f"{name}\0{title}"
        found[made_of] = number = found.get(made_of, 0) + 1
        yield f"UID:{_digest(made_of, number)}@verbetertool"
        yield f"DTSTAMP:{_day(date.fromisoformat(document.date) if document.date else start)}T000000Z"
        yield f"DTSTART;VALUE=DATE:{_day(start)}"
        if start < date.max:
            yield f"DTEND;VALUE=DATE:{_day(start + timedelta(days=1))}"
        yield f"SUMMARY:{_text(title)}"
        yield f"DESCRIPTION:{_text(text)}"
        yield "TRANSP:TRANSPARENT"
        yield "BEGIN:VALARM"
        yield "ACTION:DISPLAY"
        yield f"DESCRIPTION:{_text(title)}"
        yield "TRIGGER:-P7D"
        yield "END:VALARM"
        yield "END:VEVENT"
    yield "END:VCALENDAR"


def _digest(made_of: str, number: int) -> str:
    """The same for an action as long as it is called the same, so that a calendar moves it with its day."""
    return sha256(f"{made_of} {number}".encode(errors="replace")).hexdigest()[:32]


def _day(day: date) -> str:
    return f"{day.year:04}{day.month:02}{day.day:02}"


def _text(text: str) -> str:
    """A text value: backslash, comma, semicolon and line ends escaped; no other control character."""
    return "\\n".join(_ESCAPED.sub(r"\\\g<0>", clean(line)) for line in text.splitlines())


def _folded(line: str) -> bytes:
    """A content line, folded: a further line begins with a space."""
    found, part = b"", b""
    for character in line:
        encoded = character.encode(errors="replace")
        if len(part) + len(encoded) > _MOST_OCTETS:
            found, part = found + part + b"\r\n", b" "
        part += encoded
    return found + part + b"\r\n"
