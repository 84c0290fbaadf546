"""The one use case that every face calls: a target or a file in, an inspection out."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime
from typing import TYPE_CHECKING

from inspector.chain.certificate import Certificate
from inspector.chain.findings import find
from inspector.chain.findings.evidence import Evidence
from inspector.chain.layers import file_order, served_layers
from inspector.chain.match import match_host
from inspector.chain.text import sentence
from inspector.inspected import Inspection
from inspector.net.deadline import Deadline
from inspector.net.fetch import Cancel, Progress, fetch
from inspector.net.handshake import Handshake
from inspector.net.target import Target, parse_server_name, parse_target
from inspector.reading import (
    STANDARD_INPUT,
    FileError,
    names_file,
    parse_all,
    read_contents_of,
    read_file,
    shown_name,
)
from inspector.settings import Settings
from inspector.trust.absence import climb
from inspector.trust.assess import assess
from inspector.trust.assessment import Assessment
from inspector.trust.file_order import in_file_order
from inspector.trust.public import known_in_android
from inspector.trust.stores import open_store

if TYPE_CHECKING:
    from inspector.missing import Complete
    from inspector.pinning.key_report import KeyReport

__all__ = ["LAB", "Inspection", "Settings", "inspect", "judge", "look_at"]

ABSENT = "Check the name; a host is written without ./ or /."
"""What to try where a target means a file that is not there."""

LAB = "lab"
"""Name of the lab's store."""


def look_at(
    text: str,
    settings: Settings,
    *,
    now: datetime,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> "Inspection | KeyReport":
    """Return the inspection of the target or file that `text` names (`-`: standard input).

    A bare word that names an existing file is a file; `./name` always is one. For a file that holds a key and no
    certificate it is what is known about the key. Raises `TargetError`, `FetchError`, `StoreError` or `FileError`,
    each with a reason and a hint; `PasswordNeededError`, a `FileError`, where a file's password is missing or wrong;
    `UnknownApi` where nothing is known about the API level of the settings.
    """
    if settings.android is not None:
        from inspector.trust.android import release_for

        release_for(settings.android)
    deadline = Deadline(settings.options.timeout)
    complete = None
    if settings.fetch_missing and settings.android is None:
        from inspector.missing import completion

        complete = completion(settings.options, deadline, cancel, progress)
    if names_file(text):
        if progress is not None:
            progress(f"Reading {shown_name(text)}")
        return _look_at_file(text, settings, now, complete)
    protocol = settings.options.starttls
    target = parse_target(
        text,
        server_name=settings.server_name,
        connect_to=settings.connect_to,
        default_port=None if protocol is None else protocol.port,
    )
    handshake = fetch(target, settings.options, cancel=cancel, progress=progress, deadline=deadline)
    found = judge(
        handshake.served,
        settings,
        now=now,
        source=str(target),
        host=target.server_name,
        target=target,
        handshake=handshake,
        complete=complete,
    )
    if not settings.all_addresses:
        return found
    from inspector.net.ask_faces import ask_faces

    return replace(found, faces=ask_faces(target, settings.options, cancel=cancel, deadline=deadline))


def inspect(
    text: str,
    settings: Settings,
    *,
    now: datetime,
    cancel: Cancel | None = None,
    progress: Progress | None = None,
) -> Inspection:
    """Return what `look_at` returns, for those who need a chain: a key alone raises `FileError` too."""
    found = look_at(text, settings, now=now, cancel=cancel, progress=progress)
    if isinstance(found, Inspection):
        return found
    raise FileError(
        f"{found.source} holds a {found.kind} and no certificate.", "A key has a pin and no chain: use it as a backup."
    )


def judge(
    served: tuple[bytes, ...],
    settings: Settings,
    *,
    now: datetime,
    source: str,
    host: str | None,
    target: Target | None = None,
    handshake: Handshake | None = None,
    in_file: bool = False,
    skipped: tuple[str, ...] = (),
    broken: tuple[str, ...] = (),
    complete: "Complete | None" = None,
) -> Inspection:
    """Return the inspection of `served`, DER certificates with the leaf first, however they were had.

    With `in_file` they come in any order. `skipped` and `broken` are sentences about what else their file holds.
    `complete` is called where there is no path, to fetch what is missing.
    Raises `FileError` where not one of them is a certificate, `StoreError` where the roots cannot be read, and
    `UnknownApi` where nothing is known about the API level of the settings.
    """
    at, (given, unreadable) = settings.at or now, parse_all(served)
    unreadable = (*unreadable, *broken)
    order = file_order(given, host) if in_file else tuple(range(len(given)))
    certificates = tuple(given[place] for place in order)
    assessment, fetched = _assess(certificates, settings, host, at, in_file), None
    if complete is not None and assessment.path is None:
        fetched = complete(certificates)
        if fetched is not None and fetched.certificates:
            assessment = _assess(certificates, settings, host, at, in_file, fetched.certificates)
    assessment = in_file_order(assessment, order)
    store = assessment.store
    as_served = served_layers(given, leaf=order[0])
    layers = assessment.path.layers if assessment.path is not None else tuple(as_served[place] for place in order)
    unused = tuple(as_served[index] for index in assessment.unused) if assessment.path is not None else ()
    top, claimed = climb(certificates) if assessment.path is None and not assessment.by_name else (None, False)
    known = known_in_android(assessment, top) if settings.android is None and store.name != LAB else None
    evidence = Evidence(
        served=given,
        unreadable=unreadable,
        layers=layers,
        has_path=assessment.path is not None,
        unused=unused,
        trusted=assessment.trusted,
        reason=assessment.reason,
        public=assessment.public,
        store=store.label,
        in_lab=store.name == LAB,
        match=match_host(host, certificates[0]) if host is not None else None,
        at=at,
        cut=assessment.cut,
        tls_version=handshake.version if handshake else None,
        handshake_failure=handshake.failure if handshake else None,
        client_certificate_requested=handshake.client_certificate_requested if handshake else False,
        top=top,
        claimed=claimed or (top is not None and top.issuer.der in store.by_subject),
        allowed=assessment.allowed,
        in_file=in_file,
        leaf=order[0],
        skipped=skipped,
        client_certificate_sent=handshake.client_certificate_sent if handshake else False,
        fetch_address=fetched.url if fetched else "",
        fetch_problem=fetched.problem if fetched else "",
        android=known.releases if known else "",
        android_by_name=known is not None and known.by_name,
        roots=assessment.roots,
    )
    clause = known.clause if known and not known.by_name else ""
    facts = (target, host, source, handshake, given, unreadable, assessment, layers, unused, find(evidence), at)
    end = top.subject.readable if top is not None else ""
    return Inspection(*facts, skipped, fetched, clause, end, evidence, as_of=settings.at is not None)


def _assess(
    certificates: tuple[Certificate, ...],
    settings: Settings,
    host: str | None,
    at: datetime,
    in_file: bool,
    fetched: Sequence[Certificate] = (),
) -> Assessment:
    if settings.android is None:
        store = settings.store or open_store(settings.roots)
        return assess(certificates, store, name=host, at=at, fetched=fetched, in_file=in_file)
    from inspector.trust.android_assessment import assess_android
    from inspector.trust.stores import known_stores

    stand_in = settings.store if settings.store is not None and settings.store.since else None
    return assess_android(
        certificates, settings.android, known_stores(), name=host, at=at, stand_in=stand_in, in_file=in_file
    )


def _look_at_file(
    name: str, settings: Settings, now: datetime, complete: "Complete | None"
) -> "Inspection | KeyReport":
    from inspector.chain.container import Contents

    host = None if settings.server_name is None else parse_server_name(settings.server_name)
    data = settings.standard_input if name == STANDARD_INPUT else None
    if data is None:
        data = read_file(name, timeout=settings.options.timeout, absent=ABSENT)
    found = read_contents_of(name, data, settings.password)
    if not isinstance(found, Contents):
        return found
    return judge(
        found.certificates,
        settings,
        now=now,
        source=shown_name(name),
        host=host,
        in_file=True,
        skipped=tuple(map(sentence, found.skipped)),
        broken=tuple(map(sentence, found.broken)),
        complete=complete,
    )
