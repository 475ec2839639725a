"""Everything that is shipped or needed has its licence on the page."""

from __future__ import annotations

import licences

from tests.repository import ROOT, files

# Written by us, under our own licence.
OURS = {"locale", "qss"}


def test_the_table_of_dependencies_is_that_of_the_lock() -> None:
    written = licences.PAGE.read_text(encoding="utf-8")

    assert written == licences.page(written), "run `make licences`"


def test_every_folder_of_shipped_files_has_a_row() -> None:
    text = licences.PAGE.read_text(encoding="utf-8")
    inside = [path.relative_to(ROOT / "assets") for path in files() if ROOT / "assets" in path.parents]
    folders = {path.parts[0] for path in inside if len(path.parts) > 1} - OURS

    assert {folder for folder in folders if f"`assets/{folder}/" not in text} == set()


def test_nothing_we_ship_forbids_us_to_ship_it() -> None:
    """The GPL alone would bind the whole kit; every package must offer something else."""
    shipped = licences.locked("desktop") | licences.locked("server")
    bound = {
        name
        for name in shipped
        if (terms := licences.licence(name) or "").startswith(("GPL", "AGPL")) and " OR " not in terms
    }

    assert bound == set()
