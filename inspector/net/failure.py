"""Why a handshake failed, in words: what happened, what to try, and what the library said."""

from typing import assert_never

from inspector.net.alerts import alert_hint, alert_name
from inspector.net.banner import describe, looks_like_tls
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.exchange import End, Exchange
from inspector.net.tls import Engine

_Words = tuple[Cause, str, str]
_OLD = "It may speak TLS 1.1 or older only; --legacy also tries TLS 1.0 and 1.1."
_OLDER = "It may speak SSL 3 or older only, which is not supported."
_ALTERED = "It may be broken, or something in between alters the connection: try again or from elsewhere."
_PROTOCOL: tuple[tuple[str, str, str], ...] = (
    (
        "excessive message size",
        "sent a certificate chain longer than 100 KiB, more than clients take",
        "Many clients refuse such a chain: the server should send the leaf and its intermediates only.",
    ),
    ("unsupported protocol", "speaks an old version of TLS only", _OLD),
    ("wrong version number", "sent records of a TLS version that does not exist or is not spoken here", _OLD),
    (
        "too many warn alerts",
        "sent nothing but warnings",
        "It may be broken: try again, or check port and server name.",
    ),
    ("unable to find public key", "sent a certificate whose key cannot be used", "Its certificate has to be replaced."),
    ("wrong certificate type", "sent a certificate whose key does not fit the agreed cipher", _ALTERED),
    ("bad signature", "signed the handshake with another key than its certificate has", _ALTERED),
    ("ASN1 lib", "sent a certificate that cannot be read", "Its certificate has to be replaced."),
)


def explain(server: str, exchange: Exchange, engine: Engine, deadline: Deadline) -> FetchError:
    """Return the error of a handshake with `server` (`host:port`) that brought no chain, or not to its end."""
    cause, happened, hint = _words(exchange, engine, deadline)
    said = [*engine.errors, exchange.detail]
    if engine.alert is not None and cause is not Cause.ALERT:
        said.append(f"the server sent the alert {alert_name(engine.alert)} before")
    detail = "; ".join(dict.fromkeys(filter(None, said)))
    return FetchError(Stage.TLS, cause, f"{server} {happened}", hint, detail, alert=engine.alert)


def _words(exchange: Exchange, engine: Engine, deadline: Deadline) -> _Words:
    came = exchange.received
    if came and not looks_like_tls(came):
        kind, hint = describe(came)
        return Cause.NOT_TLS, f"does not speak TLS: it answered with {kind}", hint
    match exchange.end:
        case End.FAILED:
            return _failed(engine)
        case End.CLOSED:
            when = "in the middle of the handshake" if came else "without an answer"
            return Cause.CLOSED, f"closed the connection {when}", _broken_off_hint(engine)
        case End.RESET:
            return Cause.RESET, "reset the connection during the handshake", _broken_off_hint(engine)
        case End.EXPIRED:
            what = "did not finish the handshake" if came else "took the connection and said nothing"
            hint = "It may be busy, or no TLS server; --timeout gives it longer."
            return Cause.TIMEOUT, f"{what} within {deadline}", hint
        case End.DONE:
            what = "finished the handshake without a certificate"
            return Cause.NO_CERTIFICATE, what, "It uses anonymous or pre-shared keys: there is no chain to see."
        case _:
            assert_never(exchange.end)


def _failed(engine: Engine) -> _Words:
    alert = engine.alert
    if alert is not None:
        ended = f"ended the handshake with the alert {alert_name(alert)}"
        if engine.client_certificate_sent:
            return (
                Cause.ALERT,
                f"was shown the client certificate and {ended}",
                "It takes other certificates: check the authority, the dates, and that the file has the intermediates.",
            )
        if engine.client_certificate_requested:
            return (
                Cause.ALERT,
                f"asked for a client certificate and {ended}",
                "Only clients with a certificate connect: --client-cert FILE shows one.",
            )
        return Cause.ALERT, ended, alert_hint(alert, legacy=engine.legacy)
    said = " ".join(engine.errors)
    for text, happened, hint in _PROTOCOL:
        if text in said:
            return Cause.PROTOCOL, happened, _OLDER if hint is _OLD and engine.legacy else hint
    last = f" ({engine.errors[-1]})" if engine.errors else ""
    return Cause.PROTOCOL, f"broke the rules of TLS{last}", _ALTERED


def _broken_off_hint(engine: Engine) -> str:
    if engine.client_certificate_sent:
        return "It was shown the client certificate and may not take it."
    if engine.client_certificate_requested:
        return "It asked for a client certificate and may insist on one: --client-cert FILE shows one."
    legacy = "" if engine.legacy else " or --legacy"
    return f"It may want another server name, a client certificate or an older TLS: try --server-name{legacy}."
