"""Which files of a project are its own: compared with what git itself ignores."""

import random
import shutil
import subprocess
from pathlib import Path, PurePosixPath

import pytest
from testdata import require_client

from inspector.checking.ignoring import is_ignored, read_patterns
from inspector.checking.walking import Walk

ALWAYS = {".git", ".gitignore"}
PIECES = ("*", "a", "b", "?", "**", "[ab]", "[!a]", "a*", "*.kt", "ab", "x.kt", "\\*", "a\\b")
NAMES = ("a", "b", "ab", "x.kt", "c.kt", "*")


def ours(root: Path) -> set[str]:
    """Return the files that our walk finds."""
    return {str(path) for path in Walk(root).files() if path.name not in ALWAYS}


def theirs(git: str, root: Path) -> set[str]:
    """Return the files that git does not ignore."""
    subprocess.run([git, "init", "-q", str(root)], check=True)
    command = [git, "-C", str(root), "ls-files", "--others", "--exclude-standard", "-z"]
    done = subprocess.run(command, check=True, capture_output=True)
    return {name for name in done.stdout.decode().split("\0") if name and PurePosixPath(name).name not in ALWAYS}


@pytest.fixture(scope="module")
def git() -> str:
    """Return the path of git, or skip by name where there is none."""
    found = shutil.which("git")
    require_client(found, "git")
    return str(found)


@pytest.mark.parametrize(
    ("pattern", "path", "ignored"),
    [
        ("*.kt", "a/b.kt", True),
        ("/a.kt", "b/a.kt", False),
        ("a/", "a", False),
        ("a/**/b", "a/b", True),
        ("a/**/b", "a/x/y/b", True),
        ("**/b", "b", True),
        ("a/**", "a", False),
        ("\\!a", "!a", True),
        ("\\#a", "#a", True),
        ("a\\ ", "a ", True),
        ("a  ", "a", True),
        ("[a-c].kt", "b.kt", True),
        ("[!a-c].kt", "b.kt", False),
        ("a?c", "a/c", False),
        ("[", "[", False),
    ],
)
def test_one_pattern(pattern: str, path: str, ignored: bool) -> None:
    """As gitignore(5) words it."""
    file = read_patterns(pattern, PurePosixPath())
    assert is_ignored(PurePosixPath(path), (file,), is_folder=False) is ignored


@pytest.mark.parametrize("seed", range(30))
def test_random_projects_are_walked_as_git_does(git: str, tmp_path: Path, seed: int) -> None:
    """Nested files, negation, folders, anchors and classes: the same set of files."""
    chance = random.Random(seed)
    for _ in range(25):
        file = tmp_path.joinpath(*chance.choices(NAMES, k=chance.randint(1, 4)))
        if not any(parent.is_file() for parent in file.parents) and not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text("x")
    folders = [tmp_path, *(path for path in sorted(tmp_path.rglob("*")) if path.is_dir())]
    lines = []
    for folder in chance.sample(folders, min(3, len(folders))):
        lines = [
            chance.choice(("", "", "!", "/"))
            + "/".join(chance.choices(PIECES, k=chance.randint(1, 3)))
            + chance.choice(("", "", "/"))
            for _ in range(chance.randint(1, 5))
        ]
        (folder / ".gitignore").write_text("\n".join(lines) + "\n")
    assert ours(tmp_path) == theirs(git, tmp_path), f"seed {seed}"


def test_a_folder_inside_a_work_tree_obeys_the_files_above(git: str, tmp_path: Path) -> None:
    """The patterns of the project count for a folder of it, and so does git's own exclude file."""
    subprocess.run([git, "init", "-q", str(tmp_path)], check=True)
    (tmp_path / ".gitignore").write_text("app/out.kt\n")
    (tmp_path / ".git" / "info" / "exclude").write_text("mine.kt\n")
    for name in ("in.kt", "out.kt", "mine.kt"):
        (tmp_path / "app").mkdir(exist_ok=True)
        (tmp_path / "app" / name).write_text("x")
    assert ours(tmp_path / "app") == {"in.kt"}
