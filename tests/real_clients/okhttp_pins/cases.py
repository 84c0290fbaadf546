"""Generated (version, patterns, pins, host, path) cases: good ones, and all that people write instead."""

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from random import Random

from real_clients.okhttp_pins.texts import LABELS, ODD, UNICODE

from inspector.chain.path import Layer


@dataclass(frozen=True, slots=True)
class Case:
    """One question to the real class and to the judge."""

    version: str
    host: str
    path: tuple[Layer, ...]
    entries: tuple[tuple[str, tuple[str, ...]], ...]


def make_cases(seed: int, count: int, versions: Sequence[str], paths: Sequence[Sequence[Layer]]) -> list[Case]:
    """Return `count` cases for each version, the same for the same seed."""
    random = Random(seed)
    return [_case(random, version, paths) for version in versions for _ in range(count)]


def _case(random: Random, version: str, paths: Sequence[Sequence[Layer]]) -> Case:
    path = tuple(random.choice(paths))
    host = _host(random)
    layers = [layer for each in paths for layer in each]
    entries = []
    for _ in range(random.choice((1, 1, 1, 2, 2, 3, 4))):
        pins = tuple(
            _pin(random, path, layers, old=version.startswith("3.0"))
            for _ in range(random.choice((0, 1, 1, 1, 2, 2, 3)))
        )
        entries.append((_pattern(random, host), pins))
    return Case(version, host, path, tuple(entries))


def _host(random: Random) -> str:
    names = [random.choice(LABELS[:6]) for _ in range(random.choice((1, 2, 3, 3, 4, 5)))]
    if random.random() < 0.15:
        names[0] = random.choice(UNICODE + LABELS)
    name = ".".join(names)
    odd = (
        "1.2.3.4",
        "::1",
        "127.0.0.1",
        "https",
        "",
        ".",
        "**.bank.test",
        "*.bank.test",
        "2001:db8::7",
        "strasse.test",
        "http",
    )
    match random.randrange(20):
        case 0:
            return random.choice(odd)
        case 1:
            return f"{name}."
        case 2:
            return f"{name}.evil"
        case 3:
            return f"xn--bcher-kva.{name}"
        case 4:
            return name.upper()
        case _:
            return name


def _pattern(random: Random, host: str) -> str:
    above = host.partition(".")[2] or host
    tail = host.split(".", random.randrange(4))[-1]
    match random.randrange(24):
        case 0 | 1 | 2 | 3:
            return host
        case 4 | 5 | 6:
            return f"*.{above}"
        case 7 | 8 | 9:
            return f"**.{random.choice((above, tail, host))}"
        case 10 | 11:
            return f"*.{tail}"
        case 12:
            return f"{random.choice(('', '*.', '**.'))}{random.choice(UNICODE)}.{above}"
        case 13:
            before = random.choice(("https://", "http://", "//", "u@", "*.", "**."))
            return f"{before}{host}{random.choice(('', ':443', '/', '/a?b#c', '.'))}"
        case 14:
            return host.upper() if random.random() < 0.5 else host.title()
        case 15 | 16 | 17 | 18:
            return random.choice(ODD)
        case 19:
            return random.choice(("", "*.", "**.")) + random.choice(ODD)
        case 20:
            return _mutated(random, random.choice((host, f"*.{above}", f"**.{tail}")))
        case 21:
            return "".join(random.choice(UNICODE + LABELS) for _ in range(random.randrange(1, 4)))
        case _:
            return f"{random.choice(LABELS + UNICODE)}.{tail}"


def _mutated(random: Random, text: str) -> str:
    place = random.randrange(len(text) + 1)
    spice = random.choice(
        (
            "*",
            ".",
            "/",
            ":",
            "@",
            "%",
            "\\",
            "?",
            "#",
            "[",
            "]",
            " ",
            "\t",
            "\n",
            "%2e",
            "\u00fc",
            "\u3002",
            "\u200b",
            "-",
            "_",
        )
    )
    return text[:place] + spice + text[place + random.randrange(2) :]


def _pin(random: Random, path: Sequence[Layer], layers: Sequence[Layer], *, old: bool) -> str:
    mine = random.choice(path) if path and random.random() < 0.6 else random.choice(layers)
    spki = mine.certificate.key.spki
    right = mine.pin.base64
    sha1 = base64.b64encode(hashlib.sha1(spki).digest()).decode()
    match random.randrange(40):
        case number if number < 20:
            return f"sha1/{sha1}" if old and number else f"sha256/{right}"
        case 20 | 21:
            return f"sha1/{sha1}"
        case 22:
            return f"sha256/{right.rstrip('=')}"
        case 23:
            return f"sha256/{right.replace('+', '-').replace('/', '_')}"
        case 24:
            blank, end = random.choice(" \n\t\r"), random.choice(("", "=", "==", " = "))
            return f"sha256/{right[:20]}{blank}{right[20:]}{end}"
        case 25:
            return f"sha256/{right[:-2]}{chr(ord(right[-2]) + 1)}="
        case 26:
            return f"sha256/{mine.pin.hex}"
        case 27:
            return random.choice(
                (
                    right,
                    f"SHA256/{right}",
                    f"sha-256/{right}",
                    f"md5/{right}",
                    f"pin-sha256={right}",
                    f" sha256/{right}",
                )
            )
        case 28:
            return random.choice(
                ("", "sha256/", "sha1/", "sha256", "sha256/=", "sha256/A", "sha256/AA", "sha256/\u00e4", "sha1/A")
            )
        case 29:
            return f"sha256//{right}"
        case 30:
            return f"sha1/{right}" if random.random() < 0.5 else f"sha256/{sha1}"
        case 31:
            return f"sha256/{right[:10]}={right[10:]}"
        case 32:
            return f"sha256/{right[:-1]}" + random.choice(("A", "!", "\u00a0", "\x0b", "=A"))
        case 33:
            return f"sha256/{right}{right}"
        case _:
            return f"sha256/{base64.b64encode(random.randbytes(32)).decode()}"
