"""What is remembered comes back, and no file there can hurt."""

import json
import os
import subprocess
import sys
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
    other.write_text('{"theme": "kept"}')
    link = tmp_path / "memory.json"
    link.symlink_to(other)
    assert load(link) == (Memory("kept"), "")
    assert "link" in save(link, Memory("x"))
    assert other.read_text() == '{"theme": "kept"}'


def test_a_pipe_in_place_of_the_file_does_not_hold_up_the_start(tmp_path: Path) -> None:
    """What is no regular file is not opened."""
    pipe = tmp_path / "memory.json"
    os.mkfifo(pipe)
    assert load(pipe) == (Memory(), "memory.json is no file: nothing is remembered.")


def test_a_closed_folder_costs_one_sentence(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Where even looking is forbidden, nothing is raised."""

    def refuse(self: Path, **_: bool) -> os.stat_result:
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr(Path, "stat", refuse)
    assert load(tmp_path / "memory.json") == (Memory(), "memory.json cannot be read: Permission denied.")


def test_two_apps_at_once_lose_nothing(tmp_path: Path) -> None:
    """What another app saved meanwhile stays, behind what this one remembers."""
    file = tmp_path / "memory.json"
    save(file, Memory("dark", ("b.example", "a.example")))
    save(file, Memory("", ("c.example", "a.example")))
    assert load(file)[0] == Memory("dark", ("c.example", "a.example", "b.example"))


def test_many_apps_that_end_together_lose_nothing(tmp_path: Path) -> None:
    """Processes that save at the same moment all find their host in the file."""
    file = tmp_path / "memory.json"
    script = (
        "import sys; from pathlib import Path; from inspector.tui.remember import Memory, save\n"
        "sys.stdin.readline()\n"
        "sys.exit(save(Path(sys.argv[1]), Memory('', (sys.argv[2],))))"
    )
    names = [f"h{number}.example" for number in range(6)]
    running = [
        subprocess.Popen([sys.executable, "-c", script, file, name], stdin=subprocess.PIPE, text=True) for name in names
    ]
    for process in running:
        assert process.stdin is not None
        process.stdin.write("go\n")
        process.stdin.flush()
    for process in running:
        process.communicate(timeout=60)
    assert sorted(load(file)[0].hosts) == names
    assert [entry.name for entry in tmp_path.iterdir()] == ["memory.json"]


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


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        ("https://user:secret@api.example/path?token=secret", ("api.example",)),
        ("API.example:8443", ("api.example:8443",)),
        ("[2001:db8::1]", ("2001:db8::1",)),
        ("./server.key", ()),
        ("no host at all", ()),
        ("", ()),
    ],
    ids=["url", "port", "address", "file", "words", "empty"],
)
def test_only_hosts_and_ports_are_kept(text: str, kept: tuple[str, ...]) -> None:
    """Of a URL nothing but the place is remembered, and of a file nothing."""
    assert Memory().with_host(text).hosts == kept


def test_a_file_that_is_called_like_a_host_is_no_host(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What was read as a file is not remembered as a host."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "server.key").write_text("")
    assert Memory().with_host("server.key") == Memory()


def test_finished_lessons_are_kept_and_joined(tmp_path: Path) -> None:
    """Two apps that ran at once lose none of each other's lessons, and control characters in the file are text."""
    file = tmp_path / "memory.json"
    assert save(file, Memory("", (), ("trust", "chain"))) == ""
    assert save(file, Memory("", (), ("chain", "hash"))) == ""
    assert load(file)[0].lessons == ("chain", "hash", "trust")
    file.write_text(json.dumps({"lessons": ["x\x1b[2J", ""]}))
    assert load(file)[0].lessons == ("x\\x1b[2J",)
    file.write_text(json.dumps({"lessons": [1]}))
    assert "set aside" in load(file)[1]
