"""Every scene of the tour, in both languages and in large text: nothing cut, nameless or untranslated."""

from __future__ import annotations

import pytest

from tests.gui.tour.fitting import misfits
from tests.gui.tour.foreign import foreign
from tests.gui.tour.reaching import nameless, unreachable
from ui.tour import played


@pytest.mark.parametrize(("language", "text_scale"), [("fr", 1.0), ("en", 1.0), ("fr", 2.0)])
@pytest.mark.timeout(400)  # a busy machine takes its time over some seventy scenes
@pytest.mark.qt_log_ignore("Couldn't resolve ", extend=True)
def test_every_scene_can_be_read_whole_and_reached(qapp: object, language: str, text_scale: float) -> None:
    found: list[str] = []
    with played(language, text_scale=text_scale) as scenes:
        for name, widget in scenes:
            found += [f"{name}: {fault}" for fault in misfits(widget)]
            found += [f"{name}: no name for {control}" for control in nameless(widget)]
            found += [f"{name}: Tab never leads to {control}" for control in unreachable(widget)]
            found += [f"{name}: “{text}” is not {language}" for text in foreign(widget, language)]
    assert found == [], "\n" + "\n".join(found)
