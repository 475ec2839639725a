"""Which part of a whole name is the family name.

The French convention of capitals decides when it is followed, then a comma, then particles. What is left
(« Jeanne Martin ») follows the order of the heading: « Nom et prénom » puts the family name first, any other
heading the given name first, as people write their own name. That last rule is a guess, which the preview of
an import shows before anything is kept.
"""

from __future__ import annotations

_TITLES = frozenset("m. mr mr. mme mme. mlle mlle. mrs mrs. ms ms. miss monsieur madame mademoiselle".split())
_PARTICLES = frozenset("de du des la le les van von der den della di da dos del el al ben bin d' d’".split())


def split_name(text: str, *, family_first: bool) -> tuple[str, str]:
    """Return ``(family name, given name)``; a single word is a family name."""
    if text.count(",") == 1:
        before, after = (part.strip() for part in text.split(","))
        return (before, after) if before else (after, "")
    words = _without_title(text.split())
    if len(words) < 2:
        return " ".join(words), ""
    at = _by_capitals(words) or _by_particle(words) or _by_order(words, family_first=family_first)
    return " ".join(words[at]), " ".join(words[: at.start] + words[at.stop :])


def _without_title(words: list[str]) -> list[str]:
    return words[1:] if len(words) > 1 and words[0].casefold() in _TITLES else words


def _is_capitals(word: str) -> bool:
    """Tell whether a word is written as family names are: MARTIN, d'ARC, O'NEIL, but not the initial J."""
    core = word[2:] if word[:2].casefold() in ("d'", "d’") else word
    return sum(map(str.isalpha, core)) > 1 and core.isupper()


def _by_capitals(words: list[str]) -> slice | None:
    """Return where the words in capitals stand, with their particles, if they touch one end of the name."""
    capitals = [_is_capitals(word) for word in words]
    if not any(capitals) or all(capitals):
        return None
    start = capitals.index(True)
    stop = len(capitals) - capitals[::-1].index(True)
    while start > 0 and words[start - 1].casefold() in _PARTICLES:
        start -= 1
    block = words[start:stop]
    in_one_piece = all(_is_capitals(word) or word.casefold() in _PARTICLES for word in block)
    touches_one_end = (start == 0) != (stop == len(words))
    return slice(start, stop) if in_one_piece and touches_one_end else None


def _by_particle(words: list[str]) -> slice | None:
    """Return where a small particle opens the family name: to the end, or all but the last word."""
    small = [index for index, word in enumerate(words) if word in _PARTICLES or word.startswith(("d'", "d’"))]
    if not small:
        return None
    return slice(small[0], len(words)) if small[0] > 0 else slice(0, len(words) - 1)


def _by_order(words: list[str], *, family_first: bool) -> slice:
    return slice(0, len(words) - 1) if family_first else slice(1, len(words))
