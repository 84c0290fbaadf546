"""Which builders a file has, and what `add` is called with on each of them."""

from dataclasses import dataclass, field

from inspector.clients.okhttp.classes import Pinner, nested_of
from inspector.clients.okhttp.expression import Argument, Call, Expression, Name, Text
from inspector.clients.okhttp.outline import Declaration, Outline
from inspector.clients.okhttp.values import settled

_STEPS = 10_000
_PREFIXES = ("sha256/", "sha1/")
_KNOWN = frozenset(("add", "apply", "also", "let", "run", "with", "Builder", "Pin"))
_ENDS = frozenset(("build", "certificatePinner", "handleChallenge"))


@dataclass(frozen=True, slots=True)
class Addition:
    """One pattern with pins, as it is handed over."""

    pattern: Expression | None
    """The first argument; None where there is none."""

    pins: tuple[Expression, ...]
    """The others."""

    at: int
    """Offset of the call."""

    conditional: bool
    """Whether it runs only sometimes."""


@dataclass(slots=True)
class Builder:
    """One builder, or one list of `Pin`."""

    pinner: Pinner
    """Whose class it is."""

    at: int
    """Offset of its construction, or of the parameter that hands it in."""

    handed_in: bool = False
    """Whether other code makes it, and may have added to it."""

    handed_on: bool = False
    """Whether it is given to a function that may add to it."""

    additions: list[Addition] = field(default_factory=list)
    """In their order."""


@dataclass(frozen=True, slots=True)
class Found:
    """All builders of a file."""

    builders: tuple[Builder, ...]
    """In their order."""

    strays: tuple[Call, ...]
    """Calls of `add` with a pin in them, on something that is no known builder."""


def find_builders(outline: Outline) -> Found:
    """Return the builders of a file with all that is added to them."""
    known: dict[int, Builder] = {}
    strays = []
    resolver = _Resolver(outline, known)
    for call in outline.calls:
        resolver.construct(call)
    pins: dict[Pinner, Builder] = {}
    for call in outline.calls:
        pinner = nested_of(outline, _path(call), "Pin")
        if pinner and len(call.arguments) == 2:
            builder = pins.setdefault(pinner, Builder(pinner, call.at))
            builder.additions.append(resolver.addition(call))
        if call.name != "add":
            continue
        owner = resolver.builder(call)
        if owner:
            owner.additions.append(resolver.addition(call))
        elif any(map(_is_pin, call.arguments[1:])):
            strays.append(call)
    resolver.mark_handed_on()
    every = sorted((*known.values(), *pins.values()), key=lambda builder: builder.at)
    return Found(tuple(every), tuple(strays))


class _Resolver:
    def __init__(self, outline: Outline, known: dict[int, Builder]) -> None:
        self._outline = outline
        self._known = known
        self._called = {call.at for call in outline.calls}
        self._resolved: dict[int, Builder | None] = {}

    def construct(self, call: Call, *, handed_in: bool = False) -> Builder | None:
        """Return the builder that a call makes, None where it makes none."""
        if call.at not in self._known:
            pinner = nested_of(self._outline, _path(call), "Builder")
            if pinner is None:
                return None
            self._known[call.at] = Builder(pinner, call.at, handed_in)
        return self._known[call.at]

    def builder(self, call: Call) -> Builder | None:
        """Return the builder that a call of `add` is made on."""
        if call.at not in self._resolved:
            self._resolved[call.at] = self._resolve(call)
        return self._resolved[call.at]

    def mark_handed_on(self) -> None:
        """Mark the builders that a function of unknown content is called on or with."""
        names = {
            name
            for name, items in self._outline.declarations.items()
            for item in items
            if isinstance(item.value, Call) and not item.each and self.builder(_behind(item.value))
        }
        for call in self._outline.calls:
            if call.name in _KNOWN or call.name in _ENDS:
                continue
            owners = [self.builder(call)] if call.target else []
            values = [argument.value for argument in call.arguments]
            owners += [
                self.builder(_behind(item)) for item in values if isinstance(item, Name) and item.path[-1] in names
            ]
            for owner in owners:
                if owner:
                    owner.handed_on = True

    def _resolve(self, call: Call) -> Builder | None:
        current: Expression | None = call.target
        at = call.at
        for _ in range(_STEPS):
            match current:
                case None | Name(("this",)):
                    around = next((item for item in self._outline.around(at) if not item.name), None)
                    if around is None:
                        return None
                    current, at = around.value, around.body.start
                case Call() if current.at in self._resolved:
                    return self._resolved[current.at]
                case Call():
                    made = self.construct(current, handed_in=current.at not in self._called)
                    if made or current.name in _ENDS or current.target is None:
                        return made
                    current, at = current.target, current.at
                case Name(path, place):
                    named = self._name(path, place)
                    if isinstance(named, Builder | None):
                        return named
                    current, at = named, named.at
                case _:
                    return None
        return None

    def _name(self, path: tuple[str, ...], at: int) -> Expression | Builder | None:
        if len(path) == 1:
            for item in self._outline.around(at):
                if item.name == path[0]:
                    return item.value
        declaration = self._outline.find(path, at)
        if declaration is None:
            return None
        value = declaration.value or settled(self._outline, declaration)
        return value or self._parameter(declaration)

    def _parameter(self, declaration: Declaration) -> Builder | None:
        pinner = nested_of(self._outline, declaration.type, "Builder")
        if pinner is None:
            return None
        return self._known.setdefault(declaration.at, Builder(pinner, declaration.at, handed_in=True))

    def addition(self, call: Call) -> Addition:
        """Return what a call hands over, its pattern first even where arguments have names."""
        conditional = any(item.holds(call.at) for item in self._outline.conditions)
        pattern = next((item for item in call.arguments if item.name in ("pattern", "hostname")), None)
        rest = [item for item in call.arguments if item is not pattern]
        if pattern is None and rest:
            pattern, *rest = rest
        return Addition(pattern.value if pattern else None, tuple(item.value for item in rest), call.at, conditional)


def _behind(target: Expression) -> Call:
    """Return a call on `target` that stands nowhere in the source."""
    return Call(target, "", (), -1 - target.at)


def _path(call: Call) -> tuple[str, ...]:
    match call.target:
        case None:
            return (call.name,)
        case Name(path):
            return (*path, call.name)
        case _:
            return ()


def _is_pin(argument: Argument) -> bool:
    value = argument.value
    return isinstance(value, Text) and bool(value.parts) and str(value.parts[0]).startswith(_PREFIXES)
