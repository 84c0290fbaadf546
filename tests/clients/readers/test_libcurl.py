"""`CURLOPT_PINNEDPUBLICKEY` in the languages that know libcurl."""

import pytest
from clients.reading import A, B, read_by

from inspector.clients.curl.libcurl import LibcurlOption
from inspector.clients.source import Reading, Source


def read(text: str) -> Reading:
    """Return what the reader finds."""
    return read_by(LibcurlOption(), text, "client.c")


@pytest.mark.parametrize(
    "text",
    [
        f'\ncurl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY, "sha256//{A};sha256//{B}");',
        f'\ncurl_easy_setopt(curl, CURLOPT_PINNEDPUBLICKEY,\n    "sha256//{A};"\n    "sha256//{B}");',
        f"\ncurl_setopt($ch, CURLOPT_PINNEDPUBLICKEY, 'sha256//{A};' . 'sha256//{B}');",
        f"\n$options = [CURLOPT_PINNEDPUBLICKEY => 'sha256//{A};sha256//{B}'];",
        f'\nhandle.setopt(pycurl.PINNEDPUBLICKEY, "sha256//{A};sha256//{B}")',
    ],
)
def test_texts_that_are_written_out(text: str) -> None:
    """C, PHP and Python; texts in several parts are one."""
    (rules,) = read(text).sets
    (rule,) = rules.rules
    assert (rules.client, rule.pattern, rule.line) == ("curl", "*", 2)
    assert [pin.pin.base64 for pin in rule.pins if pin.pin] == [A, B]
    assert rule.problems == ()


def test_traps_and_what_cannot_be_followed() -> None:
    """Spellings as on the command line; a variable is said; prose is left alone."""
    (rules,) = read(f'setopt(c, CURLOPT_PINNEDPUBLICKEY, "sha256//{A}, sha256//{B}");').sets
    assert [problem.code for problem in rules.rules[0].problems] == ["glued-pins"]
    reading = read("setopt(c, CURLOPT_PINNEDPUBLICKEY, pins);")
    assert (reading.sets, [problem.code for problem in reading.problems]) == ((), ["not-followed"])
    assert not LibcurlOption().recognises(Source("README.md", "CURLOPT_PINNEDPUBLICKEY"))
    assert not LibcurlOption().recognises(Source("a.c", "CURLOPT_URL"))
