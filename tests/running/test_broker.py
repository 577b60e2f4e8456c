"""The embedded broker: private, durable, and no trouble when it is frozen."""

import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
import redis

from articles.running.broker import answers, broker_role, find_server, retire
from articles.running.child import Child, Role
from factcheck.data_folder import broker_socket
from tests.desk import ROOT, bare_environment, wait_until


@pytest.fixture
def role(tmp_path: Path) -> Role:
    server = find_server()
    assert server is not None, "the package brings a server of its own"
    (tmp_path / "broker").mkdir(mode=0o700)
    return broker_role(server, broker_socket(tmp_path), tmp_path / "broker", tmp_path / "broker.log")


@pytest.fixture
def address(role: Role) -> Path:
    return Path(role.argv[list(role.argv).index("--unixsocket") + 1])


@pytest.fixture
def broker(role: Role, address: Path) -> Iterator[Child]:
    child = Child(role)
    wait_until(lambda: answers(address), "the broker")
    yield child
    child.process.kill()
    child.make_sure_it_stopped(10)


def line_to(address: Path) -> "redis.Redis[str]":
    return redis.Redis(unix_socket_path=str(address), decode_responses=True)


def test_the_broker_listens_on_its_socket_only_and_for_its_owner_only(broker: Child, address: Path) -> None:
    with line_to(address) as line:
        assert line.config_get("port") == {"port": "0"}
        assert line.config_get("maxmemory-policy") == {"maxmemory-policy": "noeviction"}
    assert address.stat().st_mode & 0o077 == 0


def test_messages_survive_a_broker_that_is_killed(broker: Child, role: Role, address: Path) -> None:
    with line_to(address) as line:
        line.rpush("queue", "one", "two")
    broker.process.kill()
    broker.make_sure_it_stopped(10)
    again = Child(role)
    wait_until(lambda: answers(address), "the broker to come back")
    with line_to(address) as line:
        assert line.lrange("queue", 0, -1) == ["one", "two"]
    again.ask_to_stop()
    assert again.make_sure_it_stopped(60)


def test_a_broker_that_was_left_behind_is_retired(broker: Child, address: Path) -> None:
    retire(address)
    assert broker.process.wait(60) == 0
    assert not answers(address)


def test_a_folder_that_others_can_read_is_refused(tmp_path: Path) -> None:
    (tmp_path / "open").mkdir(mode=0o755)
    (tmp_path / "open").chmod(0o755)
    with pytest.raises(PermissionError, match="can be read by others"):
        broker_role("valkey-server", tmp_path / "open" / "broker.sock", tmp_path, tmp_path / "log")


def ring(address: Path) -> str:
    """Ring for the sweep from a process of its own, as the web door does, and return whether it was heard."""
    code = "import django; django.setup()\nfrom articles.later import ring\nprint(ring('articles.sweep'))"
    env = bare_environment() | {
        "FACTCHECK_DATA": str(address.parents[1]),
        "DJANGO_SETTINGS_MODULE": "factcheck.settings",
    }
    env |= {"CELERY_BROKER_URL": f"redis+socket://{address}"}
    rung = subprocess.run([sys.executable, "-c", code], cwd=ROOT, env=env, capture_output=True, text=True, check=True)
    return rung.stdout.strip()


def test_a_frozen_broker_does_not_hold_up_whoever_rings(broker: Child, address: Path) -> None:
    os.kill(broker.process.pid, signal.SIGSTOP)
    try:
        assert ring(address) == "False"
    finally:
        os.kill(broker.process.pid, signal.SIGCONT)
    assert ring(address) == "True"


def test_a_broker_that_is_down_does_not_hold_up_whoever_rings(tmp_path: Path) -> None:
    assert ring(tmp_path / "broker" / "broker.sock") == "False"
