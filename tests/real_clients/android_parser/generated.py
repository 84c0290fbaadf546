"""Network security configs made at random, sound and broken ones, well-formed all of them."""

from collections.abc import Sequence
from copy import deepcopy
from dataclasses import dataclass
from random import Random
from xml.etree import ElementTree as ET

from real_clients.android_parser import odd_values

from inspector.chain.pin import Pin

HOSTS = (
    "a.test", "A.TEST", "a.test.", "x.a.test", "y.x.a.test", "api.a.test", "v.api.a.test", "deep.api.a.test",
    "z.deep.api.a.test", "ba.test", "b.test", "x.b.test", "c.test", "x.c.test", "xn--bcher-kva.test", "test",
    "127.0.0.1", "9.127.0.0.1", "::1", "other.example",
)  # fmt: skip
_TAGS = (
    *("domain-config", "base-config", "debug-overrides", "domain", "pin-set", "pin", "trust-anchors", "certificates"),
    *("certificateTransparency", "network-security-config", "x"),
)
_NAMES = ("a.test", "api.a.test", "deep.api.a.test", "b.test", "x.b.test", "c.test", "xn--bcher-kva.test", "test")


def each_alone(pin: Pin) -> list[str]:
    """Return a sound file for each odd value, with that value in it and nothing else odd."""
    sound = f'<pin digest="SHA-256">{pin.base64}</pin>'
    files = [
        _sound(f"<domain>{name}</domain><domain>z.test</domain><pin-set>{sound}</pin-set>") for name in odd_values.NAMES
    ]
    for flag in odd_values.FLAGS:
        certificates = f'<certificates src="system"/><certificates src="user" overridePins="{flag}"/>'
        anchors = f"<trust-anchors>{certificates}</trust-anchors>"
        below = f'<domain includeSubdomains="{flag}">a.test</domain>'
        files.append(_sound(f"{below}{anchors}<pin-set>{sound}</pin-set>"))
    host = "<domain>a.test</domain>"
    files += [_sound(f'{host}<pin-set expiration="{day}">{sound}</pin-set>') for day in odd_values.DAYS]
    for digest in odd_values.DIGESTS:
        pins = f'<pin digest="{digest}">{pin.base64}</pin>'
        files.append(_sound(f"<domain>a.test</domain><pin-set>{pins}</pin-set>"))
    for source in odd_values.SOURCES:
        anchors = f'<trust-anchors><certificates src="{source}"/></trust-anchors>'
        files.append(_sound(f"<domain>a.test</domain>{anchors}<pin-set>{sound}</pin-set>"))
    for part in odd_values.UNKNOWN:
        files.append(_sound(f"<domain>x.test</domain>{part}<pin-set>{part}{sound}</pin-set>"))
        files.append(_sound(f"<domain>x.test</domain><pin-set>{sound}</pin-set>", part))
    written = odd_values.spellings(pin)
    return [*files, *(_sound(f'{host}<pin-set><pin digest="SHA-256">{text}</pin></pin-set>') for text in written)]


def _sound(inner: str, outer: str = "") -> str:
    return f"""<network-security-config xmlns:q="urn:q">{outer}<domain-config>{inner}</domain-config>
</network-security-config>"""


@dataclass(slots=True)
class Writer:
    """Writes one file after the other."""

    random: Random
    pins: Sequence[Pin]
    """Pins of layers and others."""
    odds: float = 0.0
    """How likely each part is an odd one, file by file."""

    def file(self) -> str:
        """Return one file."""
        self.odds = self.random.choice((0.0, 0.0, 0.01, 0.03, 0.08, 0.25))
        root = "network-config" if self._odd(0.1) else "network-security-config"
        parts = [self._config() for _ in range(self.random.randint(0, 4))]
        for name, rarely in (("base-config", 0.4), ("debug-overrides", 0.4)):
            if self.random.random() < rarely:
                parts.append(self._other(name))
            if self._odd(0.3):
                parts.append(self._other(name))
        self.random.shuffle(parts)
        return f'<{root} xmlns:q="urn:q">{self._mixed(parts)}</{root}>'

    def misplaced_file(self) -> str:
        """Return a file in which elements were renamed, doubled or moved to where they do not belong."""
        root = ET.fromstring(self.file())
        for _ in range(self.random.randint(1, 3)):
            every = list(root.iter())
            if len(every) == 1:
                break
            element, other = self.random.choice(every[1:]), self.random.choice(every)
            match self.random.randint(0, 2):
                case 0:
                    element.tag = self.random.choice(_TAGS)
                case 1:
                    other.append(deepcopy(element))
                case _:
                    other.insert(0, deepcopy(element))
        return ET.tostring(root, encoding="unicode")

    def debug_file(self) -> str:
        """Return what stands in a `_debug` resource."""
        self.odds = self.random.choice((0.0, 0.1))
        parts = [self._other("debug-overrides") for _ in range(2 if self._odd(1) else 1)]
        parts += [self._config() for _ in range(self.random.randint(0, 1))]
        root = "x" if self._odd(0.3) else "network-security-config"
        return f'<{root} xmlns:q="urn:q">{self._mixed(parts)}</{root}>'

    def _odd(self, weight: float = 1.0) -> bool:
        return self.random.random() < self.odds * weight

    def _mixed(self, parts: list[str]) -> str:
        if self._odd(2):
            parts.insert(self.random.randint(0, len(parts)), self.random.choice(odd_values.UNKNOWN))
        return "\n" + "\n".join(parts) + "\n"

    def _other(self, name: str) -> str:
        parts = [self._anchors()] if self.random.random() < 0.8 else []
        if self._odd():
            parts.append(self.random.choice((self._domain(), self._pin_set(), self._config(), self._anchors())))
        return f"<{name}{self._cleartext()}>{self._mixed(parts)}</{name}>"

    def _config(self, depth: int = 0) -> str:
        parts = [self._domain() for _ in range(self.random.randint(1, 2))]
        if self._odd(0.5):
            parts.clear()
        if self.random.random() < 0.7:
            parts.append(self._pin_set())
        if self.random.random() < 0.2:
            parts.append(self._anchors())
        if self._odd(0.5):
            parts.append(self.random.choice((self._pin_set(), self._anchors())))
        if depth < 3 and self.random.random() < 0.3:
            parts.append(self._config(depth + 1))
        self.random.shuffle(parts)
        tag = "q:domain-config" if self._odd(0.3) else "domain-config"
        return f"<{tag}{self._cleartext()}>{self._mixed(parts)}</{tag}>"

    def _cleartext(self) -> str:
        return f' cleartextTrafficPermitted="{self._flag()}"' if self.random.random() < 0.3 else ""

    def _flag(self) -> str:
        plain = self.random.choice(("true", "false"))
        if not self._odd(3):
            return plain
        return self.random.choice(
            (self.random.choice(odd_values.FLAGS), self._edited(self.random.choice("01"), "0x1f-+# "))
        )

    def _edited(self, text: str, alphabet: str) -> str:
        """Return `text` with up to three characters put in, taken out or replaced."""
        for _ in range(self.random.randint(1, 3)):
            at, cut = self.random.randint(0, len(text)), self.random.randint(0, 1)
            text = text[:at] + self.random.choice(("", *alphabet)) + text[at + cut :]
        return text

    def _domain(self) -> str:
        name = self.random.choice(odd_values.NAMES) if self._odd(2) else self._name()
        flag = "" if self._odd(2) else f' {"q:" if self._odd(0.5) else ""}includeSubdomains="{self._flag()}"'
        return f"<domain{flag}>{name}</domain>"

    def _name(self) -> str:
        """Return a name that rarely stands in the file already."""
        plain = self.random.choice(_NAMES)
        return plain if self.random.random() < 0.7 else f"n{self.random.randint(0, 99)}.{plain}"

    def _pin_set(self) -> str:
        day = ""
        if self.random.random() < 0.6:
            chosen = self.random.choice(odd_values.DAYS[:3])
            if self._odd(3):
                chosen = self.random.choice((self.random.choice(odd_values.DAYS), self._edited(chosen, "019-/ T+.")))
            day = f' expiration="{chosen}"'
        parts = [self._pin() for _ in range(self.random.randint(0 if self._odd(2) else 1, 3))]
        return f"<pin-set{day}>{self._mixed(parts)}</pin-set>"

    def _pin(self) -> str:
        digest = ' digest="SHA-256"'
        if self._odd():
            digest = self.random.choice(
                ("", ' q:digest="SHA-256"', f' digest="{self.random.choice(odd_values.DIGESTS)}"')
            )
        value = self.random.choice(self.pins)
        text = value.base64
        if self._odd(2):
            text = self.random.choice(
                (self.random.choice(odd_values.spellings(value)), self._edited(text, "Ab1+/=-_ \né"))
            )
        return f"<pin{digest}>{text}</pin>"

    def _anchors(self) -> str:
        parts = []
        for _ in range(self.random.randint(0 if self._odd(2) else 1, 2)):
            source = (
                self.random.choice(odd_values.SOURCES) if self._odd(2) else self.random.choice(odd_values.SOURCES[:3])
            )
            src = "" if self._odd(0.5) else f' src="{source}"'
            override = f' overridePins="{self._flag()}"' if self.random.random() < 0.25 else ""
            parts.append(f"<certificates{src}{override}/>")
        return f"<trust-anchors>{self._mixed(parts)}</trust-anchors>"
