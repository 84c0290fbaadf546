"""What is copied arrives byte for byte: in tmux, by OSC 52 alone, and in the clipboard of an X server."""

import os
import shutil
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from testdata import require_client

from inspector.clipboard import copy

TEXT = 'val pins = "sha256/AAAA" // $HOME `id` \\ "quoted"\n    <!-- grüße -->\n'
PATIENCE = 20.0


def until(answer: Callable[[], str], wanted: Callable[[str], bool]) -> str:
    """Return the first `answer` that is `wanted`; the last one where it does not come in time."""
    deadline = time.monotonic() + PATIENCE
    got = answer()
    while not wanted(got) and time.monotonic() < deadline:
        got = answer()
    return got


class Tmux:
    """A tmux server of its own, with `set-clipboard on`."""

    def __init__(self, folder: Path) -> None:
        self._socket = str(folder / "tmux.sock")
        self._env = {name: value for name, value in os.environ.items() if name not in ("COLUMNS", "LINES", "TMUX")}

    def run(self, *words: str) -> str:
        """Run a tmux command and return what it prints."""
        ended = subprocess.run(
            ["tmux", "-S", self._socket, "-f", "/dev/null", *words],
            capture_output=True,
            text=True,
            check=False,
            env=self._env,
        )
        return ended.stdout

    def start(self, *command: str, env: dict[str, str]) -> None:
        """Start `command` in a new window of 120 by 40 cells."""
        given = [word for name, value in env.items() for word in ("-e", f"{name}={value}")]
        self.run("start-server", ";", "set", "-g", "exit-empty", "off", ";", "set", "-s", "set-clipboard", "on")
        self.run("new-session", "-d", "-x", "120", "-y", "40", *given, *command)

    def screen(self) -> str:
        """Return what stands on the screen."""
        return self.run("capture-pane", "-p")

    def buffer(self) -> str:
        """Return the newest buffer."""
        return self.run("save-buffer", "-")


@pytest.fixture
def tmux(tmp_path: Path) -> Iterator[Tmux]:
    """Give a tmux server, stopped afterwards."""
    require_client(shutil.which("tmux"), "tmux")
    server = Tmux(tmp_path)
    yield server
    server.run("kill-server")


def test_the_app_copies_into_tmux(tmux: Tmux, tmp_path: Path) -> None:
    """The snippet that `o` copies is byte for byte the one that `w` saves."""
    saved = tmp_path / "pins.kt"
    env = {"XDG_CONFIG_HOME": str(tmp_path), "DISPLAY": "", "WAYLAND_DISPLAY": "", "SSH_CONNECTION": "", "SSH_TTY": ""}
    tmux.start(sys.executable, "-m", "inspector", "demo", env=env)
    assert "api.bank.test" in until(tmux.screen, lambda text: "SPKI pin" in text)
    tmux.run("send-keys", "Space")
    until(tmux.screen, lambda text: "1 of 3 picked" in text)
    tmux.run("send-keys", "o")
    copied = until(tmux.buffer, bool)
    assert copied.startswith("// !!!")
    tmux.run("send-keys", "w")
    until(tmux.screen, lambda text: "Save the snippet" in text)
    tmux.run("send-keys", "C-u")
    until(tmux.screen, lambda text: "Type a file name" in text)
    tmux.run("send-keys", "-l", str(saved))
    until(tmux.screen, lambda text: str(saved)[-20:] in text)
    tmux.run("send-keys", "Enter")
    assert until(lambda: saved.read_text() if saved.exists() else "", bool), tmux.screen()
    assert copied == saved.read_text()


def test_osc_52_reaches_tmux_where_nothing_else_can(tmux: Tmux, tmp_path: Path) -> None:
    """With `set-clipboard on` the sequence that the app writes fills tmux's buffer, and is called unconfirmed."""
    program = tmp_path / "send.py"
    program.write_text(
        "import base64, sys, time\n"
        "from inspector.clipboard import copy\n"
        f"text = {TEXT!r}\n"
        "def osc52(given):\n"
        "    data = base64.b64encode(given.encode()).decode()\n"
        "    print(f'\\x1b]52;c;{data}\\a', end='', flush=True)\n"
        "result = copy(text, 'snippet', osc52=osc52, environ={'SSH_TTY': '/dev/pts/9', 'PATH': '/none'})\n"
        "print(result.sentence, flush=True)\n"
        "sys.stdin.read()\n"
    )
    tmux.start(sys.executable, str(program), env={"PYTHONPATH": str(Path.cwd())})
    shown = until(tmux.screen, lambda text: "unconfirmed" in text)
    assert "Sent snippet to your terminal's clipboard (unconfirmed)" in shown
    assert until(tmux.buffer, bool) == TEXT


def test_an_x_clipboard_holds_the_text() -> None:
    """Under Xvfb with xclip the copy is confirmed, and another program pastes the same bytes."""
    require_client(shutil.which("Xvfb") and shutil.which("xclip"), "Xvfb and xclip")
    read_end, write_end = os.pipe()
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(write_end), "-screen", "0", "64x64x8", "-nolisten", "tcp"],
        pass_fds=[write_end],
        stderr=subprocess.DEVNULL,
    )
    os.close(write_end)
    try:
        with os.fdopen(read_end) as stream:
            display = f":{stream.readline().strip()}"
        env = {"DISPLAY": display, "PATH": os.environ["PATH"]}
        result = copy(TEXT, "snippet", osc52=None, environ=env, patience=PATIENCE)
        assert (result.confirmed, result.sentence) == (True, "Copied snippet")
        pasted = subprocess.run(
            ["xclip", "-selection", "clipboard", "-o"], env=env, capture_output=True, check=True, timeout=PATIENCE
        )
        assert pasted.stdout == TEXT.encode()
    finally:
        server.terminate()
        server.wait(PATIENCE)
