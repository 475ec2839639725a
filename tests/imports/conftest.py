from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from organiser_kit.i18n import using

if TYPE_CHECKING:
    from collections.abc import Iterator


@pytest.fixture(autouse=True)
def _english() -> Iterator[None]:
    with using("en"):
        yield
