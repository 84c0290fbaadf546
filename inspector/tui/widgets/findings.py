"""The findings in the free space below the ladder: titles only, worst first; a click shows what to do."""

from typing import TYPE_CHECKING

from textual.content import Content
from textual.geometry import Size
from textual.reactive import reactive

from inspector.tui.present.fit import wrap
from inspector.tui.present.hint import hint
from inspector.tui.present.signs import SIGNS, STYLE
from inspector.tui.widgets.hints import HintsMixin

if TYPE_CHECKING:
    from inspector.inspection import Inspection


class FindingList(HintsMixin, can_focus=False):
    """As many findings as there is room for; nothing where nothing was noticed."""

    DEFAULT_CSS = "FindingList { height: auto; }"
    ALLOW_SELECT = False

    inspection: "reactive[Inspection | None]" = reactive(None, layout=True)
    """The chain that is shown, or None."""

    def watch_inspection(self) -> None:
        """Take no room where there is nothing to tell."""
        self.set_class(self.inspection is not None and bool(self.inspection.findings), "-some")

    def get_content_height(self, container: Size, viewport: Size, width: int) -> int:
        """Return how many lines the findings take at `width` cells."""
        return len(self._told(width).plain.splitlines())

    def render(self) -> Content:
        """Return the findings, and the key that shows them in full."""
        return self._told(self.content_size.width)

    def _told(self, width: int) -> Content:
        findings = self.inspection.findings if self.inspection else ()
        if not findings:
            return Content("")
        width = max(20, width)
        lines = [hint("findings", "findings and what to do", hover=self.hint_under)]
        for finding in findings:
            sign = Content.styled(f"{SIGNS.of(finding.severity)} ", f"bold {STYLE[finding.severity]}")
            for index, line in enumerate(wrap(finding.title, width - 2)):
                lines.append(Content.assemble(sign if index == 0 else "  ", line))
        return Content("\n").join(lines)
