"""Contents of evidence on the team's server: whoever has its address has all of them, and one dump holds all."""

import secrets
from collections.abc import Callable, Collection, Iterable, Iterator
from datetime import UTC, datetime, timedelta
from itertools import count

from sqlalchemy import (
    BigInteger,
    Column,
    Connection,
    Engine,
    Integer,
    LargeBinary,
    MetaData,
    Select,
    String,
    Table,
    delete,
    func,
    select,
)
from sqlalchemy.dialects.postgresql import insert

from lcc_desktop.domain.errors import EvidenceMissing
from lcc_desktop.models.base import Moment
from lcc_desktop.models.evidence_store import Contents

TABLES = MetaData()
"""Of servers only: no file has them, so they are no matter of its migrations."""

_content = Table(
    "evidence_content",
    TABLES,
    Column("sha256", String(collation="C"), primary_key=True),
    Column("lies_as", String(collation="C"), nullable=False, unique=True),
    Column("size", BigInteger, nullable=False),
    Column("kept_at", Moment, nullable=False),
)
_chunk = Table(
    "evidence_chunk",
    TABLES,
    Column("lies_as", String(collation="C"), primary_key=True),
    Column("position", Integer, primary_key=True),
    Column("data", LargeBinary, nullable=False),
)

_ON_ITS_WAY = timedelta(days=1)
"""For how long a content that nothing refers to may be one that a colleague is just taking in."""


class EvidenceTable(Contents):
    """Contents in two tables. A content is there whole or not at all: it comes in one transaction."""

    def __init__(self, engine: Engine) -> None:
        self._engine = engine

    def holds(self, sha256: str) -> bool:
        with self._engine.connect() as connection:
            return connection.execute(_where(sha256)).scalar() is not None

    def forget_all_but(self, needed: Collection[str]) -> None:
        """Remove every content that is not in `needed` and came some time ago."""
        before = datetime.now(UTC) - _ON_ITS_WAY
        with self._engine.begin() as connection:
            old = connection.execute(select(_content.c.sha256, _content.c.lies_as).where(_content.c.kept_at < before))
            for sha256, lies_as in old.all():
                if sha256 not in needed:
                    connection.execute(delete(_content).where(_content.c.sha256 == sha256))
                    connection.execute(delete(_chunk).where(_chunk.c.lies_as == lies_as))

    def size_on_disk(self) -> int:
        with self._engine.connect() as connection:
            return int(connection.execute(select(func.coalesce(func.sum(_content.c.size), 0))).scalar_one())

    def _chunks(self, sha256: str, name: str) -> Iterator[bytes]:
        """What lies here for a content. Raises EvidenceMissing."""
        with self._engine.connect() as connection:
            lies_as = connection.execute(_where(sha256)).scalar()
        if lies_as is None:
            raise EvidenceMissing(name)
        yield from self._lying(lies_as)

    def _all(self) -> Iterator[tuple[str, Iterator[bytes]]]:
        """Every content, with the SHA-256 it claims."""
        with self._engine.connect() as connection:
            rows = connection.execute(select(_content.c.sha256, _content.c.lies_as).order_by(_content.c.sha256)).all()
        for sha256, lies_as in rows:
            yield sha256, self._lying(lies_as)

    def _keep(self, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None:
        """Write content; `sha256` says what to keep it as when all of it has passed."""
        with self._engine.begin() as connection:
            self._write(connection, chunks, sha256)

    def _write(self, connection: Connection, chunks: Iterable[bytes], sha256: Callable[[], str]) -> None:
        lies_as, size = secrets.token_hex(16), 0
        for position, data in enumerate(chunks):
            connection.execute(_chunk.insert().values(lies_as=lies_as, position=position, data=data))
            size += len(data)
        kept = insert(_content).values(sha256=sha256(), lies_as=lies_as, size=size, kept_at=datetime.now(UTC))
        again = kept.on_conflict_do_update(index_elements=["sha256"], set_={"kept_at": kept.excluded.kept_at})
        if connection.execute(again.returning(_content.c.lies_as)).scalar_one() != lies_as:  # it was here already
            connection.execute(delete(_chunk).where(_chunk.c.lies_as == lies_as))

    def _lying(self, lies_as: str) -> Iterator[bytes]:
        for position in count():
            with self._engine.connect() as connection:  # for each piece: who stops reading half-way holds none
                piece = select(_chunk.c.data).where(_chunk.c.lies_as == lies_as, _chunk.c.position == position)
                data = connection.execute(piece).scalar()
            if data is None:
                return
            yield data


def _where(sha256: str) -> Select[str]:
    return select(_content.c.lies_as).where(_content.c.sha256 == sha256)
