"""Pictures of the three pages of a rehearsal, named by page and size."""

import pytest
from tui.samples import Recorder, app
from tui.test_looks import SIZES, SnapCompare, pressing


@pytest.mark.parametrize("size", SIZES)
@pytest.mark.parametrize("page", ["events", "why", "dates"])
def test_rehearsal(snap_compare: SnapCompare, page: str, size: tuple[int, int]) -> None:
    """The leaf and its issuer are picked; Apple cannot have both, and TrustKit can."""
    on = ["right_square_bracket"] * ["events", "why", "dates"].index(page)
    keys = pressing("space", "k", "space", "R", *on)
    assert snap_compare(app(Recorder()), terminal_size=size, run_before=keys)
