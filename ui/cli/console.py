"""What the command line says: answers on stdout, everything else on stderr."""

from __future__ import annotations

import io
import json
import sys
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from collections.abc import Mapping


class Console:
    """Where answers go. With ``json`` on, stdout carries JSON objects, one a line, and nothing else."""

    def __init__(self) -> None:
        self.json = False
        for stream in (sys.stdout, sys.stderr):
            if isinstance(stream, io.TextIOWrapper):
                # Names are not to be lost because a Windows pipe speaks an older encoding.
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")

    def answer(self, values: Mapping[str, Any], *sentences: str) -> None:
        """Give one answer: ``values`` to a program, ``sentences`` to a person. It is out on return."""
        if self.json:
            self._put(json.dumps(values, ensure_ascii=False, default=_plain))
            return
        for sentence in sentences:
            self._put(sentence)

    def tell(self, sentence: str) -> None:
        """Tell a person something that is no part of the answer."""
        sys.stderr.write(f"{sentence}\n")
        sys.stderr.flush()

    def refuse(self, sentence: str, values: Mapping[str, Any] | None = None) -> None:
        """Say why nothing, or nothing more, was done; ``values`` tell a program what was done before."""
        if self.json:
            answer = {**(values or {}), "error": sentence}
            self._put(json.dumps(answer, ensure_ascii=False, default=_plain))
        self.tell(sentence)

    def _put(self, line: str) -> None:
        sys.stdout.write(f"{line}\n")
        sys.stdout.flush()


def _plain(value: object) -> object:
    match value:
        case datetime():
            return value.isoformat()
        case Path():
            return str(value)
    message = f"no JSON form for {type(value).__name__}"
    raise TypeError(message)
