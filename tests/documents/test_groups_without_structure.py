"""A group that no structure hosts stands on its papers as what it is."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from organiser_kit.documents import poster, privacy_notice, sign_in_sheet, statements
from organiser_kit.documents.data.poster import PosterData
from organiser_kit.documents.data.privacy_notice import PrivacyNoticeData
from tests.documents.samples import ENGLISH, meeting, sheet, statement, text_of

if TYPE_CHECKING:
    from organiser_kit.documents.toolkit.canvas import RenderedDocument
    from organiser_kit.kit import Kit

GROUP = "Groupe fictif"
HOSTED = ("Host structure", "Hosted by", "Host:", "which hosts")
ALONE = meeting(structure_name=GROUP, is_hosted=False)


def _texts() -> dict[str, RenderedDocument]:
    said = statement()
    parts = tuple(replace(part, meeting=ALONE) for part in said.meetings)
    return {
        f"Group: {GROUP}": sign_in_sheet.render(sheet(meetings=(ALONE,)), ENGLISH),
        f"Group {GROUP}": poster.render(PosterData(ALONE), ENGLISH),
        f"Group: {GROUP} As": statements.render_all((replace(said, meetings=parts),), ENGLISH),
        f"The group {GROUP}, which meets": privacy_notice.render(PrivacyNoticeData(ALONE), ENGLISH),
    }


def test_the_group_is_called_a_group_and_nobody_hosts_it() -> None:
    for words, document in _texts().items():
        text = text_of(document)
        assert words in text
        assert [said for said in HOSTED if said in text] == []


def test_a_meeting_says_whether_a_structure_hosts_it(kit: Kit, meeting_id: str) -> None:
    assert kit.paper.details(meeting_id).is_hosted
    group = kit.plan.new_group(GROUP)
    details = kit.meetings.detail(meeting_id)
    alone = replace(details, structure=None, group=group)
    assert not kit.paper.details_of(alone).is_hosted
    assert kit.paper.details_of(alone).structure_name == GROUP
