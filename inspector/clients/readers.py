"""All readers of shipped pins."""

from datetime import date

from inspector.clients.source import Reader


def readers(today: date | None = None) -> tuple[Reader, ...]:
    """Return every reader, in the order in which they are asked whether they recognise a text.

    `today` is the day of the check: what expires is measured against it, and not at all where it is None.
    """
    from inspector.clients.apple.read_script import AppConfig
    from inspector.clients.curl.libcurl import LibcurlOption
    from inspector.clients.curl.read import CommandLine
    from inspector.clients.nsc.manifest_reader import ManifestReader
    from inspector.clients.nsc.reader import NscReader
    from inspector.clients.okhttp.read import JavaSource, KotlinSource
    from inspector.clients.plist.read import Plist
    from inspector.clients.react_native.read import ReactNativeSource
    from inspector.clients.swift.read import SwiftPins
    from inspector.clients.tlsa.read import TlsaRecords
    from inspector.clients.trustkit.read_objective_c import TrustKitObjectiveC
    from inspector.clients.trustkit.read_swift import TrustKitSwift

    android = (NscReader(today), ManifestReader(today), KotlinSource(), JavaSource())
    apple = (Plist(today), AppConfig(), TrustKitSwift(today), TrustKitObjectiveC(today), SwiftPins())
    return (*android, *apple, ReactNativeSource(today), CommandLine(), LibcurlOption(), TlsaRecords())
