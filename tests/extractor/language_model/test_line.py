"""The line to a server: late, broken, hostile or down, an article is read in time and it is said what happened."""

import gzip
import time
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime

import pytest

from articles.extractor.judges import Unable
from articles.extractor.language_model.post import Reply
from tests.desk import free_port
from tests.extractor.language_model.desk import ARTICLE, KEY, LONG, LOVE, OPENED, ask, extract
from tests.extractor.language_model.stand_in import (
    USAGE,
    Act,
    Asked,
    Handler,
    StandIn,
    breaks_off,
    completion,
    drips,
    floods,
    knows_no,
    refuses,
    says,
    sends,
    takes_all,
    waits,
)

CHUNKS = 3  # of LONG


def unable(*acts: Act, text: str = ARTICLE, **settings: object) -> tuple[Unable, list[Asked]]:
    with StandIn(*acts) as server, pytest.raises(Unable) as raised:
        ask(server, text, **settings)  # type: ignore[arg-type]
    return raised.value, server.asked


def test_a_question_names_the_model_the_form_and_the_limit_and_carries_the_key_in_its_header_only() -> None:
    with StandIn(takes_all) as server:
        ask(server)
    [asked] = server.asked
    assert asked.path == "/v1/chat/completions"
    assert asked.headers["Authorization"] == f"Bearer {KEY}"
    assert asked.body["model"] == "some-model"
    assert asked.body["response_format"]["json_schema"]["strict"] is True
    assert asked.body["temperature"] == 0
    assert 300 < asked.body["max_tokens"] < 3_000
    assert KEY not in str(asked.body)
    assert len(asked.lines) == 5


def test_a_long_article_is_asked_about_in_portions_that_overlap_only_to_be_understood() -> None:
    with StandIn(takes_all) as server:
        heard = ask(server, LONG)
    assert len(server.asked) == CHUNKS
    sent = [line for asked in sorted(server.asked, key=lambda one: one.lines[1]) for line in asked.lines.values()]
    assert sorted(sent) == sorted(LONG.splitlines())
    ahead = [asked.body["messages"][-1]["content"].count("[before] ") for asked in server.asked]
    assert sorted(ahead) == [0, 2, 2]
    assert {
        "requests": CHUNKS,
        "prompt_tokens": CHUNKS * 700,
        "completion_tokens": CHUNKS * 300,
    }.items() <= heard.used.items()
    assert heard.notes == ()


def test_a_late_answer_is_not_waited_for_and_life_is_shown_meanwhile() -> None:
    told: list[float] = []
    began = time.monotonic()
    with (
        StandIn(waits(5)) as server,
        pytest.raises(Unable, match="did not answer in time; the built-in extractor was used"),
    ):
        ask(server, tell=told.append, seconds=0.5)
    assert time.monotonic() - began < 3
    assert len(told) > 5
    assert told == sorted(told)
    assert len(server.asked) == 1


def test_one_late_portion_is_left_to_the_small_judge_and_the_others_count() -> None:
    def late_for_ship_1(handler: Handler, asked: Asked) -> None:
        (waits(5) if "Ship number 1 " in asked.lines[1] else takes_all)(handler, asked)

    with StandIn(late_for_ship_1) as server:
        heard = ask(server, LONG, seconds=0.6)
        lines = next(len(asked.lines) for asked in server.asked if "Ship number 1 " in asked.lines[1])
    assert (
        heard.notes[0] == f"The language model did not answer in time; the built-in extractor judged {lines} sentences."
    )
    assert heard.left_to_the_small_judge("Ship number 1 ")
    assert not heard.left_to_the_small_judge("Ship number 90 ")
    assert heard.used["prompt_tokens"] > 2 * 700  # the late one is paid for, too


@pytest.mark.parametrize(
    ("act", "why"),
    [
        (breaks_off, "broke off its answer"),
        (drips, "did not answer in time"),
        (floods, "sent more than an answer can be"),
        (sends(b"x" * 2_000_000), "sent more than an answer can be"),
        (sends(b'{"choices": [{"mess'), "gave an answer that cannot be read"),
        (sends(b""), "gave an answer that cannot be read"),
        (sends(b"\xff\xfe\x00"), "gave an answer that cannot be read"),
        (sends(b"[" * 200_000), "gave an answer that cannot be read"),
        (sends(b'{"choices": []}'), "gave an answer that cannot be read"),
        (sends(b'{"choices": [7], "usage": ' + b"9" * 5_000 + b"}"), "gave an answer that cannot be read"),
        (sends(b'{"error": {"message": "no"}}'), "gave an answer that cannot be read"),
        (sends(b"[]"), "gave an answer that cannot be read"),
    ],
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_an_answer_that_breaks_never_ends_or_is_no_answer_leaves_the_article_to_the_small_judge(
    act: Act, why: str
) -> None:
    problem, asked = unable(act, seconds=0.8)
    assert str(problem) == f"The language model {why}; the built-in extractor was used."
    assert len(asked) == problem.used["requests"] == 1
    assert problem.used["prompt_tokens"] > 500
    assert problem.used["milliseconds"] < 3_000


def test_an_answer_that_would_swell_when_unpacked_stays_packed() -> None:
    def bomb(handler: Handler, asked: Asked) -> None:
        handler.send(200, gzip.compress(b" " * 50_000_000), Content_Encoding="gzip")

    problem, asked = unable(bomb)
    assert "cannot be read" in str(problem)
    assert asked[0].headers["Accept-Encoding"] == "identity"


@pytest.mark.parametrize("status", [429, 500, 502, 503, 529])
def test_a_server_that_is_busy_or_ill_is_asked_again(status: int) -> None:
    with StandIn(refuses(status), refuses(status, Retry_After="soon"), takes_all) as server:
        heard = ask(server)
    assert heard.tier(LOVE) == 1
    assert heard.used["requests"] == 3
    assert heard.used["prompt_tokens"] == 700


def test_a_server_is_given_the_time_it_asks_for() -> None:
    began = time.monotonic()
    with StandIn(refuses(429, Retry_After="1"), takes_all) as server:
        heard = ask(server)
    assert heard.tier(LOVE) == 1
    assert time.monotonic() - began > 1


def test_a_server_that_asks_for_more_time_than_there_is_is_not_waited_for() -> None:
    problem, asked = unable(refuses(429, Retry_After="60"))
    assert str(problem) == "The language model had too much to do; the built-in extractor was used."
    assert len(asked) == 1
    assert problem.used["milliseconds"] < 3_000


@pytest.mark.parametrize(
    ("header", "seconds"), [("7", 7), ("0", 0), ("", 0), ("soon", 0), ("-3", 0), ("1e9", 0), ("²", 0)]
)
def test_the_time_a_server_asks_for_is_a_number_of_seconds(header: str, seconds: float) -> None:
    assert Reply(429, retry_after=header).wait == seconds


def test_the_time_a_server_asks_for_may_be_a_date() -> None:
    then = datetime.now(UTC) + timedelta(seconds=30)
    assert 25 < Reply(503, retry_after=format_datetime(then, usegmt=True)).wait <= 30
    assert Reply(503, retry_after=format_datetime(then - timedelta(days=1))).wait == 0


@pytest.mark.parametrize(
    ("status", "why", "requests"),
    [
        (500, "answered with status 500", 3),
        (429, "had too much to do", 3),
        (401, "refused the key", 1),
        (403, "refused the key", 1),
        (404, "is not at this address, or the server does not know its name", 1),
        (413, "answered with status 413", 1),
        (400, "answered with status 400", 2),  # once more without the schema
        (204, "answered with status 204", 1),
    ],
)
def test_a_server_that_refuses_is_not_asked_for_ever(status: int, why: str, requests: int) -> None:
    body = b"" if status == 204 else b'{"error": {"message": "no"}}'
    problem, asked = unable(refuses(status, body))
    assert str(problem) == f"The language model {why}; the built-in extractor was used."
    assert len(asked) == problem.used["requests"] == requests
    assert problem.used["prompt_tokens"] == problem.used["completion_tokens"] == 0


def test_what_a_server_refuses_once_for_all_is_not_asked_for_the_next_portion() -> None:
    text = "\n".join(f"{LONG}\n{part}" for part in range(4))
    problem, asked = unable(refuses(401), text=text)
    assert "refused the key" in str(problem)
    assert len(asked) <= 4  # those that were on their way


def test_nobody_at_the_address_is_told_and_costs_nothing() -> None:
    with pytest.raises(Unable, match="could not be reached; the built-in extractor was used") as raised:
        ask(f"http://127.0.0.1:{free_port()}/v1", price="1")
    assert raised.value.used["prompt_tokens"] == raised.value.used["cost_micros"] == 0
    assert raised.value.used["requests"] == 3


@pytest.mark.parametrize("status", [301, 302, 303, 307, 308])
def test_a_redirect_is_not_followed_and_the_other_address_sees_nothing(status: int) -> None:
    with StandIn(takes_all) as elsewhere:
        problem, _ = unable(refuses(status, Location=f"{elsewhere.url}/chat/completions"))
        assert elsewhere.asked == []
    assert "answered with a redirect, which is not followed" in str(problem)


@pytest.mark.parametrize(
    ("act", "left"),
    [
        (knows_no("response_format", complaint="'response_format.type' must be text"), {"temperature", "max_tokens"}),
        (knows_no("response_format", complaint="no grammar"), {"temperature", "max_tokens"}),
        (knows_no("temperature", complaint="temperature must be 1"), {"response_format", "max_tokens"}),
        (
            knows_no("max_tokens", complaint="Use 'max_completion_tokens' instead."),
            {"response_format", "temperature", "max_completion_tokens"},
        ),
    ],
)
def test_what_a_server_does_not_know_is_left_out_for_the_whole_article(act: Act, left: set[str]) -> None:
    with StandIn(act) as server:
        heard = ask(server, f"{LONG}\n{LONG}")
    assert heard.notes == ()
    good = [asked for asked in server.asked if set(asked.body) == {"model", "messages", *left}]
    assert sum(len(asked.lines) for asked in good) == 180
    assert len(server.asked) - len(good) <= 4  # the first ones, which went out together


def test_tokens_the_server_does_not_count_are_estimated_and_it_is_said() -> None:
    with StandIn(says(usage=None)) as server:
        heard = ask(server)
    sent = sum(len(message["content"].encode()) for message in server.asked[0].body["messages"])
    assert heard.used["prompt_tokens"] == pytest.approx(sent / 4, abs=2)
    assert heard.used["completion_tokens"] == 4
    assert "Token counts are partly estimated: the server did not give them all." in heard.notes


@pytest.mark.parametrize("count", [-1, True, "700", 10**30, 7.5, None, [700]])
def test_a_count_that_cannot_be_is_not_believed(count: object) -> None:
    with StandIn(says(usage={**USAGE, "prompt_tokens": count})) as server:
        heard = ask(server)
    assert 500 < heard.used["prompt_tokens"] < 5_000
    assert heard.used["completion_tokens"] == 300
    assert any("estimated" in note for note in heard.notes)


def test_with_prices_the_cost_is_told_in_millionths_and_without_it_is_not() -> None:
    with StandIn(takes_all) as server:
        priced, free = ask(server, price="0.1501"), ask(server)
    assert priced.used["cost_micros"] == 286  # 700 × 0.1501 + 300 × 0.6004, rounded up
    assert "cost_micros" not in free.used


def test_an_article_never_takes_more_than_its_tokens_and_uses_what_it_may() -> None:
    def costs(handler: Handler, asked: Asked) -> None:
        prompt = sum(len(message["content"]) for message in asked.body["messages"]) // 4
        limit = asked.body["max_tokens"]
        handler.send(200, completion('{"claims": []}', {"prompt_tokens": prompt, "completion_tokens": limit}))

    with StandIn(costs) as server:
        heard = ask(server, LONG, tokens=11_500)
    assert len(server.asked) == 2
    assert heard.used["prompt_tokens"] + heard.used["completion_tokens"] <= 11_500
    assert heard.notes[0].startswith(
        "The language model may not use more than 11,500 tokens for one article; the built-in"
    )


def test_cheap_answers_leave_room_for_the_next_portion() -> None:
    with StandIn(takes_all) as server:
        heard = ask(server, LONG, tokens=8_000)  # enough for one that takes its full length, at a time
    assert len(server.asked) == CHUNKS
    assert heard.notes == ()


def test_too_few_tokens_for_any_portion_send_nothing() -> None:
    problem, asked = unable(takes_all, tokens=1_000)
    assert "may not use more than 1,000 tokens for one article" in str(problem)
    assert asked == []
    assert problem.used["requests"] == 0


def test_nothing_to_ask_about_sends_nothing() -> None:
    with StandIn(takes_all) as server:
        findings = extract(server, "By Rita Vance\n\n14 comments\n")
    assert server.asked == []
    assert findings.candidates == ()
    assert findings.told.judge == "language model"


def test_the_key_is_in_no_log_no_note_no_error_and_no_repr(caplog: pytest.LogCaptureFixture) -> None:
    caplog.set_level(0)
    problem, _ = unable(refuses(401, f'{{"error": "bad key {KEY}"}}'.encode()))
    with StandIn(takes_all) as server:
        findings = extract(server)
    assert caplog.records
    for said in (caplog.text, str(problem), repr(problem), str(problem.__context__), str(findings)):
        assert KEY not in said


def test_a_machine_of_ones_own_is_not_asked_through_a_proxy(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("HTTP_PROXY", "http_proxy", "ALL_PROXY"):
        monkeypatch.setenv(name, f"http://127.0.0.1:{free_port()}")
    monkeypatch.delenv("NO_PROXY", raising=False)
    monkeypatch.delenv("no_proxy", raising=False)
    with StandIn(takes_all) as server:
        assert ask(server).tier(OPENED) == 1


def test_a_run_that_is_not_wanted_any_more_ends_at_once() -> None:
    class LeaseLost(Exception):
        pass

    def lost(share: float) -> None:
        if share >= 0.1:
            raise LeaseLost

    began = time.monotonic()
    with StandIn(waits(5)) as server, pytest.raises(LeaseLost):
        ask(server, tell=lost)
    assert time.monotonic() - began < 3
