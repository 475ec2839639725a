"""Make the reception sounds of ``assets/sounds``: the same bytes at every run.

Each answer has its own melody, told apart without looking: up for welcome, level for already here, a question
for attention, down for refused.
"""

from __future__ import annotations

import math
import struct
import wave
from pathlib import Path

RATE = 22_050
LOUDNESS = 0.55
TAIL = 0.12
Note = tuple[float, float, float]  # start in seconds, duration in seconds, pitch in hertz
MELODIES: dict[str, list[Note]] = {
    "ok": [(0.0, 0.10, 659.3), (0.09, 0.22, 987.8)],
    "already": [(0.0, 0.09, 587.3), (0.14, 0.16, 587.3)],
    "attention": [(0.0, 0.11, 523.3), (0.12, 0.11, 659.3), (0.24, 0.24, 587.3)],
    "refused": [(0.0, 0.16, 311.1), (0.16, 0.34, 207.7)],
}


def voice(note: Note, at: float) -> float:
    """Return the note's level at ``at`` seconds: a soft bell with two overtones."""
    start, duration, pitch = note
    since = at - start
    if not 0 <= since < duration + TAIL:
        return 0.0
    attack = min(1.0, since / 0.008)
    decay = math.exp(-4.0 * since / (duration + TAIL))
    release = min(1.0, (duration + TAIL - since) / 0.03)
    tone = sum(
        level * math.sin(2 * math.pi * pitch * n * since) for n, level in ((1, 1.0), (2, 0.28), (3, 0.1))
    )
    return attack * decay * release * tone / 1.38


def samples(melody: list[Note]) -> bytes:
    """Return the melody as 16-bit mono samples."""
    length = max(start + duration for start, duration, _ in melody) + TAIL
    levels = (
        sum(voice(note, index / RATE) for note in melody) * LOUDNESS for index in range(round(length * RATE))
    )
    return b"".join(struct.pack("<h", round(32767 * max(-1.0, min(1.0, level)))) for level in levels)


def write(folder: Path) -> None:
    """Write one WAV file a melody."""
    folder.mkdir(parents=True, exist_ok=True)
    for name, melody in MELODIES.items():
        with wave.open(str(folder / f"{name}.wav"), "wb") as file:
            file.setnchannels(1)
            file.setsampwidth(2)
            file.setframerate(RATE)
            file.writeframes(samples(melody))


if __name__ == "__main__":
    write(Path(__file__).parent.parent / "assets" / "sounds")
