"""What a cleared pack is issued as: what it says, drawn once, and the Word file of the very same words.

After an erasure the file is drawn again, of contents from which the words were taken.
"""

from sqlalchemy.orm import Session

from api.packs import contents_of, open_pack
from exports import catalogue
from exports.frozen import frozen, thawed
from wsoa import __version__, clock
from wsoa.access import Actor
from wsoa.issued import Edition


def edition(session: Session, actor: Actor, slug: str, number: int) -> Edition:
    """What pack `number` is when it is issued today. Raises Unseen and Barred."""
    opened = open_pack(session, actor, slug, number)
    contents = contents_of(session, actor, opened, issued_on=clock.today())
    file = opened.report.writers["docx"](contents, mark="")
    return Edition(*opened.place, frozen(contents), file, __version__)


def redrawn(report: str, contents: bytes) -> bytes:
    """The Word file of an issued pack, drawn again of its frozen contents. ValueError for contents it cannot read."""
    found = catalogue.report(report)
    return found.writers["docx"](thawed(found, contents), mark="")
