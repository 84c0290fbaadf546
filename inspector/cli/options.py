"""The options of every command that takes a target, and the settings that they make."""

from argparse import ArgumentTypeError, Namespace
from typing import TYPE_CHECKING

from inspector.cli.errors import UsageError
from inspector.cli.parser import Parser

if TYPE_CHECKING:
    from datetime import datetime

    from inspector.inspection import Settings
    from inspector.net.starttls.protocol import Protocol

TARGET_HELP = "host, host:port, [v6]:port, URL, a file (PEM, DER, PKCS #7, PKCS #12, CSR, key), or - for standard input"
LONGEST_TIMEOUT = 3600.0


def add_target_options(parser: Parser) -> None:
    """Give `parser` the options that say how to reach and judge a target."""
    group = parser.add_argument_group("how to reach and judge it")
    group.add_argument("--server-name", metavar="NAME", help="name to send (SNI) and to check; default: the host")
    group.add_argument("--connect-to", metavar="HOST:PORT", help="connect there, and speak as the target")
    family = group.add_mutually_exclusive_group()
    family.add_argument("--ipv4", action="store_true", help="use IPv4 addresses only")
    family.add_argument("--ipv6", action="store_true", help="use IPv6 addresses only")
    group.add_argument("--all-addresses", action="store_true", help="ask every address for each kind of leaf key too")
    group.add_argument("--proxy", metavar="URL", help="HTTP proxy to tunnel through, or env to use https_proxy")
    group.add_argument(
        "--starttls",
        metavar="PROTOCOL",
        type=_protocol,
        help="begin in smtp, imap, pop3, ftp, ldap, postgres or mysql, at its port where TARGET has none",
    )
    group.add_argument("--client-cert", metavar="FILE", help="PEM file to show to TARGET: certificate, issuers, key")
    group.add_argument("--legacy", action="store_true", help="speak TLS 1.0 and 1.1 too")
    group.add_argument("--timeout", metavar="SECONDS", type=_timeout, help="for the whole inspection; default: 10")
    group.add_argument("--roots", metavar="STORE", default="mozilla", help="mozilla (default), system, or a PEM file")
    group.add_argument(
        "--android", metavar="API", type=api_level, help="judge as AOSP's release with that API level does, such as 24"
    )
    group.add_argument(
        "--fetch-missing", action="store_true", help="fetch a missing issuer from the address in its certificate"
    )
    group.add_argument(
        "--password-file",
        metavar="FILE",
        help="its first line opens a PKCS #12 file or an encrypted key; default: asked on the terminal",
    )
    group.add_argument(
        "--at", metavar="DATE|TIME", type=_moment, help="judge as of that day (its start, UTC) or RFC 3339 time"
    )


def settings_from(arguments: Namespace) -> "Settings":
    """Return the settings that the options of `add_target_options` mean; no file is read.

    Raises `TargetError` or `UsageError`.
    """
    from inspector.inspection import Settings
    from inspector.net.fetch import DEFAULT_TIMEOUT, Family, FetchOptions

    if not arguments.roots:
        raise UsageError("--roots names no store.", "Give mozilla, system, or a PEM file.")
    family = Family.IPV4 if arguments.ipv4 else Family.IPV6 if arguments.ipv6 else Family.ANY
    return Settings(
        options=FetchOptions(
            timeout=DEFAULT_TIMEOUT if arguments.timeout is None else arguments.timeout,
            family=family,
            proxy=_proxy(arguments.proxy),
            legacy=arguments.legacy,
            starttls=arguments.starttls,
        ),
        roots=arguments.roots,
        android=_android(arguments),
        server_name=arguments.server_name,
        connect_to=arguments.connect_to,
        at=arguments.at,
        fetch_missing=arguments.fetch_missing,
        all_addresses=arguments.all_addresses,
    )


def _android(arguments: Namespace) -> int | None:
    """Return the API level that judges, or None.

    Raises `UsageError` for an unknown one, and beside what no release of Android does.
    """
    level: int | None = arguments.android
    if level is None:
        return None
    if arguments.roots != "mozilla":
        raise UsageError("A release of Android brings its own roots.", "Leave out --roots or --android.")
    if arguments.fetch_missing:
        raise UsageError("Android fetches nothing that a server leaves out.", "Leave out --fetch-missing or --android.")
    from inspector.trust.android import UnknownApi, release_for

    try:
        release_for(level)
    except UnknownApi as error:
        raise UsageError(error.reason, error.hint) from None
    return level


def api_level(text: str) -> int:
    """Return the number in `text`, which may be an API level; raises `ArgumentTypeError` where it cannot."""
    if not (text.isascii() and text.isdigit() and len(text) < 4):
        raise ArgumentTypeError(f"{text} is no API level such as 24")
    return int(text)


def _protocol(text: str) -> "Protocol":
    """Return the protocol called `text`; raises `ArgumentTypeError` where there is none."""
    from inspector.net.starttls.protocol import Protocol

    try:
        return Protocol(text)
    except ValueError:
        raise ArgumentTypeError(f"{text} is none of {', '.join(Protocol)}") from None


def _proxy(value: str | None) -> str | None:
    """Return the proxy as `FetchOptions` takes it. Raises `TargetError` for a URL that can be none."""
    if value is not None:
        from inspector.net.proxy import FROM_ENVIRONMENT, parse_proxy

        if value != FROM_ENVIRONMENT:
            parse_proxy(value)
    return value


def _timeout(text: str) -> float:
    try:
        seconds = float(text)
    except ValueError:
        seconds = 0.0
    if not 0 < seconds <= LONGEST_TIMEOUT:
        raise ArgumentTypeError(f"{text} is no number of seconds between 0 and {LONGEST_TIMEOUT:.0f}")
    return seconds


def _moment(text: str) -> "datetime":
    """Return the start of a day, or an RFC 3339 time (section 5.6), in UTC."""
    import re
    from datetime import UTC, datetime

    day = re.fullmatch(r"\d{4}-\d\d-\d\d", text, re.ASCII)
    time = re.fullmatch(r"\d{4}-\d\d-\d\d[Tt ]\d\d:\d\d:\d\d(\.\d+)?([Zz]|[+-]\d\d:\d\d)", text, re.ASCII)
    if day or time:
        try:
            moment = datetime.fromisoformat(text.upper())
            return moment.replace(tzinfo=UTC) if day else moment.astimezone(UTC)
        except (ValueError, OverflowError):
            pass
    raise ArgumentTypeError(f"{text} is no date such as 2026-11-24 and no time such as 2026-11-24T09:00:00Z")
