"""The reception sounds: one a verdict, always next to words and an icon, never instead of them."""

from __future__ import annotations

from typing import TYPE_CHECKING, Literal, Protocol

from assets.paths import asset

if TYPE_CHECKING:
    from PySide6.QtMultimedia import QSoundEffect

Sound = Literal["ok", "already", "attention", "refused"]
SOUNDS: tuple[Sound, ...] = ("ok", "already", "attention", "refused")


class Player(Protocol):
    """What a page asks for a sound."""

    def play(self, sound: Sound) -> None:
        """Play it now, if there is something to play it on."""
        ...


class SilentPlayer:
    """Plays nothing and remembers what it was asked: for tests, and for machines without a loudspeaker."""

    def __init__(self) -> None:
        self.played: list[Sound] = []

    def play(self, sound: Sound) -> None:
        """Remember ``sound``."""
        self.played.append(sound)


class QtPlayer:
    """Plays through QtMultimedia, imported at the first sound: start-up does not pay for it."""

    def __init__(self, *, muted: bool = False) -> None:
        self.muted = muted
        self._effects: dict[Sound, QSoundEffect] = {}

    def play(self, sound: Sound) -> None:
        """Play ``sound`` unless muted; a machine with no audio output stays silent."""
        if self.muted or not _has_output():
            return
        if sound not in self._effects:
            self._effects[sound] = _effect(sound)
        self._effects[sound].play()


def _has_output() -> bool:
    """Tell whether there is a loudspeaker; a system without sound libraries cannot even load the module."""
    try:
        from PySide6.QtMultimedia import QMediaDevices
    except ImportError:
        return False
    return bool(QMediaDevices.audioOutputs())


def _effect(sound: Sound) -> QSoundEffect:
    from PySide6.QtCore import QUrl
    from PySide6.QtMultimedia import QSoundEffect

    effect = QSoundEffect()
    effect.setSource(QUrl.fromLocalFile(str(asset("sounds", f"{sound}.wav"))))
    effect.setVolume(0.8)
    return effect
