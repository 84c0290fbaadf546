"""What the first bytes of a server look like that does not speak TLS."""

from inspector.chain.text import visible

_ENOUGH = 256
_CONTENT_TYPES = range(20, 25)
_STARTTLS = "It may begin in plain text and switch to TLS later (STARTTLS)"
_ASK = f"{_STARTTLS}: ask the port that speaks TLS at once"
_KINDS: tuple[tuple[bytes, str, str], ...] = (
    (b"HTTP/", "plain HTTP", "Plain HTTP lives on this port: use the https port, usually 443."),
    (b"<!DOCTYPE", "plain HTTP", "Plain HTTP lives on this port: use the https port, usually 443."),
    (b"<html", "plain HTTP", "Plain HTTP lives on this port: use the https port, usually 443."),
    (b"SSH-", "SSH", "SSH has no certificate chain: check the port."),
    (b"220", "SMTP or FTP", f"{_STARTTLS}: try --starttls smtp (or port 465) or --starttls ftp (or 990)."),
    (b"421", "SMTP or FTP", "The server turns the connection away: try again later."),
    (b"554", "SMTP", "The server turns the connection away."),
    (b"* OK", "IMAP", f"{_STARTTLS}: try --starttls imap, or port 993."),
    (b"+OK", "POP3", f"{_STARTTLS}: try --starttls pop3, or port 995."),
    (b"200 ", "NNTP", f"{_ASK}, for NNTP usually 563."),
    (b"<?xml", "XMPP or plain XML", f"{_ASK}, for XMPP usually 5223."),
    (b"<stream", "XMPP", f"{_ASK}, for XMPP usually 5223."),
    (b"RFB ", "VNC", "VNC has no certificate chain: check the port."),
    (b"-ERR", "Redis or POP3", "Plain text lives on this port: ask the port that speaks TLS."),
    (b"AMQP", "plain AMQP", "Plain AMQP lives on this port: AMQP over TLS is usually on 5671."),
)


def looks_like_tls(first: bytes) -> bool:
    """Return whether `first` can begin a TLS record: content type 20 to 24, major version 3 (RFC 8446, section 5.1)."""
    return bool(first) and first[0] in _CONTENT_TYPES and first[1:2] in (b"", b"\x03")


def describe(first: bytes) -> tuple[str, str]:
    """Return what `first` looks like, such as `SSH (SSH-2.0-OpenSSH_9.9)`, and what to try; both visible text."""
    first = first[:_ENOUGH]
    line = next(iter(first.splitlines()), b"")
    for start, kind, hint in _KINDS:
        if first[: len(start)].upper() == start.upper():
            return f"{kind} ({_quote(line)})", hint
    if first[4:5] == b"\x0a" and first[3:4] == b"\x00":
        return "MySQL", f"{_STARTTLS}: try --starttls mysql."
    hint = "Check the port: another service lives on it, or something in between answers."
    if line and all(byte >= 0x20 and byte != 0x7F for byte in line) and line.isascii():
        return f"plain text ({_quote(line)})", hint
    return f"bytes {first[:8].hex(' ')}{' …' if len(first) > 8 else ''}", hint


def _quote(line: bytes) -> str:
    return visible(line.decode("latin-1").strip(), 60)
