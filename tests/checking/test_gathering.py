"""What is read of a file, of a folder, and of bytes that are no text."""

import os
import plistlib
from pathlib import Path

import pytest

from inspector.checking.decoding import NotText, decode
from inspector.checking.gathering import LIMIT, gather


def names(folder: Path) -> list[str]:
    """Return the names of the texts below a folder."""
    return [source.name for source in gather(str(folder)).sources]


def write(root: Path, name: str, data: bytes = b"text") -> Path:
    """Write a file below `root`."""
    file = root / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(data)
    return file


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32"])
def test_every_usual_encoding_is_read(encoding: str) -> None:
    """With its mark, or by the noughts between ASCII characters."""
    assert decode("<pin>\r\nx é</pin>\r".encode(encoding)) == "<pin>\nx é</pin>\n"


def test_latin_1_is_read() -> None:
    """A text with single umlauts of an old editor is text all the same."""
    assert decode("// Schlüssel".encode("latin-1")) == "// Schlüssel"


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"\x7fELF\x02\x01\x01\x00" + bytes(100), "binary"),
        (b"\x03\x00\x08\x00" + bytes(20), "compiled XML"),
        (b"bplist00" + b"\xff" * 40, "binary property list"),
        (b"\xff\xfe<", "UTF-16"),
        (bytes(1000), "binary"),
    ],
    ids=["elf", "apk", "plist", "utf-16", "noughts"],
)
def test_what_is_no_text_is_refused(data: bytes, reason: str) -> None:
    """With a word for what it is."""
    with pytest.raises(NotText, match=reason):
        decode(data)


def test_a_binary_property_list_that_unfolds_is_refused() -> None:
    """Forty arrays that hold the next one twice: 300 bytes that stand for a million million values."""
    objects = [bytes([0xA2, i + 1, i + 1]) for i in range(40)] + [b"\x09"]
    body = b"bplist00" + b"".join(objects)
    table = b"".join((8 + 3 * i).to_bytes(2, "big") for i in range(41))
    trailer = bytes(6) + bytes([2, 1]) + (41).to_bytes(8, "big") + bytes(8) + len(body).to_bytes(8, "big")
    with pytest.raises(NotText, match="unfolds"):
        decode(body + table + trailer)


def test_a_binary_property_list_becomes_xml() -> None:
    """As plistlib reads it."""
    value: dict[str, dict[str, dict[str, dict[str, str]]]] = {
        "NSAppTransportSecurity": {"NSPinnedDomains": {"a.test": {}}}
    }
    assert plistlib.loads(decode(plistlib.dumps(value, fmt=plistlib.FMT_BINARY)).encode()) == value


def test_a_file_of_fifty_megabytes_is_one_line(tmp_path: Path) -> None:
    """It is not read."""
    file = tmp_path / "big.kt"
    with file.open("wb") as stream:
        stream.truncate(50 * 1024 * 1024)
    found = gather(str(file))
    assert not found.sources
    (line,) = found.unread
    assert line.sentence == f"{file}: it is larger than {LIMIT // 1024 // 1024} MiB."


def test_a_project_is_walked_and_what_is_binary_passed_over(tmp_path: Path) -> None:
    """Own sources in order; built, fetched, ignored and binary files are not among them."""
    for name in (
        *("app/src/main/A.kt", "B.java", "build/C.kt", "app/build/D.kt", "node_modules/e.js", ".git/f.kt"),
        *("src/main/com/build/G.kt", "ignored/H.kt", "app/local.kt"),
    ):
        write(tmp_path, name)
    write(tmp_path, "logo.png", b"\x89PNG\0\0\0")
    write(tmp_path, "huge.bin", b"x" * (LIMIT + 1))
    write(tmp_path, ".gitignore", b"ignored/\n")
    write(tmp_path, "app/.gitignore", b"local.kt\n")
    found = gather(str(tmp_path))
    kept = [source.name for source in found.sources if not source.name.endswith(".gitignore")]
    assert kept == ["B.java", "app/src/main/A.kt", "src/main/com/build/G.kt"]
    assert not found.unread


def test_bad_sources_of_a_project_are_one_line_each_and_the_rest_is_read(tmp_path: Path) -> None:
    """Too large, binary, and a good one."""
    write(tmp_path, "a.kt", b"x" * (LIMIT + 1))
    write(tmp_path, "b.xml", b"\x03\x00\x08\x00")
    write(tmp_path, "c.java")
    found = gather(str(tmp_path))
    assert [source.name for source in found.sources] == ["c.java"]
    assert [item.name for item in found.unread] == ["a.kt", "b.xml"]


def test_a_folder_without_permission_is_one_line(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What stands beside it is read."""
    write(tmp_path, "closed/a.kt")
    write(tmp_path, "open/b.kt")
    (tmp_path / "closed").chmod(0)
    real = os.scandir

    def scandir(path: Path) -> object:
        if Path(path).name == "closed":
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr("inspector.checking.walking.os.scandir", scandir)
    found = gather(str(tmp_path))
    (tmp_path / "closed").chmod(0o700)
    assert [source.name for source in found.sources] == ["open/b.kt"]
    assert [item.sentence for item in found.unread] == ["closed/: the folder cannot be entered: Permission denied."]


def test_a_loop_of_links_ends(tmp_path: Path) -> None:
    """A folder that holds a link to itself is walked once."""
    write(tmp_path, "a/b.kt")
    (tmp_path / "a" / "again").symlink_to(tmp_path)
    (tmp_path / "self").symlink_to("self")
    assert names(tmp_path) == ["a/b.kt"]


@pytest.mark.parametrize("kind", ["absent", "loop", "nul"])
def test_what_is_no_file_is_one_line(tmp_path: Path, kind: str) -> None:
    """Nothing waits and nothing is raised."""
    name = str(tmp_path / "x")
    match kind:
        case "loop":
            Path(name).symlink_to("x")
        case "nul":
            name += "\0y"
    found = gather(name)
    assert not found.sources
    assert len(found.unread) == 1


def test_a_reader_can_ask_for_what_lies_beside_a_file_but_not_above_the_project(tmp_path: Path) -> None:
    """The manifest two folders up is given; a file outside the project is not."""
    write(tmp_path, "outside.txt")
    write(tmp_path, "app/AndroidManifest.xml", b"<manifest/>")
    write(tmp_path, "app/res/xml/config.xml")
    (source,) = (item for item in gather(str(tmp_path / "app")).sources if item.name == "res/xml/config.xml")
    assert source.beside("../../AndroidManifest.xml") == "<manifest/>"
    assert source.beside("../../../outside.txt") is None
    assert source.beside("/etc/hosts") is None
    assert source.beside("absent") is None


def test_a_long_path_keeps_its_end(tmp_path: Path) -> None:
    """The ending says what the file is."""
    name = "/".join(["a_folder_with_a_long_name"] * 20) + "/A.kt"
    write(tmp_path, name)
    assert names(tmp_path) == [name]
