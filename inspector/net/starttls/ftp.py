"""AUTH TLS for FTP (RFC 4217, section 4)."""

from inspector.net.starttls.reply import reply
from inspector.net.starttls.talk import Talk

_WAIT = 120


def ftp(talk: Talk) -> None:
    """Take the greeting and ask for TLS on the control connection."""
    code, lines = reply(talk)
    while code == _WAIT:
        code, lines = reply(talk)
    if code != 220:
        talk.refuse(lines[0], why="turned the connection away")
    talk.say(b"AUTH TLS\r\n")
    code, lines = reply(talk)
    if code != 234:
        talk.refuse(b"%d %s" % (code, lines[0]))
