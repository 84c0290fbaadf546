"""Failure texts: recognised whatever a log did to them, taken apart, and held against the live path."""

import json

import pytest
from checking.fakes import ISSUING, LEAF, ROOT, STRAY, means, seen
from trust.making import HOST

from inspector.checking.checking import Named, check
from inspector.checking.failure.explaining import explain
from inspector.checking.failure.recognition import recognise_failure
from inspector.checking.failure.text import Failure, FailureKind
from inspector.checking.gathering import Gathered
from inspector.checking.report import Ending
from inspector.clients.rule import Outcome
from inspector.clients.source import Source

L, M, R, S = (str(made.certificate.pin) for made in (LEAF, ISSUING, ROOT, STRAY))


def okhttp(peer: tuple[str, ...] = (L, M, R), pinned: tuple[str, ...] = (S,), host: str = HOST) -> str:
    """Return OkHttp's text, as 3.0 to 5.4 print it."""
    chain = "".join(f"\n    {pin}: CN=x{number}, O=y" for number, pin in enumerate(peer))
    pins = "".join(f"\n    {pin}" for pin in pinned)
    return (
        "javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure!\n  Peer certificate chain:"
        f"{chain}\n  Pinned certificates for {host}:{pins}\n"
        "\tat okhttp3.CertificatePinner.check(CertificatePinner.kt:199)\n\tat sha256/never\n"
    )


def read(text: str) -> Failure:
    """Return what a text says; there must be something."""
    found = recognise_failure(text)
    assert found is not None
    return found


def logcat(text: str) -> str:
    """Return the text as Android's log prints it."""
    return "".join(f"11-24 12:00:00.123  4242  4242 W System.err: {line}\n" for line in text.splitlines())


@pytest.mark.parametrize(
    "mangle",
    [
        lambda text: text,
        logcat,
        lambda text: text.replace("\n", "\r\n").replace("\r\n", "\n"),
        lambda text: json.dumps({"message": text}),
        lambda text: " ".join(text.split("\tat")[0].split()),
        lambda text: text.replace("    sha256", "sha256").replace("  Pe", "Pe").replace("  Pi", "\n\nPi"),
        lambda text: text.replace(", O=y", ",O=y"),
        lambda text: text.replace("=:", ":").replace("=\n", "\n"),
    ],
    ids=["plain", "logcat", "lines", "json", "one line", "flat", "android names", "unpadded"],
)
def test_okhttps_text_is_read_however_it_was_mangled(mangle: object) -> None:
    """The chain with its names, the host and the pins; nothing of the stack trace."""
    assert callable(mangle)
    found = read(mangle(okhttp(pinned=(S, R))))
    assert (found.kind, found.client, found.host) == (FailureKind.PINS, "okhttp", HOST)
    assert [str(line.pin.pin) for line in found.peer] == [L, M, R]
    assert [line.subject[:4] for line in found.peer] == ["CN=x"] * 3
    assert [str(pin.pin) for pin in found.pinned] == [S, R]


def test_lines_are_counted() -> None:
    """From the first line of the paste."""
    found = read("Oh no:\n" + okhttp())
    assert (found.line, [peer.pin.line for peer in found.peer], found.pinned[0].line) == (2, [4, 5, 6], 8)


def test_the_last_of_several_counts() -> None:
    """A log has many; the newest is asked about."""
    assert read(okhttp(host="old.test") + okhttp()).host == HOST


def test_an_empty_chain_is_no_wrong_pin() -> None:
    """OkHttp's chain cleaner failed, and its exception was swallowed."""
    found = read(okhttp(peer=()))
    assert found.kind is FailureKind.EMPTY_CHAIN
    explained = explain(found, seen())
    assert "not a wrong pin" in explained.summary
    assert "trusts everything" in explained.hint


def test_a_sha1_pin_and_a_short_one_are_kept_with_their_reason() -> None:
    """OkHttp prints them as they were added."""
    found = read(okhttp(pinned=("sha1/AAAAAAAAAAAAAAAAAAAAAAAAAAA=", "sha256/AAAA")))
    assert [pin.pin for pin in found.pinned] == [None, None]
    assert "SHA-1" in found.pinned[0].problem
    assert "3 bytes" in found.pinned[1].problem


def test_ktors_text_is_known_by_its_exception() -> None:
    """Same layout, another client."""
    text = okhttp().replace("javax.net.ssl.SSLPeerUnverifiedException", "TlsPeerUnverifiedException")
    assert read(text).client == "ktor-darwin"


@pytest.mark.parametrize(
    "code",
    [
        'append("Certificate pinning failure!")\nappend("\\n  Peer certificate chain:")\n'
        'append("\\n  Pinned certificates for ").append(hostname).append(":")',
        "val pin = 3 // PIN verification failed",
        "",
        "x" * 2_000_000,
    ],
    ids=["source", "a PIN", "empty", "long"],
)
def test_other_texts_are_no_failure(code: str) -> None:
    """Neither the code that prints it, nor what only sounds alike."""
    assert recognise_failure(code) is None


def test_a_host_name_failure_is_another_one() -> None:
    """The leaf's pin stands in it, and no pin was asked (ConnectPlan.connectTls)."""
    text = (
        f"javax.net.ssl.SSLPeerUnverifiedException: Hostname {HOST} not verified:\n    certificate: {L}\n"
        "    DN: CN=other.test\n    subjectAltNames: [other.test]"
    )
    found = read(text)
    assert (found.kind, found.host) == (FailureKind.HOSTNAME, HOST)
    assert [str(peer.pin.pin) for peer in found.peer] == [L]
    assert "no pin was asked" in explain(found, seen()).summary


@pytest.mark.parametrize(
    ("text", "kind", "client", "host"),
    [
        (
            "javax.net.ssl.SSLHandshakeException: java.security.cert.CertificateException: Pin verification failed",
            FailureKind.PINS, "nsc", None,
        ),
        ("X509Util: Failed to validate the chain, error: Pin verification failed", FailureKind.PINS, "nsc", None),
        ("net::ERR_SSL_PINNED_KEY_NOT_IN_CERT_CHAIN", FailureKind.PINS, "cronet", None),
        ("=== TrustKit: Error: SSL Pin not found for api.bank.test", FailureKind.PINS, "trustkit", HOST),
        ("Certificate pinning failed for host api.bank.test.", FailureKind.PINS, "alamofire", HOST),
        ("Public key pinning failed for host api.bank.test.", FailureKind.PINS, "alamofire", HOST),
        (
            'Error Domain=NSURLErrorDomain Code=-1200 "…" UserInfo={NSErrorFailingURLStringKey=https://api.bank.test/v1,'
            " _kCFStreamErrorCodeKey=-9802}",
            FailureKind.UNCLEAR, "apple", HOST,
        ),
        ("Error Domain=NSURLErrorDomain Code=-999 https://api.bank.test/", FailureKind.UNCLEAR, "swift", HOST),
        ("Trust anchor for certification path not found.", FailureKind.UNTRUSTED, "android", None),
        ("curl: (90) SSL: public key does not match pinned public key", FailureKind.PINS, "curl", None),
        ("The public key does not match pinned public key!", FailureKind.PINS, "wget", None),
    ],
)  # fmt: skip
def test_sentences_of_other_clients(text: str, kind: FailureKind, client: str, host: str | None) -> None:
    """Each is known, with the host where it stands in the text."""
    found = read(f"log\n{text}\nmore")
    assert (found.kind, found.client, found.host, found.line) == (kind, client, host, 2)


def test_curls_talk_gives_the_leaf_and_the_command_the_pins() -> None:
    """As `curl -v` prints them."""
    text = (
        f"$ curl -v --pinnedpubkey 'sha256/{S[6:]};sha256/{R[6:]}' https://{HOST}:8443/\n"
        f"*  public key hash: sha256/{L[6:]}\ncurl: (90) SSL: public key does not match pinned public key\n"
    )
    found = read(text)
    assert found.host == HOST
    assert [str(pin.pin) for pin in found.pinned] == [S, R]
    assert [str(peer.pin.pin) for peer in found.peer] == [L]


@pytest.mark.parametrize(
    ("shown", "pinned", "summary"),
    [
        (None, (S,), "no other certificate is looked at"),
        (None, (M,), "no other certificate is looked at"),
        (L, (M,), "is the key of an authority"),
        (L, (S,), "the pins are wrong here"),
        (S, (L,), "not the one of today's leaf; the pins match that"),
        (S, ("sha256/" + "B" * 42 + "8=",), "not the one of today's leaf; the pins do not match that either"),
    ],
    ids=["no key", "no key, authority", "authority", "same leaf", "renewed, pinned", "renewed"],
)
def test_curl_looks_at_the_leaf_alone(shown: str | None, pinned: tuple[str, ...], summary: str) -> None:
    """Nothing is claimed about trust: with -k it says the same, and pins of authorities never match."""
    pins = ";".join(f"sha256/{pin[6:]}" for pin in pinned)
    talk = "" if shown is None else f"*  public key hash: sha256/{shown[6:]}\n"
    text = f"$ curl -vk --pinnedpubkey '{pins}' https://{HOST}/\n{talk}curl: (90) SSL: public key does not match"
    explained = explain(read(f"{text} pinned public key\n"), seen())
    assert summary in explained.summary
    told = " ".join((explained.summary, explained.hint, *(line.means for line in explained.lines)))
    assert "trusted" not in told
    assert "in the chain" not in told


@pytest.mark.parametrize(
    ("peer", "pinned", "summary"),
    [
        ((L, M, R), (S,), "the pins are wrong here"),
        ((S,), (L,), "not the one of today's leaf"),
        ((S, "sha256/" + "B" * 42 + "8="), (L,), "another chain"),
        ((S, M, R), (L,), "changed since"),
        ((L, M, R), (M,), "cannot be whole"),
    ],
    ids=["same chain", "another leaf", "another chain", "renewed", "not whole"],
)
def test_the_text_is_held_against_the_live_path(peer: tuple[str, ...], pinned: tuple[str, ...], summary: str) -> None:
    """What most likely happened, from what the two chains share."""
    explained = explain(read(okhttp(peer, pinned)), seen())
    assert summary in explained.summary
    assert [line.means.partition(" ")[0] for line in explained.live] == ["leaf", "intermediate", "root"]


def test_without_a_live_path_the_top_of_the_chain_tells() -> None:
    """A chain up to a key that no public root has was most likely shown by a proxy."""
    explained = explain(read(okhttp()), None)
    assert "proxy" in explained.hint
    assert explained.live == ()


def gathered(text: str) -> Gathered:
    """Return a pasted text."""
    return Gathered("standard input", False, (Source("", text),), ())


def test_a_text_whose_pins_match_today_is_fine() -> None:
    """The pins of the text are judged like those of any file, at the host that it names."""
    client = okhttp().replace("CertificatePinner", "x")
    report = check(gathered(client), (), means())
    ((_, _, verdict),) = report.verdicts
    assert (verdict.host, verdict.outcome) == (HOST, Outcome.REFUSED)
    assert report.ending is Ending.BAD
    report = check(gathered(okhttp(peer=(S,), pinned=(R,))), (), means())
    assert [verdict.outcome for _, _, verdict in report.verdicts] == [Outcome.CONNECTS]
    assert report.ending is Ending.FINE


def test_a_text_without_host_is_bad_until_one_is_named() -> None:
    """Nothing can be compared; with a target its path is shown."""
    text = "CertificateException: Pin verification failed"
    assert check(gathered(text), (), means()).ending is Ending.BAD
    report = check(gathered(text), (Named(HOST, HOST),), means())
    assert report.ending is Ending.BAD
    (file,) = report.files
    assert file.explained is not None
    assert len(file.explained.live) == 3


def test_in_a_project_no_log_is_taken_for_one() -> None:
    """Only what was named itself."""
    source = Source("log.txt", okhttp())
    report = check(Gathered("project", True, (source,), ()), (), means())
    assert report.files == ()


def test_a_source_with_pins_is_read_as_a_source() -> None:
    """Although a comment in it quotes a failure."""
    text = f"fake\na {HOST} leaf stray"

    report = check(Gathered("a.kt", False, (Source("a.kt", text + "\n" + "a b"),), ()), (), means())
    assert report.files[0].file.failure is None
