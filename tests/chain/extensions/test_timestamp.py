"""Signed certificate timestamps: the log and the time of each."""

from datetime import UTC, datetime

from chain.extensions.parts import only

from inspector.chain.der import encode
from inspector.chain.extensions.timestamp import timestamps


def test_timestamps_say_log_and_time() -> None:
    """Version 1 entries are read, others are passed over (RFC 6962, section 3.3)."""

    def vector(data: bytes) -> bytes:
        return len(data).to_bytes(2, "big") + data

    entry = b"\0" + bytes(32) + (1_700_000_000_123).to_bytes(8, "big") + b"\0\0" + b"\4\3\0\0"
    inner = encode(4, vector(vector(entry) + vector(b"\1other")))
    (found,) = timestamps(inner)
    assert found.log == "A" * 43 + "="
    assert found.at == datetime(2023, 11, 14, 22, 13, 20, 123_000, tzinfo=UTC)
    shown, _ = only("2b06010401d679020402", inner)
    assert shown.lines == ("1 timestamp", "2023-11-14 22:13:20 UTC by the log " + "A" * 43 + "=")
    for broken in (
        vector(vector(entry[:40])),
        vector(b"\0") + b"x",
        vector(vector(entry[:33] + b"\xff" * 8 + b"\0\0")),
    ):
        _, parsed = only("2b06010401d679020402", encode(4, broken))
        assert [problem.field for problem in parsed.problems] == ["certificate timestamps"]
