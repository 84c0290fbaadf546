"""Hosts as OkHttp 4.12.0 and 5.5.1 spelled them on JDK 17, those that the model once had wrong among them."""

import pytest

from inspector.clients.okhttp.canonical import canonical_host, url_host
from inspector.clients.okhttp.epoch import Epoch, epoch_of
from inspector.clients.okhttp.rejected import Rejected


def _host(text: str, epoch: Epoch) -> str:
    try:
        return canonical_host(text, epoch)
    except Rejected:
        return "none"


@pytest.mark.parametrize(
    ("text", "four", "five"),
    [
        ("x\u10a0y", "xn--xy-4dk", "none"),
        ("x\u04c0y", "xn--xy-kxc", "none"),
        ("x\u115fy", "xn--xy-iuk", "none"),
        ("x\u0558y", "none", "none"),
        ("x\u2ffcy", "none", "none"),
        ("stra\xdfe.test", "strasse.test", "xn--strae-oqa.test"),
        ("fa\u1e9ee", "none", "xn--fae-6ka"),
        ("B\xdcCHER.test", "xn--bcher-kva.test", "xn--bcher-kva.test"),
        ("a\u3002b", "a.b", "a.b"),
        ("\u05d0a", "none", "xn--a-zhc"),
        ("1\u05d0", "none", "xn--1-0hc"),
        ("\u0627\u0644.x", "xn--mgb2d.x", "xn--mgb2d.x"),
        ("xn--", "xn--", "none"),
        ("xn--abc-", "xn--abc-", "abc"),
        ("xn--zz", "xn--zz", "none"),
        ("xn--strae-oqa", "xn--strae-oqa", "xn--strae-oqa"),
        ("xn--\xfc", "none", "none"),
        ("a_b.test", "a_b.test", "a_b.test"),
        ("a.", "a.", "a."),
        (".", ".", "none"),
        (" a", "none", "none"),
        ("a..b", "none", "none"),
        ("[::1]", "::1", "::1"),
        ("::ffff:1.2.3.4", "1.2.3.4", "1.2.3.4"),
        ("1:2:3:4:5:6:7::", "1:2:3:4:5:6:7:0", "1:2:3:4:5:6:7:0"),
        ("2001:DB8:0:0:1::7", "2001:db8::1:0:0:7", "2001:db8::1:0:0:7"),
        ("::01.2.3.4", "none", "none"),
        ("\uff0a.a", "*.a", "*.a"),
        ("x" * 64, "none", "none"),
        ("\u200d", "none", "xn--1ug"),
        ("a\xadb", "ab", "ab"),
        ("\u0130", "xn--i-9bb", "xn--i-9bb"),
        ("\U0001f600.a", "none", "xn--e28h.a"),
    ],
)
def test_host(text: str, four: str, five: str) -> None:
    """IDNA 2003 of Unicode 3.2 before OkHttp 5, its own UTS 46 table of Unicode 15.1 from then on."""
    assert _host(text, Epoch.STARS) == four
    assert _host(text, Epoch.UTS46) == five


@pytest.mark.parametrize(
    ("text", "host"),
    [
        ("https://api.bank.test", "https"),
        ("//api.bank.test", "api.bank.test"),
        ("\\api.bank.test", "api.bank.test"),
        ("u:p@api.bank.test:1/x", "api.bank.test"),
        ("a@b@api.bank.test", "api.bank.test"),
        ("api.bank.test:+80", "api.bank.test"),
        ("api.bank.test\t\r\n", "api.bank.test"),
        ("api%2Ebank.test", "api.bank.test"),
        ("%5B::1%5D:443", None),
        ("[::1]:443", "::1"),
        ("::1", None),
        ("api.bank.test:0", None),
        ("api.bank.test:65536", None),
        (" api.bank.test", None),
        ("[::ffff:1.2.3.4]", None),
        ("", None),
    ],
)
def test_host_of_a_pattern_before_4_3(text: str, host: str | None) -> None:
    """A pattern was the beginning of a URL: OkHttp 3.12.13 gave these hosts, or threw."""
    if host is None:
        with pytest.raises(Rejected):
            url_host(text, Epoch.URL)
    else:
        assert url_host(text, Epoch.URL) == host


@pytest.mark.parametrize(
    ("version", "epoch"),
    [
        ("", Epoch.UTS46),
        ("5.5.1", Epoch.UTS46),
        ("5.0.0-alpha.14", Epoch.UTS46),
        ("4.12.0", Epoch.STARS),
        ("4.3", Epoch.STARS),
        ("4.2.2", Epoch.URL_KOTLIN),
        ("3.14.9", Epoch.URL),
        ("3.9", Epoch.URL),
        ("3.8.1", Epoch.BEGINNING),
        ("3.3.1", Epoch.AS_WRITTEN),
        ("3.1", Epoch.SHA1_ONLY),
        ("2.7.5", Epoch.SHA1_ONLY),
        ("latest", Epoch.UTS46),
    ],
)
def test_epoch(version: str, epoch: Epoch) -> None:
    """Each version behaves as its epoch."""
    assert epoch_of(version) is epoch
