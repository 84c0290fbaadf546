"""Every hostile certificate and string on a real pseudo-terminal: what is written, byte for byte."""

import tempfile
from pathlib import Path

from hardening import apps, headless
from hardening.files import hostile_certificates, hostile_chains, hostile_memory, hostile_sources
from hardening.measured import Measured


def measure() -> list[Measured]:
    """Return the rows about the terminal."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        files = hostile_certificates(folder)
        chains, roots = hostile_chains(folder)
        code = hostile_sources(folder)
        hostile_memory(folder)
        printed = [*headless.certificates(files), *headless.chains(chains, roots), *headless.sources(code)]
        opened = apps.with_files(folder, roots, [*files, *chains], code)
        asked = apps.with_servers(folder, roots, chains)
        remembered = apps.with_memory(folder)
    seen = [opened, asked, remembered]
    for item in (*printed, *(leak for one in seen for leak in one.wrong)):
        print(f"leaked: {item}")
    given = len(files) + len(chains) + len(code)
    return [
        Measured("hostile certificates, chains and sources given to the commands", given, 280, least=True),
        Measured("of them with a control, bidirectional or invisible character printed", len(printed), 0),
        Measured(
            "certificates, chains, sources, servers opened in the app on a terminal",
            _sum(seen, "opened"),
            290,
            least=True,
        ),
        Measured("screens that were drawn with them", _sum(seen, "screens"), 4_500, least=True),
        Measured("of them not drawn, or with such a character", _sum(seen, "wrong"), 0),
    ]


def _sum(seen: list[apps.Seen], what: str) -> int:
    return sum(value if isinstance(value := getattr(one, what), int) else len(value) for one in seen)
