"""What would help, and what a rehearsal looks like as JSON and Markdown."""

import json
from dataclasses import replace
from datetime import date, timedelta

from rehearsing.conftest import HOST, NOW, SPARE, layers, pin_set

from inspector.clients.client import Client
from inspector.clients.registry import clients
from inspector.pinning.pin_set import PinSet
from inspector.rehearsing.drawing import draw
from inspector.rehearsing.export import as_json, as_markdown
from inspector.rehearsing.plan import REHEARSED, rehearse_set, suggest
from inspector.rehearsing.report import Report, holes, suggestion_lines
from inspector.rehearsing.timeline import make_timeline


def chosen(*names: str) -> list[Client]:
    """Return these clients."""
    known = clients()
    return [known[name] for name in names]


def report(pins: PinSet, *names: str) -> Report:
    """Return the whole report of the set."""
    who = chosen(*names)
    played = rehearse_set(pins, layers(), who, HOST)
    return Report(played, suggest(pins, layers(), who, HOST, played), make_timeline(layers(), pins.expires, NOW))


def test_leaf_only_is_told_to_add_a_backup() -> None:
    """The change that opens nothing comes first."""
    found = report(pin_set([0]), "okhttp-kotlin").suggestion
    assert found is not None
    assert found.change == "Add a backup pin whose key you keep outside the chain."
    assert found.opened == ()


def test_leaf_and_backup_is_told_to_pin_the_intermediate_too() -> None:
    """For OkHttp the authority closes the holes of every renewal, and opens one."""
    found = report(pin_set([0], backups=(SPARE,)), "okhttp-kotlin").suggestion
    assert found is not None
    assert found.change == "Pin the intermediate Real Issuing too."
    assert "Leaf renewed, new key" in found.closed
    assert found.opened == ("Own CA issues wrongly",)


def test_apple_is_never_told_to_mix_its_lists() -> None:
    """What the client cannot express is no improvement for it: a leaf-only set gets a backup instead."""
    found = report(pin_set([0]), "apple").suggestion
    assert found is not None
    assert found.change == "Add a backup pin whose key you keep outside the chain."
    assert found.closed == ("Key lost, another CA",)
    assert found.lost == ()


def test_a_client_that_cannot_follow_keeps_what_it_has() -> None:
    """Apple cannot mix its lists: the others are still told to pin the intermediate, and Apple to stay as it is."""
    found = report(pin_set([0], backups=(SPARE,)), *REHEARSED)
    assert found.suggestion is not None
    assert found.suggestion.change == "Pin the intermediate Real Issuing too."
    assert "Leaf renewed, new key" in found.suggestion.closed
    assert found.suggestion.lost == ("Apple NSPinnedDomains",)
    assert "Not for Apple: leave what is there." in suggestion_lines(found)


def test_a_client_that_joins_spoils_no_suggestion() -> None:
    """TrustKit demands a backup: that it can have the set then, with holes of its own, speaks for the change."""
    found = report(pin_set([0]), *REHEARSED).suggestion
    assert found is not None
    assert found.change == "Add a backup pin whose key you keep outside the chain."
    assert found.closed == ("Key lost, another CA",)
    assert found.opened == ()
    assert found.won == ("TrustKit plist",)


def test_trustkit_is_told_to_take_a_second_pin() -> None:
    """A set that the client refuses has no holes to close."""
    found = report(pin_set([0]), "trustkit-plist")
    assert found.rehearsal.parts[0].rules is None
    assert all(not holes(found.rehearsal, row) for row in found.rehearsal.rows)


def test_json_holds_every_cell() -> None:
    """One object, with each event and client, answers in kebab case and null where there is none."""
    made = json.loads(as_json(report(pin_set([0]), "okhttp-kotlin", "nsc", "trustkit-plist")))
    assert made["schema"] == 1
    assert [item["client"] for item in made["clients"]] == ["okhttp-kotlin", "nsc", "trustkit-plist"]
    cells = {event["code"]: {cell["client"]: cell["answer"] for cell in event["cells"]} for event in made["events"]}
    assert cells["new-key"] == {"okhttp-kotlin": "locked-out", "nsc": "locked-out", "trustkit-plist": None}
    assert cells["set-expired"] == {"okhttp-kotlin": "works", "nsc": "unprotected", "trustkit-plist": None}
    assert made["timeline"]["moments"][0]["code"] == "today"


def test_markdown_is_one_table_and_no_more() -> None:
    """Each event is a row, and a name from a certificate cannot leave its code block."""
    given = report(pin_set([0]), "okhttp-kotlin")
    hostile = replace(given.timeline, spans=(replace(given.timeline.spans[0], label="leaf ```\n# x | <img>"),))
    text = as_markdown(replace(given, timeline=hostile))
    assert text.count("```") == 6
    assert sum(line.startswith("| ") for line in text.splitlines()) == len(given.rehearsal.rows) + 1
    outside = text.split("```")[::2]
    assert not any("<img>" in part for part in outside)


def test_markdown_says_why() -> None:
    """Each hole stands there with its reason, once for all clients that share it."""
    text = as_markdown(report(pin_set([0]), "okhttp-kotlin", "okhttp-java"))
    why = text.split("## What breaks, and why")[1]
    assert "  OkHttp, OkHttp locked out: The pin for api.example.com is no key of the path." in why


def test_timeline_has_what_is_due_by_day() -> None:
    """Today, the last protected day, the end of the set, the renewal, shorter lifetimes, the ends of authorities."""
    made = make_timeline(layers(), date(2027, 1, 15), NOW)
    assert [moment.code for moment in made.moments] == [
        "today",
        "last-protected-day",
        "set-expires",
        "leaf-renewal",
        "shorter-lifetimes",
        "ca-end",
        "ca-end",
    ]
    assert made.moments[1].day == date(2027, 1, 14)
    assert made.moments[3].day == (NOW - timedelta(days=10) + timedelta(days=90)).date()


def test_drawing_fits_and_stands_under_its_dates() -> None:
    """No line of the drawing is wider than asked, bars go from the first to the last day, and places are marked."""
    made = make_timeline(layers(), date(2027, 1, 15), NOW)
    for width in (40, 60, 80, 120):
        lines = draw(made, width)
        assert all(len(line) <= width for line in lines[: len(made.spans) + 2]), width
        assert lines[1].startswith("leaf ")
        assert "├" in lines[1]
        assert "┤" in lines[1]
        assert "‹" in lines[3]
        assert "›" in lines[3]
        assert "1" in lines[4]


def test_backup_survives_a_lost_key() -> None:
    """With a backup the spare key works at another authority; without one it locks out."""
    for backups, answer in (((SPARE,), "works"), ((), "locked out")):
        played = rehearse_set(pin_set([0], backups=backups), layers(), chosen("okhttp-kotlin"), HOST)
        row = next(row for row in played.rows if row.event.code == "key-lost")
        assert row.cells[0].answer == answer
