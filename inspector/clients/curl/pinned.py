"""The text of `--pinnedpubkey` as curl and wget take it apart."""

import re
from binascii import Error, a2b_base64
from collections.abc import Callable

from inspector.chain.finding import Severity
from inspector.chain.pin import DIGEST_BYTES, Pin
from inspector.chain.text import visible
from inspector.clients.rule import RAW_LIMIT, Layers, PinList, PinProblem, WrittenPin
from inspector.clients.spelling import UNFOLLOWED, duplicate_pins, strict_base64, written_pin

PREFIX = "sha256//"
"""In front of each pin."""

_PEM = re.compile(r"-----BEGIN PUBLIC KEY-----([A-Za-z0-9+/=\s]+)-----END PUBLIC KEY-----")
_GLUE = re.compile(r"[;,\s]")


def read_pinned(
    program: str, text: str, line: int, beside: Callable[[str], str | None]
) -> tuple[PinList, tuple[PinProblem, ...]]:
    """Return the pins in the argument `text` of curl or wget, and what is wrong with them.

    Pieces are cut at ``;sha256//``; anything that does not begin with the prefix is the name of a file with a public
    key (`Curl_pin_peer_pubkey` in curl's vtls.c, `wg_pin_peer_pubkey` in wget's utils.c).
    """
    if not text.startswith(PREFIX):
        return _from_file(text, line, beside)
    pins: list[WrittenPin] = []
    problems: list[PinProblem] = []
    for piece in text.removeprefix(PREFIX).split(f";{PREFIX}"):
        pin = _compared(program, piece)
        if pin is None and _GLUE.search(piece):
            title = "Pins are not divided by a bare ;sha256// so what stands between is one text that matches nothing."
            hint = "Write 'sha256//A=;sha256//B=' with neither blanks nor commas, and the prefix before each."
            problems.append(PinProblem("glued-pins", Severity.ERROR, title, hint, line))
            pins.append(WrittenPin(visible(piece, RAW_LIMIT), None, "it is several texts in one", line))
            continue
        written, found = written_pin(piece, pin, line, want="sha256// and padded base64")
        pins.append(written)
        problems += found
    if len({written.pin for written in pins}) == 1 and pins[0].pin is not None:
        title = "There is one pin: when the server's key changes, every call fails."
        hint = "Add the pin of the next key behind ;sha256//"
        problems.append(PinProblem("MissingBackupPin", Severity.INFO, title, hint, line))
    return PinList(tuple(pins), Layers.LEAF), (*problems, *duplicate_pins(tuple(pins)))


def _compared(program: str, piece: str) -> Pin | None:
    """Return what a piece is compared with: curl compares the base64 as text, wget decodes it and skips blanks."""
    decoded = strict_base64("".join(piece.split()) if program == "wget" else piece)
    if decoded is None or len(decoded) != DIGEST_BYTES:
        return None
    pin = Pin(decoded)
    return pin if program == "wget" or pin.base64 == piece else None


def _from_file(name: str, line: int, beside: Callable[[str], str | None]) -> tuple[PinList, tuple[PinProblem, ...]]:
    shown = visible(name, 60)
    if "sha256" in name.lower() or (strict_base64(name) and len(name) == 44):
        title = f"{shown} is taken as the name of a file: a pin begins with sha256// and nothing else."
        problem = PinProblem("pin-prefix", Severity.ERROR, title, "Write sha256// in front of the base64.", line)
        written = WrittenPin(visible(name, RAW_LIMIT), None, "it does not begin with sha256//", line)
        return PinList((written,), Layers.LEAF), (problem,)
    text = beside(name)
    found = None if text is None else _PEM.search(text)
    if found is not None:
        try:
            pin = Pin.of(a2b_base64("".join(found[1].split())))
        except (Error, ValueError):
            pin = None
        if pin is not None:
            return PinList((WrittenPin(shown, pin, line=line),), Layers.LEAF), ()
    title = f"The public key {shown} cannot be read here, so its pin is not known."
    problem = PinProblem("key-file-unread", Severity.WARNING, title, "Check that file by itself.", line)
    return PinList((WrittenPin(shown, None, UNFOLLOWED, line),), Layers.LEAF), (problem,)
