"""Asking all addresses of a host at once: bounded, under one deadline, and over at once when it is cancelled."""

import threading
from collections.abc import Callable
from dataclasses import replace

from inspector.net.cancel import Cancel
from inspector.net.deadline import Deadline
from inspector.net.errors import Cause, FetchError, Stage
from inspector.net.faces import Faces, Probe, Question, Told, make_probe
from inspector.net.fetch import fetch
from inspector.net.handshake import Handshake
from inspector.net.offer import can_choose_keys
from inspector.net.options import Family, FetchOptions, KeyKind
from inspector.net.resolve import Address, resolve
from inspector.net.target import Target
from inspector.net.waiting import CancelledError, Waiter

AT_ONCE = 32
"""Most connections at one time: four for each of eight addresses, so that no kind of key waits for another."""

Lookup = Callable[[str, int, Family, Waiter], tuple[Address, ...]]
"""Finds the addresses of a host, as `resolve` does."""

_DEFAULTS = FetchOptions()


def ask_faces(
    target: Target,
    options: FetchOptions = _DEFAULTS,
    *,
    cancel: Cancel | None = None,
    told: Told | None = None,
    deadline: Deadline | None = None,
    lookup: Lookup = resolve,
) -> Faces:
    """Return what each address of the target's endpoint serves, for each kind of key, with and without the name.

    Ends by the deadline (`options.timeout` seconds where there is none) or when it is cancelled; what was answered
    until then is kept, and every other question failed. `keys` and `send_name` of the options do not count.
    Raises `FetchError` of stage name where there is no address.
    """
    limit, switch = deadline or Deadline(options.timeout), cancel or Cancel()
    host, port = target.endpoint
    try:
        if switch.is_set:
            raise CancelledError
        with Waiter(limit, switch) as waiter:
            addresses = lookup(host, port, options.family, waiter)
    except CancelledError:
        raise FetchError(Stage.NAME, Cause.CANCELLED, f"asking {target} was cancelled", "") from None
    names = (True, False) if target.sni is not None else (True,)
    questions = [
        (address, Question(str(address), kind, named))
        for address in addresses
        for kind in (KeyKind.ECDSA, KeyKind.RSA)
        for named in names
    ]
    return _Asking(target, options, questions, limit, switch, told or (lambda _: None)).run()


class _Asking:
    """All questions to one host, and the answers so far."""

    def __init__(
        self,
        target: Target,
        options: FetchOptions,
        questions: list[tuple[Address, Question]],
        deadline: Deadline,
        cancel: Cancel,
        told: Told,
    ) -> None:
        self._target = target
        self._options = options
        self._questions = questions
        self._deadline = deadline
        self._cancel = cancel
        self._told = told
        self._lock = threading.Lock()
        self._next = 0
        self._answers: list[Probe | None] = [None] * len(questions)
        self._fault: BaseException | None = None
        self._both_versions = can_choose_keys()

    def run(self) -> Faces:
        count = min(AT_ONCE, len(self._questions))
        threads = [threading.Thread(target=self._work, name=f"face {number}", daemon=True) for number in range(count)]
        started = []
        for thread in threads:
            try:
                thread.start()
            except RuntimeError:
                break
            started.append(thread)
        if not started:
            self._work()
        for thread in started:
            thread.join()
        if self._fault is not None:
            raise self._fault
        return self._faces()

    def _work(self) -> None:
        try:
            self._answer_all()
        except BaseException as fault:  # noqa: BLE001 - raised again where the questions were asked
            self._fault = fault

    def _answer_all(self) -> None:
        while self._fault is None:
            with self._lock:
                number = self._next
                self._next += 1
            if number >= len(self._questions):
                return
            address, question = self._questions[number]
            probe = make_probe(question, self._ask(address, question))
            with self._lock:
                self._answers[number] = probe
                self._told(self._faces())

    def _ask(self, address: Address, question: Question) -> Handshake | FetchError:
        options = replace(self._options, keys=question.kind, send_name=question.named)
        try:
            return fetch(self._target, options, cancel=self._cancel, deadline=self._deadline, address=address)
        except FetchError as error:
            return error

    def _faces(self) -> Faces:
        probes = tuple(probe for probe in self._answers if probe is not None)
        return Faces(probes, len(self._questions), self._both_versions)
