"""Replies that begin with a number, as SMTP and FTP give them (RFC 5321, section 4.2; RFC 959, section 4.2)."""

import re

from inspector.net.starttls.talk import Talk

_LINE = re.compile(rb"([1-5][0-9]{2})([ -]|$)(.*)", re.DOTALL)


def reply(talk: Talk) -> tuple[int, list[bytes]]:
    """Return the number of the next reply, and its lines without it; text between the first and last line stays whole.

    Raises what `Talk` raises, also where it is no such reply.
    """
    first = _LINE.fullmatch(talk.line())
    if first is None:
        talk.not_spoken()
    lines = [first[3]]
    goes_on = first[2] == b"-"
    while goes_on:
        line = talk.line()
        found = _LINE.fullmatch(line)
        ours = found is not None and found[1] == first[1]
        lines.append(found[3] if found is not None and ours else line)
        goes_on = found is None or not ours or found[2] == b"-"
    return int(first[1]), lines
