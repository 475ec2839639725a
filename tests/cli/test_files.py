"""Files that commands write: whole, or as they were before."""

from __future__ import annotations

import errno
from pathlib import Path

import pytest

from organiser_kit.errors import UserError
from ui.cli.files import write_bytes


def test_a_file_is_written_whole_with_its_folder_and_nothing_beside(tmp_path: Path) -> None:
    path = write_bytes(tmp_path / "new" / "paper.pdf", b"one")
    write_bytes(path, b"two")

    assert path.read_bytes() == b"two"
    assert list(path.parent.iterdir()) == [path]


def test_a_full_disk_leaves_the_older_paper(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = write_bytes(tmp_path / "paper.pdf", b"older")
    write = Path.write_bytes

    def write_half(self: Path, content: bytes) -> int:
        write(self, content[: len(content) // 2])
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", write_half)
    with pytest.raises(UserError, match="space left"):
        write_bytes(path, b"the newer one")

    assert path.read_bytes() == b"older"
    assert list(tmp_path.iterdir()) == [path]
