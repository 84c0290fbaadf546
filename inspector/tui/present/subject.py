"""What the detail pane is about, and its page for each tab."""

from dataclasses import dataclass
from datetime import datetime

from textual.content import Content

from inspector.chain.path import Layer, Role
from inspector.pinning.advice import Advice
from inspector.tui.present.fit import clip
from inspector.tui.present.ladder import Section
from inspector.tui.present.names import names_page
from inspector.tui.present.overview import overview_page
from inspector.tui.present.page import Page
from inspector.tui.present.signs import SIGNS
from inspector.tui.present.tabs import bytes_page, extensions_page, pem_page
from inspector.tui.session import Session
from inspector.worth import worth


@dataclass(frozen=True, slots=True)
class Subject:
    """The layer under the cursor with what belongs to it."""

    layer: Layer
    """The layer."""

    number: int
    """Its index in the path, 0 the leaf; its served index where it is in no path."""

    now: datetime
    """The moment of the judgement."""

    host: str | None
    """The name that the chain was checked for."""

    advice: tuple[Advice, ...]
    """What to know before it is pinned, worst first; empty where it cannot be."""

    section: Section = Section.PATH
    """Where it stands: in the shown path, or apart from it."""

    in_file: bool = False
    """Whether the certificates stand in a file, and nobody sent them."""

    @property
    def title(self) -> Content:
        """The pane's title, such as `1 intermediate · R11`."""
        role = f"{self.number} {self.layer.role.value}"
        if self.section is Section.GONE:
            role = f"gone {self.layer.role.value}"
        elif self.section is not Section.PATH:
            role = f"{self.number} {self.section.value}"
        return Content(f"{role} {SIGNS.dot} {clip(self.layer.certificate.subject.readable, 48)}")


def subject_of(session: Session, number: int) -> Subject:
    """Return what the detail pane shows for the ladder's row `number`."""
    row = session.rows[number]
    inspection, in_path = session.inspection, row.section is Section.PATH
    return Subject(
        layer=row.layer,
        number=len(inspection.layers) - 1 - number if in_path else row.layer.served_index or 0,
        now=inspection.at,
        host=inspection.host,
        advice=worth(row.layer, inspection) if in_path else (),
        section=row.section,
        in_file=row.in_file,
    )


def tab_page(subject: Subject, tab: str, width: int) -> Page:
    """Return the page of `tab` for a pane of `width` cells."""
    certificate = subject.layer.certificate
    match tab:
        case "names":
            host = subject.host if subject.layer.role is Role.LEAF else None
            return names_page(certificate, width, host=host)
        case "extensions":
            return extensions_page(certificate, width)
        case "bytes":
            return bytes_page(certificate, width)
        case "pem":
            return pem_page(certificate)
        case _:
            return overview_page(
                subject.layer,
                width,
                subject.now,
                advice=subject.advice,
                section=subject.section,
                in_file=subject.in_file,
            )
