"""RC2 (RFC 2268), read only: programs of the last decades locked certificates in PKCS #12 with it."""

LARGEST = 1 << 20
"""Bytes of the largest text that is unlocked."""

BLOCK = 8
_PI = bytes.fromhex(
    "d978f9c419ddb5ed28e9fd794aa0d89dc67e37832b76538e624c6488448bfba2"
    "179a59f587b34f1361456d8d09817d32bd8f40eb86b77b0bf09521225c6b4e82"
    "54d66593ce60b21c7356c014a78cf1dc1275ca1f3bbee4d1423dd430a33cb626"
    "6fbf0eda4669075727f21d9bbc944303f811c7f690ef3ee706c3d52fc8661ed7"
    "08e8eade8052eef784aa72ac354d6a2a961ad2715a1549744b9fd05e0418a4ec"
    "c2e0416e0f51cbcc2491af50a1f47039997c3a8523b8b47afc02365b25559731"
    "2d5dfa98e38a92ae05df2910676cbac9d300e6cfe19ea82c6316013f58e289a9"
    "0d38341bab33ffb0bb480c5fb9b1cd2ec5f3db47e5a59c770aa62068fe7fc1ad"
)
_SHIFTS = (1, 2, 3, 5)
_WORD = 0xFFFF


def decrypt(key: bytes, iv: bytes, text: bytes) -> bytes:
    """Return `text`, whole blocks, as CBC with `key` and its own length as effective length unlocks it."""
    words = _expand(key)
    found = bytearray()
    before = iv
    for at in range(0, len(text), BLOCK):
        block = text[at : at + BLOCK]
        found += bytes(a ^ b for a, b in zip(_unlock(words, block), before, strict=True))
        before = block
    return bytes(found)


def _expand(key: bytes) -> list[int]:
    """Return the 64 words of the key (RFC 2268, section 2)."""
    size = len(key)
    table = bytearray(key)
    for index in range(size, 128):
        table.append(_PI[(table[index - 1] + table[index - size]) & 0xFF])
    table[128 - size] = _PI[table[128 - size]]
    for index in range(127 - size, -1, -1):
        table[index] = _PI[table[index + 1] ^ table[index + size]]
    return [table[index] | table[index + 1] << 8 for index in range(0, 128, 2)]


def _unlock(words: list[int], block: bytes) -> bytes:
    """Return one block in the clear (RFC 2268, section 4)."""
    parts = [block[0] | block[1] << 8, block[2] | block[3] << 8, block[4] | block[5] << 8, block[6] | block[7] << 8]
    place = 63
    for number in range(15, -1, -1):
        for index in (3, 2, 1, 0):
            shift = _SHIFTS[index]
            word = parts[index]
            word = (word >> shift | word << (16 - shift)) & _WORD
            above, two, three = parts[index - 1], parts[index - 2], parts[index - 3]
            parts[index] = (word - words[place] - (above & two) - (~above & three)) & _WORD
            place -= 1
        if number in (11, 5):
            for index in (3, 2, 1, 0):
                parts[index] = (parts[index] - words[parts[index - 1] & 63]) & _WORD
    return b"".join(part.to_bytes(2, "little") for part in parts)
