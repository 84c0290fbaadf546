"""TLSA records in zone files and in what lookups print."""

import re
from dataclasses import dataclass

from inspector.chain.finding import Severity
from inspector.chain.pin import Pin
from inspector.chain.text import visible
from inspector.clients.rule import RAW_LIMIT, Layers, PinList, PinProblem, PinRule, RuleSet, WrittenPin
from inspector.clients.source import Reading, Source
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins, written_pin

_ORIGIN = re.compile(r"^\$ORIGIN[ \t]+(\S+)", re.IGNORECASE | re.MULTILINE)
_RECORD = re.compile(
    r"^(?P<owner>[^\s;]+)?[ \t]+(?:(?:[0-9]+[smhdw]?|IN)[ \t]+)*TLSA[ \t]+"
    r"(?P<usage>[0-9]+)[ \t]+(?P<selector>[0-9]+)[ \t]+(?P<kind>[0-9]+)[ \t]+(?P<data>[^;\n]*)",
    re.IGNORECASE | re.MULTILINE,
)
_PLACE = re.compile(r"(?:_(?P<port>[0-9]+|\*)\.)?_(?P<protocol>tcp|udp|sctp|dccp)\.", re.IGNORECASE)
_HEX = re.compile(r"[0-9a-fA-F]{64}")
_LAYERS = {0: Layers.ABOVE_LEAF, 1: Layers.LEAF, 2: Layers.ABOVE_LEAF, 3: Layers.LEAF}


@dataclass(frozen=True, slots=True)
class _Record:
    """One record."""

    owner: str
    usage: int
    selector: int
    kind: int
    data: str
    line: int


class TlsaRecords:
    """Reads lines of a zone."""

    name = "tlsa"
    title = "TLSA records"

    def recognises(self, source: Source) -> bool:
        """Return whether a record stands in it; a source of program code is left alone."""
        if source.name.lower().endswith((".py", ".go", ".c", ".h", ".js", ".ts", ".kt", ".java", ".md", ".rst")):
            return False
        return "TLSA" in source.text.upper() and _RECORD.search(_joined(source.text)) is not None

    def read(self, source: Source) -> Reading:
        """Return one rule a record, all in one set: of the records of a name one is enough."""
        rules = [_rule(record) for record in _records(_joined(source.text))]
        if not rules:
            return Reading()
        problems: list[PinProblem] = []
        names: dict[str, list[PinRule]] = {}
        for rule in rules:
            names.setdefault(rule.pattern, []).append(rule)
        for name, own in names.items():
            problems += duplicate_pins(tuple(pin for rule in own for pin in rule.pins))
            if len(own) == 1:
                title = f"{name} has one record: publish the next key's beside it before the key changes."
                hint = "Wait for the old record's lifetime before the server changes (RFC 7671)."
                problems.append(PinProblem("MissingBackupPin", Severity.WARNING, title, hint, own[0].line))
        return Reading((RuleSet("tlsa", tuple(rules), problems=tuple(problems), line=rules[0].line),))


def _joined(text: str) -> str:
    """Return `text` with what stands in parentheses on one line, so that every line stays where it was."""
    parts, depth, held = [], 0, 0
    in_comment = False
    for char in text:
        if char == "\n":
            in_comment = False
            if depth:
                held += 1
                parts.append(" ")
                continue
            parts.append("\n" * (held + 1))
            held = 0
        elif char == ";":
            in_comment = True
            parts.append(" " if depth else char)
        elif in_comment:
            parts.append(" " if depth else char)
        elif char in "()":
            depth = max(depth + (1 if char == "(" else -1), 0)
            parts.append(" ")
        else:
            parts.append(char)
    return "".join(parts)


def _records(text: str) -> list[_Record]:
    """Return the records with whole owners: an empty one is the last before it, a relative one gets the origin."""
    found: list[_Record] = []
    owner = ""
    origins = [(match.start(), match[1]) for match in _ORIGIN.finditer(text)]
    line, counted = 1, 0
    for match in _RECORD.finditer(text):
        line += text.count("\n", counted, match.start())
        counted = match.start()
        owner = match["owner"] or owner
        origin = next((name for start, name in reversed(origins) if start < match.start()), "")
        whole = owner if owner.endswith(".") or not origin else f"{owner}.{origin}"
        usage, selector, kind = (int(match[name][:4]) for name in ("usage", "selector", "kind"))
        found.append(_Record(whole.removesuffix("."), usage, selector, kind, match["data"].strip(), line))
    return found


def _rule(record: _Record) -> PinRule:
    place = _PLACE.match(record.owner)
    host = record.owner[place.end() :].lower() if place else record.owner.lower()
    problems: list[PinProblem] = []
    if place is None:
        title = f"{visible(host, 80)} has no port and protocol in front, so no verifier asks for it."
        hint = "Write _443._tcp. in front of the name."
        problems.append(PinProblem("tlsa-owner", Severity.ERROR, title, hint, record.line))
    elif place["port"] != "443":
        title = f"The record is for port {place['port'] or 'none'}, and another port is another name."
        problems.append(PinProblem("tlsa-port", Severity.INFO, title, "", record.line))
    if record.usage in (0, 1):
        title = f"Usage {record.usage} is passed over by mail servers, which take 2 and 3 alone (RFC 7672)."
        problems.append(PinProblem("tlsa-usage", Severity.WARNING, title, "Write 3 1 1.", record.line))
    written, found = _pin(record)
    group = PinList((written,), _LAYERS.get(record.usage, Layers.LEAF))
    pattern = visible(host, 300)
    return PinRule("tlsa", pattern, (group,), problems=(*problems, *found), line=record.line)


def _pin(record: _Record) -> tuple[WrittenPin, tuple[PinProblem, ...]]:
    data = "".join(record.data.split()).strip('"')
    kept = visible(data, RAW_LIMIT)
    if record.usage not in _LAYERS or record.selector not in (0, 1) or record.kind not in (0, 1, 2):
        title = f"No verifier knows the record's numbers {record.usage} {record.selector} {record.kind}."
        problem = PinProblem("tlsa-numbers", Severity.ERROR, title, "Write 3 1 1.", record.line)
        return WrittenPin(kept, None, "its numbers mean nothing", record.line), (problem,)
    if record.selector == 0 or record.kind != 1:
        what = "a whole certificate" if record.selector == 0 else "a key in another form than SHA-256"
        title = f"The record is over {what}, which is no pin and is not compared here."
        hint = "Write 3 1 1, which outlives a renewal with the same key."
        problem = PinProblem("tlsa-no-pin", Severity.WARNING, title, hint, record.line)
        return WrittenPin(kept, None, UNFOLLOWED, record.line), (problem,)
    if _HEX.fullmatch(data):
        return written_pin(data, Pin(bytes.fromhex(data)), record.line, want="64 hexadecimal digits")
    clause = "it is not 64 hexadecimal digits"
    title = f"The record holds no SHA-256: {clause}, so it matches nothing."
    problem = PinProblem("tlsa-not-hex", Severity.ERROR, title, "Write the pin in hexadecimal digits.", record.line)
    return WrittenPin(kept, None, clause, record.line), (problem,)
