"""Sources that are broken, huge, hostile, or none."""

import builtins
import contextlib
import os
from random import Random
from typing import Any

import pytest
from clients.okhttp.reading import IMPORT, A, B, codes_of, read, rules_of, ways
from clients.reading import problems

from inspector.chain.finding import Severity
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


def test_constants_of_a_class_that_does_not_parse() -> None:
    """Valid Kotlin that the grammar stumbles over: a class with a variable named as a soft keyword."""
    text = (
        f'class K {{\n  fun f() = CertificatePinner.Builder().add(Pins.HOST, Pins.ONE, "{B}").build()\n}}\n'
        f'object Pins {{\n  const val HOST = "a.test"\n  const val ONE = "{A}"\n'
        "  fun g() {\n    open = x[1]\n  }\n}\n"
    )
    reading = read(IMPORT + text)
    assert rules_of(reading) == [[("a.test", [A, B])]]
    (problem,) = [problem for problem in reading.problems if problem.code == "syntax"]
    assert problem.severity is Severity.INFO


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


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
@pytest.mark.parametrize("mark", ["", "\ufeff"])
def test_line_ends_and_byte_order_mark(end: str, mark: str) -> None:
    """Windows' and old Macs' line ends count as lines, and a comment ends with them."""
    lines = (mark + IMPORT.strip(), "// first", "val p = CertificatePinner.Builder()", f'.add("a.test", "{A}", "{B}")')
    reading = read(end.join(lines))
    assert rules_of(reading) == [[("a.test", [A, B])]]
    assert (reading.sets[0].line, reading.sets[0].rules[0].line) == (3, 4)


def test_long_chains_and_sums() -> None:
    """A thousand calls in one chain and a thousand terms are read whole."""
    adds = "".join(f'\n.add("h{number}.test", "{A}", "{B}")' for number in range(1_000))
    assert len(read(f"{IMPORT}val p = CertificatePinner.Builder(){adds}").sets[0].rules) == 1_000
    terms = " + ".join(f'"{char}"' for char in "a" * 200 + ".test")
    assert (
        rules_of(read(f'{IMPORT}val p = CertificatePinner.Builder().add({terms}, "{A}")'))[0][0][0]
        == "a" * 200 + ".test"
    )


@pytest.mark.parametrize("levels", [12, 18, 24, 29, 200])
@pytest.mark.parametrize("join", ["c{0} + c{0}", "listOf(*c{0}, *c{0})"])
def test_constants_that_double(levels: int, join: str) -> None:
    """Each constant is twice the next one: what would be a million steps is said not to be followed."""
    last = '"x"' if "+" in join else 'listOf("x")'
    lines = [f"val c{level} = {join.format(level + 1)}" for level in range(levels)]
    reading = read(IMPORT + "\n".join([*lines, f"val c{levels} = {last}", GOOD, GOOD.replace('"a.test"', "c0")]))
    assert rules_of(reading)[0] == [("a.test", [A, B])]
    assert levels < 15 or "not-followed" in codes_of(reading)


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


SEED = int(os.environ.get("PINSPECTOR_SEED", "20261124"))
SPICE = (
    *("", "(", ")", "{", "}", '"', '"""', "'", "\\", "$", "${", "/*", "*/", "//", "\n", ".", "it", "this", ",", "*"),
    *("+", "\u00e9", "\ud800", "<", "val a = a\n", "for (x in x) ", "add(", "\x00", "\u202e"),
)


@pytest.mark.parametrize(("name", "samples"), [("K.kt", "ways.kotlin.txt"), ("K.java", "ways.java.txt")])
def test_mutated_sources(name: str, samples: str) -> None:
    """Cut, doubled and spiced in random places, every source gives an answer of visible text."""
    print(f"seed {SEED}")
    random = Random(SEED)
    texts = list(ways(samples).values())
    for _ in range(300):
        text = IMPORT + random.choice(texts)
        for _ in range(random.randrange(1, 6)):
            start = random.randrange(len(text) + 1)
            text = text[:start] + random.choice(SPICE) + text[start + random.randrange(12) :]
        if "CertificatePinner" in text:
            reading = read(text, name)
            assert all(problem.title.isprintable() and problem.hint.isprintable() for problem in problems(reading))
            shown = [entry for found in rules_of(reading) for entry in found]
            assert all(pattern.isprintable() and all(map(str.isprintable, pins)) for pattern, pins in shown)
