"""Why the system, or this program, could not do something, in plain words."""

import errno
import os

from verbetertool.language import N_, _


def reason_words(reason: str) -> str:
    """Why something could not be done, as part of a sentence."""
    return _(_REASONS[reason]) if reason in _REASONS else reason


_REASONS = {
    "held_open": N_("het staat open in een ander programma, zoals Excel. Sluit het daar, en probeer het opnieuw"),
    "closed_folder": N_("u mag geen bestanden maken in die map. Vraag om schrijfrechten, of kies een andere map"),
    "read_only": N_("u mag dit bestand niet veranderen. Vraag om schrijfrechten, of kies een andere naam"),
    "not_utf8": N_("het is geen UTF-8. Sla het op als UTF-8"),
    "no_file": N_("het is geen gewoon bestand"),
    "not_a_file": N_("er staat al iets dat geen gewoon bestand is"),
    **{
        os.strerror(number): text
        for name, text in (
            ("ENOSPC", N_("de schijf is vol")),
            ("EDQUOT", N_("uw deel van de schijf is vol")),
            ("EACCES", N_("u hebt er geen rechten voor")),
            ("EPERM", N_("u hebt er geen rechten voor")),
            ("EROFS", N_("deze schijf is alleen om te lezen")),
            ("ENOENT", N_("de map is er niet")),
            ("ENOTDIR", N_("een deel van het pad is geen map")),
            ("EISDIR", N_("het is een map")),
            ("EBADF", N_("de uitvoer is gesloten")),
            ("ELOOP", N_("de snelkoppelingen wijzen naar elkaar")),
            ("ENAMETOOLONG", N_("de naam is te lang")),
            ("EFBIG", N_("het bestand wordt te groot")),
            ("EIO", N_("de schijf geeft een fout")),
            ("EBUSY", N_("een ander programma gebruikt het")),
            ("ETXTBSY", N_("een ander programma gebruikt het")),
            ("EMFILE", N_("er staan te veel bestanden open")),
            ("ENFILE", N_("er staan te veel bestanden open")),
            ("ENODEV", N_("de schijf is er niet meer")),
            ("ENXIO", N_("de schijf is er niet meer")),
            ("ESTALE", N_("de netwerkschijf geeft een ander bestand terug")),
            ("ETIMEDOUT", N_("de netwerkschijf geeft geen antwoord")),
            ("EHOSTDOWN", N_("de netwerkschijf geeft geen antwoord")),
            ("EHOSTUNREACH", N_("de netwerkschijf is niet te bereiken")),
            ("ENOTCONN", N_("de netwerkschijf is niet te bereiken")),
            ("EILSEQ", N_("deze schijf kent een teken in de naam niet")),
            ("EINVAL", N_("de schijf staat dit niet toe")),
            ("ENOLCK", N_("de schijf heeft geen sloten meer vrij")),
            ("ENOTSUP", N_("de schijf kan dit niet")),
            ("EOPNOTSUPP", N_("de schijf kan dit niet")),
            ("ENOSYS", N_("de schijf kan dit niet")),
        )
        if (number := getattr(errno, name, None)) is not None
    },
}
"""What stands behind a failure, in plain words: by our own name for it, or by what the system says of it. What is not
here is shown as the system says it."""
