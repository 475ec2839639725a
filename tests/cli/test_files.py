"""Files that commands write: whole, or as they were before."""

from __future__ import annotations

import errno
import os
from typing import TYPE_CHECKING

import pytest

from organiser_kit.errors import UserError
from ui.cli.files import write_bytes

if TYPE_CHECKING:
    from pathlib import Path


def test_a_file_is_written_whole_with_its_folder_and_nothing_beside(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "new" / "paper.pdf", b"one")
    write_bytes(path, b"two")

    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_the_older_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_bytes(tmp_path / "paper.pdf", b"older")

    def no_space(number: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    # What was written so far is in the part file; the disk says only now that it has no room for it.
    monkeypatch.setattr(os, "fsync", no_space)
    with pytest.raises(UserError, match="space left"):
        write_bytes(path, b"the newer one")

    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]
