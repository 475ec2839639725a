"""The steps of the first start: their order, where to resume, and what each says. No Qt here."""

from __future__ import annotations

from typing import Literal

from organiser_kit.i18n import tr

FirstStep = Literal["language", "charter", "key", "group"]
STEPS: tuple[FirstStep, ...] = ("language", "charter", "key", "group")
JOIN = "join"
"""What is kept of a first start whose copy is made and whose server is still to be joined."""
SHORTEST = 8


def resumed(kept: str) -> FirstStep:
    """Return the step to begin at after the window was closed at ``kept``.

    A passphrase is kept nowhere: whoever had chosen one chooses again.
    """
    if kept == "group":
        return "key"
    return next((step for step in STEPS if step == kept), "language")


def beside(step: FirstStep, by: int) -> FirstStep:
    """Return the step ``by`` steps further on, the first or the last one beyond the ends."""
    return STEPS[min(max(STEPS.index(step) + by, 0), len(STEPS) - 1)]


def counted(step: FirstStep) -> str:
    """Return where the step stands, in words."""
    return tr("Step {n} of {total}", n=STEPS.index(step) + 1, total=len(STEPS))


def titles(step: FirstStep) -> tuple[str, str]:
    """Return the title of a step and the sentence under it."""
    return {
        "language": (
            tr("Welcome to Organiser Kit"),
            tr("Everything you write stays on this laptop, encrypted, and works without a network."),
        ),
        "charter": (
            tr("What this tool does, and what it keeps"),
            tr("In plain words, before anything is written."),
        ),
        "key": (
            tr("The key of your copy"),
            tr("The lists say who came: nobody else may read them on this laptop."),
        ),
        "group": (tr("Your group"), tr("Whom you organise meetings for, and with whom you share them.")),
    }[step]


def charter() -> tuple[tuple[str, str, str], ...]:
    """Return what the tool does, keeps and for whom: an icon, a title and a sentence each."""
    return (
        (
            "clipboard-list",
            tr("What it does"),
            tr("It helps to prepare a meeting, to welcome people, and to say afterwards who was there."),
        ),
        (
            "users",
            tr("What it keeps"),
            tr(
                "Names, how to reach people and what they need to come if they said so, who registered, who "
                "came, statements. No opinions, no marks, no ranking."
            ),
        ),
        (
            "lock",
            tr("Where, and for whom"),
            tr(
                "On this laptop, encrypted. With a server, also there, for the organisers of the same group "
                "and their coordinator. For nobody else."
            ),
        ),
        (
            "clock",
            tr("Until when"),
            tr(
                "What is no longer needed is taken off this laptop by itself. Anybody may ask to see, "
                "correct or erase what concerns them: one page does it."
            ),
        ),
        (
            "shield-check",
            tr("What you promise"),
            tr("To write only what the meeting needs, and to show nobody a list that is not theirs."),
        ),
    )


def what_is_lost(in_keyring: bool) -> str:
    """Return what happens when the key is gone, in one plain paragraph."""
    if in_keyring:
        return tr(
            "Whoever opens your session on this computer opens the copy too. If the computer is replaced or "
            "reinstalled, the key is gone with it: keep a backup, it has a passphrase of its own."
        )
    return tr(
        "If you forget it, nobody can open this copy, neither you nor we. What was synchronised can be "
        "fetched again from the server; what was not sent is lost. Write it on paper, and keep the paper "
        "away from the laptop."
    )


def key_problem(passphrase: str, repeated: str, *, in_keyring: bool) -> str:
    """Return what is wrong with a new passphrase, '' when all is well."""
    if in_keyring:
        return ""
    if len(passphrase) < SHORTEST:
        return tr("Choose a passphrase of at least {n} characters, for instance four words.", n=SHORTEST)
    if passphrase != repeated:
        return tr("The two passphrases differ: type them again.")
    return ""
