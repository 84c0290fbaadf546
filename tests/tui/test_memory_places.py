"""What stands where the memory should: never waited for, never read without end, one sentence, and the app starts."""

import os
import shutil
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from benchmarks.terminal import Terminal
from hardening.working import SLOW, what_is_wrong

from inspector.tui import remember
from inspector.tui.remember import LIMIT, Memory, load, save

PATIENCE = 2.0
"""Seconds of processor time that looking may cost, on any machine."""


def _folder(file: Path) -> None:
    file.mkdir()


def _pipe(file: Path) -> None:
    os.mkfifo(file)


def _endless(file: Path) -> None:
    file.symlink_to("/dev/zero")


def _link_to_pipe(file: Path) -> None:
    os.mkfifo(file.with_name("pipe"))
    file.symlink_to("pipe")


def _terminal(file: Path) -> None:
    file.symlink_to("/dev/tty")


def _loop(file: Path) -> None:
    file.symlink_to(file.name)


def _huge(file: Path) -> None:
    with file.open("wb") as stream:
        stream.truncate(100 * LIMIT)


ODD: dict[str, tuple[Callable[[Path], None], str]] = {
    "a folder": (_folder, "is no file: nothing is remembered."),
    "a pipe": (_pipe, "is no file: nothing is remembered."),
    "a link to a device without end": (_endless, "is no file: nothing is remembered."),
    "a link to a pipe": (_link_to_pipe, "is no file: nothing is remembered."),
    "a link to the terminal": (_terminal, ""),
    "a link to itself": (_loop, "cannot be read: "),
    "a file of 100 MiB": (_huge, "was set aside as memory.json.broken-"),
}
"""How to make each, and what is said of it."""


@pytest.mark.parametrize("kind", ODD)
def test_what_is_no_memory_is_one_sentence(tmp_path: Path, kind: str) -> None:
    """Nothing is remembered, nothing is waited for, and the sentence is a single visible one."""
    make, said = ODD[kind]
    file = tmp_path / "memory.json"
    make(file)
    began = time.process_time()
    memory, sentence = load(file)
    assert time.process_time() - began < PATIENCE
    assert memory == Memory()
    assert said in sentence
    assert sentence.startswith("memory.json ")
    assert sentence.isprintable()


@pytest.mark.parametrize("kind", [kind for kind in ODD if kind != "a file of 100 MiB"])
def test_what_is_no_memory_is_not_replaced(tmp_path: Path, kind: str) -> None:
    """Saving says why it did not, and what stands there stays; no rest is left."""
    file = tmp_path / "memory.json"
    ODD[kind][0](file)
    before = sorted((path.name, path.lstat().st_ino) for path in tmp_path.iterdir())
    assert save(file, Memory("", ("a.test",))) != ""
    assert sorted((path.name, path.lstat().st_ino) for path in tmp_path.iterdir()) == before


def test_a_huge_file_is_kept_and_another_begun(tmp_path: Path) -> None:
    """Its bytes are set aside whole, and what is remembered now is saved."""
    file = tmp_path / "memory.json"
    _huge(file)
    assert save(file, Memory("", ("a.test",))) == ""
    assert load(file)[0].hosts == ("a.test",)
    (aside,) = (path for path in tmp_path.iterdir() if path != file)
    assert aside.stat().st_size == 100 * LIMIT


@pytest.mark.parametrize("when", ["before", "in between"])
def test_a_folder_that_vanishes(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, when: str) -> None:
    """One that was deleted since the start is made anew; one that goes while it is saved costs one sentence."""
    folder = tmp_path / "pinspector"
    file = folder / "memory.json"
    assert save(file, Memory("", ("a.test",))) == ""
    if when == "before":
        shutil.rmtree(folder)
        assert save(file, Memory("", ("b.test",))) == ""
        assert load(file)[0].hosts == ("b.test",)
        return

    def vanish(given: Path | None) -> tuple[Memory, str]:
        found = load(given)
        shutil.rmtree(folder)
        return found

    monkeypatch.setattr(remember, "load", vanish)
    assert "its folder does not exist" in save(file, Memory("", ("b.test",)))
    assert not folder.exists()


@pytest.mark.parametrize("kind", ["a folder", "a pipe", "a link to a device without end", "a file of 100 MiB"])
def test_the_app_starts_and_says_so(tmp_path: Path, kind: str) -> None:
    """In a real terminal: the sentence stands on the empty page, and leaving restores everything."""
    make, _ = ODD[kind]
    file = tmp_path / "pinspector" / "memory.json"
    file.parent.mkdir()
    make(file)
    environment = {name: value for name, value in os.environ.items() if name != "PINSPECTOR_REMEMBER"}
    environment |= {"XDG_CONFIG_HOME": str(tmp_path), "HOME": str(tmp_path)}
    with Terminal([sys.executable, "-m", "inspector"], environment, tmp_path) as terminal:
        terminal.wait_until("memory.json", patience=SLOW)
        terminal.settle()
        terminal.type("\x1b")
        terminal.leave("q")
        assert what_is_wrong(terminal) == ""


def test_two_apps_that_start_on_a_broken_file(tmp_path: Path) -> None:
    """Both look at the same moment: one sets it aside, the other finds none, and its bytes are there once."""
    file = tmp_path / "memory.json"
    file.write_bytes(b"{")
    found = [load(file), load(file)]
    assert [memory for memory, _ in found] == [Memory(), Memory()]
    assert ["set aside" in said for _, said in found] == [True, False]
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [b"{"]
