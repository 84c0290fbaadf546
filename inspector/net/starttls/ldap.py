"""StartTLS for LDAP (RFC 4511, section 4.14)."""

from inspector.chain.der import INTEGER, SEQUENCE, DerError, values
from inspector.net.starttls.talk import MAX_TOLD, Talk

_REQUEST = bytes.fromhex("301d02010177188016") + b"1.3.6.1.4.1.1466.20037"
"""LDAPMessage 1 with an ExtendedRequest that names StartTLS."""

_EXTENDED_RESPONSE = 0x78
_ENUMERATED = 0x0A
_LENGTH_OCTETS = 4
_RESULTS = {
    1: "operationsError",
    2: "protocolError",
    8: "strongerAuthRequired",
    10: "referral",
    50: "insufficientAccessRights",
    51: "busy",
    52: "unavailable",
    53: "unwillingToPerform",
    80: "other",
}


def ldap(talk: Talk) -> None:
    """Ask; the server speaks only when it is asked."""
    talk.say(_REQUEST)
    try:
        (number, _), (kind, operation), *_ = values(_message(talk))
        if number != INTEGER or kind != _EXTENDED_RESPONSE:
            talk.not_spoken()
        (result, code), _, (_, text), *_ = values(operation)
    except ValueError:
        talk.not_spoken()
    if result != _ENUMERATED or not code:
        talk.not_spoken()
    if any(code):
        value = int.from_bytes(code[:4])
        name = _RESULTS.get(value, "an error")
        talk.refuse(f"{name} ({value}) {text.decode('utf-8', 'replace')}")


def _message(talk: Talk) -> bytes:
    """Return the content of the next LDAPMessage; its length may be longer than it need be, as Active Directory's."""
    if talk.take(1)[0] != SEQUENCE:
        talk.not_spoken()
    length = talk.take(1)[0]
    if length >= 0x80:
        octets = length & 0x7F
        if not 0 < octets <= _LENGTH_OCTETS:
            raise DerError("a length is indefinite or has too many octets")
        length = int.from_bytes(talk.take(octets))
    if length > MAX_TOLD:
        raise DerError("a message is longer than any answer")
    return talk.take(length)
