"""Copying text to wherever the user pastes from, and the truth about whether it arrived."""

import os
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from inspector.chain.text import visible

OSC52_LIMIT = 74_994
"""Longest text in bytes that is sent by OSC 52: as base64 it fills the 100,000 bytes that terminals commonly take."""

PATIENCE = 2.0
"""Seconds that a clipboard tool has for taking the text, and again for giving it back."""


@dataclass(frozen=True, slots=True)
class CopyResult:
    """What became of a copy."""

    confirmed: bool
    """Whether a clipboard held the very text afterwards."""

    failed: bool
    """Whether the text can have arrived nowhere. Neither confirmed nor failed: sent, and nobody answered."""

    sentence: str
    """One visible sentence for the user, which says no more than is known."""

    tried: tuple[str, ...]
    """Each way that was tried and how it ended, one visible phrase each, in order."""

    here: bool = False
    """Whether the desktop in front of the user has it, so that no other way out is needed."""


def copy(
    text: str,
    what: str,
    *,
    osc52: Callable[[str], None] | None,
    environ: Mapping[str, str] | None = None,
    patience: float = PATIENCE,
) -> CopyResult:
    """Copy `text`, which the user knows as `what`, such as ``OkHttp Kotlin snippet, 2 pins``.

    Inside tmux the text goes into tmux's buffer, and tmux passes it on to the terminal. The desktop's clipboard is
    reached through pyperclip, but not over SSH, where it would be the remote machine's unless nothing else is left.
    `osc52` sends a text to the terminal by OSC 52, which nobody confirms (None: there is no terminal); it is used
    where the others do not confirm, and first over SSH. Blocks for up to twice `patience` seconds: to be called away
    from an event loop, in a daemon thread, so that leaving the program does not wait for a tool that hangs.
    """
    env = os.environ if environ is None else environ
    remote = is_remote(env)
    tried: list[str] = []
    what = visible(what)
    tmux = bool(env.get("TMUX")) and _try("tmux buffer", tried, lambda: _to_tmux(text, env, patience))
    desktop = not remote and _try("desktop clipboard", tried, lambda: _to_desktop(text, env, patience))
    if desktop:
        return CopyResult(True, False, f"Copied {what}", tuple(tried), here=True)
    if tmux:
        sentence = f"Copied {what}, to tmux's buffer; your terminal's clipboard is unconfirmed"
        return CopyResult(True, False, sentence, tuple(tried))
    if _try("OSC 52", tried, lambda: _to_terminal(text, osc52, env)):
        sentence = f"Sent {what} to your terminal's clipboard (unconfirmed)"
        return CopyResult(False, False, sentence, tuple(tried))
    if remote and _try("remote desktop clipboard", tried, lambda: _to_desktop(text, env, patience)):
        sentence = f"Copied {what}, to the clipboard of the machine that Pinspector runs on"
        return CopyResult(True, False, sentence, tuple(tried))
    return CopyResult(False, True, f"Could not copy {what}: {'; '.join(tried)}", tuple(tried))


def is_remote(environ: Mapping[str, str]) -> bool:
    """Return whether the program runs at the far end of an SSH connection, as sshd tells its children."""
    return any(environ.get(name) for name in ("SSH_CONNECTION", "SSH_TTY", "SSH_CLIENT"))


class _NotCopiedError(Exception):
    """A way to copy that did not work; the text is the reason."""


def _try(way: str, tried: list[str], attempt: Callable[[], str]) -> bool:
    try:
        outcome = attempt()
    except _NotCopiedError as reason:
        tried.append(f"{way}: {reason}")
        return False
    tried.append(f"{way}: {outcome}")
    return True


def _to_terminal(text: str, osc52: Callable[[str], None] | None, env: Mapping[str, str]) -> str:
    size = len(text.encode())
    if osc52 is None:
        raise _NotCopiedError("there is no terminal")
    if size > OSC52_LIMIT:
        raise _NotCopiedError(f"{size:,} bytes are more than the {OSC52_LIMIT:,} that terminals take")
    if env.get("TERM_PROGRAM") == "Apple_Terminal" and not env.get("TMUX"):
        raise _NotCopiedError("macOS Terminal ignores it")
    try:
        osc52(text)
    except OSError as error:
        raise _NotCopiedError(visible(error.strerror or type(error).__name__)) from None
    return "sent"


def _to_tmux(text: str, env: Mapping[str, str], patience: float) -> str:
    """Load tmux's newest buffer, and read it back. ``-w`` (tmux 3.2) passes the text on to the terminal as well."""
    given = text.encode()
    if _run(["tmux", "load-buffer", "-w", "-"], given, env, patience)[0] != 0:
        code, _ = _run(["tmux", "load-buffer", "-"], given, env, patience)
        if code != 0:
            raise _NotCopiedError(f"tmux ended with {code}")
    code, held = _run(["tmux", "save-buffer", "-"], b"", env, patience)
    if code != 0 or held != given:
        raise _NotCopiedError("tmux did not give the text back")
    return "confirmed"


_TOOL_RUNNER = """
import os, signal, subprocess, sys

def give_up(*_):
    os.killpg(0, signal.SIGKILL)

signal.signal(signal.SIGALRM, give_up)
signal.setitimer(signal.ITIMER_REAL, float(sys.argv[3]))
sys.path.insert(0, sys.argv[2])
import pyperclip

communicate = subprocess.Popen.communicate

def checked(self, *args, **options):
    output = communicate(self, *args, **options)
    if self.returncode:
        sys.exit(4)
    return output

subprocess.Popen.communicate = checked
text = sys.stdin.buffer.read().decode()
copy, paste = pyperclip.determine_clipboard()
if not copy or copy.__name__ == "copy_qt":
    sys.exit(3)
if sys.argv[1] == "copy":
    copy(text)
elif paste().replace("\\r\\n", "\\n") != text.replace("\\r\\n", "\\n"):
    sys.exit(5)
"""
"""Runs pyperclip in a process of its own. pyperclip sets its tools no time limit, lets them write to the terminal that
the app draws on, and does not look at their exit codes. A clipboard held by Qt would end with the process: not used."""


def _to_desktop(text: str, env: Mapping[str, str], patience: float) -> str:
    given = text.encode()
    match _run_pyperclip("copy", given, env, patience):
        case 0:
            pass
        case 3:
            raise _NotCopiedError("no desktop session with a clipboard tool (wl-copy, xclip, xsel, pbcopy)")
        case -9:
            raise _NotCopiedError("the clipboard tool did not end in time")
        case _:
            raise _NotCopiedError("the clipboard tool failed")
    match _run_pyperclip("paste", given, env, patience):
        case 0:
            return "confirmed"
        case -9:
            raise _NotCopiedError("the clipboard tool took the text and did not give it back in time")
        case _:
            raise _NotCopiedError("the clipboard holds something else")


def _run_pyperclip(step: str, text: bytes, env: Mapping[str, str], patience: float) -> int:
    """Return 0 where the step worked, 3 without a tool, -9 where it hung, anything else where it failed."""
    import sys
    from importlib.util import find_spec

    spec = find_spec("pyperclip")
    if spec is None or spec.origin is None or not sys.executable:
        return 3
    folder = str(Path(spec.origin).parent.parent)
    runner = [sys.executable, "-I", "-S", "-c", _TOOL_RUNNER, step, folder, str(patience)]
    return _run(runner, text, env, patience + 1, own_session=True)[0]


def _run(
    command: list[str], given: bytes, env: Mapping[str, str], patience: float, *, own_session: bool = False
) -> tuple[int, bytes]:
    """Return the exit code and the output of `command`; -9 where it hung, 127 where it cannot be started.

    In a session of its own there is no output: a tool that stays behind to serve the clipboard would hold it open.
    """
    import subprocess

    output = subprocess.DEVNULL if own_session else subprocess.PIPE
    try:
        ended = subprocess.run(  # noqa: S603
            command,
            input=given,
            stdout=output,
            stderr=subprocess.DEVNULL,
            env=dict(env),
            timeout=patience,
            start_new_session=own_session,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return -9, b""
    except OSError:
        return 127, b""
    return ended.returncode, ended.stdout or b""
