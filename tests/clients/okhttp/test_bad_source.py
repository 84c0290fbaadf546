"""Sources that are broken, huge, hostile, or none."""

import builtins
import contextlib
from typing import Any

import pytest
from clients.okhttp.reading import IMPORT, A, B, codes_of, read, rules_of

from inspector.clients.readers import readers
from inspector.clients.source import CannotRead, Source

GOOD = f'val p = CertificatePinner.Builder().add("a.test", "{A}", "{B}").build()\n'


@pytest.mark.parametrize(
    "broken",
    [
        "class K {\n fun f() {\n",
        "}\n}\n}\n",
        'val s = "never closed\n',
        "val x = = 3 ((((\n",
        "fun f( { \n",
        "object O { val a = { { {\n",
    ],
)
def test_unbalanced_kotlin_is_still_read(broken: str) -> None:
    """What stands before and behind the break is read, and the break is said."""
    for text in (IMPORT + GOOD + broken, IMPORT + broken + GOOD):
        reading = read(text)
        assert rules_of(reading) == [[("a.test", [A, B])]]


def test_unbalanced_java_is_still_read() -> None:
    """The same in Java, with the line of the break."""
    reading = read(
        f'class K {{\n Object p = new CertificatePinner.Builder().add("a.test", "{A}", "{B}");\n void f( {{', "K.java"
    )
    assert rules_of(reading) == [[("a.test", [A, B])]]
    assert "syntax" in codes_of(reading)


@pytest.mark.parametrize("name", ["K.kt", "K.java"])
@pytest.mark.parametrize(
    "nasty",
    [
        "/*",
        "/* /* */",
        '"""',
        "'",
        "\\",
        "${" * 3000,
        '"${' * 3000,
        "(" * 20_000,
        "{" * 20_000,
        "a+" * 20_000,
        "a." * 20_000,
        "!" * 20_000,
        "f(" * 20_000,
        "[" * 20_000,
        "a<" * 3_000,
        "if (a) " * 5_000,
        "\x00\ud800\ufeff\u202e" * 100,
        "\r\n\u2028\u0085" * 100,
    ],
    ids=range(18),
)
def test_hostile_text_never_breaks_the_reader(name: str, nasty: str) -> None:
    """Deep nesting, open strings and comments, characters of every kind: an answer comes, or one clear line."""
    for text in (f"{IMPORT}val x = CertificatePinner.Builder().add({nasty}", f"{nasty}\nCertificatePinner"):
        with contextlib.suppress(CannotRead):
            read(text, name)


def test_long_chains_and_sums() -> None:
    """A thousand calls in one chain and a thousand terms are read whole."""
    adds = "".join(f'\n.add("h{number}.test", "{A}", "{B}")' for number in range(1_000))
    assert len(read(f"{IMPORT}val p = CertificatePinner.Builder(){adds}").sets[0].rules) == 1_000
    terms = " + ".join(f'"{char}"' for char in "a" * 200 + ".test")
    assert (
        rules_of(read(f'{IMPORT}val p = CertificatePinner.Builder().add({terms}, "{A}")'))[0][0][0]
        == "a" * 200 + ".test"
    )


def test_a_megabyte_with_pins_at_its_end() -> None:
    """It is read like any other."""
    filler = "".join(f"fun f{number}(a: Int): Int {{ return a + {number} }}\n" for number in range(24_000))
    assert len(filler) > 1_000_000
    assert rules_of(read(IMPORT + filler + GOOD)) == [[("a.test", [A, B])]]


def test_a_file_without_the_word_is_not_recognised() -> None:
    """Nothing is parsed for it; other endings are not taken either."""
    for reader in readers():
        assert not reader.recognises(Source("A.kt", "val a = 1\n" * 100))
        assert not reader.recognises(Source("A.md", GOOD))


def test_too_large_a_file() -> None:
    """One clear line."""
    with pytest.raises(CannotRead, match="too large"):
        read(GOOD + " " * 6_000_000)


def test_without_the_extra(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where the parsers are missing, how to get them is said."""
    real = builtins.__import__

    def missing(name: str, *rest: Any, **named: Any) -> Any:
        if name.startswith("tree_sitter"):
            raise ModuleNotFoundError(name)
        return real(name, *rest, **named)

    monkeypatch.setattr(builtins, "__import__", missing)
    for name in ("A.kt", "A.java"):
        with pytest.raises(CannotRead) as caught:
            read(GOOD, name)
        assert "pip install" in caught.value.hint
