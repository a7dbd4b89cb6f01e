"""A PostgreSQL server to test on, where LCC_TEST_POSTGRES names one: `.ci/run` starts one for the tests alone."""

import os
import secrets
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from sqlalchemy import URL, create_engine, make_url, text

ADDRESS = os.environ.get("LCC_TEST_POSTGRES", "")


@contextmanager
def places() -> Iterator[Callable[[], URL]]:
    """Makes places for workspaces on the server, each a schema: many are made in the time that one database takes."""
    engine = create_engine(ADDRESS, isolation_level="AUTOCOMMIT")
    made: list[str] = []

    def new_place() -> URL:
        made.append(f"place_{secrets.token_hex(6)}")
        with engine.connect() as connection:
            connection.execute(text(f"CREATE SCHEMA {made[-1]}"))
        return make_url(ADDRESS).update_query_dict({"options": f"-csearch_path={made[-1]}"})

    try:
        yield new_place
    finally:
        with engine.connect() as connection:
            for name in made:
                connection.execute(text(f"DROP SCHEMA {name} CASCADE"))
        engine.dispose()


def text_of(url: URL) -> str:
    """An address as it is typed, with its password."""
    return url.render_as_string(hide_password=False)
