"""What the main screen shows: one inspection, and the draft of a pin set made from it."""

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from inspector.chain.finding import Finding, Severity, by_severity
from inspector.chain.findings import find_again
from inspector.chain.findings.change import CODES as CHANGES
from inspector.chain.findings.evidence import Evidence
from inspector.chain.host import HostError
from inspector.chain.pin import Pin
from inspector.inspection import LAB, Inspection
from inspector.pinning.draft import Draft, follow, lost_picks, make_pin_set
from inspector.pinning.first_host import first_host
from inspector.pinning.pin_set import PinSet
from inspector.pinning.stamp import LAB_STAMP, fetched_stamp, refusal_of, stamp_for
from inspector.tui.present.ladder import Row, Section
from inspector.tui.present.verdict import LAB_HINT

if TYPE_CHECKING:
    from inspector.devices.looking import Devices
    from inspector.leaf_keys import LeafKey


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

    before: Inspection | None = None
    """The first look at the same source; None where this is it."""

    leaf_keys: "tuple[LeafKey, ...]" = ()
    """Leaf keys that the host was seen to serve; empty until somebody asked."""

    lab_hint: str = ""
    """What to do to see all that the lab's scenario is about, one visible sentence; empty where this is all."""

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
        gone = tuple(Row(layer, True, Section.GONE, in_file=in_file) for layer in self.draft.gone)
        apart = ((Section.ELSEWHERE, self.inspection.elsewhere), (Section.UNUSED, self.inspection.unused))
        rest = (Row(layer, section=section, in_file=in_file) for section, layers in apart for layer in layers)
        return (*used, *gone, *rest)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """What was noticed about the chain by now, worst first: at other looks, of other keys, and of devices too."""
        seen, more = self.inspection, self._evidence()
        found = find_again(seen.findings, more) if more is not None else seen.findings
        is_seen = bool(self.leaf_keys) or any(finding.code in CHANGES for finding in found)
        if not self.lab_hint or is_seen:
            return found
        return by_severity((Finding(LAB_HINT, Severity.INFO, self.lab_hint), *found))

    def _evidence(self) -> Evidence | None:
        """Return what is known now and was not at the look itself; None where that is nothing."""
        evidence = self.inspection.evidence
        if evidence is None or not (self.devices or self.before or self.leaf_keys):
            return None
        if self.devices is not None:
            from inspector.devices.findings import endings_of

            evidence = replace(evidence, endings=endings_of(self.devices, self.min_sdk))
        if self.before is not None:
            evidence = replace(evidence, before=self.before.layers, before_at=self.before.at)
        needed = [key for key in self.leaf_keys if key.is_needed and not key.objection]
        pinned = self.draft.picked | {item.pin for item in self.draft.leaves}
        left = tuple(key.certificates[0].key.label for key in needed if key.pin not in pinned)
        return replace(evidence, leaf_keys=len(needed), unpinned=left)

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
        from inspector.devices.looking import with_reach

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
        others |= {layer.pin for layer in self.draft.gone}
        return len((self.draft.picked & present) | others)

    def with_draft(self, draft: Draft) -> "Session":
        """Return the session with another draft."""
        return replace(self, draft=draft)


def open_session(inspection: Inspection, previous: Session | None) -> tuple[Session, tuple[Pin, ...]]:
    """Return the session on `inspection`, and the picked pins that it has lost with this look: they stay, as gone.

    The draft is kept where the same source was inspected again, and begun anew otherwise.
    """
    if previous is not None and previous.inspection.source == inspection.source:
        lost = lost_picks(previous.draft, inspection.layers)
        kept = follow(previous.draft, previous.inspection.layers, inspection.layers)
        first = previous.before or previous.inspection
        return Session(
            inspection, kept, previous.min_sdk, first, previous.leaf_keys, unfetchable=_unfetchable(inspection)
        ), lost
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
