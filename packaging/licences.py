"""Writes the table of dependencies in ``docs/licences.md`` from what the packages say of themselves."""

from __future__ import annotations

import re
from importlib.metadata import PackageNotFoundError, metadata
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from email.message import Message

ROOT = Path(__file__).resolve().parent.parent
PAGE = ROOT / "docs" / "licences.md"
START = "<!-- dependencies: written by `make licences` -->"
END = "<!-- end of dependencies -->"
_LOCKED = re.compile(r"(?m)^([a-z0-9-]+)==([^\s\\;]+)")

# Installed on some systems or some Pythons only, or not clear about their licence: read in their own files.
BY_HAND = {
    "backports-tarfile": "MIT",
    "colorama": "BSD-3-Clause",
    "importlib-metadata": "Apache-2.0",
    "jeepney": "MIT",
    "lazy-importer": "Apache-2.0",
    "pypdfium2": "Apache-2.0 OR BSD-3-Clause",
    "pytest-timeout": "MIT",
    "pywin32-ctypes": "BSD-3-Clause",
    "qrcode": "BSD-3-Clause",
    "secretstorage": "BSD-3-Clause",
    "sqlcipher3": "Zlib",
    "tomli": "MIT",
    "zipp": "MIT",
}
_SHORT = {
    "Apache License, Version 2.0": "Apache-2.0",
    "Apache Software License": "Apache-2.0",
    "BSD License": "BSD",
    "MIT License": "MIT",
    "MIT license": "MIT",
    "Mozilla Public License 2.0 (MPL 2.0)": "MPL-2.0",
    "Python Software Foundation License": "PSF-2.0",
    "ISC License (ISCL)": "ISC",
}


def locked(name: str) -> dict[str, str]:
    """Return the version of every distribution in one list of dependencies."""
    return dict(_LOCKED.findall((ROOT / "packaging" / "lock" / f"{name}.txt").read_text(encoding="utf-8")))


def licence(name: str) -> str | None:
    """Return the licence of a distribution; None when it is not known by hand, nor declared."""
    if name in BY_HAND:
        return BY_HAND[name]
    try:
        declared: Message = metadata(name)  # type: ignore[assignment]
    except PackageNotFoundError:
        return None
    if expression := declared.get("License-Expression"):
        return str(expression)
    classifiers = [
        line.split(" :: ")[-1] for line in declared.get_all("Classifier", []) if line.startswith("License ::")
    ]
    if classifiers:
        return " or ".join(sorted({_SHORT.get(text, text) for text in classifiers} - {"OSI Approved"}))
    first = str(declared.get("License") or "").strip().partition("\n")[0]
    return _SHORT.get(first, first) or None


def table() -> str:
    """Return the table of everything that is locked.

    Raises:
        SystemExit: a licence is not known.
    """
    users = {name: locked(name) for name in ("desktop", "server")}
    rows, unknown = [], []
    for name, version in sorted(locked("dev").items()):
        used = ", ".join(user for user, names in users.items() if name in names) or "development"
        terms = licence(name)
        if terms is None:
            unknown.append(name)
        rows.append(f"| {name} | {version} | {terms} | {used} |")
    if unknown:
        raise SystemExit(f"No licence known for {', '.join(unknown)}: look it up, and add it to BY_HAND.")
    return "\n".join(["| package | version | licence | used by |", "|---|---|---|---|", *rows])


def page(text: str) -> str:
    """Return the page with its table renewed."""
    before, _, rest = text.partition(START)
    _, _, after = rest.partition(END)
    return f"{before}{START}\n\n{table()}\n\n{END}{after}"


if __name__ == "__main__":
    PAGE.write_text(page(PAGE.read_text(encoding="utf-8")), encoding="utf-8")
    print(f"{PAGE.relative_to(ROOT)} written")
