"""Lesson: OkHttp or Network Security Config."""

from typing import TYPE_CHECKING

from inspector.lessons.lesson import Block, Lesson, Table

if TYPE_CHECKING:
    from inspector.inspection import Inspection

COMPARISON = Table(
    ("", "OkHttp CertificatePinner", "Network Security Config"),
    (
        ("scope", "the OkHttp clients that you give it to", "all platform TLS: also WebView and HttpsURLConnection"),
        ("not", "other stacks, plain http", "Flutter, native stacks, trust managers of your own"),
        ("control", "code: per client, at run time", "XML in the app, fixed when it is built"),
        ("flexibility", "can be fetched or switched by you", "none, but debug builds may override"),
        ("hosts", "name, *. for one label, ** for all", "name, with or without all subdomains"),
        ("two rules", "pins of all that match are united", "the longest name alone counts"),
        ("expiry", "none: refuses until updated", "a date, from which it no longer pins"),
        ("a mistake", "bad pin: never connects", "bad pin: the app crashes at start"),
    ),
)
"""What the two have in common with nobody: one row a question."""


def _beside(inspection: "Inspection") -> tuple[Block, ...]:
    del inspection
    return (COMPARISON,)


LESSON = Lesson(
    "mechanisms",
    "OkHttp or Network Security Config",
    (
        "Both compare the same pins with the same path, and both are content with any one match.",
        "Network Security Config covers everything that speaks TLS through Android, and can expire: after that day the "
        "app connects unpinned. OkHttp covers its own client and never gives up.",
        "So ask what you fear more. A forgotten set that locks people out: take the one with expiry. A forgotten set "
        "that quietly stops protecting: take the one without.",
        "With both in one app, both must agree. Press o or n in the main view: the same picks become either.",
    ),
    _beside,
    None,
    ("OkHttp, CertificatePinner.kt", "Android, NetworkSecurityTrustManager and XmlConfigSource"),
)
