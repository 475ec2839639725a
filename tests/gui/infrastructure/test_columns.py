"""Columns share the width there is: everything whole where it fits, else the widest give way first."""

from __future__ import annotations

import pytest

from ui.widgets.columns import shared


@pytest.mark.parametrize(
    ("needed", "room", "widths"),
    [
        ([100, 80, 60], 400, [100, 240, 60]),
        ([100, 80, 60], 240, [100, 80, 60]),
        ([100, 500, 60], 360, [100, 200, 60]),
        ([300, 500, 60], 360, [150, 150, 60]),
        ([300, 500, 60], 361, [150, 151, 60]),
        ([900, 900, 900], 90, [40, 40, 40]),
    ],
)
def test_the_widest_gives_way_and_no_pixel_is_lost(needed: list[int], room: int, widths: list[int]) -> None:
    assert shared(needed, [40, 40, 40], room, stretched=1) == widths


def test_a_heading_stays_whole_however_narrow_the_list() -> None:
    assert shared([300, 300], [120, 40], 200, stretched=1) == [120, 80]
