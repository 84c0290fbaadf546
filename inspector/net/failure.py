"""Why a handshake failed, in words: what happened, what to try, and what the library said."""

from typing import assert_never

from inspector.net.alerts import alert_hint, alert_name
from inspector.net.banner import describe, looks_like_tls
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.exchange import End, Exchange
from inspector.net.tls import Engine

_Words = tuple[Cause, str, str]
_LEGACY_HINT = "It may speak TLS 1.1 or older only; `--legacy` also tries TLS 1.0 and 1.1."
_PROTOCOL: tuple[tuple[str, str, str], ...] = (
    (
        "excessive message size",
        "sent a certificate chain longer than 100 KiB, which is more than clients take",
        "Many clients refuse such a chain: the server should send the leaf and its intermediates only.",
    ),
    ("unsupported protocol", "speaks an old version of TLS only", _LEGACY_HINT),
    ("wrong version number", "sent records of no TLS version that is spoken here", _LEGACY_HINT),
    (
        "too many warn alerts",
        "sent nothing but warnings",
        "It may be under attack or broken: try again, or check port and server name.",
    ),
)
_PROTOCOL_HINT = "It may be broken, or something in between alters the connection: try again or from elsewhere."


def explain(server: str, exchange: Exchange, engine: Engine, deadline: Deadline) -> FetchError:
    """Return the error of a handshake with `server` (`host:port`) that brought no chain, or not to its end."""
    cause, happened, hint = _words(exchange, engine, deadline)
    said = [*engine.errors, exchange.detail]
    if engine.alert is not None and cause is not Cause.ALERT:
        said.append(f"the server sent the alert {alert_name(engine.alert)} before")
    return FetchError(Stage.TLS, cause, f"{server} {happened}", hint, "; ".join(dict.fromkeys(filter(None, said))))


def _words(exchange: Exchange, engine: Engine, deadline: Deadline) -> _Words:
    if exchange.first and not looks_like_tls(exchange.first):
        kind, hint = describe(exchange.first)
        return Cause.NOT_TLS, f"does not speak TLS: it answered with {kind}", hint
    match exchange.end:
        case End.FAILED:
            return _failed(engine)
        case End.CLOSED:
            when = "in the middle of the handshake" if exchange.first else "without an answer"
            return Cause.CLOSED, f"closed the connection {when}", _broken_off_hint(engine)
        case End.RESET:
            return Cause.RESET, "reset the connection during the handshake", _broken_off_hint(engine)
        case End.EXPIRED:
            what = "did not finish the handshake" if exchange.first else "took the connection and said nothing"
            hint = "It may be busy, or no TLS server; `--timeout` gives it longer."
            return Cause.TIMEOUT, f"{what} within {deadline}", hint
        case End.DONE:
            return (
                Cause.NO_CERTIFICATE,
                "finished the handshake without a certificate",
                "It uses anonymous or pre-shared keys: there is no chain to see.",
            )
        case _:
            assert_never(exchange.end)


def _failed(engine: Engine) -> _Words:
    alert = engine.alert
    if alert is not None:
        wants = "wants a client certificate and " if engine.client_certificate_requested else ""
        hint = (
            "Its chain is what it is; only a client with a certificate gets further."
            if engine.client_certificate_requested
            else alert_hint(alert)
        )
        return Cause.ALERT, f"{wants}ended the handshake with the alert {alert_name(alert)}", hint
    said = " ".join(engine.errors)
    for text, happened, hint in _PROTOCOL:
        if text in said:
            return Cause.PROTOCOL, happened, hint
    return Cause.PROTOCOL, "broke the rules of TLS", _PROTOCOL_HINT


def _broken_off_hint(engine: Engine) -> str:
    if engine.client_certificate_requested:
        return "It asked for a client certificate and may insist on one."
    return "It may want another server name, a client certificate or an older TLS: try `--server-name` or `--legacy`."
