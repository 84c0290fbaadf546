"""What writers share: the lines above the code, the notes beside it, and the snippet that they make."""

from collections.abc import Callable, Sequence

from inspector.clients.abilities import Depth, Expiry, Spelling, Starttls
from inspector.clients.client import Snippet
from inspector.clients.comments import (
    pin_words,
    reach_words,
    refused_words,
    source_words,
    stamp_words,
    warning_words,
)
from inspector.clients.fit import Fitted
from inspector.clients.key_rules import backup_notes
from inspector.clients.limits import file_stem
from inspector.pinning.expiry import last_protected_day


def header(fitted: Fitted, *lines: str) -> list[str]:
    """Return the words above the code, one line each: stamp, source, reach, warnings, expiry, then `lines`."""
    pin_set, host = fitted.pin_set, fitted.host
    stamp = stamp_words(pin_set)
    words = [stamp] if stamp else []
    words += [source_words(pin_set, host), reach_words(pin_set, host, fitted.abilities.depth)]
    words += warning_words(pin_set)
    words += fitted.left_out
    words.append(expiry_line(fitted))
    return [*words, *lines]


def expiry_line(fitted: Fitted) -> str:
    """Return what becomes of the pins in the end."""
    expires = fitted.pin_set.expires
    if fitted.abilities.spelling is Spelling.HEX:
        return "A record holds until the zone drops it and caches have let it go."
    if fitted.abilities.expiry is Expiry.NONE or expires is None:
        return "These pins never expire: ship new ones before the old keys go."
    return f"Last protected day: {last_protected_day(expires)}. From {expires} on, UTC, {fitted.title} does NOT pin."


def slashed(lines: Sequence[str]) -> list[str]:
    """Return comment lines for languages that begin them with two slashes."""
    return [f"// {line}" for line in lines]


def hashed(lines: Sequence[str]) -> list[str]:
    """Return comment lines for shells, Python and YAML."""
    return [f"# {line}" for line in lines]


def xml_comments(fitted: Fitted, lines: Sequence[str]) -> list[str]:
    """Return XML comments; a host with a double hyphen is not named in them (XML 1.0, section 2.5)."""
    host = fitted.host
    return [f"<!-- {line.replace(host, 'the domain below') if '--' in host else line} -->" for line in lines]


def pin_lines(fitted: Fitted, write: Callable[[str], str], indent: str, comment: str = "//") -> list[str]:
    """Return two lines a pin: a comment, and what `write` makes of its base64."""
    lines: list[str] = []
    for words, pin in pin_words(fitted.pin_set):
        lines += [f"{indent}{comment} {words}", f"{indent}{write(pin.base64)}"]
    return lines


def notes(fitted: Fitted, *first: str) -> tuple[str, ...]:
    """Return `first`, then what the reader of any snippet of this client must know beside the code."""
    pin_set, abilities = fitted.pin_set, fitted.abilities
    lines = [*refused_words(pin_set), *first, *fitted.left_out]
    if pin_set.subdomains and abilities.depth is Depth.ONE:
        lines.append(f"Only one label in front of {fitted.host} is covered: deeper names need entries of their own.")
    if abilities.spelling is Spelling.HEX:
        pass
    elif abilities.expiry is Expiry.NONE or pin_set.expires is None:
        lines.append("The pins have no expiry: what was shipped with old pins stays locked out until it is updated.")
    else:
        lines.append(
            f"Last protected day {last_protected_day(pin_set.expires)} (UTC); afterwards nothing is pinned, "
            "and nothing says so."
        )
    if abilities.versions:
        lines.append(f"Needs {abilities.versions}.")
    return (*lines, *backup_notes(pin_set, abilities, fitted.title), *shared_notes(fitted))


def shared_notes(fitted: Fitted) -> tuple[str, ...]:
    """Return what is to be said of the set in whatever client it is, beside what is said of its expiry."""
    lines, protocol = [], fitted.pin_set.service.starttls
    if protocol and fitted.abilities.starttls is Starttls.HOSTS:
        lines.append(
            f"{fitted.title} speaks HTTPS, and these keys were met behind STARTTLS in {protocol}: the code pins "
            f"{fitted.host} where it serves HTTPS with the same keys, and nothing else."
        )
    if fitted.pin_set.stamp and fitted.abilities.spelling is not Spelling.HEX:
        lines.append("Pins add to trust and never replace it: devices must trust this chain's root as well.")
    return tuple(lines)


def snippet(fitted: Fitted, lines: Sequence[str], language: str, file_name: str, said: tuple[str, ...]) -> Snippet:
    """Return the snippet of these lines; `{host}` in `file_name` becomes the host as a file's name may hold it."""
    name = file_name.replace("{host}", file_stem(fitted.host))
    return Snippet("\n".join(lines) + "\n", language, name, said, len(fitted.pin_set.pins))
