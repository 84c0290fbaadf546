"""Chains to write into files, and the containers and keys that other programs made."""

import json
import re
from collections.abc import Callable
from pathlib import Path
from typing import Any

from trust.making import AT, Made, make, make_leaf

from inspector.chain.container import to_pem

PIN = re.compile(r"sha256/[A-Za-z0-9+/]{43}=")
_TESTS = Path(__file__).parent.parent
CASES: dict[str, Any] = json.loads((_TESTS / "data" / "pkcs12.json").read_text())
KEYS: dict[str, Any] = json.loads((_TESTS / "pinning" / "keys.json").read_text())
KEY_FILES = {case["name"]: case for case in KEYS["cases"]}
PASSWORD: str = CASES["openssl"]["password"]
PKCS12_PINS = [f"sha256/{CASES[f'pin of {name}']}" for name in ("leaf", "inter", "root")]

Shown = Callable[..., dict[str, Any]]

ROOT = make("Root", signs=True)
ISSUING = make("Issuing", ROOT, signs=True)
LEAF = make_leaf(ISSUING)
OTHER = make_leaf(ISSUING, "other.test")
CHAIN_PINS = [str(made.certificate.pin) for made in (LEAF, ISSUING, ROOT)]
NOW = f"{AT:%Y-%m-%dT%H:%M:%SZ}"


def pem(*chain: Made) -> str:
    """Return a bundle."""
    return "".join(to_pem(made.certificate.der) for made in chain)
