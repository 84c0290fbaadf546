"""STARTTLS for mail: SMTP (RFC 3207), IMAP (RFC 9051, section 6.2.1) and POP3 (RFC 2595, section 4)."""

from inspector.net.starttls.reply import reply
from inspector.net.starttls.talk import Talk

_OURSELVES = b"[127.0.0.1]"
"""What we call ourselves: an address, as a client without a name does (RFC 5321, section 4.1.3). Tells nothing."""


def smtp(talk: Talk) -> None:
    """Greet, look for STARTTLS among the extensions, and ask for it."""
    code, lines = reply(talk)
    if code != 220:
        talk.refuse(lines[0], why="turned the connection away")
    talk.say(b"EHLO " + _OURSELVES + b"\r\n")
    code, lines = reply(talk)
    if code != 250:
        talk.refuse(lines[0], why="does not take EHLO")
    if not any(line.split()[:1] == [b"STARTTLS"] for line in map(bytes.upper, lines[1:])):
        talk.refuse("", why="does not offer STARTTLS")
    talk.say(b"STARTTLS\r\n")
    code, lines = reply(talk)
    if code != 220:
        talk.refuse(b"%d %s" % (code, lines[0]))


def imap(talk: Talk) -> None:
    """Take the greeting and ask; lines without our tag are passed over."""
    greeting = talk.line()
    if greeting[:5].upper() == b"* BYE":
        talk.refuse(greeting[5:], why="turned the connection away")
    if greeting[:2] != b"* ":
        talk.not_spoken()
    talk.say(b"P1 STARTTLS\r\n")
    while True:
        line = talk.line()
        tag, _, answer = line.partition(b" ")
        if tag == b"P1":
            break
        if tag not in (b"*", b"+"):
            talk.not_spoken()
    if answer[:2].upper() != b"OK":
        talk.refuse(answer)


def pop3(talk: Talk) -> None:
    """Take the greeting and ask."""
    for command in (b"STLS\r\n", b""):
        line = talk.line()
        if line[:4] == b"-ERR":
            talk.refuse(line[4:], why="turned the connection away" if command else "refused to go on in TLS")
        if line[:3] != b"+OK":
            talk.not_spoken()
        talk.say(command)
