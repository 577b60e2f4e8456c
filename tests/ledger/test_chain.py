"""A walk names the first event that is not as it was written, and the kind of damage."""

import pytest

from articles.ledger.chain import ChainResult, Damage, Row, Start, compare, walk
from articles.ledger.checkpoint import Checkpoint
from articles.ledger.leaves import EMPTY_ROOT, leaf_digest, leaf_hash
from articles.ledger.tree import Tree, root_of
from tests.ledger.trails import ORIGIN, event, row, trail

TRAIL = trail(12)
ROOTS = [root_of(leaf_digest(payload) for _, payload, _ in TRAIL[:size]) for size in range(len(TRAIL) + 1)]


def look(rows: list[Row]) -> tuple[str, int]:
    """The finding of a walk, after checking that what it says of the events before is true."""
    result = walk(iter(rows), origin=ORIGIN)
    assert result.finding is not None
    assert result.size == result.finding.seq - 1
    assert result.root == ROOTS[result.size]
    assert result.head == (TRAIL[result.size - 1][2] if result.size else "")
    return result.finding.damage, result.finding.seq


def with_row(seq: int, new: Row) -> list[Row]:
    return [*TRAIL[: seq - 1], new, *TRAIL[seq:]]


def forged(payload: bytes, seq: int) -> Row:
    return seq, payload, leaf_hash(payload)


def test_a_sound_trail_is_told_with_its_size_head_and_root() -> None:
    result = walk(iter(TRAIL), origin=ORIGIN, roots_at=[0, 5, 12, 99])
    roots = {0: EMPTY_ROOT, 5: ROOTS[5], 12: ROOTS[12]}
    assert result == ChainResult(12, TRAIL[-1][2], ROOTS[12], roots, None, result.peaks)
    assert Tree.grown(12, result.peaks).root() == ROOTS[12]


def test_a_trail_without_events_is_sound() -> None:
    assert walk([], origin=ORIGIN) == ChainResult(0, "", EMPTY_ROOT)


@pytest.mark.parametrize("size", range(13))
def test_a_walk_goes_on_where_another_one_ended(size: int) -> None:
    before = walk(TRAIL[:size], origin=ORIGIN)
    after = walk(TRAIL[size:], origin=ORIGIN, start=Start(before.size, before.head, before.peaks), roots_at=[size, 12])
    assert after == walk(TRAIL, origin=ORIGIN, roots_at=[size, 12])


@pytest.mark.parametrize(
    ("rows", "damage", "seq"),
    [
        (TRAIL[6:], Damage.GAP, 6),
        (TRAIL[4:], Damage.FORK, 5),
        ([row(event(6, "0" * 64))], Damage.FORK, 5),
        ([row(event(6, "0" * 64)), *TRAIL[6:]], Damage.FORK, 6),
        ([(6, TRAIL[5][1], "0" * 64)], Damage.ALTERED, 6),
    ],
)
def test_a_walk_that_goes_on_tells_what_does_not_follow(rows: list[Row], damage: Damage, seq: int) -> None:
    before = walk(TRAIL[:5], origin=ORIGIN)
    finding = walk(rows, origin=ORIGIN, start=Start(5, before.head, before.peaks)).finding
    assert finding is not None
    assert (finding.damage, finding.seq) == (damage, seq)


@pytest.mark.parametrize("seq", range(1, 13))
def test_an_altered_event_is_found_at_its_place(seq: int) -> None:
    _, payload, leaf = TRAIL[seq - 1]
    assert look(with_row(seq, (seq, payload.replace(b"Rita", b"Bob"), leaf))) == (Damage.ALTERED, seq)
    assert look(with_row(seq, (seq, payload, "0" * 64))) == (Damage.ALTERED, seq)


@pytest.mark.parametrize("seq", range(1, 12))
def test_a_forged_event_with_a_fitting_hash_is_found_at_its_place(seq: int) -> None:
    prev = TRAIL[seq - 2][2] if seq > 1 else ""
    assert look(with_row(seq, row(event(seq, prev, actor={"id": 4, "name": "Bob"})))) == (Damage.FORK, seq)


@pytest.mark.parametrize("seq", range(2, 12))
def test_a_forged_event_that_follows_nothing_here_is_found_at_its_place(seq: int) -> None:
    found = look(with_row(seq, row(event(seq, "0" * 64))))
    assert found == (Damage.FORK, seq)


def test_two_events_that_follow_the_same_one_are_a_fork() -> None:
    second = row(event(8, TRAIL[5][2]))
    assert look([*TRAIL[:7], second, *TRAIL[8:]]) == (Damage.FORK, 8)


def test_a_first_event_that_follows_another_is_a_fork() -> None:
    payload = TRAIL[0][1].replace(b'"prev":""', b'"prev":"' + b"0" * 64 + b'"')
    assert look(with_row(1, forged(payload, 1))) == (Damage.FORK, 1)


def test_the_second_of_two_that_follow_the_same_one_is_the_false_one_even_when_it_is_followed() -> None:
    second = row(event(8, TRAIL[5][2]))
    assert look([*TRAIL[:7], second, row(event(9, second[2]))]) == (Damage.FORK, 8)


def test_a_lone_event_that_follows_another_is_a_fork() -> None:
    payload = TRAIL[0][1].replace(b'"prev":""', b'"prev":"' + b"0" * 64 + b'"')
    assert look([forged(payload, 1)]) == (Damage.FORK, 1)


def test_of_the_last_two_that_do_not_fit_the_first_is_named() -> None:
    assert look([*TRAIL[:4], row(event(5, "0" * 64))]) == (Damage.FORK, 4)


@pytest.mark.parametrize(
    "state", [{"deep": [[[{"a": 1}]]]}, {"large": 2**53 - 1}, {'a"b': "\x7f"}, {"a": {"b": {"c": {"d": "é\n"}}}}, {}]
)
def test_events_beyond_the_ordinary_are_read_in_full_and_sound(state: dict[str, object]) -> None:
    assert walk(trail(4, was=state), origin=ORIGIN).finding is None


@pytest.mark.parametrize("seq", range(1, 12))
def test_a_removed_event_is_a_gap(seq: int) -> None:
    assert look([*TRAIL[: seq - 1], *TRAIL[seq:]]) == (Damage.GAP, seq)


def test_a_number_that_is_there_twice_is_a_fork() -> None:
    assert look([*TRAIL[:5], *TRAIL[4:]]) == (Damage.FORK, 5)


@pytest.mark.parametrize("seq", range(1, 12))
def test_two_swapped_events_are_found_at_the_first(seq: int) -> None:
    one, two = TRAIL[seq - 1], TRAIL[seq]
    swapped = [*TRAIL[: seq - 1], (seq, two[1], two[2]), (seq + 1, one[1], one[2]), *TRAIL[seq + 1 :]]
    assert look(swapped) == (Damage.ALTERED, seq)


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'"seq":1,', b'"seq":2,'),
        (b'"seq":1,', b'"seq":true,'),
        (b'"seq":1,', b'"seq":"1",'),
        (b'"seq":1,', b'"seq":1.0,'),
        (b'"seq":1,', b""),
        (b'"prev":"",', b""),
        (b'"prev":"",', b'"prev":null,'),
        (b"desk.example", b"desk.another"),
        (b'"origin":"desk.example/trail",', b""),
        (b'"version":1', b'"version": 1'),
        (b'{"article":1,"claim":1}', b'{"claim":1,"article":1}'),
        (b'{"article":1,"claim":1}', b'{"claim":1,"claim":1}'),
        (b'{"verdict":null}', b'{"verdict":null,"verdict":null}'),
        (b'{"verdict":null}', b'{"verdict":0.5}'),
        (b'{"verdict":null}', b'{"\xc3\xa9":null}'),
        (b'{"verdict":null}', b'{"verdict":[[[{"b":1,"a":1}]]]}'),
        (b'{"verdict":null}', b'{"verdict":9007199254740992}'),
        (b'{"stance":"supports","url"', b'{"url":"supports","stance"'),
        (b"Rita", b"\\u0052ita"),
        (b"Rita", b"Rita\\u0000"),
        (b"Rita", b"Rita\xff"),
    ],
)
def test_bytes_that_say_it_in_another_way_are_altered_though_their_hash_fits(old: bytes, new: bytes) -> None:
    payload = TRAIL[0][1]
    assert old in payload
    assert look(with_row(1, forged(payload.replace(old, new), 1))) == (Damage.ALTERED, 1)


@pytest.mark.parametrize("payload", [b"", b"1", b"[]", b"null", b"{}", b'"seq"'])
def test_what_is_no_event_is_altered(payload: bytes) -> None:
    assert look(with_row(1, forged(payload, 1))) == (Damage.ALTERED, 1)


def checkpoint(size: int, root: str | None = None) -> Checkpoint:
    return Checkpoint(ORIGIN, size, root or ROOTS[size])


SEEN = [checkpoint(size) for size in (8, 4, 10)]


def judge(rows: list[Row]) -> tuple[str, int] | None:
    finding = compare(walk(rows, origin=ORIGIN, roots_at=[4, 8, 10]), SEEN)
    return (finding.damage, finding.seq) if finding else None


def test_a_trail_that_every_checkpoint_saw_is_sound() -> None:
    assert judge(TRAIL) is None
    assert judge(TRAIL[:10]) is None


@pytest.mark.parametrize("size", range(10))
def test_a_tail_that_was_cut_is_told_by_a_checkpoint_that_saw_it(size: int) -> None:
    assert walk(TRAIL[:size], origin=ORIGIN).finding is None, "the walk alone cannot know"
    finding = compare(walk(TRAIL[:size], origin=ORIGIN, roots_at=[4, 8, 10]), [checkpoint(10)])
    assert finding is not None
    assert (finding.damage, finding.seq) == (Damage.TRUNCATED, size + 1)


@pytest.mark.parametrize(("kept", "agreed"), [(0, 0), (3, 0), (4, 4), (7, 4), (8, 8), (9, 8)])
def test_a_trail_written_anew_is_told_after_the_last_checkpoint_that_agrees(kept: int, agreed: int) -> None:
    rewritten = trail(12, tuple(TRAIL[:kept]), actor={"id": 4, "name": "Bob"})
    assert walk(rewritten, origin=ORIGIN).finding is None, "the walk alone cannot know"
    assert judge(rewritten) == (Damage.INCONSISTENT, agreed + 1)


def test_what_the_walk_found_comes_before_what_checkpoints_say() -> None:
    assert judge([*TRAIL[:2], *TRAIL[3:]]) == (Damage.GAP, 3)


def test_each_kind_of_damage_has_its_own_exit_code() -> None:
    assert {damage.value: damage.exit_code for damage in Damage} == {
        "altered": 10,
        "gap": 11,
        "fork": 12,
        "truncated": 13,
        "inconsistent": 14,
        "replay": 15,
        "signature": 16,
    }
