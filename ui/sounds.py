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

    def prepare(self) -> None:
        """Load what sounds need, so that the first one makes nobody wait."""
        ...

    def play(self, sound: Sound) -> None:
        """Play it now, if there is something to play it on."""
        ...


class SilentPlayer:
    """Plays nothing and remembers what it was asked: for tests, and for machines without a loudspeaker."""

    def __init__(self) -> None:
        self.played: list[Sound] = []
        self.is_prepared = False

    def prepare(self) -> None:
        """Remember that somebody asked."""
        self.is_prepared = True

    def play(self, sound: Sound) -> None:
        """Remember ``sound``."""
        self.played.append(sound)


class QtPlayer:
    """Plays through QtMultimedia, imported where sounds are expected: start-up does not pay for it.

    Importing it and reading the sounds stops the window for 30 to 60 ms: at a door, of the first person's.
    """

    def __init__(self, *, muted: bool = False) -> None:
        self.muted = muted
        self._effects: dict[Sound, QSoundEffect] = {}

    def prepare(self) -> None:
        """Import QtMultimedia and read every sound, unless muted or without audio output."""
        if not self.muted and _has_output():
            for sound in SOUNDS:
                self._effect(sound)

    def play(self, sound: Sound) -> None:
        """Play ``sound`` unless muted; a machine with no audio output stays silent."""
        if not self.muted and _has_output():
            self._effect(sound).play()

    def _effect(self, sound: Sound) -> QSoundEffect:
        if sound not in self._effects:
            self._effects[sound] = _effect(sound)
        return self._effects[sound]


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
