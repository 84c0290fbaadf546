"""The facts of the connection, at the end of the host bar."""

from textual.content import Content

from inspector.inspection import Inspection
from inspector.tui.present.signs import SIGNS


def connection_line(inspection: Inspection, width: int) -> Content:
    """Return version, group, time, address and moment in at most `width` cells; the less telling leave first."""
    handshake = inspection.handshake
    moment = f"{inspection.at:%H:%M} UTC"
    if handshake is None:
        day = f"judged {inspection.at:%Y-%m-%d}"
        words = (f"from a file {SIGNS.dot} {day} {moment}", f"from a file {SIGNS.dot} {day}", f"file {SIGNS.dot} {day}")
        fitting = (text for text in (*words, "from a file", "file", "") if len(text) <= width)
        return Content.styled(next(fitting, ""), "$text-muted")
    facts = [
        (handshake.version or "handshake failed", 6),
        (handshake.group or "", 3),
        (f"{handshake.milliseconds} ms", 5),
        (handshake.address, 1),
        (f"at {moment}", 2),
    ]
    facts = [(text, weight) for text, weight in facts if text]
    while len(facts) > 1 and _length(facts) > width:
        facts.remove(min(facts, key=lambda fact: fact[1]))
    if _length(facts) > width:
        return Content("")
    return Content("  ").join([Content.styled(text, "$text-muted") for text, _ in facts])


def _length(facts: list[tuple[str, int]]) -> int:
    return sum(len(text) for text, _ in facts) + 2 * (len(facts) - 1)
