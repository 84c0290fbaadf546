"""One line of advice per layer: which events a pin of it survives, with this certificate's own dates."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import assert_never

from inspector.chain.certificate import Certificate
from inspector.chain.finding import Severity
from inspector.chain.issuers import rotation_habit
from inspector.chain.path import Layer, Role


@dataclass(frozen=True, slots=True)
class Advice:
    """Something that the user should know while choosing."""

    code: str
    """Stable name in kebab case."""

    severity: Severity
    """Error: the app would be locked out or pins would differ. Warning: it will hurt. Info: worth knowing."""

    sentence: str
    """The whole of it, visible text."""

    short: str
    """The same for one line of about 60 characters, visible text."""


def layer_advice(layer: Layer, *, public: bool = True, at: datetime | None = None) -> Advice:
    """Return what becomes of a pin of `layer`; `public` is whether its path ends in a public root.

    `at` is the moment of the judgement, UTC: with it an expired leaf is told as one.
    """
    match layer.role:
        case Role.LEAF:
            return _leaf(layer.certificate, at)
        case Role.INTERMEDIATE:
            return _intermediate(layer.certificate, public)
        case Role.ROOT:
            return _root(layer.certificate, public)
        case unreachable:
            assert_never(unreachable)


def end_words(not_after: datetime | None) -> str:
    """Return the last valid day of a certificate in words."""
    return f"{not_after.astimezone(UTC):%Y-%m-%d}" if not_after else "an unreadable date"


def _leaf(certificate: Certificate, at: datetime | None) -> Advice:
    end = end_words(certificate.not_after)
    if at is not None and certificate.not_after is not None and certificate.not_after < at:
        return Advice(
            "leaf",
            Severity.INFO,
            f"Strongest: only the holder of this key is accepted. Its certificate ended on {end}: the pin is of use "
            "only if the next one keeps the key; whether it will is unknown.",
            f"only this key; its certificate ended on {end}",
        )
    habit = rotation_habit(certificate)
    issuer = f" {habit}." if habit and "renewal" in habit else ""
    return Advice(
        "leaf",
        Severity.INFO,
        f"Strongest: only the holder of this key is accepted. Breaks at the next renewal, by {end} at the latest, "
        f"unless the key is kept; whether it will be is unknown.{issuer}",
        f"only this key; breaks at renewal by {end} unless the key is kept",
    )


def _intermediate(certificate: Certificate, public: bool) -> Advice:
    end = end_words(certificate.not_after)
    habit = rotation_habit(certificate) if public else None
    whose = "any customer of this authority" if public else "whatever this authority issues"
    sentence = (
        "Survives leaf renewal. Breaks when the authority issues from another intermediate, "
        f"by {end} at the latest. Accepts {whose}."
    )
    if habit:
        return Advice(
            "intermediate-rotates",
            Severity.WARNING,
            f"{sentence} {habit}.",
            "survives leaf renewal; this CA changes intermediates without notice",
        )
    return Advice(
        "intermediate", Severity.INFO, sentence, f"survives leaf renewal; breaks at CA rotation, by {end} at the latest"
    )


def _root(certificate: Certificate, public: bool) -> Advice:
    end = end_words(certificate.not_after)
    if not public:
        return Advice(
            "private-root",
            Severity.INFO,
            "Survives renewal and new intermediates. Accepts whatever this private authority issues, "
            f"and breaks when it changes its root, by {end} at the latest.",
            f"survives renewals; accepts all this private CA issues, to {end}",
        )
    return Advice(
        "root",
        Severity.INFO,
        "Widest: survives renewal and new intermediates, and accepts any customer of this authority. Breaks when the "
        f"server moves to another root (this one ends {end}), and on devices whose path ends in another one.",
        "survives renewals; accepts any customer of this CA",
    )
