"""Copied Kotlin and Java, unchanged, compiled with real compilers and run in Debian's OkHttp 3.13.1."""

import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import pytest
from testdata import require_client

from inspector.chain.pin import Pin
from inspector.checking.failure.recognition import recognise_failure
from inspector.clients.client import Client
from inspector.clients.registry import clients
from inspector.pinning.backup import backup_from_text
from inspector.pinning.draft import Draft, add_backup, make_pin_set
from inspector.pinning.pin_set import PinSet

JARS = [Path("/usr/share/java") / name for name in ("okhttp.jar", "okio.jar", "kotlin-stdlib.jar")]
LANGUAGES = ["okhttp-java", "okhttp-kotlin"]
SPARE = Pin.of(b"a key that nobody has")
NASTY = "x */ } evil(); /* \\u000a ${evil()} \n evil() \u2028 -->"


@dataclass(frozen=True, slots=True)
class Job:
    """One copied text, and the host that its client asks for."""

    label: str
    language: str
    text: str
    host: str = "api.bank.test"
    whole_file: bool = False


@dataclass(frozen=True, slots=True)
class Result:
    """What came of it."""

    outcome: str
    message: str


def _set(served: Any, *indices: int, host: str = "api.bank.test", **options: Any) -> PinSet:
    draft = Draft(host, frozenset(served.layers[index].pin for index in indices), **options)
    return make_pin_set(draft, served.layers, at=served.now)


def _changed(text: str, pins: tuple[Pin, ...], index: int = 5) -> str:
    """Return `text` with one character of each pin changed."""
    for pin in pins:
        right = pin.base64
        wrong = right[:index] + ("E" if right[index] != "E" else "I") + right[index + 1 :]
        assert text.count(right) == 1
        text = text.replace(right, wrong)
    return text


def _jobs(served: Any) -> Iterator[Job]:
    for name in LANGUAGES:
        yield from _jobs_of(served, name, clients()[name])


def _jobs_of(served: Any, name: str, client: Client) -> Iterator[Job]:
    def both(label: str, pin_set: PinSet, host: str = "api.bank.test", *, whole_file: bool = False) -> Iterator[Job]:
        text = client.write(pin_set, whole_file=whole_file).text
        yield Job(f"right {label} {name}", name, text, host, whole_file)
        yield Job(f"wrong {label} {name}", name, _changed(text, pin_set.pins), host, whole_file)

    for index, role in enumerate(("leaf", "intermediate", "root")):
        one = _set(served, index)
        yield from both(role, one)
        for place in (0, 20, 42):
            yield Job(f"wrong {role} at {place} {name}", name, _changed(client.write(one).text, one.pins, place))
    every = _set(served, 0, 1, 2)
    yield from both("every", every)
    yield from both("whole", every, whole_file=True)
    yield Job(f"one right of three {name}", name, _changed(client.write(every).text, every.pins[:2]))
    draft = add_backup(Draft("api.bank.test", frozenset({served.layers[0].pin})), backup_from_text(str(SPARE)))
    backed = make_pin_set(draft, served.layers, at=served.now, stamp=NASTY)
    yield from both("with backup", backed)
    yield Job(f"only the backup {name}", name, _changed(client.write(backed).text, backed.pins[:1]))
    yield from both("nasty", replace(every, chosen=tuple(replace(item, label=NASTY) for item in every.chosen)))
    yield from both("idn", _set(served, 0, host="bücher.test"), "bücher.test")
    yield from both("address", _set(served, 1, host="127.0.0.1"), "127.0.0.1")
    yield from both("subdomains", _set(served, 0, host="bank.test", subdomains=True))
    yield from both("elsewhere", _set(served, 0, host="other.test"))
    yield from both("ipv6", _set(served, 0, host="2001:db8::7"))


def _source(job: Job, number: int) -> str:
    """Return a program around the copied text; the text itself stands in it unchanged."""
    java = job.language == "okhttp-java"
    end = ";" if java else ""
    package = f"package case{number}{end}\n"
    if job.whole_file:
        return package + job.text
    imports = re.search(r"// Imports: (.*)\n", job.text)
    assert imports is not None
    lines = "".join(f"import {name}{end}\n" for name in imports[1].split(", "))
    if java:
        return f"{package}{lines}class Pasted {{\nstatic OkHttpClient make() {{\n{job.text}\nreturn client;\n}}\n}}\n"
    return f"{package}{lines}fun pasted(): OkHttpClient {{\n{job.text}\nreturn client\n}}\n"


def _entry(job: Job, number: int) -> str:
    """Return the class through which the rig gets the client, in the language of the job."""
    package = f"package case{number}"
    match job.language, job.whole_file:
        case "okhttp-java", False:
            expression = "Pasted.make()"
        case "okhttp-java", True:
            expression = "PinnedHttp.CLIENT"
        case _, False:
            expression = "pasted()"
        case _:
            expression = "PinnedHttp.client"
    if job.language == "okhttp-java":
        method = f"public static okhttp3.OkHttpClient make() {{ return {expression}; }}"
        return f"{package};\npublic class Entry {{ {method} }}\n"
    return f"{package}\nobject Entry {{ @JvmStatic fun make(): okhttp3.OkHttpClient = {expression} }}\n"


def _members(served: Any, folder: Path) -> list[Path]:
    """Write both fragments as members of a class, where developers paste them too; they need only compile."""
    texts = [clients()[name].write(_set(served, 0, 1)).text for name in LANGUAGES]
    java, kotlin = folder / "Members.java", folder / "Members.kt"
    imports = ("import okhttp3.CertificatePinner", "import okhttp3.OkHttpClient")
    java.write_text("".join(f"{line};\n" for line in imports) + f"class Members {{\n{texts[0]}}}\n")
    kotlin.write_text("".join(f"{line}\n" for line in imports) + f"class KotlinMembers {{\n{texts[1]}}}\n")
    return [java, kotlin]


def _compile(command: list[str], sources: list[Path]) -> None:
    done = subprocess.run([*command, *map(str, sources)], check=False, capture_output=True, text=True, timeout=300)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.fixture(scope="module")
def results(served: Any, tmp_path_factory: pytest.TempPathFactory) -> dict[str, Result]:
    """Return what came of each job; everything is compiled once and runs in one virtual machine."""
    for tool in ("java", "javac", "kotlinc"):
        require_client(shutil.which(tool), tool)
    for jar in JARS:
        require_client(jar.exists(), jar.name)
    folder = tmp_path_factory.mktemp("okhttp")
    jobs = list(_jobs(served))
    sources = {".java": [Path(__file__).with_name("Rig.java")], ".kt": []}
    for member in _members(served, folder):
        sources[member.suffix].append(member)
    for number, job in enumerate(jobs):
        suffix = ".java" if job.language == "okhttp-java" else ".kt"
        for stem, text in (
            ("PinnedHttp" if job.whole_file else "Pasted", _source(job, number)),
            ("Entry", _entry(job, number)),
        ):
            file = folder / f"case{number}" / f"{stem}{suffix}"
            file.parent.mkdir(exist_ok=True)
            file.write_text(text, encoding="utf-8")
            sources[suffix].append(file)
    classes = folder / "classes"
    path = ":".join(map(str, JARS))
    _compile(
        ["javac", "-Xlint:all", "-Werror", "-encoding", "UTF-8", "-cp", path, "-d", str(classes)], sources[".java"]
    )
    _compile(["kotlinc", "-no-stdlib", "-no-reflect", "-cp", path, "-d", str(classes)], sources[".kt"])
    plan = folder / "jobs.txt"
    plan.write_text(
        "".join(f"{job.label}\tcase{n}.Entry\t{job.host}\n" for n, job in enumerate(jobs)), encoding="utf-8"
    )
    command = [
        "java",
        "-Dfile.encoding=UTF-8",
        "-cp",
        f"{path}:{classes}",
        "Rig",
        str(served.port),
        str(served.ca_file),
        str(plan),
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True, encoding="utf-8", timeout=300)
    assert done.returncode == 0, done.stderr
    lines = [line.split("\t") for line in done.stdout.splitlines()]
    assert [line[0] for line in lines] == [job.label for job in jobs]
    return {label: Result(outcome, message) for label, outcome, message in lines}


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize(
    "label",
    ["leaf", "intermediate", "root", "every", "with backup", "nasty", "whole", "idn", "address"],
)
def test_copied_code_connects(results: dict[str, Result], name: str, label: str) -> None:
    """With the pin of any layer, the root included, which the server does not send."""
    assert results[f"right {label} {name}"] == Result("connected", "200")


@pytest.mark.parametrize("name", LANGUAGES)
def test_any_one_of_the_pins_is_enough(results: dict[str, Result], name: str) -> None:
    """Two of three changed: the third still lets the app in."""
    assert results[f"one right of three {name}"].outcome == "connected"


@pytest.mark.parametrize("name", LANGUAGES)
@pytest.mark.parametrize(
    "label",
    [
        *(f"wrong {role} at {place}" for role in ("leaf", "intermediate", "root") for place in (0, 20, 42)),
        *(f"wrong {what}" for what in ("leaf", "intermediate", "root", "every", "with backup")),
        *(f"wrong {what}" for what in ("nasty", "whole", "idn", "address")),
        "only the backup",
    ],
)
def test_a_changed_pin_is_refused(results: dict[str, Result], name: str, label: str) -> None:
    """One character of each pin changed: OkHttp says that it was the pin."""
    result = results[f"{label} {name}"]
    assert result.outcome == "refused"
    assert result.message.startswith("javax.net.ssl.SSLPeerUnverifiedException: Certificate pinning failure!")


@pytest.mark.parametrize("name", LANGUAGES)
def test_okhttp_reads_the_same_pins_from_the_chain(results: dict[str, Result], served: Any, name: str) -> None:
    """The peer chain that OkHttp prints is our path with our pins, the unsent root at its end."""
    message = results[f"wrong every {name}"].message
    chain = message.split("Peer certificate chain:")[1].split("Pinned certificates for")[0]
    assert re.findall(r"sha256/\S{44}(?=:)", chain) == [str(layer.pin) for layer in served.layers]


@pytest.mark.parametrize("name", LANGUAGES)
def test_the_failure_text_is_read_back(results: dict[str, Result], served: Any, name: str) -> None:
    """What `check` takes a pasted text apart into is what OkHttp meant: the path, the host, pins that are not in it."""
    found = recognise_failure(results[f"wrong every {name}"].message)
    assert found is not None
    assert [line.pin.pin for line in found.peer] == [layer.pin for layer in served.layers]
    assert found.host == "api.bank.test"
    assert len(found.pinned) == len(served.layers)
    assert not {pin.pin for pin in found.pinned} & {layer.pin for layer in served.layers}


@pytest.mark.parametrize("name", LANGUAGES)
def test_old_okhttp_does_not_know_double_star(results: dict[str, Result], name: str) -> None:
    """Before 4.3 the pattern matches nothing: even a wrong pin connects. The snippet's comment warns of it."""
    assert results[f"wrong subdomains {name}"].outcome == "connected"


@pytest.mark.parametrize("name", LANGUAGES)
def test_another_host_is_not_pinned(results: dict[str, Result], name: str) -> None:
    """A pattern restricts its own host only, which shows that the refusals above come from the pins."""
    assert results[f"wrong elsewhere {name}"].outcome == "connected"


@pytest.mark.parametrize("name", LANGUAGES)
def test_old_okhttp_refuses_an_ipv6_pattern(results: dict[str, Result], name: str) -> None:
    """Before 4.3 a bare IPv6 address is no pattern; the snippet's comment says so."""
    assert results[f"right ipv6 {name}"].outcome == "not-built"
