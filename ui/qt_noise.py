"""Keeps what Qt says about a machine without screen, sound or graphics card out of our messages."""

from __future__ import annotations

import sys
from contextlib import contextmanager
from typing import TYPE_CHECKING

from PySide6.QtCore import QtMsgType, qInstallMessageHandler

if TYPE_CHECKING:
    from collections.abc import Iterator

    from PySide6.QtCore import QMessageLogContext

_NOISE = (
    "propagateSizeHints",
    "qt.multimedia",
    "symbolsresolver",
    "FFmpeg version",
    "No RHI backend",
    "pa_context",
)


@contextmanager
def without_noise() -> Iterator[None]:
    """Drop the known remarks; everything else still reaches stderr."""
    before = qInstallMessageHandler(_pass_on)
    try:
        yield
    finally:
        qInstallMessageHandler(before)


def _pass_on(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    said = f"{context.category or ''}: {message}"
    if kind is not QtMsgType.QtDebugMsg and not any(noise in said for noise in _NOISE):
        sys.stderr.write(f"{said}\n")
