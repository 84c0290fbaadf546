"""The sheet as Markdown: everything that was chosen is in it, and no name in it becomes markup."""

import re
from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token
from tui.samples import PINS, hostile, inspection

from inspector.chain.path import Role
from inspector.chain.pin import Pin
from inspector.chain.text import visible
from inspector.handover.markdown import code, plain, sheet_markdown
from inspector.inspection import Inspection
from inspector.pinning.backup import backup_from_text
from inspector.pinning.draft import Draft, add_backup, make_pin_set, pick
from inspector.pinning.pin_set import BackupPin, PinSet

SPARE = Pin.of(b"a key that nobody has")
NASTY = (
    "`` `x` ``` [click](javascript:alert(1)) <img src=x onerror=alert(1)> <!-- --> | a | @everyone #1 "
    "www.evil.example https://evil.example ![p](http://evil.example/p) **b** &lt;i&gt; ~~s~~ $x$ \\` \\| a@b.example"
)
ALLOWED = {
    *("heading_open", "heading_close", "paragraph_open", "paragraph_close", "inline", "text", "code_inline", "fence"),
    *("bullet_list_open", "bullet_list_close", "list_item_open", "list_item_close", "strong_open", "strong_close"),
    *("table_open", "table_close", "thead_open", "thead_close", "tbody_open", "tbody_close", "tr_open", "tr_close"),
    *("th_open", "th_close", "td_open", "td_close", "softbreak", "text_special"),
}


def pinned(seen: Inspection, *roles: Role, backups: tuple[BackupPin, ...] = ()) -> PinSet:
    """Return the pin set of the layers with these roles."""
    draft = pick(Draft(seen.host or "www.example.org"), *(layer.pin for layer in seen.layers if layer.role in roles))
    for backup in backups:
        draft = add_backup(draft, backup)
    return make_pin_set(draft, seen.layers, at=seen.at, in_path=seen.assessment.path is not None)


def tokens(text: str) -> list[Token]:
    """Return all tokens of a Markdown text, those inside lines too."""
    found: list[Token] = []
    for token in MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text):
        found += [token, *(token.children or [])]
    return found


def check_harmless(text: str) -> None:
    """Assert that the text holds no markup but our own, and nothing that GitHub links or mentions by itself."""
    kinds = {token.type for token in tokens(text)}
    assert kinds <= ALLOWED, kinds - ALLOWED
    outside = " ".join(token.content for token in tokens(text) if token.type in ("text", "text_special"))
    assert not re.search(r"(?i)https?://\w|www\.\w|\w@\w|(?:^|[\s(])[@#]\w", outside), outside


def test_an_ordinary_sheet() -> None:
    """Chain, pins, reasons, fate, last protected day and command stand in it."""
    seen = inspection()
    chosen = pinned(seen, Role.LEAF, Role.INTERMEDIATE, backups=(backup_from_text(str(SPARE)),))
    text = sheet_markdown(seen, replace(chosen, expires=date(2026, 11, 14)))
    check_harmless(text)
    for pin in (*PINS.values(), str(SPARE)):
        assert f"`{pin}`" in text
    assert "- **pinned** leaf: `www.example.org`" in text
    assert "- root: " in text
    assert "Last protected day in Network Security Config: **2026-11-13**" in text
    assert "Trusted by `Mozilla's roots`" in text
    assert "| event | OkHttp | NSC | Apple | TrustKit | curl |" in text
    assert "| Leaf renewed, new key | works | works | - | works | **locked out** |" in text
    assert "| CDN edge, other leaf | **locked out** |" in text
    assert f"--pick {PINS['leaf']} --pick {PINS['inter']} --backup {SPARE} --expires 2026-11-14" in text
    assert text.endswith("```\n")


def test_the_command_gives_the_same_pins() -> None:
    """The line to look again is taken by the command line itself, with the same picks, backup, scope and expiry."""
    import shlex

    from inspector.cli.pin import parser

    seen = inspection()
    chosen = replace(pinned(seen, Role.LEAF, backups=(backup_from_text(str(SPARE)),)), subdomains=True)
    text = sheet_markdown(seen, chosen)
    line = next(line for line in text.splitlines() if line.startswith("pinspector pin"))
    arguments = parser().parse_args(shlex.split(line)[2:])
    assert arguments.target == "www.example.org:443"
    assert [str(item) for item in arguments.pick] == [PINS["leaf"]]
    assert [str(item) for item in arguments.backup] == [str(SPARE)]
    assert arguments.subdomains


def test_without_picks_it_says_so() -> None:
    """The chain alone, and that nothing is pinned yet."""
    seen = inspection()
    text = sheet_markdown(seen, pinned(seen))
    check_harmless(text)
    assert "Nothing is pinned yet." in text
    assert "pinspector pin" not in text
    assert sheet_markdown(seen, None).startswith("# Pins for `www.example.org:443`")


def test_a_stamp_stands_on_top() -> None:
    """What must not be released says so before anything else."""
    seen = inspection(store=("system", "the system's roots"), public=False)
    text = sheet_markdown(seen, replace(pinned(seen, Role.LEAF), stamp="its root is in no public store"))
    assert "**Not for release:** its root is in no public store." in text.split("## Chain")[0]


def test_hostile_names_become_text() -> None:
    """A certificate whose every name reaches for markup: not a link, not HTML, not a mention, not a table."""
    seen = hostile()
    check_harmless(sheet_markdown(seen, pinned(seen, Role.LEAF, Role.ROOT)))


def test_a_hostile_backup_and_host_become_text() -> None:
    """The label of a backup comes from a file's name: text as well."""
    seen = inspection()
    chosen = pinned(seen, Role.LEAF, backups=(BackupPin(SPARE, visible(NASTY)),))
    text = sheet_markdown(seen, replace(chosen, chosen=tuple(replace(item, label=NASTY) for item in chosen.chosen)))
    check_harmless(text)
    kept = [token.content for token in tokens(text) if token.type == "code_inline"]
    assert NASTY[:150] in " ".join(kept)


@given(st.text(min_size=1, max_size=120).map(visible))
def test_any_text_is_one_code_span(text: str) -> None:
    """Whatever a name holds, it comes out of the parser as it went in, as code and nothing else."""
    found = [token for token in tokens(f"- leaf: {code(text)}") if token.type not in ("inline", "text")]
    spans = [token.content for token in found if token.type == "code_inline"]
    if text.strip():
        assert len(spans) == 1
        assert spans[0].strip() == text.strip()
    assert {token.type for token in found} <= ALLOWED


@given(st.text(alphabet=st.characters(codec="ascii", exclude_categories=["Cc"]), max_size=120))
def test_any_sentence_stays_a_sentence(text: str) -> None:
    """Sentences of ours that quote a name hold no markup either."""
    found = tokens(f"- info: {plain(text)} end")
    assert {token.type for token in found} <= ALLOWED - {"code_inline", "strong_open", "fence", "table_open"}


@pytest.mark.parametrize("name", [NASTY, "`", "``", " ` ", "a`", "<b>", "|"])
def test_nasty_names_one_by_one(name: str) -> None:
    """Each stays what it is, in a list item."""
    (span,) = (token for token in tokens(f"- {code(name)}") if token.type == "code_inline")
    assert span.content.strip(" …") == name[:200].strip()
