"""Writing the files that commands make: whole, or not at all."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from organiser_kit.files import write_bytes

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

__all__ = ["write_bytes", "write_json"]


def write_json(path: Path, values: Mapping[str, object]) -> Path:
    """Write ``values`` as a JSON file, by the same rules."""
    return write_bytes(path, json.dumps(values, ensure_ascii=False, indent=1).encode())
