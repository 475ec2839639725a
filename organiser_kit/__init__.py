"""The core of Organiser Kit: meetings, people, attendance and paper, with neither screen nor network."""

from __future__ import annotations

from importlib.metadata import version

__version__ = version("organiser-kit")
