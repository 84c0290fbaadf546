"""All readers of shipped pins."""

from inspector.clients.source import Reader


def readers() -> tuple[Reader, ...]:
    """Return every reader, in the order in which they are asked whether they recognise a text."""
    from inspector.clients.curl.read import CommandLine
    from inspector.clients.plist.read import Plist
    from inspector.clients.react_native.read import ReactNativeSource
    from inspector.clients.tlsa.read import TlsaRecords
    from inspector.clients.trustkit.read_objective_c import TrustKitObjectiveC
    from inspector.clients.trustkit.read_swift import TrustKitSwift

    return (Plist(), TrustKitSwift(), TrustKitObjectiveC(), ReactNativeSource(), CommandLine(), TlsaRecords())
