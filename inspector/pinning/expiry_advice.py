"""The expiry that fits a choice of pins: the chain's dates, the issuers' habits, and lifetimes that shrink."""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from datetime import date, datetime

from inspector.chain.issuers import rotation_habit
from inspector.chain.lifetimes import LIMITS
from inspector.chain.path import Layer, Role
from inspector.pinning.expiry import Proposal, propose_expiry
from inspector.pinning.pin_set import ChosenPin


def advise_expiry(chosen: Iterable[ChosenPin], layers: Sequence[Layer], at: datetime) -> Proposal:
    """Return the proposal for the picks `chosen` from the path `layers`, leaf first, as of the UTC moment `at`.

    It is the earliest end of what is picked. An intermediate of an authority that rotates them may be another one when
    the leaf is renewed, so there it is the end of the leaf. What shortens renewals until that day stands in its notes.
    """
    picks = tuple(chosen)
    proposal = propose_expiry([item.not_after for item in picks], at)
    habit = _habit(picks)
    renewal = layers[0].certificate.not_after if layers else None
    if habit and renewal is not None and proposal.day is not None and at.date() < renewal.date() < proposal.day:
        reason = f"by {renewal.date()} the leaf is renewed, perhaps from another intermediate: {habit}"
        proposal = replace(proposal, day=renewal.date(), reason=reason)
    return replace(proposal, notes=_shorter(at.date(), proposal.day))


def _habit(picks: Iterable[ChosenPin]) -> str:
    for item in picks:
        if item.role is Role.INTERMEDIATE and item.certificate is not None:
            habit = rotation_habit(item.certificate)
            if habit is not None:
                return habit
    return ""


def _shorter(today: date, day: date | None) -> tuple[str, ...]:
    """Return a sentence for each shorter lifetime that begins before the pins end."""
    return tuple(
        f"Public leaves issued from {first} on live {days} days at most: renewals come more often."
        for first, days in sorted(LIMITS)
        if day is not None and today < first <= day
    )
