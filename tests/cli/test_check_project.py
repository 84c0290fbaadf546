"""`check` of projects whose files tell about each other: manifests and configs, build files and sources."""

import json
from pathlib import Path
from typing import Any

import pytest
from cli.checking import SPARE, config, root_pin, write
from cli.conftest import Cli

from inspector.lab.running import Running

ANDROID = "http://schemas.android.com/apk/res/android"
CONFIG = "src/main/res/xml/network_security_config.xml"
MANIFEST = "src/main/AndroidManifest.xml"


def manifest(name: str | None) -> str:
    """Return a manifest that names a config, or none."""
    attribute = "" if name is None else f' android:networkSecurityConfig="@xml/{name}"'
    return f'<manifest xmlns:android="{ANDROID}"><application{attribute}/></manifest>'


def kotlin(pattern: str, pin: str) -> str:
    """Return a source whose client pins."""
    return (
        "import okhttp3.*\n"
        f'val p = CertificatePinner.Builder().add({pattern}, "sha256/{pin}", "sha256/{SPARE}").build()\n'
        "val c = OkHttpClient.Builder().certificatePinner(p).build()\n"
    )


def checked(cli: Cli, what: Path, *options: str) -> tuple[int, list[tuple[str, str, str]], dict[str, Any]]:
    """Return exit code, client, version and outcome of every verdict, and all of the JSON."""
    told = cli("check", what, *options, "--json")
    made = json.loads(told.out)
    return told.code, [(item["client"], item["version"], item["outcome"]) for item in made["verdicts"]], made


@pytest.mark.parametrize(
    ("manifests", "counts"),
    [
        ({MANIFEST: "network_security_config"}, True),
        ({}, True),
        ({MANIFEST: None}, False),
        ({MANIFEST: "other"}, False),
        ({MANIFEST: None, "src/free/AndroidManifest.xml": "network_security_config"}, True),
        ({MANIFEST: "other", "app/src/main/AndroidManifest.xml": "network_security_config"}, True),
    ],
    ids=["named", "no manifest", "none named", "another named", "by a flavour", "by the app of a library"],
)
def test_a_config_counts_where_a_manifest_names_it(
    cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path, manifests: dict[str, str | None], *, counts: bool
) -> None:
    """One that no manifest of the project names pins nothing, in `check` and in `rehearse`."""
    file = write(tmp_path, config(root_pin(lab), SPARE), CONFIG)
    for name, named in manifests.items():
        write(tmp_path, manifest(named), name)
    code, found, made = checked(cli, tmp_path, *at_lab)
    assert (code, found) == ((0, [("nsc", "", "connects")]) if counts else (1, [("nsc", "", "not-pinned")]))
    codes = [(item["code"], item["severity"]) for told in made["files"] for item in told["problems"]]
    assert (("not-in-manifest", "error") in codes) is not counts
    if len(manifests) == 1:
        assert checked(cli, file, *at_lab)[:2] == (code, found)
    rehearsed = json.loads(cli("rehearse", *at_lab, "--config", tmp_path, "--json").out)
    answers = {event["code"]: event["cells"][0]["answer"] for event in rehearsed["events"]}
    assert answers["wrong-issue"] == ("works" if counts else "unprotected")


def test_the_file_of_a_flavour_by_itself(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """Its manifest is merged into the main one, which names the file."""
    file = write(tmp_path, config(root_pin(lab), SPARE), "src/free/res/xml/network_security_config.xml")
    write(tmp_path, manifest(None), "src/free/AndroidManifest.xml")
    write(tmp_path, manifest("network_security_config"), MANIFEST)
    assert checked(cli, file, *at_lab)[:2] == (0, [("nsc", "", "connects")])


def test_a_file_that_no_manifest_names_stops_no_app(cli: Cli, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """It would throw if it were read."""
    write(tmp_path, config("AAAA"), CONFIG)
    write(tmp_path, manifest(None), MANIFEST)
    assert checked(cli, tmp_path, *at_lab)[:2] == (1, [("nsc", "", "not-pinned")])


OLD = "com.squareup.okhttp3:okhttp:3.12.13"
BUILDS = {
    "app/build.gradle": (f"dependencies {{\n  implementation '{OLD}'\n}}", 2),
    "app/build.gradle.kts": ('dependencies { implementation(platform("com.squareup.okhttp3:okhttp-bom:4.2.2")) }', 1),
    "build.gradle": ("api group: 'com.squareup.okhttp3', name: 'okhttp', version: '4.0.0'", 1),
    "gradle/libs.versions.toml": (
        '[versions]\nhttp = "4.1.1"\n[libraries]\n'
        'okhttp = { module = "com.squareup.okhttp3:okhttp", version.ref = "http" }',
        4,
    ),
    "gradle/direct.versions.toml": (
        '[libraries]\nok = { group = "com.squareup.okhttp3", name = "okhttp", version = "3.9.0" }',
        2,
    ),
    "gradle/short.versions.toml": (f'[libraries]\nokhttp = "{OLD}"', 2),
    "pom.xml": (
        "<project><properties><ok.version>3.14.9</ok.version></properties><dependency>\n"
        "<groupId>com.squareup.okhttp3</groupId>\n<artifactId>okhttp</artifactId>"
        "<version>${ok.version}</version></dependency></project>",
        2,
    ),
}


@pytest.mark.parametrize("name", BUILDS)
def test_the_version_of_okhttp_is_read_where_it_is_stated(
    cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path, name: str
) -> None:
    """Before 4.3 a pattern with ** is a name that no host has: the app is not pinned."""
    text, line = BUILDS[name]
    write(tmp_path, kotlin('"**.bank.test"', root_pin(lab)), "app/src/Net.kt")
    assert checked(cli, tmp_path, *at_lab)[:2] == (0, [("okhttp", "", "connects")])
    write(tmp_path, text, name)
    code, found, made = checked(cli, tmp_path, *at_lab)
    assert (code, [(client, outcome) for client, _, outcome in found]) == (1, [("okhttp", "not-pinned")])
    assert f"{name}:{line}" in cli("check", tmp_path, *at_lab).out
    rehearsed = cli("rehearse", *at_lab, "--config", tmp_path)
    assert rehearsed.code == 1
    assert made["verdicts"][0]["version"][0] in "34"


@pytest.mark.parametrize(
    "text",
    [
        f"// implementation '{OLD}'",
        f"/* '{OLD}' */",
        "implementation 'com.squareup.okhttp3:okhttp:4.+'",
        "implementation 'com.squareup.okhttp3:logging-interceptor:3.12.13'",
        'implementation "com.squareup.okhttp3:okhttp:$version"',
    ],
)
def test_what_states_no_version(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path, text: str) -> None:
    """Comments, ranges, variables and other libraries: the newest OkHttp is judged."""
    write(tmp_path, kotlin('"**.bank.test"', root_pin(lab)), "Net.kt")
    write(tmp_path, text, "build.gradle")
    assert checked(cli, tmp_path, *at_lab)[:2] == (0, [("okhttp", "", "connects")])


def test_several_versions_are_judged_each(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """Of two modules; versions that behave alike are judged once."""
    write(tmp_path, kotlin('"**.bank.test"', root_pin(lab)), "net/src/Net.kt")
    write(tmp_path, f"implementation '{OLD}'", "net/build.gradle")
    write(tmp_path, "implementation 'com.squareup.okhttp3:okhttp:4.9.0'", "app/build.gradle")
    write(tmp_path, "implementation 'com.squareup.okhttp3:okhttp:4.12.0'", "wear/build.gradle")
    code, found, _ = checked(cli, tmp_path, *at_lab)
    assert code == 1
    assert sorted(found) == [("okhttp", "3.12.13", "not-pinned"), ("okhttp", "4.9.0", "connects")]
    told = cli("check", tmp_path, *at_lab).out
    assert "net/build.gradle:1" in told
    assert "app/build.gradle:1, wear/build.gradle:1" in " ".join(told.split())


def test_a_pattern_that_new_versions_throw_for(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """Old ones take it for another host: the app starts, and is not pinned."""
    write(tmp_path, kotlin('"https://api.bank.test"', root_pin(lab)), "Net.kt")
    assert checked(cli, tmp_path, *at_lab)[1] == [("okhttp", "", "refused")]
    write(tmp_path, f"implementation '{OLD}'", "build.gradle")
    assert checked(cli, tmp_path, *at_lab)[1] == [("okhttp", "3.12.13", "not-pinned")]


def test_what_cannot_be_followed_is_named(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """A builder with a host from elsewhere is not called empty."""
    file = write(tmp_path, kotlin("BuildConfig.HOST", root_pin(lab)), "Net.kt")
    (found,) = checked(cli, file, *at_lab)[2]["verdicts"]
    assert found["outcome"] == "not-pinned"
    assert "BuildConfig.HOST" in found["reason"]
    assert "has no pins" not in found["reason"]


def test_pins_of_a_rule_that_covers_nothing_are_compared(
    cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path
) -> None:
    """The host was reached: its chain is there to compare with."""
    file = write(tmp_path, kotlin('"*.api.bank.test"', root_pin(lab)), "Net.kt")
    (rule,) = checked(cli, file, *at_lab)[2]["rules"]
    assert [pin["kind"] for pin in rule["pins"]] == ["root", "absent"]
    crashing = write(tmp_path, config(root_pin(lab), SPARE).replace("SHA-256", "SHA-1", 1), "x.xml")
    assert "not compared" not in cli("check", crashing, *at_lab).out


def test_what_two_files_tell_alike_is_rehearsed_once(
    cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path
) -> None:
    """A manifest is read with the config that it names."""
    write(tmp_path, config(root_pin(lab), SPARE), CONFIG)
    write(tmp_path, manifest("network_security_config"), MANIFEST)
    rehearsed = json.loads(cli("rehearse", *at_lab, "--config", tmp_path, "--json").out)
    assert [item["client"] for item in rehearsed["clients"]] == ["nsc"]


def test_folders_that_are_left_out_are_named(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """Not those that .gitignore names, nor those that hold no code; what is named itself is read."""
    for folder in ("node_modules", "Pods", "app/build", ".git", "ignored/node_modules"):
        write(tmp_path, kotlin('"api.bank.test"', SPARE), f"{folder}/Net.kt")
    write(tmp_path, "ignored/", ".gitignore")
    write(tmp_path, kotlin('"api.bank.test"', root_pin(lab)), "Net.kt")
    for told in (cli("check", tmp_path, *at_lab), cli("rehearse", *at_lab, "--config", tmp_path)):
        assert "3 folders are left out: Pods/, node_modules/, app/build/." in told.err
    assert cli("check", tmp_path / "Pods", *at_lab).code == 1
    assert "node_modules" in cli("check", "--help").out
