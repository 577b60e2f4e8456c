"""One POST: taken, or a reason in a sentence, and never longer than it may take."""

import time
from collections.abc import Iterator

import pytest

from articles.running.post import NotTaken, post
from tests.desk import free_port
from tests.listeners import Hook, listening


@pytest.fixture
def hook() -> Iterator[Hook]:
    server = Hook()
    with listening(server):
        yield server


def test_what_is_posted_arrives_byte_for_byte(hook: Hook) -> None:
    post(hook.url, "a\n— é\n".encode(), "text/plain; charset=utf-8", seconds=5)
    assert hook.taken == [("/checkpoints?desk=1", "text/plain; charset=utf-8", "a\n— é\n".encode())]


@pytest.mark.parametrize(
    ("mood", "why"),
    [
        (500, "It answered with status 500."),
        (404, "It answered with status 404."),
        (302, "It answered with a redirect, which is not followed."),
        (307, "It answered with a redirect, which is not followed."),
        ("closing", "It could not be reached, or broke off."),
    ],
)
def test_what_is_not_taken_has_a_reason_without_the_address(hook: Hook, mood: int | str, why: str) -> None:
    hook.mood = mood
    with pytest.raises(NotTaken) as not_taken:
        post(hook.url, b"x", "text/plain", seconds=5)
    assert str(not_taken.value) == why
    assert len(hook.taken) == 1


@pytest.mark.parametrize("mood", ["late", "dripping"])
def test_a_server_that_takes_its_time_is_left_alone(hook: Hook, mood: str) -> None:
    hook.mood = mood
    began = time.monotonic()
    with pytest.raises(NotTaken, match="It did not answer in time"):
        post(hook.url, b"x", "text/plain", seconds=0.5)
    assert time.monotonic() - began < 10  # it would be 20 s, or for ever


def test_nobody_there_is_a_reason(hook: Hook) -> None:
    with pytest.raises(NotTaken, match="could not be reached"):
        post(f"http://127.0.0.1:{free_port()}/", b"x", "text/plain", seconds=5)


def test_what_does_not_speak_tls_is_not_spoken_to(hook: Hook) -> None:
    with pytest.raises(NotTaken, match="under encryption"):
        post(hook.url.replace("http:", "https:"), b"x", "text/plain", seconds=5)
    assert hook.taken == []
