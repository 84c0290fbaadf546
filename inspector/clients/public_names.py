"""Names as registries know them: which endings no registry has, and which names are a registry's own."""

from inspector.chain.host import ip_literal

UNREGISTERED = frozenset(
    ("alt", "corp", "example", "home", "internal", "intranet", "invalid", "lan", "local", "localdomain", "localhost",
     "private", "test")
)  # fmt: skip
"""Endings that no public registry has (RFC 6761, RFC 6762, RFC 9476, and ICANN's reservation of `internal`)."""

_SUFFIXES = frozenset(
    ("ac.uk", "co.uk", "gov.uk", "org.uk", "com.au", "net.au", "org.au", "co.jp", "ne.jp", "or.jp", "com.br", "com.cn",
     "com.mx", "com.sg", "com.tr", "com.tw", "com.hk", "co.in", "co.kr", "co.nz", "co.za", "co.id", "co.il", "co.th",
     "appspot.com", "blogspot.com", "cloudfront.net", "github.io", "herokuapp.com")
)  # fmt: skip
"""Well-known names of the public suffix list with a dot; the list itself is longer."""


def has_registry(name: str) -> bool:
    """Return False for addresses, for names of one label and for endings that are known to have no public registry.

    True says no more than that none of this is known: an invented ending such as `shop.bogus` passes.
    """
    bare = name.lower().removesuffix(".")
    if ip_literal(bare) is not None or "." not in bare.strip("."):
        return False
    return bare.rpartition(".")[2] not in UNREGISTERED and not bare.endswith(".")


def is_public_suffix(name: str) -> bool:
    """Return whether `name` is known as a registry's own, such as `co.uk`; a well-known few are."""
    return name.lower() in _SUFFIXES
