"""Bytes that are kept for ever under their own digest."""

import hashlib

from sqlalchemy import insert, select

from wsoa.errors import Invalid
from wsoa.history.entry import OpenEntry
from wsoa.history.erased import erasures_of
from wsoa.tables import FrozenFile, metadata

_frozen = metadata.tables[str(FrozenFile.__tablename__)]


def digest_of(content: bytes) -> str:
    """The SHA-256 under which it is kept, in hexadecimal."""
    return hashlib.sha256(content).hexdigest()


def freeze(writing: OpenEntry, content: bytes) -> str:
    """Keep the content, once however often it is kept; its digest, which a row of the same entry has to name.

    Invalid for the very content from which words were erased: it would bring them back, under a digest that stands for
    what remains of it.
    """
    digest = digest_of(content)
    if digest in erasures_of(writing.session, writing.programme_id).files:
        raise Invalid({"": "Words were erased from this very file. Take them out of it first."})
    mine = (_frozen.c.programme_id == writing.programme_id) & (_frozen.c.digest == digest)
    if writing.session.scalar(select(_frozen.c.digest).where(mine)) is None:
        row = {"programme_id": writing.programme_id, "digest": digest, "content": content}
        writing.session.execute(insert(_frozen), row)
    return digest
