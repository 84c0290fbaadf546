"""Builders in Kotlin and Java sources, in the ways that people write them."""

import pytest
from clients.okhttp.reading import IMPORT, A, B, codes_of, read, rules_of, ways

KOTLIN = ways("ways.kotlin.txt")
JAVA = ways("ways.java.txt")


@pytest.mark.parametrize("case", KOTLIN)
def test_kotlin(case: str) -> None:
    """Every way to write one pattern with two pins reads as one pattern with two pins."""
    reading = read(IMPORT + KOTLIN[case])
    assert rules_of(reading) == [[("a.test", [A, B])]]
    assert "not-followed" not in codes_of(reading)
    assert "pin-not-followed" not in codes_of(reading)
    assert "syntax" not in codes_of(reading)


@pytest.mark.parametrize("case", JAVA)
def test_java(case: str) -> None:
    """The same in Java."""
    reading = read("import okhttp3.CertificatePinner;\n" + JAVA[case], "Pins.java")
    assert rules_of(reading) == [[("a.test", [A, B])]]
    assert "not-followed" not in codes_of(reading)
    assert "pin-not-followed" not in codes_of(reading)


@pytest.mark.parametrize(
    ("imports", "client"),
    [
        ("import okhttp3.CertificatePinner", "okhttp"),
        ("import okhttp3.*", "okhttp"),
        ("import io.ktor.client.engine.darwin.certificates.CertificatePinner", "ktor-darwin"),
        ("import io.ktor.client.engine.darwin.certificates.*", "ktor-darwin"),
        ("", "okhttp"),
        ("// Imports: io.ktor.client.engine.darwin.certificates.CertificatePinner", "ktor-darwin"),
    ],
)
def test_the_import_decides(imports: str, client: str) -> None:
    """Two libraries have a class of the name."""
    reading = read(f'{imports}\nval p = CertificatePinner.Builder().add("a.test", "{A}", "{B}").build()')
    assert [found.client for found in reading.sets] == [client]
    assert [rule.client for rule in reading.sets[0].rules] == [client]


def test_alias_and_nested_import() -> None:
    """Another name for the class, and its builder imported by itself."""
    alias = f'import okhttp3.CertificatePinner as Pins\nval p = Pins.Builder().add("a.test", "{A}", "{B}").build()'
    nested = f'import okhttp3.CertificatePinner.Builder\nval p = Builder().add("a.test", "{A}", "{B}").build()'
    assert rules_of(read(alias)) == rules_of(read(nested)) == [[("a.test", [A, B])]]


def test_a_class_of_another_package_is_none() -> None:
    """The import names a class that only has the same name."""
    text = f'import com.acme.CertificatePinner\nval p = CertificatePinner.Builder().add("a.test", "{A}").build()'
    assert read(text).sets == ()


def test_several_builders_are_several_sets() -> None:
    """Each with its own rules, in their order, with their lines."""
    text = (
        f'{IMPORT}val a = CertificatePinner.Builder()\n  .add("a.test", "{A}")\n  .build()\n'
        f'val b = CertificatePinner.Builder()\n  .add("b.test", "{B}")\n  .add("**.c.test",\n  "{A}").build()\n'
    )
    reading = read(text)
    assert rules_of(reading) == [[("a.test", [A])], [("b.test", [B]), ("**.c.test", [A])]]
    assert [found.line for found in reading.sets] == [2, 5]
    assert [rule.line for found in reading.sets for rule in found.rules] == [3, 6, 7]
    assert [pin.line for rule in reading.sets[1].rules for pin in rule.pins] == [6, 8]


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f'val p = CertificatePinner.Builder()\n .add(BuildConfig.HOST, "{A}")', 3),
        (f'fun f(h: String) = CertificatePinner.Builder()\n .add(h, "{A}")', 3),
        ('val p = CertificatePinner.Builder()\n .add("a.test", BuildConfig.PIN)', 3),
        (f'val p = CertificatePinner.Builder()\n .add("a.test", if (x) "{A}" else "{B}")', 3),
        (f'var h = "a.test"\nfun g() {{ h = x() }}\nval p = CertificatePinner.Builder().add(h, "{A}")', 4),
        (f'val p = CertificatePinner.Builder()\nload().forEach {{ (h, s) -> p.add(h, s) }}\nval s = "{A}"', 3),
        (f'val p = make()\np.add("a.test", "{A}")', 3),
        ('const val A = B\nconst val B = A\nval p = CertificatePinner.Builder().add("a.test", A)', 4),
    ],
)
def test_what_cannot_be_followed_is_said(text: str, line: int) -> None:
    """With its line, and never dropped."""
    reading = read(IMPORT + text)
    problems = [*reading.problems]
    for found in reading.sets:
        problems += [*found.problems, *(problem for rule in found.rules for problem in rule.problems)]
    assert line in [problem.line for problem in problems if problem.code == "not-followed"]


def test_a_pin_that_no_builder_gets_is_said() -> None:
    """A constant that is used nowhere, or only elsewhere."""
    reading = read(f'{IMPORT}const val UNUSED = "{A}"\nval p = CertificatePinner.Builder().add("a.test", "{B}")')
    (problem,) = [problem for problem in reading.problems if problem.code == "pin-not-followed"]
    assert problem.line == 2


def test_attached_or_not() -> None:
    """Pins that no client in the file gets are worth a word; `DEFAULT` pins nothing."""
    text = f'{IMPORT}val p = CertificatePinner.Builder().add("a.test", "{A}", "{B}").build()\n'
    assert "pinner-not-attached" in codes_of(read(text))
    assert "pinner-not-attached" not in codes_of(
        read(f"{text}val c = OkHttpClient.Builder().certificatePinner(p).build()")
    )
    default = f"{IMPORT}val c = OkHttpClient.Builder().certificatePinner(CertificatePinner.DEFAULT).build()"
    assert codes_of(read(default)) == ["default-pinner"]
