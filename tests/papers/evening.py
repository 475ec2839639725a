"""A practice evening for any paper: a local copy made by the real services, with people of awkward names.

The first meeting of the pair is over, its sheet validated and its statements issued; the second is to come.
"""

from __future__ import annotations

import base64
from dataclasses import dataclass
from io import BytesIO
from typing import TYPE_CHECKING

from PIL import Image, ImageDraw

from organiser_kit.environment import Environment, FakeClock
from organiser_kit.errors import UserError
from organiser_kit.i18n import catalogue, using
from organiser_kit.kit import Kit, open_kit
from organiser_kit.model.meetings import MeetingStatus, Role
from organiser_kit.papers.registry import PRINTABLES
from organiser_kit.storage import local_copy
from organiser_kit.storage.keyring_store import NoKeyring

if TYPE_CHECKING:
    from datetime import datetime
    from pathlib import Path
    from typing import Any

    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.papers.wish import PaperWish

# Family and given name. Sixty characters; ligatures and letters of Central Europe; marks typed as characters
# of their own; apostrophes and hyphens; one letter; a name read from the right, and Chinese characters.
AWKWARD = (
    ("Exemple-Extraordinairement-Long de la Famille des Beispielhau", "Anne-Marie-Élisabeth-Victoire"),
    ("Cœur-Fictif", "Œdipe"),
    ("Łukaszewicz-Exemple", "Şükrü"),
    ("O’Exemple d’Essai", "Jean-Loup"),
    ("Exemplova\N{COMBINING ACUTE ACCENT}", "Zoe\N{COMBINING DIAERESIS}"),
    ("E", "X"),
    ("Őrült-Példa", "Ðorđe"),
    ("مثال", "اسم"),
    ("例子", "名字"),
    ("Trần Ví Dụ", "Nguyệt"),
)
UNPRINTABLE = (7, 8)
"""Which of them the typeface has no letters for."""
PUBLIC_URL = "https://meetings.example.org/fr/rencontres/2026/decouvrir-la-programmation-creative"
_ROLES = (Role.CO_ORGANISER, Role.FUTURE_ORGANISER, Role.TIMEKEEPER, Role.HOST_CONTACT)


@dataclass(frozen=True)
class Evening:
    """An open copy, with the two meetings of its pair."""

    kit: Kit
    over: str
    to_come: str
    people: int

    def gather(
        self, name: str, language: str, wish: PaperWish, *, over: bool = False
    ) -> tuple[Any, RenderedDocument]:
        """Gather and draw a paper, of the meeting to come unless it is drawn only from one that is ``over``.

        Returns:
            What was gathered, and the document.
        """
        paper, texts = PRINTABLES[name], catalogue(language)
        with using(language):
            try:
                data = paper.gather(self.kit, self.over if over else self.to_come, texts, wish)
            except UserError:
                if over:
                    raise
                data = paper.gather(self.kit, self.over, texts, wish)
        return data, paper.render(data, texts, wish)


def open_evening(folder: Path, people: int, now: datetime) -> Evening:
    """Make the evening of ``people`` in an empty folder, a day before its second meeting."""
    environment = Environment.seeded(now)
    local_copy.create(folder, environment, passphrase=None, keyring=NoKeyring(), plain=True)
    kit = open_kit(folder, environment, passphrase=None, keyring=NoKeyring())
    with using("fr"):
        group = kit.practice.create(people=people, name="Groupe fictif")
    over, to_come = group.meeting_ids
    _give_awkward_names(kit, over)
    _tell_about_the_host(kit, to_come)
    _hold(kit, over)
    assert isinstance(environment.clock, FakeClock)
    environment.clock.advance(days=13)
    return Evening(kit, over, to_come, people)


def _give_awkward_names(kit: Kit, meeting_id: str) -> None:
    """Rename as many people as there are names, leaving every second one as it is among many."""
    crowd = [entry.person.id for entry in kit.registrations.roster(meeting_id)]
    renamed = crowd[1::2] if len(crowd) > 2 * len(AWKWARD) else crowd
    for person_id, (family, given) in zip(renamed, AWKWARD, strict=False):
        kit.people.edit(person_id, family_name=family, given_name=given)


def _tell_about_the_host(kit: Kit, meeting_id: str) -> None:
    host = kit.structures.all()[0]
    kit.structures.edit(
        host.id,
        name="Association Exemple pour l’éducation populaire au numérique",
        address="1 rue de l’Exemple, 00000 Villefictive",
        website="https://www.example.org",
        privacy_contact="donnees@example.org",
        dpo_contact="delegue@example.org",
        logo=base64.b64encode(_logo()).decode("ascii"),
    )
    kit.plan.edit_meeting(
        meeting_id,
        public_url=PUBLIC_URL,
        public_text="Une rencontre gratuite pour découvrir la programmation créative ensemble.",
    )


def _logo() -> bytes:
    """Return a picture that is visibly nobody's logo."""
    picture = Image.new("L", (120, 60), 255)
    draw = ImageDraw.Draw(picture)
    draw.ellipse((5, 5, 55, 55), fill=90)
    draw.rectangle((65, 5, 115, 55), outline=40, width=6)
    buffer = BytesIO()
    picture.save(buffer, "PNG")
    return buffer.getvalue()


def _hold(kit: Kit, meeting_id: str) -> None:
    """Give the roles, print the sheet, let everybody come, one person unannounced, and validate it."""
    crowd = [entry.person.id for entry in kit.registrations.roster(meeting_id)]
    for person_id, role in zip(crowd[2:], _ROLES, strict=False):
        kit.plan.assign_role(meeting_id, person_id, role)
    kit.sheets.prepare(meeting_id)
    kit.plan.move_to(meeting_id, MeetingStatus.IN_PROGRESS)
    for person_id in crowd:
        kit.check_in.admit(meeting_id, person_id)
    if len(crowd) > 1:
        kit.check_in.walk_in(meeting_id, family_name="Imprévu-Fictif", given_name="Camille")
    kit.sheets.validate(meeting_id)
    kit.statements.issue(meeting_id)
