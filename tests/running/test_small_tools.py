"""The lock, the address, the data folder: one clear word each."""

import os
import socket
import subprocess
import sys
from pathlib import Path

import pytest
from django.core.exceptions import ImproperlyConfigured

from articles.running.address import page_answers, reachable, why_not_free
from articles.running.lock import TakenError, only_one
from factcheck.data_folder import LONGEST_SOCKET_PATH, broker_socket, open_data_folder, secret_key
from tests.desk import ROOT, free_port


def test_a_taken_port_is_noticed_before_anything_starts() -> None:
    with socket.socket() as door:
        door.bind(("127.0.0.1", 0))
        door.listen()
        assert why_not_free("127.0.0.1", door.getsockname()[1]) == "Address already in use"


def test_a_free_port_is_free() -> None:
    assert why_not_free("127.0.0.1", free_port()) is None


@pytest.mark.parametrize(("host", "port"), [("no.such.host.invalid", 8000), ("192.0.2.1", 8000)])
def test_an_address_that_is_not_ours_has_a_reason(host: str, port: int) -> None:
    assert why_not_free(host, port)


def test_nobody_answers_at_a_free_port() -> None:
    assert not page_answers("127.0.0.1", free_port(), "/", "127.0.0.1")


def test_a_server_on_all_addresses_is_reached_on_this_machine() -> None:
    assert [reachable(host) for host in ("0.0.0.0", "::", "10.0.0.7")] == ["127.0.0.1", "::1", "10.0.0.7"]


def test_only_one_process_holds_the_lock_and_the_other_learns_which(tmp_path: Path) -> None:
    file = tmp_path / "run.lock"
    code = f"from pathlib import Path\nfrom articles.running.lock import *\nwith only_one(Path({str(file)!r})): pass"
    with only_one(file):
        other = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert other.stderr.splitlines()[-1] == f"articles.running.lock.TakenError: {os.getpid()}"
    with only_one(file):
        assert file.read_text() == str(os.getpid())
    assert issubclass(TakenError, Exception)


def test_the_data_folder_and_the_key_are_for_their_owner_only(tmp_path: Path) -> None:
    folder = open_data_folder(tmp_path / "desk")
    key = secret_key(folder)
    assert folder.stat().st_mode & 0o777 == 0o700
    assert (folder / "secret-key").stat().st_mode & 0o777 == 0o600
    assert len(key) == 64
    assert secret_key(folder) == key


def test_two_installations_have_different_keys(tmp_path: Path) -> None:
    assert secret_key(open_data_folder(tmp_path / "one")) != secret_key(open_data_folder(tmp_path / "two"))


def test_a_data_folder_that_cannot_be_made_is_told_in_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    with pytest.raises(ImproperlyConfigured, match=r"cannot be written \(Not a directory\); set FACTCHECK_DATA"):
        open_data_folder(tmp_path / "file" / "desk")


def test_a_long_data_folder_gets_a_short_socket(tmp_path: Path) -> None:
    deep = tmp_path / ("long" * 30)
    assert len(str(broker_socket(deep))) <= LONGEST_SOCKET_PATH
    assert broker_socket(deep) == broker_socket(deep)
    assert broker_socket(deep) != broker_socket(tmp_path / ("gnol" * 30))
    assert broker_socket(Path("/srv/desk")) == Path("/srv/desk/broker/broker.sock")
