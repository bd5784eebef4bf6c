"""What issued packs are called where words of them are told of."""

from collections.abc import Mapping

from sqlalchemy.orm import Session

from api.packs import called
from wsoa.access import Actor
from wsoa.snapshot.issued import packs


def packs_called(session: Session, actor: Actor, slug: str) -> Mapping[int, str]:
    """Each issued pack by its number: *Board report 7 · version 1, SEND Board*. Raises Unseen and Barred."""
    return {each.number: f"{called(each)}, {each.board_name}" for each in packs(session, actor, slug) if each.issued}
