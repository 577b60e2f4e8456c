"""Exporting a report is an act: allowed or not, recorded with its hash, and told in the trail."""

import json
import re
from collections.abc import Callable
from hashlib import sha256

import pytest

from articles.actions.export import export_report
from articles.actions.refusals import Code, Refused
from articles.models import Article, AuditEvent, Person, Report, Role
from articles.policy import Right, may
from articles.reports import FORMATS


@pytest.mark.parametrize("form", FORMATS)
def test_an_export_is_recorded_with_the_hash_of_its_bytes(article: Article, ada: Person, form: str) -> None:
    before = AuditEvent.objects.newest_first()[0]
    exported = export_report(article, form, by=ada)
    row = Report.objects.get()
    assert row == exported.report
    assert (row.sha256, row.size) == (sha256(exported.data).hexdigest(), len(exported.data))
    assert (row.trail_size, row.trail_head) == (before.seq, before.leaf)
    assert (row.by, row.revision, row.format) == (ada, article.newest, form)


def test_an_export_is_one_line_of_the_trail(article: Article, ada: Person) -> None:
    size = AuditEvent.objects.count()
    exported = export_report(article, "csv", by=ada)
    line = AuditEvent.objects.newest_first()[0]
    told = json.loads(line.payload)
    assert AuditEvent.objects.count() == size + 1
    assert (line.kind, line.actor, line.article) == ("report.exported", ada, article)
    assert told["subject"] == {"article": article.pk, "report": exported.report.pk, "revision": article.newest_id}
    assert told["now"]["sha256"] == exported.report.sha256


@pytest.mark.parametrize("username", ["edith", "rita", "carl", "ada", "root", "nemo"])
def test_who_may_export_is_what_the_table_says(article: Article, username: str, request: pytest.FixtureRequest) -> None:
    person: Person = request.getfixturevalue(username)
    if may(person, Right.EXPORT):
        assert export_report(article, "json", by=person).data
        return
    assert person.role in (Role.ADMIN, Role.NONE)
    size = AuditEvent.objects.count()
    with pytest.raises(Refused) as no:
        export_report(article, "json", by=person)
    assert no.value.code == Code.NOT_ALLOWED
    assert (Report.objects.count(), AuditEvent.objects.count()) == (0, size)


def test_a_format_that_there_is_not_is_refused_with_those_there_are(article: Article, ada: Person) -> None:
    with pytest.raises(Refused) as no:
        export_report(article, "docm", by=ada)
    assert (no.value.code, no.value.field) == (Code.INVALID, "format")
    assert all(form in no.value.message for form in FORMATS)
    assert not Report.objects.exists()


@pytest.mark.parametrize(
    "title", ['a"; filename="b.exe', "новости\r\nSet-Cookie: a=b", "../../etc/passwd", "…", "x" * 500]
)
def test_a_file_name_is_safe_in_a_header(submit: Callable[..., Article], ada: Person, title: str) -> None:
    name = export_report(submit(title=title), "html", by=ada).name
    assert re.fullmatch(r"report-\d+-([a-z0-9_-]{1,60}-)?r1\.html", name)
