"""Turns the shared root facts into the compact tables that the package carries; run as a script, it writes them."""

import json
from pathlib import Path
from typing import Any

DATA = Path(__file__).resolve().parents[3] / "inspector" / "trust" / "data"
ROOT_COLUMNS = [
    "fingerprint",
    "pin",
    "android",
    "patches",
    "apple",
    "not_before",
    "not_after",
    "key",
    "name",
    "cn",
    "o",
    "ou",
]

Record = dict[str, Any]


def derive(folder: Path) -> dict[str, str]:
    """Return the text of each packaged table by its file name, from the JSON files in `folder`."""
    states, android, apple = (
        json.loads((folder / f"{name}.json").read_text(encoding="utf-8"))
        for name in ("android_root_states", "android_roots", "apple_roots")
    )
    lists = _apple_lists(apple)
    android_order = [state["ref"] for state in states]
    apple_order = [listed for _, listed in lists]
    rows: dict[str, Record] = {}
    for root in android:
        rows[root["sha256"]] = root | {"android": _range(android_order, root, "ref"), "apple": ""}
    for root in apple:
        row = rows.setdefault(root["sha256"], root | {"android": ""})
        row["apple"] = _range(apple_order, root, "listed")
    return {
        "android_states.tsv": _table(
            ["android", "api", "ref", "how"],
            ([str(state[key]) for key in ("android", "api", "ref", "how")] for state in states),
        ),
        "apple_lists.tsv": _table(["ios", "listed"], ([ios, listed] for ios, listed in lists)),
        "roots.tsv": _table(ROOT_COLUMNS, (_row(rows[key]) for key in sorted(rows))),
    }


def _apple_lists(roots: list[Record]) -> list[tuple[str, str]]:
    named = {(at["ios"], at["listed"]) for root in roots for at in (root["first"], root["last"], root["removed"]) if at}
    return sorted(named, key=lambda item: item[1])


def _range(order: list[str], root: Record, key: str) -> str:
    return f"{order.index(root['first'][key])}-{order.index(root['last'][key])}"


def _row(root: Record) -> list[str]:
    patches = ",".join(sorted({f"{patch['android']}:{patch['ref']}" for patch in root.get("removed_by_patch", ())}))
    named = root["name"] if root["name"] != root["cn"] else ""
    texts = [root["key"], named, *(root.get(label) or "" for label in ("cn", "o", "ou"))]
    dates = [root["not_before"], root["not_after"]]
    return [root["sha256"], root["spki_sha256"], root["android"], patches, root["apple"], *dates, *texts]


def _table(columns: list[str], rows: Any) -> str:
    return "".join("\t".join(cells) + "\n" for cells in [columns, *rows])


if __name__ == "__main__":
    from testdata import shared

    for name, text in derive(shared("data", "")).items():
        (DATA / name).write_text(text, encoding="utf-8")
