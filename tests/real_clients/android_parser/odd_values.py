"""Parts of network security configs as nobody should write them, and a few that look odd and are fine."""

from inspector.chain.pin import Pin

NAMES = (
    *("*.a.test", "https://a.test", "a.test:443", "a.test/", "c.test.", ".c.test", "bücher.test"),
    *("127.0.0.1", "::1", "[::1]", "A.Test", "\n        B.Test\n    ", "a.test b.test", "&#x61;.test"),
    *("<![CDATA[a.test]]>", "\u00a0a.test", "a.<?pi?>test", "<!-- c -->a.test", "a.test<!-- c -->", ""),
    *("a.test <!-- c --> ", "a.<!-- c -->test", "  ", "<b/>a.test", "a.test<b/>", "<b/>", "<!-- c -->"),
)
FLAGS = (
    *("true", "false", "TRUE", "False", "1", "0", "-1", "0x0", "0x10", " true ", "yes", "tRUE", ""),
    *("#fff", "@null", "1.5", "#0000", "2147483648", "-2147483648", "0xffffffff", "0x100000000", "-0x1"),
    *("on", "01", "+1", "@raw/own_ca", "1 ", "#12345", "10dp"),
)
DAYS = (
    *("2027-06-30", "2099-12-31", "2020-01-01", "2026-1-1", " 2099-1-1", "2099-06-30T12:00:00Z"),
    *("2099-06-30 x", "27-01-01", "2099/01/01", "2099-02-30", "20990101", "", " ", "2099-00-10"),
    *("2099-13-01", "2099-01-00", "2099-1", "٢٠٩٩-٠١-٠١", "+2099-1-1", "-2099-1-1", "2099--1-1"),
    *("2099-1--1", "2099-01-1x", "99999-01-01", "0-1-1", "2099 -01-01", "2099- 01-\t01", "1582-10-10"),
    *("1582-10-15", "1582-10-04", "1500-02-28", "2028-02-29", "2100-02-29", "4294969395-01-01", "never"),
    *("2099", "99999999999999999999-01-01", "2099-01-01-05", "2099-012-031", "2099-01-32", "2099-04-31"),
    *("2096-02-29+02:00", "１２-１-１", "2099-\u00a01-1", "2099-1.5-1", "2099-1-1.5", "&#9;2099-1-1", "&#10;2099-1-1"),
    *("292278994-1-1", "292278995-1-1", "2099-4294967297-1", "1,999-1-1", "2099-01", "@null"),
)
DIGESTS = ("sha-256", "Sha-256", "SHA256", "SHA-1", "", " SHA-256", "sha-512", "SHA-256 ", "256", "true")
SOURCES = (
    *("system", "user", "@raw/own_ca", "@test.bank.app:raw/own_ca", "wfa", "System", "", "raw/own_ca"),
    *("users", " system", "@null", "system,user", " @raw/own_ca "),
)
UNKNOWN = (
    *("<pins><pin>x</pin></pins>", "<pinset/>", "<domain-configs><domain>a.test</domain></domain-configs>"),
    *("text", "<!-- c -->", '<certificateTransparency enabled="true"/>', '<pin digest="none"/>', "<q:x/>"),
    *("<x><pin-set/><pin-set/><domain/></x>", "<trust-anchor><certificates/></trust-anchor>", "<domains/>"),
    *("<certificates/>", "<domain>a.test</domain>", "<Pin-Set/>"),
)


def spellings(pin: Pin) -> tuple[str, ...]:
    """Return a pin as people write it."""
    text = pin.base64
    return (
        *(f"\n    {text}\n  ", text.rstrip("="), f"{text}=", f"sha256/{text}", f"sha256//{text}", pin.hex),
        *(pin.hex.upper(), text.replace("+", "-").replace("/", "_"), text[:-2], text[1:], "", " ", "="),
        *(f"{text[:20]}\n{text[20:]}", f"{text[:20]}!-_{text[20:]}", f"<!-- c -->{text}", f"{text}<!-- c -->"),
        *(f"{text[:9]}<!-- c -->{text[9:]}", f"{text}<x/>", f"<x/>{text}", "A", "AA==", f"<![CDATA[{text}]]>"),
        *(f"&#{ord(text[0])};{text[1:]}", f"{text}{text}", f"{text[:-1]}=é", f"é{text}", "AAAA=", "TODO"),
        *(f"{text[:-1]} =", f"{text} x", "x" * 43, ":".join(pin.hex[at : at + 2] for at in range(0, 64, 2))),
        *(f"{text[:-1]}", f"{text[:43]}=A", "A" * 44, f"{text[:9]}=={text[9:]}", f"{text[:9]}<?pi?>{text[9:]}"),
    )
