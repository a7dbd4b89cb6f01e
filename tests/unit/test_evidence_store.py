"""Evidence on the disk, as it is and encrypted: durable, streamed, whole or said not to be."""

import hashlib
import io
import secrets
import tracemalloc
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, strategies as st

from lcc_desktop.domain.errors import EvidenceMissing
from lcc_desktop.models.evidence_store import EvidenceStore
from lcc_desktop.models.sealed_file import CHUNK, padded
from lcc_desktop.models.vault import Keys
from tests.properties import tried

SECRET = "mot que personne ne lit"


@pytest.fixture(params=["plain", "sealed"])
def store(request, tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", Keys.generate() if request.param == "sealed" else None)


@pytest.fixture
def sealed(tmp_path: Path) -> EvidenceStore:
    return EvidenceStore(tmp_path / "evidence", Keys.generate())


def put(store: EvidenceStore, content: bytes) -> str:
    return store.put(io.BytesIO(content))[0]


def files(store: EvidenceStore) -> list[Path]:
    return sorted(store._folder.glob("??/*"))


sizes = st.one_of(
    st.sampled_from([0, 1, 4095, 4096, 4097, CHUNK - 1, CHUNK, CHUNK + 1, 2 * CHUNK, 3 * CHUNK + 7]),
    st.integers(0, 5 * CHUNK),
)


@tried(20, HealthCheck.function_scoped_fixture)
@given(size=sizes, step=st.integers(1, 2 * CHUNK))
def test_what_was_put_in_comes_out(store, size, step):
    content = secrets.token_bytes(size)
    pieces = (content[at : at + step] for at in range(0, size, step))
    sha256, length = store.put_chunks(pieces)
    assert (sha256, length) == (hashlib.sha256(content).hexdigest(), size)
    assert b"".join(store.read(sha256, "x")) == content
    assert store.is_whole(sha256)


def test_the_same_content_lies_there_once(store):
    assert put(store, b"twice") == put(store, b"twice")
    assert len(files(store)) == 1


def test_what_no_longer_is_what_its_name_says_is_missing(store):
    sha256 = put(store, b"content" * 1000)
    [path] = files(store)
    content = bytearray(path.read_bytes())
    content[-40] ^= 1
    path.write_bytes(content)
    assert not store.is_whole(sha256)
    with pytest.raises(EvidenceMissing):
        list(store.read(sha256, "x"))


def test_only_what_is_needed_is_kept(store):
    kept, gone = put(store, b"kept"), put(store, b"gone")
    store.forget_all_but({kept})
    assert store.holds(kept)
    assert not store.holds(gone)


def test_nothing_of_a_sealed_content_can_be_recognised(sealed):
    """Neither its text, nor its SHA-256, which anybody can compute for a public document, nor its exact size."""
    content = SECRET.encode() * 5000
    sha256 = put(sealed, content)
    [path] = files(sealed)
    on_disk = path.read_bytes()
    assert SECRET.encode() not in on_disk
    assert sha256 not in str(path)
    assert bytes.fromhex(sha256) not in on_disk
    again = put(sealed, content[:-17])
    sizes = {one.stat().st_size for one in files(sealed)}
    assert again != sha256
    assert len(sizes) == 1


@pytest.mark.parametrize("size", [0, 100, 4097, 48_213, 1_234_567, 512 * 2**20, 2 * 2**30])
def test_hiding_the_size_costs_little(size):
    assert size <= padded(size) <= max(4096, size * 1.12)


def test_a_piece_cut_off_swapped_or_appended_is_noticed(sealed):
    sha256 = put(sealed, secrets.token_bytes(3 * CHUNK))
    [path] = files(sealed)
    good = path.read_bytes()
    step = CHUNK + 4 + 17
    start = len(good) - 3 * step
    pieces = [good[start + at * step : start + (at + 1) * step] for at in range(3)]
    for bad in (
        good[:-step],
        good[:-1],
        good[:start],
        good[:50],
        b"",
        good + b"x",
        good[:start] + pieces[1] + pieces[0] + pieces[2],
        good[:start] + pieces[0] + pieces[2],
    ):
        path.write_bytes(bad)
        assert not sealed.is_whole(sha256)
    path.write_bytes(good)
    assert sealed.is_whole(sha256)


def test_a_file_put_in_anothers_place_is_noticed_before_anything_is_read(sealed):
    one, other = put(sealed, b"one"), put(sealed, b"other")
    sealed.path(one, "x").write_bytes(sealed.path(other, "x").read_bytes())
    with pytest.raises(EvidenceMissing):
        next(sealed.read(one, "x"))


def test_other_keys_open_nothing(sealed):
    sha256 = put(sealed, b"content")
    stranger = EvidenceStore(sealed._folder, Keys.generate())
    assert not stranger.holds(sha256)
    stranger.path = lambda *_said: files(sealed)[0]
    with pytest.raises(EvidenceMissing):
        list(stranger.read(sha256, "x"))


def test_a_large_content_needs_little_memory(sealed):
    piece = secrets.token_bytes(2**20)
    tracemalloc.start()
    try:
        sha256, size = sealed.put_chunks(piece for _ in range(64))
        assert size == 64 * 2**20
        assert sealed.is_whole(sha256)
        assert tracemalloc.get_traced_memory()[1] < 8 * 2**20
    finally:
        tracemalloc.stop()


@pytest.mark.parametrize("forms", [("plain", "sealed"), ("sealed", "plain"), ("sealed", "sealed")])
def test_a_store_is_taken_over_with_what_is_whole_and_what_is_not(tmp_path, forms):
    one, other = (
        EvidenceStore(tmp_path / str(at), Keys.generate() if form == "sealed" else None)
        for at, form in enumerate(forms)
    )
    whole, damaged = put(one, b"whole" * 9999), put(one, b"damaged" * 99_999)
    path = one.path(damaged, "x")
    content = bytearray(path.read_bytes())
    content[-9] ^= 1
    path.write_bytes(content)
    other.take_over(one)
    assert b"".join(other.read(whole, "x")) == b"whole" * 9999
    assert other.holds(damaged)
    assert not other.is_whole(damaged)
