"""Faces that are not whole: silent and closed addresses, cancelling, bounds, and faults of our own."""

import socket
import ssl
import threading
from pathlib import Path

import pytest
from net.credentials import issue
from net.hosts import HOST, OPTIONS, Book, at, one_key, pin_of, seen
from net.opponents import Opponent, silence, speak_tls

from inspector.net import ask_faces as asking
from inspector.net.ask_faces import ask_faces
from inspector.net.cancel import Cancel
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.faces import Faces, Outcome, Probe, needed_pins, summary
from inspector.net.options import FetchOptions, KeyKind
from inspector.net.target import parse_target


def test_a_silent_address_leaves_the_rest_and_the_picture_open(tmp_path: Path) -> None:
    """What was answered is kept; the silent one is marked with its error, and the sentence says what is missing."""
    leaf = issue(HOST)
    with Opponent(speak_tls(one_key(tmp_path / "one", leaf))) as loud, Opponent(silence, "127.0.0.2") as mute:
        book = Book(("127.0.0.1", loud.port), ("127.0.0.2", mute.port))
        faces = ask_faces(parse_target(HOST), FetchOptions(timeout=1), lookup=book)
    assert not faces.complete
    assert set(faces.groups) == {pin_of(leaf)}
    failed = [probe for probe in faces.probes if probe.outcome is Outcome.FAILED]
    assert {probe.question.address for probe in failed} == {f"127.0.0.2:{mute.port}"}
    assert {probe.error.cause for probe in failed if probe.error} == {Cause.TIMEOUT}
    assert all(probe.reason.endswith("said nothing within 1 s") for probe in failed)
    assert faces.silent == (f"127.0.0.2:{mute.port}",)
    assert summary(faces, HOST) == "1 leaf key is in use. There may be more: 4 of 8 questions had no answer."


def test_an_address_that_refuses_is_an_error_and_not_an_absent_key(tmp_path: Path) -> None:
    """Nothing listens there: nobody knows its key."""
    with socket.create_server(("127.0.0.1", 0)) as listener:
        closed = listener.getsockname()[1]
    faces = ask_faces(parse_target(HOST), OPTIONS, lookup=Book(("127.0.0.1", closed)))
    assert {probe.error.cause for probe in faces.probes if probe.error} == {Cause.REFUSED}
    assert {outcome for _, _, outcome in seen(faces)} == {Outcome.FAILED}
    assert summary(faces, HOST) == "No leaf key was seen: 4 of 4 questions had no answer."


def test_a_server_that_turns_the_name_away_everywhere_leaves_the_picture_open() -> None:
    """Both kinds are refused for the name: something else is wanted, and the address counts as silent."""
    alert = b"\x15\x03\x03\0\2\2\x28"

    def refuse(sock: socket.socket, stop: threading.Event) -> None:
        sock.recv(4_096)
        sock.sendall(alert)

    with Opponent(refuse) as server:
        faces = ask_faces(at(server), OPTIONS)
    assert {outcome for _, _, outcome in seen(faces)} == {Outcome.NOT_SERVED}
    assert not faces.complete
    assert summary(faces, HOST) == f"No leaf key was seen: 127.0.0.1:{server.port} served no leaf at all."


def test_a_server_that_hangs_up_without_a_name_wants_one(tmp_path: Path) -> None:
    """Its answer to clients without a name is no answer, and no gap either."""
    leaf = issue(HOST)
    context = one_key(tmp_path / "one", leaf)

    def choose(connection: ssl.SSLSocket | ssl.SSLObject, name: str | None, _: ssl.SSLContext) -> int | None:
        return None if name else ssl.ALERT_DESCRIPTION_UNRECOGNIZED_NAME

    context.sni_callback = choose
    with Opponent(speak_tls(context)) as server:
        faces = ask_faces(at(server), OPTIONS)
    assert (KeyKind.ECDSA, False, Outcome.NOT_SERVED) in seen(faces)
    assert faces.complete
    assert set(faces.groups) == {pin_of(leaf)}


def test_every_answer_is_told_with_all_so_far(tmp_path: Path) -> None:
    """One more each time, out of the same total; the last telling is the result."""
    told: list[Faces] = []
    with Opponent(speak_tls(one_key(tmp_path / "one", issue(HOST)))) as server:
        faces = ask_faces(at(server), OPTIONS, told=told.append)
    assert [len(so_far.probes) for so_far in told] == [1, 2, 3, 4]
    assert {so_far.total for so_far in told} == {4}
    assert [so_far.complete for so_far in told[:3]] == [False] * 3
    assert told[-1] == faces


def test_cancelling_ends_all_questions_and_keeps_the_answers(tmp_path: Path) -> None:
    """The limit is an hour; the switch is used when the one honest address has answered."""
    leaf = issue(HOST)
    cancel = Cancel()

    def give_up(faces: Faces) -> None:
        if len(faces.probes) == 4:
            cancel.set()

    with Opponent(speak_tls(one_key(tmp_path / "one", leaf))) as loud, Opponent(silence, "127.0.0.2") as mute:
        book = Book(("127.0.0.1", loud.port), ("127.0.0.2", mute.port))
        faces = ask_faces(parse_target(HOST), FetchOptions(timeout=3_600), cancel=cancel, told=give_up, lookup=book)
    assert set(faces.groups) == {pin_of(leaf)}
    causes = [probe.error.cause for probe in faces.probes if probe.outcome is Outcome.FAILED and probe.error]
    assert causes == [Cause.CANCELLED] * 4
    assert not faces.complete


def test_a_switch_that_was_used_before_asks_nothing() -> None:
    """The name is not even looked up."""
    cancel = Cancel()
    cancel.set()
    with pytest.raises(FetchError) as caught:
        ask_faces(parse_target("localhost"), OPTIONS, cancel=cancel)
    assert (caught.value.stage, caught.value.cause) == (Stage.NAME, Cause.CANCELLED)


def test_a_target_without_a_name_to_send_is_asked_once_for_each_kind(tmp_path: Path) -> None:
    """An IP address is never sent as a name, so there is nothing to leave out."""
    with Opponent(speak_tls(one_key(tmp_path / "one", issue(HOST)))) as server:
        faces = ask_faces(parse_target(f"127.0.0.1:{server.port}"), OPTIONS)
    assert faces.total == 2
    assert len(needed_pins(faces, "127.0.0.1")) == 1
    assert faces.complete


def test_no_more_than_the_bound_are_asked_at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """Sixteen addresses make 64 questions; the first 32 are begun together, and no further one beside them."""
    together = threading.Barrier(asking.AT_ONCE, timeout=30)
    lock = threading.Lock()
    running, most = 0, 0

    def wait(*_: object, **__: object) -> None:
        nonlocal running, most
        with lock:
            running += 1
            most = max(most, running)
        together.wait()
        with lock:
            running -= 1
        raise FetchError(Stage.CONNECT, Cause.REFUSED, "refused", "")

    monkeypatch.setattr(asking, "fetch", wait)
    book = Book(*((f"127.0.0.{number}", 443) for number in range(1, 17)))
    faces = ask_faces(parse_target(HOST), OPTIONS, lookup=book)
    assert len(faces.probes) == faces.total == 64
    assert most == asking.AT_ONCE == 32


def test_a_fault_of_our_own_is_raised_where_it_was_asked(monkeypatch: pytest.MonkeyPatch) -> None:
    """A thread does not swallow it."""

    def fail(*_: object, **__: object) -> None:
        raise ZeroDivisionError

    monkeypatch.setattr(asking, "fetch", fail)
    with pytest.raises(ZeroDivisionError):
        ask_faces(parse_target(HOST), OPTIONS, lookup=Book(("127.0.0.1", 443)))


def test_what_is_no_certificate_is_no_leaf(tmp_path: Path) -> None:
    """A probe whose first item cannot be read has a reason and failed."""
    from inspector.net.faces import Question, make_probe
    from inspector.net.handshake import Handshake

    handshake = Handshake((b"\x30\x00",), "127.0.0.1:443", "TLS 1.2", None, None, 1)
    probe: Probe = make_probe(Question("127.0.0.1:443", KeyKind.RSA, named=True), handshake)
    assert probe.outcome is Outcome.FAILED
    assert probe.reason == "the first item that it sent is no readable certificate"
