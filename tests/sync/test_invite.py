"""What a QR code or a file says to let a laptop in."""

from __future__ import annotations

import pytest

from organiser_kit.errors import UserError
from sync.invite import Invite, invite_text, read_invite

INVITE = Invite("https://kit.example.org", "ABCD-EFGH")


def test_what_is_written_is_read() -> None:
    assert read_invite(f"\ufeff{invite_text(INVITE)}\r\n") == INVITE
    assert read_invite('{"v": 1, "url": " https://kit.example.org ", "code": "ABCD-EFGH", "x": 2}') == INVITE


@pytest.mark.parametrize(
    "text",
    ["", "ABCD", "[]", '{"v":1}', '{"v":1,"url":3,"code":"a"}', "organiser-kit://room?a=b", "{" * 5_000],
)
def test_anything_else_is_no_invitation(text: str) -> None:
    with pytest.raises(UserError, match="not an invitation"):
        read_invite(text)


def test_a_newer_invitation_asks_for_a_newer_version() -> None:
    with pytest.raises(UserError, match="newer version"):
        read_invite('{"v":2,"url":"https://kit.example.org","code":"a"}')
