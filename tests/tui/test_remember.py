"""What is remembered comes back, and no file there can hurt."""

import json
from pathlib import Path

import pytest

from inspector.tui.remember import LIMIT, MOST_HOSTS, Memory, load, memory_file, save


def test_what_is_saved_comes_back(tmp_path: Path) -> None:
    """Theme and hosts survive, newest host first and each once, in a file for its owner alone."""
    file = tmp_path / "new" / "memory.json"
    memory = Memory("pinspector-light").with_host("a.example").with_host("b.example").with_host("a.example")
    assert save(file, memory) == ""
    assert load(file) == (Memory("pinspector-light", ("a.example", "b.example")), "")
    assert file.stat().st_mode & 0o777 == 0o600
    assert file.parent.stat().st_mode & 0o777 == 0o700


def test_only_so_many_hosts_are_kept() -> None:
    """The oldest hosts are forgotten."""
    memory = Memory()
    for number in range(MOST_HOSTS + 5):
        memory = memory.with_host(f"h{number}.example")
    assert len(memory.hosts) == MOST_HOSTS
    assert memory.hosts[0] == f"h{MOST_HOSTS + 4}.example"


@pytest.mark.parametrize(
    "content",
    [b"", b"{", b"[]", b"null", b"\x00" * 40, b'{"theme": 3}', b'{"hosts": "x"}', b'{"hosts": [1]}', b"[" * 100_000],
    ids=["empty", "half", "list", "null", "zeros", "theme number", "hosts text", "host number", "deep"],
)
def test_a_broken_file_is_set_aside(tmp_path: Path, content: bytes) -> None:
    """A broken file gives defaults and one sentence, and its bytes are kept under another name."""
    file = tmp_path / "memory.json"
    file.write_bytes(content)
    memory, sentence = load(file)
    assert memory == Memory()
    assert "set aside" in sentence
    assert not file.exists()
    assert [path.read_bytes() for path in tmp_path.iterdir()] == [content]


def test_a_huge_file_is_set_aside(tmp_path: Path) -> None:
    """A file above the limit is not read."""
    file = tmp_path / "memory.json"
    file.write_bytes(b" " * (LIMIT + 1))
    assert load(file)[0] == Memory()
    assert not file.exists()


def test_control_characters_become_visible(tmp_path: Path) -> None:
    """A host with escape characters, put there by whomever, is only text."""
    file = tmp_path / "memory.json"
    file.write_text(json.dumps({"theme": "x\x1b[31m", "hosts": ["a\x1b]0;t\x07b"]}))
    memory, _ = load(file)
    assert memory == Memory("x\\x1b[31m", ("a\\x1b]0;t\\x07b",))


def test_a_place_that_cannot_be_written_costs_one_sentence(tmp_path: Path) -> None:
    """Where the folder is a file nothing is raised, and what stands there stays."""
    blocked = tmp_path / "file"
    blocked.write_text("kept")
    assert "Nothing was remembered" in save(blocked / "memory.json", Memory("x"))
    assert blocked.read_text() == "kept"


def test_a_symbolic_link_is_not_followed(tmp_path: Path) -> None:
    """The file that a link in the configuration points to is never replaced."""
    other = tmp_path / "other"
    other.write_text("kept")
    link = tmp_path / "memory.json"
    link.symlink_to(other)
    assert "link" in save(link, Memory("x"))
    assert other.read_text() == "kept"


def test_where_it_lies(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """XDG's directory counts, and remembering can be switched off."""
    monkeypatch.setenv("XDG_CONFIG_HOME", str(tmp_path))
    monkeypatch.delenv("PINSPECTOR_REMEMBER", raising=False)
    assert memory_file() == tmp_path / "pinspector" / "memory.json"
    monkeypatch.setenv("PINSPECTOR_REMEMBER", "0")
    assert memory_file() is None
    assert load(None) == (Memory(), "")
    assert save(None, Memory("x")) == ""
    assert list(tmp_path.iterdir()) == []
