"""What a document asks its codes to say."""

from __future__ import annotations

from contextlib import contextmanager
from typing import TYPE_CHECKING

import pytest

from organiser_kit.documents.toolkit import qr

if TYPE_CHECKING:
    from collections.abc import Iterator


@contextmanager
def recording() -> Iterator[list[str]]:
    """Note the content of every code that is made meanwhile."""
    asked: list[str] = []
    made = qr.matrix

    def matrix(content: str) -> list[list[bool]]:
        asked.append(content)
        return made(content)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(qr, "matrix", matrix)
        yield asked
