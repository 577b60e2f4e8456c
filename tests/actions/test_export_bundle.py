"""Exporting a bundle: its event is its last, nothing of the article is left out, and what does not prove itself is refused."""

import json
from collections.abc import Callable
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from pytest_django import Settings

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.actions.erase import erase_texts
from articles.actions.erase_name import erase_name
from articles.actions.erase_source import erase_source
from articles.actions.export import Exported, export_report
from articles.actions.export_bundle import TRIES
from articles.actions.people import set_active
from articles.actions.place import add_claim
from articles.actions.refusals import Code, Refused
from articles.ledger import offline
from articles.models import Article, AuditEvent, Checkpoint, Claim, Person, Report, Source, TrailKey
from articles.reports.bundle import Gathered, gather
from articles.reports.erasable import erasable
from articles.text.spans import Span
from tests.reports.tampering import drop_guards, rewrite, sql

CITED = Citation("Call with Pia Holm", "https://example.org/pia-holm", "12:30", "I saw it myself, said Pia Holm.")
RULING = Ruling("disputed", note="The minutes say 2018.", correction="one year late", evidence=[CITED])


@pytest.fixture
def decided(claim: Claim, rita: Person) -> Claim:
    """A claim with a decision that has everything that a decision can have."""
    decide_claim(claim, RULING, by=rita, seen=claim.version)
    return Claim.objects.for_lists().get(pk=claim.pk)


def opened(exported: Exported) -> dict[str, bytes]:
    """The files of a bundle, proved."""
    files = offline.unpack(exported.data)
    offline.check(files, TrailKey.objects.order_by("-pk")[0].public)
    return files


def report_in(exported: Exported) -> Any:
    return json.loads(opened(exported)["report.json"])


def events_in(exported: Exported) -> list[Any]:
    return [json.loads(line) for line in opened(exported)["events.jsonl"].splitlines()]


def of_claim(exported: Exported, claim: Claim) -> Any:
    return next(one for one in report_in(exported)["claims"] if one["claim"] == claim.pk)


def test_a_bundle_makes_the_key_when_there_is_none(article: Article, ada: Person, settings: Settings) -> None:
    assert not settings.TRAIL_KEY_FILE.exists()
    assert opened(export_report(article, "bundle", by=ada))
    assert settings.TRAIL_KEY_FILE.exists()


def test_the_last_event_hands_out_the_report_by_its_hash(article: Article, ada: Person) -> None:
    exported = export_report(article, "bundle", by=ada)
    events, line = events_in(exported), AuditEvent.objects.newest_first()[0]
    assert events[-1] == json.loads(line.payload)
    assert events[-1]["now"]["report_sha256"] == exported.report.sha256
    assert [event["seq"] for event in events] == [one.seq for one in AuditEvent.objects.filter(article=article)]
    assert Checkpoint.objects.newest_first()[0].size == line.seq
    assert exported.report.size == len(opened(exported)["report.json"])


def test_a_claim_says_what_was_decided_in_the_words_that_were_sealed(decided: Claim, ada: Person) -> None:
    said = of_claim(export_report(decided.article, "bundle", by=ada), decided)
    assert (said["verdict"], said["standing"], said["quote"]) == ("disputed", "disputed", decided.words.quote)
    [decision] = said["decisions"]
    assert decision["actor"]["name"] == "Rita"
    assert (decision["note"], decision["correction"]) == (RULING.note, RULING.correction)
    assert decision["evidence"] == [
        {"title": CITED.title, "url": CITED.url, "locator": "12:30", "quote": CITED.quote, "stance": "supports"}
    ]


def test_every_seal_in_it_is_opened_the_name_of_who_takes_it_too(decided: Claim, ada: Person) -> None:
    files = opened(export_report(decided.article, "bundle", by=ada))
    sealed = set(offline.SEALED.findall(files["events.jsonl"].decode()))
    assert {json.loads(line)["digest"] for line in files["texts.jsonl"].splitlines()} == sealed
    assert "Ada" in {json.loads(line)["text"] for line in files["texts.jsonl"].splitlines()}


def test_the_other_forms_lie_beside_it(decided: Claim, ada: Person) -> None:
    files = opened(export_report(decided.article, "bundle", by=ada))
    assert RULING.note in files["report.html"].decode()
    assert RULING.note in files["report.csv"].decode("utf-8-sig")
    assert json.loads(files["facts.json"])["about"]["id"] == decided.article_id


def test_what_was_erased_is_told_as_removed_by_its_event(
    decided: Claim, carl: Person, root: Person, rita: Person
) -> None:
    event = AuditEvent.objects.get(kind="claim.decided")
    note = next(each.digest for each in erasable(event) if each.name == "note")
    erase_texts(event, [note], by=carl, reason="It names a child.")
    erase_source(Source.objects.get(), by=carl, reason="She asked for it.")
    set_active(rita, False, by=root)
    erase_name(rita, by=root, reason="A reason that is nobody's business.")
    exported = export_report(decided.article, "bundle", by=carl)
    [decision] = of_claim(exported, decided)["decisions"]
    gone = [
        decision["note"],
        decision["actor"]["name"],
        *(decision["evidence"][0][name] for name in ("title", "quote")),
    ]
    assert all(words.startswith("Removed on ") for words in gone), gone
    assert decision["correction"] == RULING.correction
    erasures = [one for one in events_in(exported) if one["kind"] == "text.erased"]
    assert len(erasures) == 3
    everything = b"".join(opened(exported).values()).decode("utf-8-sig")
    for words in (RULING.note, CITED.title, CITED.quote, CITED.url, "nobody's business", "She asked"):
        assert words not in everything
    assert "It names a child." in everything, "the article's own erasures say why"


def test_what_happens_while_it_is_made_is_in_it(decided: Claim, rita: Person, monkeypatch: pytest.MonkeyPatch) -> None:
    """Three times somebody is quicker; the fourth time they are held up."""
    calls: list[Gathered] = []

    def interrupted(article: Article, **how: Any) -> Gathered:
        made = gather(article, **how)
        if len(calls) < TRIES:
            claim = Claim.objects.for_lists().get(pk=decided.pk)
            decide_claim(claim, Ruling("unsourced", f"Call {len(calls)}."), by=rita, seen=claim.version)
        calls.append(made)
        return made

    monkeypatch.setattr("articles.actions.export_bundle.gather", interrupted)
    said = of_claim(export_report(decided.article, "bundle", by=rita), decided)
    assert len(calls) == TRIES + 1
    assert (said["verdict"], said["decisions"][-1]["note"]) == ("unsourced", "Call 2.")
    assert Report.objects.count() == 1


def test_a_text_that_is_erased_while_it_is_made_does_not_stop_it(
    decided: Claim, ada: Person, monkeypatch: pytest.MonkeyPatch
) -> None:
    answers = iter([offline.Broken("a text beside the trail is not the one that was sealed")])

    def torn(article: Article, **how: Any) -> Gathered:
        for broken in answers:
            raise broken
        return gather(article, **how)

    monkeypatch.setattr("articles.actions.export_bundle.gather", torn)
    assert opened(export_report(decided.article, "bundle", by=ada))


def test_the_number_of_queries_does_not_grow_with_the_claims(decided: Claim, ada: Person, rita: Person) -> None:
    def queries() -> int:
        with CaptureQueriesContext(connection) as asked:
            export_report(decided.article, "bundle", by=ada)
        return len(asked)

    queries()  # the first one makes the key
    assert queries() <= 55
    for claim in decided.article.claims.for_lists():
        decide_claim(claim, RULING, by=rita, seen=claim.version)
    assert decided.article.claims.count() > 3
    assert queries() <= 55


def test_words_that_look_like_seals_or_markup_are_words(submit: Callable[..., Article], rita: Person) -> None:
    fake = '{"sealed":"' + "a" * 64 + '"}'
    article = submit(
        f"In 2025 {fake} cost 5 percent\u202e more.\n\n\U0001f309 12 ships sank\u2028 in 1912.", title=fake
    )
    claim = add_claim(article, Span(0, 90), by=rita)
    note = f'{fake}\n</script>\u2028\x7f {{"sealed":"{"0" * 64}"}} \\" \\u0000'
    decide_claim(claim, Ruling("disputed", note, fake), by=rita, seen=claim.version)
    said = of_claim(export_report(article, "bundle", by=rita), claim)
    assert (said["decisions"][0]["note"], said["decisions"][0]["correction"]) == (note, fake)
    assert fake in said["quote"]


def test_what_others_do_elsewhere_is_not_in_it(decided: Claim, ada: Person, submit: Callable[..., Article]) -> None:
    before = AuditEvent.objects.count()
    submit("Another one says that 12 ships sank in 1912.", title="Another")
    exported = export_report(decided.article, "bundle", by=ada)
    assert AuditEvent.objects.count() > before + 1
    assert {event["subject"]["article"] for event in events_in(exported)} == {decided.article_id}


class TestRefusals:
    """Each time nothing is recorded, and the words say what is wrong and where to look."""

    @pytest.fixture(autouse=True)
    def refused(self, decided: Claim, ada: Person) -> Any:
        self.article, size = decided.article, AuditEvent.objects.count()
        yield
        with pytest.raises(Refused, match="No proof can be handed out") as no:
            export_report(self.article, "bundle", by=ada)
        assert no.value.code == Code.DAMAGED
        assert (Report.objects.count(), AuditEvent.objects.count()) == (0, size)

    def test_an_event_that_was_altered(self) -> None:
        drop_guards()
        rewrite(3, lambda event: event.update(at="2020-01-01T00:00:00.000000Z"), leaf=False)

    @pytest.mark.parametrize(
        "change",
        [
            "verdict = 'verified'",
            "recheck = TRUE, verdict = 'pending', decided_by_id = NULL, decided_at = NULL",
            "dismissal = 'opinion'",
        ],
    )
    def test_a_claim_whose_row_says_otherwise(self, decided: Claim, change: str) -> None:
        sql(f"UPDATE articles_claim SET {change} WHERE id = %s", decided.pk)

    @pytest.mark.parametrize("change", ["note = 'Fine.'", "correction = ''"])
    def test_a_decision_whose_row_says_otherwise(self, change: str) -> None:
        drop_guards()
        sql(f"UPDATE articles_decision SET {change}")

    def test_a_decision_that_was_taken_out(self) -> None:
        drop_guards()
        sql("DELETE FROM articles_evidence")

    def test_a_text_that_is_not_the_one_that_was_sealed(self) -> None:
        drop_guards()
        sql("UPDATE articles_sealedtext SET text = 'Fine.' WHERE text = %s", RULING.note)

    def test_a_text_that_is_gone(self) -> None:
        drop_guards()
        sql("DELETE FROM articles_sealedtext WHERE text = %s", RULING.note)


def test_a_key_that_is_gone_hands_out_nothing(
    decided: Claim,
    ada: Person,
    settings: Settings,
) -> None:
    export_report(decided.article, "bundle", by=ada)
    size = AuditEvent.objects.count()
    settings.TRAIL_KEY_FILE.unlink()
    with pytest.raises(Refused, match="The desk's key is gone") as no:
        export_report(decided.article, "bundle", by=ada)
    assert (no.value.code, AuditEvent.objects.count()) == (Code.DAMAGED, size)
