"""Fixtures for every room: what lies outside, and real desks."""

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from itertools import count
from pathlib import Path

import pytest
from hypothesis import settings
from pytest_django import Settings

from tests import outside
from tests.desk import ROOT, RunningDesk, new_database, own_keys
from tests.visitor import ApiVisitor

settings.register_profile("desk", deadline=None)  # a busy machine is no fault of the code
settings.load_profile("desk")
pytest_plugins = ["tests.cast"]  # the people of the tests


_places = count(1)


@pytest.fixture(autouse=True)
def own_place(settings: Settings) -> None:
    """A place of its own for each test's key and checkpoints: its trail is another than that of the test before."""
    place = settings.DATA_FOLDER / f"place-{next(_places)}"
    settings.TRAIL_KEY_FILE, settings.CHECKPOINT_FOLDER = place / "trail-key", place / "checkpoints"


@pytest.fixture(scope="session")
def shared() -> Path:
    """The folder beside the project with the design, the sample articles and the data for training."""
    folder = ROOT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("there is no ../shared beside the project")
    return folder


@pytest.fixture(scope="session")
def postgres_url() -> str:
    return outside.postgres()


@pytest.fixture(scope="session")
def redis_url() -> str:
    return outside.redis_server()


@pytest.fixture(scope="session")
def chromium() -> str:
    return outside.chromium()


@pytest.fixture(scope="session", params=["embedded", "services"])
def desk(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningDesk]:
    """A running desk, shared by all tests that only work at it: once as it comes, once on PostgreSQL and Redis."""
    with ExitStack() as stack:
        settings = services(stack) if request.param == "services" else {}
        yield stack.enter_context(RunningDesk(tmp_path_factory.mktemp("desk"), **settings))


@pytest.fixture
def open_desk(tmp_path: Path) -> Iterator[Callable[..., RunningDesk]]:
    """Desks of one test alone, as in `open_desk("services", TIME_ZONE="Europe/Rome")`."""
    with ExitStack() as stack:

        def open_one(kind: str, **env: str) -> RunningDesk:
            settings = services(stack) if kind == "services" else {}
            folder = tmp_path / f"desk-{len(list(tmp_path.iterdir()))}"
            folder.mkdir()
            return stack.enter_context(RunningDesk(folder, **settings | env))

        yield open_one


@pytest.fixture
def visit() -> Iterator[Callable[[RunningDesk, str], ApiVisitor]]:
    """Visitors of a desk, as in `visit(desk, "rita")`; their connections are closed at the end of the test."""
    with ExitStack() as stack:
        yield lambda desk, username: stack.enter_context(ApiVisitor(desk, username))


def services(stack: ExitStack) -> dict[str, str]:
    """Settings for a desk on PostgreSQL and Redis, with a database and keys of its own."""
    database = stack.enter_context(new_database(outside.postgres()))
    return {"database_url": database, **stack.enter_context(own_keys(outside.redis_server()))}


@pytest.hookimpl(tryfirst=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Tests that share a desk run in one process; a desk is dear."""
    for item in items:
        if isinstance(item, pytest.Function) and "desk" in item.fixturenames and hasattr(item, "callspec"):
            item.add_marker(pytest.mark.xdist_group(f"desk-{item.callspec.params.get('desk')}"))
