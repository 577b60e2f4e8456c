"""Whatever somebody with the database's password does to the trail: `audit verify` names it, and nobody signs it."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass

import pytest
from django.core.management import call_command
from django.db import connection, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks, Settings

from articles.actions.checkpoint import sign_checkpoint
from articles.actions.decide import Ruling, decide_claim
from articles.actions.trail_key import Alarm
from articles.ledger.canonical import canonical
from articles.ledger.kept import keep
from articles.ledger.leaves import leaf_hash
from articles.models import Article, AuditEvent, Checkpoint, Claim, Person
from tests.reports.tampering import TRAIL, cut, drop_guards, payload, rewrite, rewrite_all, sql


@dataclass(frozen=True)
class Desk:
    """A desk at work.  Numbers of events: `old` lies before the last checkpoint, `new` after it, `last` is the last."""

    claims: list[Claim]
    rita: Person
    first_seen: int
    last_seen: int

    def decide(self, count: int = 1) -> None:
        for claim in self.claims[:count]:
            decide_claim(claim, Ruling("disputed", note="The count says 17,000."), by=self.rita, seen=claim.version)
        del self.claims[:count]

    @property
    def last(self) -> int:
        return AuditEvent.objects.count()

    @property
    def old(self) -> int:
        return self.last_seen - 1

    @property
    def new(self) -> int:
        return self.last_seen + 2


@pytest.fixture
def desk(article: Article, rita: Person, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks) -> Desk:
    """One checkpoint of the article as it came, one after three decisions; then three that no checkpoint saw yet."""
    claims = list(article.claims.for_lists())
    seen = []
    for start in (0, 3):
        for claim in claims[:start]:
            decide_claim(claim, Ruling("disputed", note="The count says 17,000."), by=rita, seen=claim.version)
        with django_capture_on_commit_callbacks(execute=True):
            signed = sign_checkpoint()
        assert signed is not None
        seen.append(signed.size)
    desk = Desk(claims[3:], rita, *seen)
    desk.decide(3)
    assert desk.first_seen < desk.old < desk.last_seen < desk.new < desk.last
    return desk


Tamper = Callable[[Desk, int], None]


def alter(desk: Desk, seq: int) -> None:
    rewrite(seq, lambda event: event["now"].update(verdict="verified"), leaf=False)


def remove(desk: Desk, seq: int) -> None:
    sql("DELETE FROM articles_sealedtext WHERE event_id = %s", seq)
    sql(f"DELETE FROM {TRAIL} WHERE seq = %s", seq)


def swap(desk: Desk, seq: int) -> None:
    for was, now in ((seq, -1), (seq + 1, seq), (-1, seq + 1)):
        sql("UPDATE articles_sealedtext SET event_id = NULL, person_id = %s WHERE event_id = %s", desk.rita.pk, was)
        sql(f"UPDATE {TRAIL} SET seq = %s WHERE seq = %s", now, was)


def replace(desk: Desk, seq: int) -> None:
    """Another event with a hash that fits, put over the old one by INSERT."""
    event = payload(seq)
    event["now"]["verdict"] = "verified"
    data = canonical(event)
    rest = "at, kind, actor_id, actor_name, article_id, claim_id"
    insert = f"INTO {TRAIL} (seq, payload, leaf, {rest}) SELECT seq, %s, %s, {rest} FROM {TRAIL} WHERE seq = %s"
    if connection.vendor == "postgresql":
        over = "ON CONFLICT (seq) DO UPDATE SET payload = EXCLUDED.payload, leaf = EXCLUDED.leaf"
        sql(f"INSERT {insert} {over}", data.decode(), leaf_hash(data), seq)
    else:
        sql(f"INSERT OR REPLACE {insert}", data.decode(), leaf_hash(data), seq)


def backdate(desk: Desk, seq: int) -> None:
    """An event of another time, and every hash after it made to fit."""
    rewrite_all(seq, lambda event: event.update(at="2020-01-01T00:00:00.000000Z"), desk.last)


def cut_tail(desk: Desk, seq: int) -> None:
    cut(seq - 1)


def cut_everything(desk: Desk, seq: int) -> None:
    cut(0)


def change_verdict(desk: Desk, seq: int) -> None:
    Claim.objects.filter(pk=AuditEvent.objects.get(seq=seq).claim_id).update(verdict="verified")


def restore_backup(desk: Desk, seq: int, settings: Settings) -> None:
    """The database as it was some decisions ago; the folder of checkpoints is not part of a backup."""
    with transaction.atomic():
        desk.decide(2)
        signed = sign_checkpoint()
        assert signed is not None
        keep(settings.CHECKPOINT_FOLDER, signed.note.encode(), signed.at.date())
        transaction.set_rollback(True)
    assert not Checkpoint.objects.filter(size=signed.size).exists()


OLD, NEW = "old", "new"
CASES = [
    # what was done                  to which event  exit code  first bad event                     noticed by signing
    ("an event altered",             alter,          NEW, 10, lambda desk: desk.new,             True),
    ("an old event altered",         alter,          OLD, 10, lambda desk: desk.old,             False),
    ("an event removed",             remove,         NEW, 11, lambda desk: desk.new,             True),
    ("an old event removed",         remove,         OLD, 11, lambda desk: desk.old,             False),
    ("two events swapped",           swap,           NEW, 10, lambda desk: desk.new,             True),
    ("an event replaced",            replace,        NEW, 12, lambda desk: desk.new,             True),
    ("an old event replaced",        replace,        OLD, 12, lambda desk: desk.old,             False),
    ("backdated, all hashes fit",    backdate,       OLD, 14, lambda desk: desk.first_seen + 1,  True),
    ("the tail cut",                 cut_tail,       OLD, 13, lambda desk: desk.old,             True),
    ("everything cut",               cut_everything, OLD, 13, lambda desk: 1,                    True),
    ("a verdict in the table only",  change_verdict, NEW, 15, lambda desk: desk.new,             False),
    ("an older backup restored",     restore_backup, NEW, 13, lambda desk: desk.last + 1,        True),
]  # fmt: skip


@pytest.mark.parametrize(("what", "tamper", "where", "code", "first", "in_passing"), CASES, ids=[c[0] for c in CASES])
def test_it_is_named_with_its_own_exit_code_and_nobody_signs_it(
    what: str,
    tamper: Callable[..., None],
    where: str,
    code: int,
    first: Callable[[Desk], int],
    in_passing: bool,
    desk: Desk,
    settings: Settings,
) -> None:
    assert audit("verify", "--json")[0] == 0
    drop_guards()
    more = {"settings": settings} if tamper is restore_backup else {}
    expected = first(desk)
    tamper(desk, desk.old if where == OLD else desk.new, **more)

    ended, printed = audit("verify", "--json")
    told = json.loads(printed)
    assert (ended, told["exit_code"], told["finding"]["seq"]) == (code, code, expected), told["findings"]
    signed = Checkpoint.objects.count()
    assert audit("checkpoint")[0] == code, "whoever signs by hand has the whole trail verified first"
    assert Checkpoint.objects.count() == signed
    if in_passing:
        with pytest.raises(Alarm) as alarm:
            sign_checkpoint()
        assert (alarm.value.finding.damage.exit_code, alarm.value.finding.seq) == (code, expected)


def audit(*arguments: str) -> tuple[int, str]:
    """The exit code of `manage.py audit …` and what it printed."""
    out = io.StringIO()
    try:
        call_command("audit", *arguments, stdout=out, stderr=io.StringIO())
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    return 0, out.getvalue()
