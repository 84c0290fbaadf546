"""Short ways to read a source in tests."""

from pathlib import Path

from clients.reading import problems

from inspector.clients.readers import readers
from inspector.clients.source import Reading, Source

A = "sha256/GUAL5bejH7czkXcAeJ0vCiRxwMnVBsDlBMBsFtfLF8A="
B = "sha256/u+7VcvYdsLL5dM0+GHtYj6hSnXpOBvQxV0EnLZhM0Yc="
_HERE = Path(__file__).resolve().parent
IMPORT = "import okhttp3.CertificatePinner\n"


def read(text: str, name: str = "Pins.kt") -> Reading:
    """Return what the reader that recognises the text makes of it."""
    source = Source(name, text)
    return next(reader for reader in readers() if reader.recognises(source)).read(source)


def rules_of(reading: Reading) -> list[list[tuple[str, list[str]]]]:
    """Return, for each set, its patterns with their pins as written."""
    return [[(rule.pattern, [pin.raw for pin in rule.pins]) for rule in found.rules] for found in reading.sets]


def codes_of(reading: Reading) -> list[str]:
    """Return the codes of every problem, sorted."""
    return sorted(problem.code for problem in problems(reading))


def ways(name: str) -> dict[str, str]:
    """Return the samples of a file beside this one by their title, the two pins put in."""
    text = (_HERE / name).read_text(encoding="ascii").replace("PIN_A", A).replace("PIN_B", B)
    text = text.replace("BARE_A", A.removeprefix("sha256/")).replace("BARE_B", B.removeprefix("sha256/"))
    return {title: body for title, _, body in (part.partition("\n") for part in text.split("=== ")[1:])}
