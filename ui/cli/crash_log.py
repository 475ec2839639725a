"""What a bug leaves behind: where it happened, and nothing about anybody."""

from __future__ import annotations

import platform
import tempfile
import traceback
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from organiser_kit.environment import Environment

LOG_NAME = "organiser-kit.log"


def write_crash(folder: Path, environment: Environment, error: BaseException) -> Path:
    """Add a bug to the log in ``folder``, or in the system's temporary folder, and return the log's path."""
    report = f"{environment.now().isoformat()} {_versions()}\n{crash_text(error)}\n"
    for place in (folder, Path(tempfile.gettempdir())):
        path = place / LOG_NAME
        try:
            with path.open("a", encoding="utf-8") as log:
                log.write(report)
        except OSError:
            continue
        return path
    return folder / LOG_NAME


def crash_text(error: BaseException) -> str:
    """Return the traceback of ``error`` and of what caused it, without any message.

    Messages quote values, and values are names and addresses of people. Files, lines and kinds of errors are
    about nobody.
    """
    chain: list[str] = []
    link: BaseException | None = error
    while link is not None:
        frames = traceback.format_list(traceback.extract_tb(link.__traceback__))
        chain.append("".join((*frames, f"{type(link).__module__}.{type(link).__qualname__}\n")))
        link = link.__cause__ or link.__context__
    return "caused, further up, by this:\n".join(chain)


def _versions() -> str:
    try:
        own = version("organiser-kit")
    except PackageNotFoundError:
        own = "?"
    return f"organiser-kit {own}, Python {platform.python_version()}, {platform.platform()}"
