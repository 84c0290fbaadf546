"""Pins whose day is over, in every form that has a day."""

from datetime import date

import pytest
from clients.readers.property_lists import hashes, trustkit
from clients.reading import A, B, problems

from inspector.clients.readers import readers
from inspector.clients.source import Source


@pytest.mark.parametrize(("day", "is_over"), [("2026-11-23", True), ("2026-11-24", True), ("2026-11-25", False)])
def test_pins_that_are_over_are_said(day: str, is_over: bool) -> None:
    """On the day of the check, for TrustKit in every language and for React Native; without a day nothing is."""
    plist = trustkit(f"{hashes(A, B)}<key>TSKExpirationDate</key><string>{day}</string>")
    pins = f'"{A}", "{B}"'
    swift = f'let c = [kTSKPinnedDomains: ["a.com": [kTSKExpirationDate: "{day}", kTSKPublicKeyHashes: [{pins}]]]]'
    objective_c = swift.replace("let c = ", "").replace("[", "@{").replace("]", "}").replace(f"@{{{pins}}}", "@[]")
    objective_c = objective_c.replace("@[]", f'@[@"{A}", @"{B}"]').replace(f'"{day}"', f'@"{day}"')
    objective_c = objective_c.replace('"a.com"', '@"a.com"')
    script = f"initializeSslPinning({{ 'a.com': {{ expirationDate: '{day}', publicKeyHashes: [{pins}] }} }})"
    for name, text in {"Info.plist": plist, "a.swift": swift, "a.m": objective_c, "a.ts": script}.items():
        for today, expected in ((date(2026, 11, 24), is_over), (None, False)):
            (reader,) = [reader for reader in readers(today) if reader.recognises(Source(name, text))]
            reading = reader.read(Source(name, text))
            assert next(rule.expires for rules in reading.sets for rule in rules.rules) == date.fromisoformat(day)
            assert ("expired-pins" in [problem.code for problem in problems(reading)]) is expected
