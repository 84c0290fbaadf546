"""Certificate policies and their constraints (RFC 5280, sections 4.2.1.4, 4.2.1.5, 4.2.1.11, 4.2.1.14)."""

from collections.abc import Iterator

from inspector.chain import oids
from inspector.chain.der import INTEGER, OID, SEQUENCE, DerError, sole, values, walk
from inspector.chain.primitive import decode_integer, decode_text

_PRACTICE_STATEMENT, _NOTICE = "1.3.6.1.5.5.7.2.1", "1.3.6.1.5.5.7.2.2"


def lines(der: bytes, problems: list[str]) -> Iterator[str]:
    """Yield each policy, and what its qualifiers say; raises `DerError`."""
    for _, policy in walk(sole(der, SEQUENCE, "the extension")):
        fields = values(policy)
        yield _policy(fields[0] if fields else (0, b""))
        for _, qualifiers in fields[1:]:
            for _, qualifier in walk(qualifiers):
                yield _qualifier(qualifier, problems)


def _policy(value: tuple[int, bytes]) -> str:
    tag, octets = value
    if tag != OID:
        raise DerError("a policy in it is no object identifier")
    oid = oids.dotted(octets)
    name = oids.POLICIES.get(oid)
    return f"{name} ({oid})" if name else oid


def _qualifier(content: bytes, problems: list[str]) -> str:
    try:
        (_, octets), (tag, value) = values(content)
        kind = oids.dotted(octets)
        if kind == _PRACTICE_STATEMENT:
            return f"practice statement: {decode_text(tag, value)}"
        if kind == _NOTICE:
            texts = (decode_text(part, text) for part, text in values(value) if part != SEQUENCE)
            return f"notice: {' '.join(texts)}"
    except DerError as error:
        problems.append(f"a qualifier cannot be read: {error}")
    except ValueError:
        problems.append("a qualifier is not a kind and a value")
    else:
        return f"qualifier {kind}"
    return "unreadable qualifier"


def mapping_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield each policy of the issuer and the one of the subject that it stands for; raises `DerError`."""
    for _tag, pair in walk(sole(der, SEQUENCE, "the extension")):
        fields = values(pair)
        if len(fields) != 2:
            raise DerError("a mapping in it is not a pair")
        yield f"{_policy(fields[0])} is {_policy(fields[1])}"


def constraint_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield the policy constraints; raises `DerError`."""
    for tag, octets in walk(sole(der, SEQUENCE, "the extension")):
        what = {0x80: "a policy is required", 0x81: "policy mapping is forbidden"}.get(tag)
        if what is None:
            raise DerError("it holds a value that does not belong there")
        yield f"{what} after {_small(octets)} certificates"


def inhibit_lines(der: bytes, _: list[str]) -> Iterator[str]:
    """Yield from where on `any policy` does not count; raises `DerError`."""
    yield f"any policy does not count after {_small(sole(der, INTEGER, 'the extension'))} certificates"


def _small(octets: bytes) -> int:
    number = decode_integer(octets)
    if not 0 <= number <= 0xFFFF:
        raise DerError("a number in it is negative or absurdly large")
    return number
