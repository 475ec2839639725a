"""What the start made is not searched for garbage again, and the window gets its turn soon."""

from __future__ import annotations

import gc
import sys

import pytest

from ui.smoothness import TURN_SECONDS, be_smooth


def test_what_is_there_is_left_alone_and_what_comes_later_is_not() -> None:
    before, turn = [object()], sys.getswitchinterval()
    gc.unfreeze()
    try:
        be_smooth()
        assert not any(one is before for one in gc.get_objects())
        later = [object()]
        assert any(one is later for one in gc.get_objects())
        assert sys.getswitchinterval() == pytest.approx(TURN_SECONDS)
    finally:
        gc.unfreeze()
        sys.setswitchinterval(turn)
