"""What one scan of the scanner test page tells, in words; for the desktop and the command line."""

from __future__ import annotations

from dataclasses import dataclass

from organiser_kit.codes.layouts import Caps, Layout
from organiser_kit.codes.scanner_test import Ending, LayoutOutcome, LayoutReading
from organiser_kit.i18n import tr, trn


@dataclass(frozen=True, slots=True)
class ScannerWords:
    """What to say of one scan.

    Attributes:
        tone: "success", "warning" or "danger".
        headline: the answer in one sentence.
        advice: what it means and what to do, a sentence or two each.
    """

    tone: str
    headline: str
    advice: tuple[str, ...]


def scanner_words(reading: LayoutReading) -> ScannerWords:
    """Return what to say of ``reading``."""
    match reading.outcome:
        case LayoutOutcome.AGREE | LayoutOutcome.DIFFER:
            return _known(reading)
        case LayoutOutcome.REPAIRED:
            return ScannerWords(
                "success",
                tr("An unusual keyboard, and badges are read all the same."),
                (tr("Letters and digits of our codes arrive: nothing to change."), _ending(reading.ending)),
            )
        case LayoutOutcome.BEYOND_REPAIR:
            return ScannerWords(
                "danger",
                tr("The kit cannot undo what this keyboard does to the codes."),
                (
                    tr(
                        "Set the scanner to the keyboard of this computer: its manual has a code to scan "
                        "for that, under “keyboard language” or “country”. Then scan this page again."
                    ),
                ),
            )
        case LayoutOutcome.INCOMPLETE:
            return _incomplete(reading)
    return ScannerWords(
        "warning",
        tr("This is not the scanner test page."),
        (tr("Scan the large code of the test page, or the code on this screen."),),
    )


def _known(reading: LayoutReading) -> ScannerWords:
    caps, ending = _caps(reading.caps), _ending(reading.ending)
    tone = "success" if reading.ending is Ending.ENTER else "warning"
    if reading.scanner is None or reading.computer is None:
        advice = caps or tr("Codes arrive as they were printed: nothing to change.")
        return ScannerWords(tone, tr("Scanner and computer use the same keyboard."), (advice, ending))
    headline = tr(
        "The scanner types as {scanner}, the computer writes as {computer}.",
        scanner=layout_words(reading.scanner),
        computer=layout_words(reading.computer),
    )
    repaired = tr(
        "The kit repairs every badge and sheet code that arrives this way: nothing to change. Other programs "
        "do not: for them, set the scanner to the keyboard of this computer, as its manual says."
    )
    return ScannerWords(tone, headline, tuple(filter(None, (repaired, caps, ending))))


def _incomplete(reading: LayoutReading) -> ScannerWords:
    return ScannerWords(
        "danger",
        trn("{n} character got lost on its way.", "{n} characters got lost on their way.", reading.missing),
        (
            tr(
                "The scanner types faster than this computer listens: give it a longer pause between "
                "characters (“inter-character delay” in its manual), or plug it into the computer "
                "without a hub."
            ),
        ),
    )


def _caps(caps: Caps) -> str:
    match caps:
        case Caps.OFF:
            return ""
        case Caps.LOCKED | Caps.LOCKED_ALL:
            return tr("Caps Lock is on. Badges are read all the same; for typing names, press it once.")
        case Caps.ONLY_SMALL:
            return tr("The scanner sends small letters only. Badges are read all the same.")
        case Caps.ONLY_CAPITAL:
            return tr("The scanner sends capitals only. Badges are read all the same.")


def _ending(ending: Ending) -> str:
    match ending:
        case Ending.ENTER:
            return tr("It presses Enter after the code, as it should.")
        case Ending.TAB:
            return tr(
                "It presses Tab after the code. The reception takes that too; Enter is safer elsewhere."
            )
        case Ending.NONE:
            return tr(
                "It presses no key after the code: set its suffix to Enter (“CR” in its manual), or press "
                "Enter yourself after each badge."
            )


def layout_words(layout: Layout) -> str:
    """Return what a layout is called."""
    return {
        Layout.US: tr("QWERTY (United States)"),
        Layout.FRENCH: tr("AZERTY (France)"),
        Layout.BELGIAN: tr("AZERTY (Belgium, or French on a Mac)"),
        Layout.GERMAN: tr("QWERTZ (Germany, Austria)"),
        Layout.SWISS: tr("QWERTZ (Switzerland)"),
    }[layout]
