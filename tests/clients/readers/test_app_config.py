"""Apple's pins in app configs of Expo, which become an Info.plist."""

import pytest
from clients.reading import A, B, read_by

from inspector.clients.apple.read_script import AppConfig
from inspector.clients.rule import Layers
from inspector.clients.source import Reading, Source

JSON = f"""{{
  "expo": {{ "ios": {{ "infoPlist": {{
    "NSAppTransportSecurity": {{ "NSPinnedDomains": {{
      "api.example.com": {{
        "NSIncludesSubdomains": true,
        "NSPinnedCAIdentities": [
          {{ "SPKI-SHA256-BASE64": "{A}" }},
          {{ "SPKI-SHA256-BASE64": "{B}" }}
        ]
      }}
    }} }}
  }} }} }}
}}
"""
PLUGIN = f"""
const host = 'api.example.com';
module.exports = (config) => withInfoPlist(config, (config) => {{
  config.modResults.NSAppTransportSecurity = {{
    ...ats,
    NSPinnedDomains: {{ [host]: {{ NSIncludesSubdomains: true, NSPinnedCAIdentities: [
      {{ 'SPKI-SHA256-BASE64': '{A}' }},
      {{ 'SPKI-SHA256-BASE64': '{B}' }},
    ] }} }},
  }};
  return config;
}});
"""


def read(text: str, name: str) -> Reading:
    """Return what the reader finds."""
    return read_by(AppConfig(), text, name)


@pytest.mark.parametrize(("text", "name", "line"), [(JSON, "app.json", 4), (PLUGIN, "with-pins.js", 6)])
def test_pins_are_read(text: str, name: str, line: int) -> None:
    """As a property of JSON, and assigned by a plugin."""
    reading = read(text, name)
    (rules,) = reading.sets
    (rule,) = rules.rules
    assert (rules.client, rule.pattern, rule.subdomains, rule.line) == ("apple", "api.example.com", True, line)
    assert [group.layers for group in rule.lists] == [Layers.ABOVE_LEAF]
    assert [pin.pin.base64 for pin in rule.pins if pin.pin] == [A, B]
    assert reading.problems == rules.problems == ()


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[host]", "[relay.host]"),
        (f"'{A}'", "pins.main"),
        (f"{{ 'SPKI-SHA256-BASE64': '{A}' }}", "identity()"),
        ("NSIncludesSubdomains: true", "NSIncludesSubdomains: deep"),
        ("NSPinnedDomains: {", "NSPinnedDomains: domains() || {"),
        ("NSIncludesSubdomains: true", "...more"),
        ("NSAppTransportSecurity = {", "NSAppTransportSecurity = merge({"),
    ],
)
def test_what_cannot_be_followed_is_said(old: str, new: str) -> None:
    """Nothing is taken for missing, and no list for empty."""
    assert old in PLUGIN
    reading = read(PLUGIN.replace(old, new), "plugin.js")
    every = [p.code for p in reading.problems]
    every += [
        p.code for rules in reading.sets for p in (*rules.problems, *(q for r in rules.rules for q in r.problems))
    ]
    assert "not-followed" in every
    assert "empty-list" not in every


def test_what_is_left_alone() -> None:
    """Other files, and configs without pins."""
    assert not AppConfig().recognises(Source("README.md", JSON))
    assert not AppConfig().recognises(Source("app.json", "{}"))
    assert [p.code for p in read("const a = 'NSPinnedDomains';", "a.ts").problems] == ["not-followed"]
