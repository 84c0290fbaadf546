"""Copying with clipboard tools that work, fail, lie, shout and hang."""

import stat
import threading
from collections.abc import Callable
from pathlib import Path

import pytest

from inspector.clipboard import OSC52_LIMIT, CopyResult, copy, is_remote

TEXT = 'val pins = "sha256/AAAA"\n    // grüße\n'
WHAT = "OkHttp Kotlin snippet, 2 pins"

KEEPS = 'case "$*" in *-o*) cat "$HOLD" ;; *) cat >"$HOLD" ;; esac'
FAILS = "cat >/dev/null; exit 1"
LIES = 'case "$*" in *-o*) printf "older text" ;; *) cat >/dev/null ;; esac'
HANGS = "echo $$ >>$HOLD.pids; exec sleep 600"
HANGS_ON_PASTE = 'case "$*" in *-o*) echo $$ >>$HOLD.pids; exec sleep 600 ;; *) cat >"$HOLD" ;; esac'

Env = dict[str, str]


@pytest.fixture
def desktop(tmp_path: Path) -> Callable[[str], Env]:
    """Give an environment whose only clipboard tool is an xclip with the given body."""

    def build(body: str) -> Env:
        _tool(tmp_path / "bin", "xclip", body)
        return {"PATH": f"{tmp_path / 'bin'}:/usr/bin:/bin", "DISPLAY": ":9999", "HOLD": str(tmp_path / "hold")}

    return build


def _tool(folder: Path, name: str, body: str) -> None:
    folder.mkdir(exist_ok=True)
    tool = folder / name
    tool.write_text(f"#!/bin/sh\n{body}\n")
    tool.chmod(tool.stat().st_mode | stat.S_IXUSR)


class Terminal:
    """A terminal that keeps what it is sent."""

    def __init__(self) -> None:
        self.got: list[str] = []
        """Texts in order."""

    def send(self, text: str) -> None:
        """Keep `text`."""
        self.got.append(text)


def _copy(env: Env, terminal: Terminal | None = None, text: str = TEXT, patience: float = 10) -> CopyResult:
    return copy(text, WHAT, osc52=terminal.send if terminal else None, environ=env, patience=patience)


def _gone(pid: int) -> bool:
    state = Path(f"/proc/{pid}/stat")
    return not state.exists() or state.read_text().rsplit(")", 1)[1].split()[0] == "Z"


def test_copied_is_said_where_the_tool_gives_the_text_back(desktop: Callable[[str], Env]) -> None:
    """A tool that took the text and gives it back confirms, and nothing is sent to the terminal."""
    terminal, env = Terminal(), desktop(KEEPS)
    result = _copy(env, terminal)
    assert (result.confirmed, result.failed, result.sentence) == (True, False, f"Copied {WHAT}")
    assert Path(env["HOLD"]).read_text(encoding="utf-8") == TEXT
    assert terminal.got == []


@pytest.mark.parametrize("body", [FAILS, LIES], ids=["fails", "lies"])
def test_copied_is_not_said_on_the_word_of_a_tool(desktop: Callable[[str], Env], body: str) -> None:
    """A tool that fails, or that holds another text afterwards, leads on to the terminal."""
    terminal = Terminal()
    result = _copy(desktop(body), terminal)
    assert (result.confirmed, result.failed) == (False, False)
    assert result.sentence == f"Sent {WHAT} to your terminal's clipboard (unconfirmed)"
    assert terminal.got == [TEXT]


@pytest.mark.parametrize("body", [HANGS, HANGS_ON_PASTE], ids=["copy", "paste"])
def test_a_tool_that_hangs_is_ended(desktop: Callable[[str], Env], body: str) -> None:
    """A tool that never ends costs the patience given, is killed, and leads on to the terminal."""
    terminal, env = Terminal(), desktop(body)
    result = _copy(env, terminal, patience=4)
    assert not result.confirmed
    assert terminal.got == [TEXT]
    assert any("in time" in line for line in result.tried)
    pids = [int(line) for line in Path(env["HOLD"] + ".pids").read_text().split()]
    assert pids
    assert all(_gone(pid) for pid in pids)


def test_tools_cannot_write_on_the_screen(desktop: Callable[[str], Env], capfd: pytest.CaptureFixture[str]) -> None:
    """What a clipboard tool prints reaches neither of our streams, which the app draws on."""
    result = _copy(desktop(f"echo noise; echo noise >&2; {FAILS}"), Terminal())
    assert not result.confirmed
    assert capfd.readouterr() == ("", "")


def test_without_anything_the_copy_has_failed(tmp_path: Path) -> None:
    """Neither tool nor terminal: failed, with the reasons and the way out."""
    result = _copy({"PATH": str(tmp_path)})
    assert (result.confirmed, result.failed) == (False, True)
    assert result.sentence.startswith(f"Could not copy {WHAT}: ")
    assert result.sentence.endswith("")
    assert [line.split(":")[0] for line in result.tried] == ["desktop clipboard", "OSC 52"]


def test_the_terminal_alone_never_confirms(tmp_path: Path) -> None:
    """OSC 52 is never called a success."""
    terminal = Terminal()
    result = _copy({"PATH": str(tmp_path)}, terminal)
    assert (result.confirmed, result.failed) == (False, False)
    assert not result.sentence.startswith("Copied")
    assert terminal.got == [TEXT]


@pytest.mark.parametrize("name", ["SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"])
def test_over_ssh_the_terminal_comes_first(desktop: Callable[[str], Env], name: str) -> None:
    """Over SSH the text goes to the user's terminal, and the remote machine's clipboard stays as it is."""
    terminal, env = Terminal(), desktop(KEEPS)
    env[name] = "10.0.0.1 5000 10.0.0.2 22"
    result = _copy(env, terminal)
    assert is_remote(env)
    assert result.tried == ("OSC 52: sent",)
    assert terminal.got == [TEXT]
    assert not Path(env["HOLD"]).exists()


def test_over_ssh_without_a_terminal_the_machine_is_named(desktop: Callable[[str], Env]) -> None:
    """The remote machine's clipboard is the last way, and the sentence says whose it is."""
    env = desktop(KEEPS)
    env["SSH_TTY"] = "/dev/pts/1"
    result = _copy(env)
    assert result.confirmed
    assert "the machine that Pinspector runs on" in result.sentence


def test_texts_too_long_for_a_terminal_are_not_sent(tmp_path: Path) -> None:
    """One byte over the limit is refused with the numbers, the limit itself is sent."""
    terminal = Terminal()
    fits = _copy({"PATH": str(tmp_path)}, terminal, "ü" * (OSC52_LIMIT // 2))
    over = _copy({"PATH": str(tmp_path)}, terminal, "ü" * (OSC52_LIMIT // 2) + "x")
    assert not fits.failed
    assert over.failed
    assert "74,995 bytes" in over.sentence
    assert len(terminal.got) == 1


def test_macos_terminal_is_known_to_ignore_osc_52(tmp_path: Path) -> None:
    """Where the terminal is known to drop the sequence, nothing is claimed."""
    terminal = Terminal()
    result = _copy({"PATH": str(tmp_path), "TERM_PROGRAM": "Apple_Terminal"}, terminal)
    assert result.failed
    assert terminal.got == []


def test_a_terminal_that_is_gone_is_a_failure(tmp_path: Path) -> None:
    """A terminal that cannot be written to is told, not raised."""

    def broken(text: str) -> None:
        raise OSError(5, "Input/output error")

    result = copy(TEXT, WHAT, osc52=broken, environ={"PATH": str(tmp_path)})
    assert result.failed
    assert "Input/output error" in result.sentence


def test_tmux_of_old_is_asked_again_without_the_new_option(tmp_path: Path) -> None:
    """A tmux that does not know -w still gets the text into its buffer."""
    body = 'case "$*" in *-w*) exit 1 ;; load*) cat >"$HOLD" ;; save*) cat "$HOLD" ;; esac'
    _tool(tmp_path / "bin", "tmux", body)
    hold = tmp_path / "hold"
    terminal = Terminal()
    result = _copy({"PATH": f"{tmp_path / 'bin'}:/bin:/usr/bin", "TMUX": "/x,1,0", "HOLD": str(hold)}, terminal)
    assert result.confirmed
    assert hold.read_text(encoding="utf-8") == TEXT
    assert result.sentence.startswith(f"Copied {WHAT}, to tmux's buffer")


def test_tmux_that_is_gone_leads_on_to_the_terminal(tmp_path: Path) -> None:
    """A TMUX variable without its server is no success."""
    _tool(tmp_path / "bin", "tmux", "exit 1")
    terminal = Terminal()
    result = _copy({"PATH": f"{tmp_path / 'bin'}:/bin:/usr/bin", "TMUX": "/x,1,0"}, terminal)
    assert not result.confirmed
    assert terminal.got == [TEXT]


def test_the_name_of_what_is_copied_is_made_visible(tmp_path: Path) -> None:
    """A hostile name cannot act from within the sentence."""
    result = copy(TEXT, "pin of \x1b]52;c;AAAA\x07", osc52=None, environ={"PATH": str(tmp_path)})
    assert "\x1b" not in result.sentence
    assert "\\x1b" in result.sentence


def test_copying_leaves_no_thread_behind(desktop: Callable[[str], Env]) -> None:
    """All work is done by processes that have ended when the result is there."""
    before = threading.active_count()
    _copy(desktop(KEEPS))
    assert threading.active_count() == before
