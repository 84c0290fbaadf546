"""What keeps an app with TrustKit from starting: the checks of its configuration."""

from inspector.chain.finding import Severity
from inspector.clients.public_names import has_registry, is_public_suffix
from inspector.clients.rule import PinProblem, PinRule
from inspector.clients.spelling import UNFOLLOWED

STOPS = "so TrustKit stops the app at start"
"""What comes of a configuration that TrustKit throws at, one clause."""

BACKUP_HINT = "Add the pin of a key that is kept outside the chain."


def start_problems(rule: PinRule, parents: frozenset[str], end: str = STOPS) -> tuple[PinProblem, ...]:
    """Return why TrustKit throws at `rule`; `parents` include their subdomains, `end` says what comes of it.

    Source: `parseTrustKitConfiguration` in TrustKit's parse_configuration.m. Pins that are not 32 bytes are told by
    whoever reads them (`written_pin`), and are counted here for nothing.
    """
    found: list[PinProblem] = []
    if not has_registry(rule.pattern):
        found.append(
            _crash(
                rule,
                "unregistered-host",
                f"TrustKit knows no public registry for {rule.pattern}, {end}.",
                "Pin a registered name with at least one dot, or use NSPinnedDomains for this host.",
            )
        )
    if rule.excluded:
        if parents.isdisjoint(_names_above(rule.pattern)):
            title = f"{rule.pattern} is excluded from a parent's pins, and no parent includes its subdomains"
            found.append(_crash(rule, "exclusion-without-parent", f"{title}, {end}.", "Remove it."))
        return tuple(found)
    if rule.subdomains and is_public_suffix(rule.pattern):
        title = f"{rule.pattern} is a public suffix and cannot be pinned with its subdomains, {end}."
        found.append(_crash(rule, "public-suffix", title, "Pin a name below it."))
    unreadable = [written for written in rule.pins if written.pin is None and written.problem != UNFOLLOWED]
    if unreadable and not any(problem.crash for problem in rule.problems):
        title = f"A pin of {rule.pattern} is not 32 bytes of base64, {end}."
        found.append(_crash(rule, "unreadable-pin", title, "Write 44 characters of base64.", unreadable[0].line))
    different = len({written.pin for written in rule.pins if written.pin is not None})
    needed = 2 if rule.enforced else 1
    is_whole = all(written.problem != UNFOLLOWED for written in rule.pins)
    if different < needed and not unreadable and is_whole:
        have = "none" if different == 0 else "one"
        wants = "two different pins" if needed == 2 else "a pin"
        title = f"TrustKit demands {wants} for {rule.pattern} and has {have}, {end}."
        found.append(_crash(rule, "MissingBackupPin", title, BACKUP_HINT))
    return tuple(found)


def _names_above(name: str) -> set[str]:
    labels = name.split(".")
    return {".".join(labels[at:]) for at in range(1, len(labels))}


def _crash(rule: PinRule, code: str, title: str, hint: str, line: int | None = None) -> PinProblem:
    return PinProblem(code, Severity.ERROR, title, hint, line if line is not None else rule.line, crash=True)
