"""Builders in Kotlin and Java sources, in the ways that people write them."""

import pytest
from clients.okhttp.reading import IMPORT, A, B, codes_of, read, rules_of

KOTLIN = {
    "chained": f'val p = CertificatePinner.Builder().add("a.test", "{A}", "{B}").build()',
    "lines": f'val p = CertificatePinner.Builder()\n  // one\n  .add(\n  "a.test",\n  "{A}", // x\n  "{B}",\n  )\n  .build()',
    "twice": f'val p = CertificatePinner.Builder().add("a.test", "{A}").add("a.test", "{B}").build()',
    "constants": f'const val H = "a.test"\nval p = CertificatePinner.Builder().add(H, C.X, C.Y).build()\n'
    f'object C {{ const val X = "{A}"\n const val Y = "{B}" }}',
    "companion": f"class K {{\n val p = CertificatePinner.Builder().add(H, X, K.Y).build()\n"
    f' companion object {{ private const val H = "a.test"; const val X = "{A}"; const val Y = "{B}" }} }}',
    "templates": f'const val D = "test"\nconst val H = "a.$D"\nval p = CertificatePinner.Builder()\n'
    f'.add("${{H}}", "sha256/{A[7:20]}${{R}}", "sha256/{B[7:20]}$S").build()\n'
    f'const val R = "{A[20:]}"\nconst val S = "{B[20:]}"',
    "sum": f'val p = CertificatePinner.Builder().add("a." + "test", "sha256/" + "{A[7:]}", "{B[:9]}" +\n "{B[9:]}").build()',
    "spread": f'val s = arrayOf("{A}", "{B}")\nval p = CertificatePinner.Builder().add("a.test", *s).build()',
    "list spread": f'val s = listOf("{A}") + "{B}"\n'
    'val p = CertificatePinner.Builder().add("a.test", *s.toTypedArray()).build()',
    "generic": f'val s = arrayOf<String>("{A}", "{B}")\nval p = CertificatePinner.Builder().add("a.test", *s).build()',
    "apply": f'val p = CertificatePinner.Builder().apply {{ add("a.test", "{A}"); add("a.test", "{B}") }}.build()',
    "also": f'val p = CertificatePinner.Builder().also {{ b -> b.add("a.test", "{A}").add("a.test", "{B}") }}.build()',
    "let": f'val p = CertificatePinner.Builder().let {{ it.add("a.test", "{A}", "{B}") }}.build()',
    "with": f'val p = with(CertificatePinner.Builder()) {{\n add("a.test", "{A}")\n this.add("a.test", "{B}")\n build()\n}}',
    "variable": f'fun f() {{\n val b = CertificatePinner.Builder()\n b.add("a.test", "{A}")\n b.add("a.test", "{B}")\n'
    "return b.build()\n}",
    "late": f"lateinit var b: CertificatePinner.Builder\nfun f() {{\n b = CertificatePinner.Builder()\n"
    f' b.add("a.test", "{A}")\n b.add("a.test", "{B}")\n}}',
    "forEach": f'val s = setOf("{A}", "{B}")\n'
    'val p = CertificatePinner.Builder().apply { s.forEach { add("a.test", it) } }.build()',
    "for": f'fun f() {{\n val b = CertificatePinner.Builder()\n for (x in listOf("{A}", "{B}")) b.add("a.test", x)\n}}',
    "for hosts": f'fun f() {{\n val b = CertificatePinner.Builder()\n for (h in listOf("a.test")) {{ b.add(h, "{A}", "{B}") }}\n}}',
    "lazy": f'val p by lazy {{ CertificatePinner.Builder().add(h, "{A}", "{B}").build() }}\nval h by lazy {{ "a.test" }}',
    "named": f'val p = CertificatePinner.Builder().add(pattern = "a.test", pins = arrayOf("{A}", "{B}")).build()',
    "function": f'@Provides fun p() = CertificatePinner.Builder().add("a.test", "{A}", "{B}").build()',
    "extension": f'fun CertificatePinner.Builder.mine() {{ add("a.test", "{A}", "{B}") }}',
    "handed in": f'fun mine(b: CertificatePinner.Builder) {{ b.add("a.test", "{A}", "{B}") }}',
    "qualified": f'val p = okhttp3.CertificatePinner.Builder().add("a.test", "{A}", "{B}").build()',
    "raw": f'val p = CertificatePinner.Builder().add("""a.test""", """{A}""", "{B}").build()',
    "escaped": f'val p = CertificatePinner.Builder().add("a\\u002etest", "{A}", "{B}").build()',
    "pins": f'val p = setOf(CertificatePinner.Pin("a.test", "{A}"), CertificatePinner.Pin("a.test", "{B}"))',
    "shadowed": f'val h = "other.test"\nfun f() {{\n val h = "a.test"\n CertificatePinner.Builder().add(h, "{A}", "{B}")\n}}',
    "format": f'val p = CertificatePinner.Builder().add("%s.test".format("a"), "{A}", "{B}").build()',
}
JAVA = {
    "chained": f'CertificatePinner p = new CertificatePinner.Builder().add("a.test", "{A}", "{B}").build();',
    "class": f'class K {{ static final String H = "a." + "test"; private static final String[] S = {{"{A}", "{B}"}};\n'
    "CertificatePinner f() { return new CertificatePinner.Builder().add(H, S).build(); } }",
    "variable": f"class K {{ void f() {{ CertificatePinner.Builder b = new CertificatePinner.Builder();\n"
    f'b.add("a.test", "{A}"); b.add("a.test", "{B}"); }} }}',
    "nested class": f'class K {{ static class H {{ static final String N = "a.test"; }}\n'
    f'Object f() {{ return new okhttp3.CertificatePinner.Builder().add(H.N, new String[] {{"{A}", "{B}"}}).build(); }} }}',
    "interface": f'interface H {{ String N = "a.test"; }}\n'
    f'class K {{ Object p = new CertificatePinner.Builder().add(H.N, "{A}", "{B}").build(); }}',
    "for": f"class K {{ void f() {{ CertificatePinner.Builder b = new CertificatePinner.Builder();\n"
    f'for (String s : java.util.List.of("{A}", "{B}")) b.add("a.test", s); }} }}',
    "forEach": f"class K {{ void f() {{ CertificatePinner.Builder b = new CertificatePinner.Builder();\n"
    f'Arrays.asList("{A}", "{B}").forEach(s -> b.add("a.test", s)); }} }}',
    "parameter": f'class K {{ void f(CertificatePinner.Builder b) {{ b.add("a.test", "{A}", "{B}"); }} }}',
    "set in static block": f'class K {{ static final String H; static {{ H = "a.test"; }}\n'
    f'Object p = new CertificatePinner.Builder().add(H, "{A}", "{B}").build(); }}',
    "format": f'class K {{ Object p = new CertificatePinner.Builder().add(String.format("%s.%s", "a", "test"), "{A}", "{B}"); }}',
    "text block": f'class K {{ Object p = new CertificatePinner.Builder().add("""\n   a.test""", "{A}", "{B}"); }}',
    "this": f"class K {{ final CertificatePinner.Builder b = new CertificatePinner.Builder();\n"
    f'K() {{ this.b.add("a.test", "{A}", "{B}"); }} }}',
}


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
        (
            f'val p = CertificatePinner.Builder()\nval m = mapOf("a.test" to "{A}")\nm.forEach {{ (h, s) -> p.add(h, s) }}',
            4,
        ),
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
