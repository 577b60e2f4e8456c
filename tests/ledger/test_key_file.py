"""The private key lies in a file of its own, for its owner only, and whoever comes second finds the first one's."""

import stat
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from articles.ledger.key_file import own_secret, put_secret, read_secret, remove_secret
from articles.ledger.keys import BadCheckpoint, new_secret, origin_of, public_of

ORIGIN = "desk.example/trail"


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "new folder" / "trail-key"


def test_a_key_is_made_once_for_its_owners_eyes_only(file: Path) -> None:
    assert read_secret(file) is None
    secret = own_secret(file, ORIGIN)
    assert origin_of(public_of(secret)) == ORIGIN
    assert own_secret(file, ORIGIN) == own_secret(file, "another/log") == read_secret(file) == secret
    assert stat.S_IMODE(file.stat().st_mode) == 0o600
    assert stat.S_IMODE(file.parent.stat().st_mode) == 0o700
    assert [each.name for each in file.parent.iterdir()] == [file.name]


def test_all_who_begin_at_once_get_the_same_key(file: Path) -> None:
    with ThreadPoolExecutor(8) as pool:
        assert len(set(pool.map(lambda _: own_secret(file, ORIGIN), range(32)))) == 1


@pytest.mark.parametrize("content", ["", "x", "PRIVATE+KEY+desk+00000000+AAAA", "é"])
def test_a_file_that_holds_no_key_is_told_and_left_alone(file: Path, content: str) -> None:
    file.parent.mkdir()
    file.write_text(content, "utf-8")
    for look in (lambda: read_secret(file), lambda: own_secret(file, ORIGIN)):
        with pytest.raises(BadCheckpoint):
            look()
    assert file.read_text("utf-8") == content


def test_a_key_takes_the_place_of_another_one_whole(file: Path) -> None:
    own_secret(file, ORIGIN)
    other = new_secret(ORIGIN)
    put_secret(file, other)
    assert (read_secret(file), stat.S_IMODE(file.stat().st_mode)) == (other, 0o600)
    assert [each.name for each in file.parent.iterdir()] == [file.name]
    remove_secret(file)
    remove_secret(file)
    assert read_secret(file) is None
