"""Labels and patterns for generated cases, written as Python escapes between blanks."""

_UNICODE = r"""
b\xfccher B\xdcCHER stra\xdfe fa\u1e9ee \u03bb\u03cc\u03b3\u03bf\u03c2 \u65e5\u672c \u05d0\u05d1 \u05d0a 1\u05d0
\u0627\u0644 \uff41\uff50\uff49 \u212a \u2603 \u200d a\xadb \u0301a e\u0301 \U0001f600 \u0130 \u017f xn--\xfc xn--
xn--a xn--abc- xn--zz xn--strae-oqa xn--b\xfc \uff0a \u2024 \u2488 \u3002 \ufdfa \u10a0 \u0378 \u1806 \ufffd
xn--999999b XN--BCHER-KVA xn--bcher-kva- xn--- xn--\u2603-
"""
_ODD = r"""
. .. a..b .a a. * ** *** *. **. ***.a *.*.a **.*.a *.**.a a*.b api.* a.*.b https://api.bank.test
http://api.bank.test/ //api.bank.test /api.bank.test \\api.bank.test api.bank.test/path api.bank.test:443
api.bank.test:0 api.bank.test:65536 api.bank.test: api.bank.test:x api.bank.test:+80 api.bank.test:-1
api.bank.test:00443 api.bank.test:\u0661 *.bank.test:8443 u@api.bank.test u:p@api.bank.test:1/x a@b@api.bank.test
api.bank.test?q api.bank.test#f api%2Ebank.test %61pi.bank.test api.bank.test% api.bank.test%4 %C3%BC.test %FF.test
%2A.bank.test %5B::1%5D \x20api.bank.test api.bank.test\x20 api.bank.test\t\r\n\x0c api\x20bank.test a\tb.test
\xa0api.bank.test api,bank.test api;bank a'b a"b a<b> a|b a^b {a} a`b ~ a!b a\x00b a\x7fb 1.2.3.4 1.2.3 01.2.3.4
0x7f.1 *.0.0.1 ::1 [::1] [::1]:443 *.::1 [2001:DB8::7] 2001:db8:0:0:0:0:0:7 ::ffff:1.2.3.4 [::ffff:1.2.3.4]
::1.2.3.4 1:2:3:4:5:6:7:: 1:2:3:4:5:6:7::8 1:2:3:4:5:6:7:8 [1:2:3:4:5:6:1.2.3.4] [::01.2.3.4] [::1.2.3]
[::1.2.3.256] [::12345] [:::1] [1::2::3] [::g] [ ] [] [:] : :: [::] [::1 ::1] [1:0:0:2:0:0:0:3] [0:0:1::]
[fe80::1%25eth0] 1:2:3:4:5:6:7:1.2.3.4 [::1.2.3.4.5] [::1]x x[::1] [::ffff:0:1.2.3.4]
"""


def _texts(block: str) -> tuple[str, ...]:
    return tuple(word.encode("ascii").decode("unicode_escape") for word in block.split())


LABELS = (
    "api",
    "www",
    "a",
    "bank",
    "test",
    "localhost",
    "x" * 63,
    "x" * 64,
    "_dmarc",
    "-a",
    "xn--bcher-kva",
    "1",
    "com",
)
"""Labels that a host may have, two of them at the limit and beyond it."""

UNICODE = _texts(_UNICODE)
"""Labels beyond ASCII, in many scripts, and labels that look like Punycode."""

_LONG = ".".join(["x" * 49] * 5)
ODD = ("", *_texts(_ODD), _LONG, _LONG + "xxxx", _LONG + ".xxx.")
"""Patterns that no host has, and what else people write; at the end, names around the limit of 253 characters."""
