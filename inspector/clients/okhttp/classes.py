"""Which `CertificatePinner` a name means: two libraries have a class of that name, and the import decides."""

from dataclasses import dataclass

from inspector.clients.okhttp.outline import Outline

OKHTTP = "okhttp"
KTOR_DARWIN = "ktor-darwin"

_CLASS = "CertificatePinner"
_PACKAGES = {
    ("okhttp3",): (OKHTTP, ""),
    ("com", "squareup", "okhttp"): (OKHTTP, "2.7"),
    ("io", "ktor", "client", "engine", "darwin", "certificates"): (KTOR_DARWIN, ""),
}


@dataclass(frozen=True, slots=True)
class Pinner:
    """A `CertificatePinner` of a known library."""

    client: str
    """`okhttp` or `ktor-darwin`."""

    version: str
    """The version that is certain: `2.7` for OkHttp 2; else empty."""


def pinner_of(outline: Outline, path: tuple[str, ...]) -> Pinner | None:
    """Return whose `CertificatePinner` the name `path` is, None where it is none.

    Without any import that says so, as in pasted code, it is Ktor's where the text names Ktor's Darwin engine, else
    OkHttp's.
    """
    if not path:
        return None
    full = _PACKAGES.get(path[:-1])
    if path[-1] == _CLASS and full:
        return Pinner(*full)
    if len(path) > 1:
        return None
    for item in outline.imports:
        if item.alias == path[0] and item.path[-1] == _CLASS:
            named = _PACKAGES.get(item.path[:-1])
            return Pinner(*named) if named else None
    if path[0] != _CLASS:
        return None
    for item in outline.imports:
        named = _PACKAGES.get(item.path) if item.alias == "*" else None
        if named:
            return Pinner(*named)
    if "io.ktor.client.engine.darwin" in outline.text and "okhttp3" not in outline.text:
        return Pinner(KTOR_DARWIN, "")
    return Pinner(OKHTTP, "")


def nested_of(outline: Outline, path: tuple[str, ...], name: str) -> Pinner | None:
    """Return whose `CertificatePinner` it is where `path` means its nested class `name` (`Builder`, `Pin`)."""
    if len(path) > 1 and path[-1] == name:
        return pinner_of(outline, path[:-1])
    if len(path) == 1:
        for item in outline.imports:
            if item.alias == path[0] and item.path[-2:] == (_CLASS, name):
                return pinner_of(outline, item.path[:-1])
    return None
