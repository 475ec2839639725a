"""Every scene of the tour, in both languages and in large text: nothing cut, nameless, foreign or rival."""

from __future__ import annotations

import pytest

from tests.gui.tour.fitting import misfits, sideways
from tests.gui.tour.foreign import foreign
from tests.gui.tour.pressing import rivals
from tests.gui.tour.reaching import nameless, unreachable
from ui.tour import played
from ui.tour_looks import LARGE, LOOKS, USUAL, Look

LARGE_TOUR = Look("usual", text_scale=LARGE.text_scale)
"""Everything in large text, not only what is drawn so."""
COLOURS = ("dark", "contrast")
PLAYED = (USUAL, LARGE_TOUR, *(look for look in LOOKS if look.name not in (*COLOURS, LARGE.name)))


@pytest.mark.parametrize(
    ("language", "look"),
    [("en", USUAL), *(("fr", look) for look in PLAYED)],
    ids=lambda value: f"{value.name}-{value.text_scale:.0f}" if isinstance(value, Look) else value,
)
@pytest.mark.timeout(400)  # a busy machine takes its time over some hundred scenes
@pytest.mark.qt_log_ignore("Couldn't resolve ", extend=True)
def test_every_scene_can_be_read_whole_and_reached(qapp: object, language: str, look: Look) -> None:
    found: list[str] = []
    with played(language, look) as scenes:
        for name, widget in scenes:
            found += [f"{name}: {fault}" for fault in misfits(widget)]
            found += [f"{name}: {page} scrolls sideways" for page in sideways(widget)]
            found += [f"{name}: no name for {control}" for control in nameless(widget)]
            found += [f"{name}: Tab never leads to {control}" for control in unreachable(widget)]
            found += [f"{name}: “{words}” is not the only primary action" for words in rivals(widget)]
            found += [f"{name}: “{text}” is not {language}" for text in foreign(widget, language)]
    assert found == [], "\n" + "\n".join(found)
