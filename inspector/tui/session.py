"""What the main screen shows: one inspection, and the draft of a pin set made from it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from inspector.chain.finding import Finding
from inspector.chain.host import HostError
from inspector.chain.pin import Pin
from inspector.inspection import LAB, Inspection
from inspector.pinning.draft import Draft, lost_picks, make_pin_set, settle_leaves
from inspector.pinning.first_host import first_host
from inspector.pinning.pin_set import PinSet
from inspector.pinning.stamp import LAB_STAMP, fetched_stamp, refusal_of, stamp_for
from inspector.tui.present.ladder import Row, Section

if TYPE_CHECKING:
    from inspector.devices import Devices


@dataclass(frozen=True, slots=True)
class Session:
    """An inspection and what was chosen in it."""

    inspection: Inspection
    """What is shown."""

    draft: Draft
    """What was chosen."""

    min_sdk: int | None = None
    """The app's minimum SDK, an API level: picks that fail on a release from there on are marked. None: none is set, so
    that every release counts."""

    devices: "Devices | None" = None
    """What devices make of the chain; None until it was asked, which the app does by itself once it is idle."""

    unfetchable: str = ""
    """Why an issuer that is missing cannot be fetched, one visible sentence; empty where it can, or none is missing."""

    @property
    def in_lab(self) -> bool:
        """Whether the chain was judged by the lab's own roots."""
        return self.inspection.assessment.store.name == LAB

    @property
    def has_path(self) -> bool:
        """Whether the layers are a path to an anchor."""
        return self.inspection.assessment.path is not None

    @property
    def needs_consent(self) -> bool:
        """Whether copying asks once: no trust, only with a fetched issuer, or no public root but the lab's own."""
        seen = self.inspection
        return not seen.trusted or self.is_completed or not (self.in_lab or seen.assessment.public)

    @property
    def is_completed(self) -> bool:
        """Whether the path holds only with an issuer that was fetched."""
        return bool(fetched_stamp(self.inspection.layers))

    @property
    def has_gap(self) -> bool:
        """Whether there is no path since an issuer is missing."""
        return not self.has_path and any(item.code == "missing-intermediate" for item in self.inspection.findings)

    @property
    def stamp(self) -> str:
        """Why snippets must not go into a release; empty where they may."""
        if self.in_lab:
            return LAB_STAMP
        seen = self.inspection
        private = stamp_for(
            seen.layers,
            has_path=self.has_path,
            public=seen.assessment.public,
            android_root=seen.android_root,
            suspicion=seen.suspicion,
            end=seen.end,
        )
        return private or fetched_stamp(seen.layers)

    @property
    def rows(self) -> tuple[Row, ...]:
        """The layers as the ladder shows them, top first: root to leaf, then what is in no path."""
        in_file = self.inspection.target is None
        used = [
            Row(layer, layer.pin in self.draft.picked, in_file=in_file, missing=self._missing(layer.pin))
            for layer in reversed(self.inspection.layers)
        ]
        apart = ((Section.ELSEWHERE, self.inspection.elsewhere), (Section.UNUSED, self.inspection.unused))
        rest = (Row(layer, section=section, in_file=in_file) for section, layers in apart for layer in layers)
        return (*used, *rest)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed about the chain, worst first, with what devices make of it where they were asked."""
        if self.devices is None:
            return self.inspection.findings
        from inspector.devices import device_findings

        return device_findings(self.inspection, self.devices, self.min_sdk)

    @property
    def told(self) -> Inspection:
        """The inspection with all that is noticed by now, as the screen tells it."""
        return replace(self.inspection, findings=self.findings)

    def _missing(self, pin: Pin) -> str:
        """Return on which devices (from the minimum SDK on) `pin` is missing; empty where on none."""
        if self.devices is None:
            return ""
        return self.devices.missing(pin, self.min_sdk)

    @property
    def picked(self) -> int:
        """How many layers are picked."""
        return sum(layer.pin in self.draft.picked for layer in self.inspection.layers)

    def pin_set(self) -> PinSet:
        """Return the pin set of the draft. Raises `HostError` where its host cannot be one."""
        seen = self.inspection
        refused = refusal_of(has_path=self.has_path, trusted=seen.trusted, reason=seen.assessment.reason)
        made = make_pin_set(
            self.draft,
            seen.layers,
            at=seen.at,
            stamp=self.stamp,
            refused=refused,
            in_path=self.has_path,
            service=seen.service,
            as_of=seen.as_of,
        )
        if self.devices is None or not made.pins:
            return made
        from inspector.devices import with_reach

        return with_reach(made, self.devices, self.min_sdk)

    def try_pin_set(self) -> PinSet | HostError:
        """Return the pin set, or why there is none."""
        try:
            return self.pin_set()
        except HostError as error:
            return error

    @property
    def pins(self) -> int:
        """How many different pins are chosen, backups among them."""
        present = {layer.pin for layer in self.inspection.layers}
        draft = self.draft
        others = {item.pin for item in (*draft.leaves, *draft.beyond)} | {item.pin for item in draft.backups}
        return len((self.draft.picked & present) | others)

    def with_draft(self, draft: Draft) -> "Session":
        """Return the session with another draft."""
        return replace(self, draft=draft)


def open_session(inspection: Inspection, previous: Session | None) -> tuple[Session, tuple[Pin, ...]]:
    """Return the session on `inspection`, and the picked pins that it no longer has.

    The draft is kept where the same source was inspected again, and begun anew otherwise.
    """
    if previous is not None and previous.inspection.source == inspection.source:
        lost = lost_picks(previous.draft, inspection.layers)
        kept = settle_leaves(replace(previous.draft, picked=previous.draft.picked - set(lost)), inspection.layers)
        return Session(inspection, kept, previous.min_sdk, unfetchable=_unfetchable(inspection)), lost
    min_sdk = previous.min_sdk if previous is not None else None
    return Session(inspection, Draft(_first_host(inspection)), min_sdk, unfetchable=_unfetchable(inspection)), ()


def _unfetchable(inspection: Inspection) -> str:
    """Return why the issuer that the chain lacks cannot be fetched, one sentence; empty where it may be."""
    if not any(item.code == "missing-intermediate" for item in inspection.findings):
        return ""
    if inspection.assessment.store.name == LAB:
        return "In the lab no issuer can be fetched: the address in its certificates leads nowhere."
    from inspector.missing import find_missing
    from inspector.net.options import FetchOptions

    gap = find_missing(inspection.presented, FetchOptions())
    if gap is None or not gap.problem:
        return ""
    return f"The missing issuer cannot be fetched: {gap.problem}."


def _first_host(inspection: Inspection) -> str:
    """Return the host that was checked, else the first one that the leaf names, else an empty text."""
    return inspection.host or first_host(inspection.layers[0].certificate) or ""
