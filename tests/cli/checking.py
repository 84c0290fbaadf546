"""Files with pins to check, and the pins of the lab's good chain."""

from pathlib import Path

from inspector.chain.certificate import parse_certificate
from inspector.chain.container import read_contents
from inspector.lab.running import Running

SPARE = "zy2XBnNpgvsmFlbS5xI0TDw4vZSzSkROpPPOl1kc1I8="
OLD = "y6BrVzb69n5UsHtWHq6UOV53TFF6fZEKVDaeEmPM+9Q="
"""Pins of no key in the chain."""


def config(*pins: str, domain: str = "api.bank.test", subdomains: str = "false") -> str:
    """Return a network security config that pins `domain`."""
    elements = "".join(f'            <pin digest="SHA-256">{pin}</pin>\n' for pin in pins)
    return (
        '<?xml version="1.0" encoding="utf-8"?>\n<network-security-config>\n'
        '    <domain-config cleartextTrafficPermitted="false">\n'
        f'        <domain includeSubdomains="{subdomains}">{domain}</domain>\n'
        f"        <pin-set>\n{elements}        </pin-set>\n"
        "    </domain-config>\n</network-security-config>\n"
    )


def write(folder: Path, text: str, name: str = "res/xml/network_security_config.xml") -> Path:
    """Write a file below `folder` and return it."""
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)
    return file


def root_pin(lab: Running) -> str:
    """Return the base64 of the pin of the lab's root."""
    return parse_certificate(read_contents(lab.ca_pem.encode()).certificates[0]).pin.base64
