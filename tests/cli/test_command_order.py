"""Command lines as people type them: options anywhere, words that are no command, and mistakes found before contact."""

from pathlib import Path

import pytest
from cli.checking import SPARE, config, root_pin, write
from cli.conftest import Cli

from inspector.lab.running import Running

UNREACHED = ("nosuch.invalid", "--timeout", "1")


def test_options_may_stand_anywhere(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """Between the file and the targets, before both, behind both."""
    file = write(tmp_path, config(root_pin(lab), SPARE))
    host, *options = at_lab
    for line in ((file, "--json", host, *options), ("--json", *options, file, host), (file, *options, host, "--json")):
        told = cli("check", *line)
        assert told.code == 0, told.err
        assert '"outcome": "connects"' in told.out
    told = cli("check", "--json")
    assert (told.code, told.out) == (2, "")
    assert told.err.endswith("required: FILE\n")


@pytest.mark.parametrize(
    ("line", "code", "said"),
    [
        (("pin", *UNREACHED, "--for", "nsc", "--pick", "nope"), 2, "no layer called nope"),
        (("pin", *UNREACHED, "--for", "nsc", "--pick", "-1"), 2, "no layer called -1"),
        (("pin", *UNREACHED, "--for", "nsc", "--pick", "QUJDREVGR0hJSktMTU5PUFFSU1RVVldY"), 2, "picks no layer"),
        (("pin", *UNREACHED, "--for", "nsc", "--min-sdk", "99"), 2, "API 99"),
        (("rehearse", *UNREACHED, "--pick", "nope"), 2, "no layer called nope"),
        (("show", *UNREACHED, "--roots", "nope"), 4, "roots in nope"),
        (("pin", *UNREACHED, "--for", "nsc", "--roots", "nope"), 4, "roots in nope"),
        (("rehearse", *UNREACHED, "--roots", "nope"), 4, "roots in nope"),
    ],
)
def test_mistakes_are_found_before_any_host_is_asked(cli: Cli, line: tuple[str, ...], code: int, said: str) -> None:
    """The host does not exist, and that is not what is told."""
    told = cli(*line)
    assert (told.code, told.out) == (code, "")
    assert said in told.err
    assert "nosuch" not in told.err


@pytest.mark.parametrize(
    ("line", "said"), [(("shwo", "x"), "Did you mean pinspector show"), (("a.test", "b.test"), "one target")]
)
def test_a_word_that_is_no_command(cli: Cli, line: tuple[str, ...], said: str) -> None:
    """The nearest command is named, where one is near."""
    told = cli(*line)
    assert (told.code, told.out) == (2, "")
    assert f"There is no command {line[0]}" in told.err
    assert said in told.err


def test_the_first_help_lists_every_command(cli: Cli) -> None:
    """Each with a line of its own."""
    from inspector.cli.commands import COMMANDS

    told = cli("--help").out
    assert [word for word in COMMANDS if f"\n  {word} " not in told] == []


@pytest.mark.parametrize("content", [None, "nothing"])
def test_a_target_file_that_cannot_be_read(
    cli: Cli, lab: Running, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, content: str | None
) -> None:
    """The same code as `show` has, and the name as it is written."""
    file = write(tmp_path, config(root_pin(lab), SPARE))
    monkeypatch.chdir(tmp_path)
    if content is not None:
        Path("pki").mkdir()
        Path("pki/chain.pem").write_text(content)
    name = "./chain.pem" if content is None else "pki/chain.pem"
    told = cli("check", file, name)
    assert (told.code, cli("show", name).code) == (4, 4)
    assert "Pki" not in told.out
    assert name in told.out


def test_roots_that_can_be_read_once(cli: Cli, lab: Running, at_lab: tuple[str, ...], tmp_path: Path) -> None:
    """A process substitution is a pipe."""
    import os
    import threading

    pipe = tmp_path / "pipe"
    for line in (("show", at_lab[0]), ("check", write(tmp_path, config(root_pin(lab), SPARE)), at_lab[0])):
        os.mkfifo(pipe)
        writer = threading.Thread(target=pipe.write_text, args=(lab.ca_pem,), daemon=True)
        writer.start()
        told = cli(*line, *at_lab[1:3], "--roots", pipe)
        writer.join(5)
        assert told.code == 0, told.err
        pipe.unlink()
