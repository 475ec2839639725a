"""``organiser-kit``: the desktop when nothing else is asked for, the command line otherwise.

What stands between the click on the icon and the window is paid by everybody who waits: this module reads
the few options of the desktop by hand and imports nothing else before it knows.
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

_LANGUAGES = ("fr", "en")


def main(arguments: Sequence[str] | None = None) -> int:
    """Run what the arguments ask for (those of the process by default) and return the exit status."""
    argv = list(sys.argv[1:] if arguments is None else arguments)
    options = desktop_options(argv)
    if options is not None:
        return _desktop(options)
    from ui.cli.run import run

    return run(argv)


def desktop_options(argv: Sequence[str]) -> dict[str, str] | None:
    """Return the options of the desktop, by name, or ``None`` when anything else stands in ``argv``."""
    options: dict[str, str] = {}
    rest = list(argv)
    while rest:
        name, equals, value = rest.pop(0).partition("=")
        if name == "--practice" and not equals:
            options[name] = "yes"
            continue
        if name not in ("--data", "--lang") or not (equals or rest):
            return None
        options[name] = value if equals else rest.pop(0)
    return options if options.get("--lang", "fr") in _LANGUAGES else None


def _desktop(options: dict[str, str]) -> int:
    from pathlib import Path

    data, language = options.get("--data"), options.get("--lang")
    try:
        from ui.unread_sources import leave_sources_unread

        leave_sources_unread()  # before ui.app: it brings most modules
        from ui.app import run_desktop

        return run_desktop(Path(data) if data else None, "--practice" in options, language)
    except ModuleNotFoundError as error:
        if (error.name or "").split(".")[0] not in ("PySide6", "shiboken6"):
            raise
    from ui.cli.run import refuse_desktop

    return refuse_desktop(language)


if __name__ == "__main__":
    sys.exit(main())
