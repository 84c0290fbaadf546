"""Copied Kotlin and Java, unchanged, in OkHttp 3.12, 4.2, 4.12 and 5, Retrofit and Ktor, by a current compiler."""

import subprocess
from pathlib import Path
from typing import Any, TypeAlias

import pytest
from real_clients.jvm.cases import OKHTTP, ROLES, Case, cases_of, sources
from real_clients.jvm.maven import fetch, library_sets
from real_clients.opponent import NAMES

_HERE = Path(__file__).with_name("jvm")
_SECONDS = 400
Results: TypeAlias = dict[tuple[str, str, str], tuple[str, str]]
"""By set of libraries, client and label: outcome and message."""

SETS = [name for name in library_sets() if name.startswith("okhttp")]
OLD = [name for name in SETS if name.startswith(("okhttp-3", "okhttp-4.2"))]
KTOR = [name for name, libraries in library_sets().items() if any("ktor" in library for library in libraries)]
PAIRS = [(name, client) for name in SETS for client in (*OKHTTP, *(["ktor"] if name in KTOR else []))]
FAILURE = "javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure!"


@pytest.fixture(scope="module")
def results(served: Any, tmp_path_factory: pytest.TempPathFactory) -> Results:
    """Return what came of each case; everything is compiled and runs in one virtual machine."""
    folder = tmp_path_factory.mktemp("jvm")
    jars = fetch(folder)
    plan: list[str] = []
    keys: list[tuple[str, str, str]] = []
    for name in SETS:
        cases = [case for pair, client in PAIRS if pair == name for case in cases_of(served, client)]
        plan.append(f"set\t{':'.join(map(str, jars[name]))}\t{_written(folder / name / 'sources', cases, name)}")
        for number, case in enumerate(cases):
            plan.append(f"case\tcase{number}\thttps://{case.host}:{served.port}/")
            keys.append((name, case.client, case.label))
    (folder / "plan.txt").write_text("".join(f"{line}\n" for line in plan), encoding="utf-8")
    (folder / "hosts").write_text("".join(f"127.0.0.1 {host}\n" for host in NAMES))
    done = subprocess.run(
        [
            "java", "-XX:+UseSerialGC", "-Dfile.encoding=UTF-8", f"-Djdk.net.hosts.file={folder / 'hosts'}",
            "-cp", ":".join(map(str, jars["kotlinc"])), str(_HERE / "Proofs.java"),
            str(served.ca_file), str(folder / "plan.txt"),
        ],
        check=False, capture_output=True, text=True, encoding="utf-8", timeout=_SECONDS,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr[-8000:]
    lines = [line.split("\t")[1:] for line in done.stdout.splitlines() if line.startswith("case\t")]
    versions = [line.split("\t")[1] for line in done.stdout.splitlines() if line.startswith("version\t")]
    assert [version.removeprefix("okhttp/") for version in versions] == [name.removeprefix("okhttp-") for name in SETS]
    return {key: (outcome, message) for key, (outcome, message) in zip(keys, lines, strict=True)}


def _written(folder: Path, cases: list[Case], name: str) -> Path:
    """Write the programs of `cases`, and what asks through them, into `folder`; return it."""
    for number, case in enumerate(cases):
        package = folder / f"case{number}"
        package.mkdir(parents=True)
        for file, text in sources(case, number).items():
            (package / file).write_text(text, encoding="utf-8")
    for file in ("Ask.java", *(["Ktor.kt"] if name in KTOR else [])):
        (folder / file).write_text((_HERE / file).read_text(encoding="utf-8"), encoding="utf-8")
    return folder


@pytest.mark.parametrize(("name", "client"), PAIRS)
def test_the_right_pin_connects(results: Results, name: str, client: str) -> None:
    """Each layer's pin alone, the unsent root's too; all together; one right of three; a name with umlaut."""
    labels = [*ROLES, "every", "idn", "address", *(f"of three {role}" for role in ROLES)]
    found = {label: results[name, client, f"right {label}"] for label in labels}
    assert found == dict.fromkeys(labels, ("connected", "200"))


@pytest.mark.parametrize(("name", "client"), PAIRS)
def test_a_changed_pin_is_refused(results: Results, name: str, client: str) -> None:
    """One character of each pin changed: OkHttp says that it was the pin."""
    for label in (*ROLES, "every", "idn", "address"):
        outcome, message = results[name, client, f"wrong {label}"]
        assert outcome == "refused", label
        assert message.startswith(FAILURE), label


@pytest.mark.parametrize("client", ["okhttp-java", "okhttp-kotlin"])
@pytest.mark.parametrize("name", SETS)
def test_whole_files_pin(results: Results, name: str, client: str) -> None:
    """A class or an object of its own, used from another file of the same language."""
    assert results[name, client, "right whole"] == ("connected", "200")
    outcome, message = results[name, client, "wrong whole"]
    assert outcome == "refused"
    assert message.startswith(FAILURE)


@pytest.mark.parametrize(("name", "client"), PAIRS)
def test_another_host_is_not_pinned(results: Results, name: str, client: str) -> None:
    """A pattern restricts its own host only, which shows that the refusals above come from the pins."""
    assert results[name, client, "wrong elsewhere"] == ("connected", "200")


@pytest.mark.parametrize(("name", "client"), PAIRS)
def test_subdomains_as_the_comment_says(results: Results, name: str, client: str) -> None:
    """`**.` pins at any depth from 4.3 on and nothing before; the old writer's pair reaches one label everywhere."""
    hosts = ("bank.test", "api.bank.test", "deep.api.bank.test")
    assert {results[name, client, f"right subdomains {host}"] for host in hosts} == {("connected", "200")}
    refused = [host for host in hosts if results[name, client, f"wrong subdomains {host}"][0] == "refused"]
    if client == "okhttp-3":
        assert refused == ["bank.test", "api.bank.test"]
    else:
        assert refused == ([] if name in OLD else list(hosts))


@pytest.mark.parametrize(("name", "client"), PAIRS)
def test_okhttp_reads_the_same_pins_from_the_chain(results: Results, served: Any, name: str, client: str) -> None:
    """The peer chain that is printed is our path with our pins, the unsent root at its end."""
    _, message = results[name, client, "wrong every"]
    chain = message.split("Peer certificate chain:")[1].split("Pinned certificates for")[0]
    assert [word.removesuffix(":") for word in chain.split() if word.startswith("sha256/")] == [
        str(layer.pin) for layer in served.layers
    ]
