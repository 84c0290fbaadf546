"""Chains of 10,000 names, 1 MB extensions and 200 certificates beside an ordinary one: time until a screen stands."""

import asyncio
import gc
import time
from collections.abc import Callable
from dataclasses import replace

from chain import corpora
from trust.making import Made, make, make_leaf
from tui.driving import Driver, driving
from tui.hostile import served
from tui.samples import HOST, Recorder

from hardening.measured import Measured
from inspector.chain.certificate import parse_certificate
from inspector.inspection import Inspection

_SCREENS = ("v", "p", "f", "C", "H", "E", "m", "b", "h", "e", "i", "R", "f2")
_TIMES = 3
"""How often each screen is opened; the quickest counts."""


def _ordinary() -> Inspection:
    root = make("Root", signs=True)
    issuing = make("Issuing", root, signs=True)
    return served(make_leaf(issuing, HOST), issuing, anchors=(root,))


def _with_first(name: str) -> Inspection:
    """Return the inspection of one certificate of a corpus, with an ordinary issuer behind it."""
    sample = next(item for item in corpora.everything() if name in item.name)
    root = make("Root", signs=True)
    leaf = make_leaf(root, HOST)
    return served(replace(leaf, certificate=parse_certificate(sample.der)), leaf, anchors=(root,))


def _two_hundred() -> Inspection:
    root = make("Root", signs=True)
    issuing = make("Issuing", root, signs=True)
    others: list[Made] = [make(f"Other {number}", issuing, signs=True) for number in range(198)]
    return served(make_leaf(issuing, HOST), issuing, *others, anchors=(root,))


CASES: dict[str, Callable[[], Inspection]] = {
    "10,000 names": lambda: _with_first("10000-sans"),
    "an extension of 1 MB": lambda: _with_first("ext_1mb"),
    "200 certificates": _two_hundred,
}


def measure() -> list[Measured]:
    """Return the rows about size: the slowest screen of each chain over the same screen of an ordinary one."""
    rows = []
    for name, make_case in CASES.items():
        before = asyncio.run(_screens(_ordinary()))
        found = asyncio.run(_screens(make_case()))
        after = asyncio.run(_screens(_ordinary()))
        usual = {key: max(before[key], after[key]) for key in before}
        key, ratio = max(((key, found[key] / usual[key]) for key in usual), key=lambda pair: pair[1])
        print(f"{name}: slowest beside the ordinary chain is {key}, {ratio:.2f}")
        rows.append(Measured(f"first paint of any screen with {name} / ordinary chain", round(ratio, 2), 2.0))
    return rows


async def _screens(seen: Inspection) -> dict[str, float]:
    """Return the seconds of processor time until each screen stands, the main one as `chain`."""
    times: dict[str, float] = {}
    async with driving(Recorder(answers={HOST: seen})) as driver:
        for _ in range(_TIMES):
            await _time(driver, times, "chain", "r")
            for key in _SCREENS:
                await _time(driver, times, key, key)
                while len(driver.app.screen_stack) > 1:
                    await driver.press("escape")
    return times


async def _time(driver: Driver, times: dict[str, float], name: str, key: str) -> None:
    gc.collect()
    began = time.process_time()
    await driver.press(key)
    times[name] = min(times.get(name, 1e9), time.process_time() - began)
