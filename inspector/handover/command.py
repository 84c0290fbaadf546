"""The command lines that give the same again."""

from shlex import quote

from inspector.inspection import LAB, Inspection
from inspector.pinning.pin_set import PinSet


def reproduce(inspection: Inspection, pin_set: PinSet | None) -> tuple[str, ...]:
    """Return the commands that show the chain and write the code of `pin_set` again, each one line.

    Where something only the user knows is needed, a word in capitals stands for it.
    """
    asked = _asked(inspection)
    commands = [f"pinspector show {asked}"]
    if inspection.assessment.store.name == LAB:
        commands = ["pinspector demo"]
    elif pin_set is not None and pin_set.pins:
        commands.append(f"pinspector pin {asked} --for okhttp-kotlin{_picks(pin_set)}")
    return tuple(commands)


def _asked(inspection: Inspection) -> str:
    target = inspection.target
    if target is None:
        words = ["FILE"]
        if inspection.host is not None:
            words += ["--server-name", quote(inspection.host)]
    else:
        words = [quote(str(target))]
        if target.server_name != target.host:
            words += ["--server-name", quote(target.server_name)]
        if target.connect_to is not None:
            words += ["--connect-to", quote("{}:{}".format(*target.connect_to))]
    match inspection.assessment.store.name:
        case "mozilla":
            pass
        case "system":
            words.append("--roots system")
        case _:
            words.append("--roots ROOTS")
    return " ".join(words)


def _picks(pin_set: PinSet) -> str:
    words = [f" --{'backup' if item.gone else 'pick'} {item.pin}" for item in pin_set.chosen]
    words += [f" --backup {item.pin}" for item in pin_set.backups]
    if pin_set.subdomains:
        words.append(" --subdomains")
    words.append(f" --expires {pin_set.expires or 'never'}")
    if pin_set.stamp:
        words.append(" --accept-private-anchor")
    return "".join(words)
