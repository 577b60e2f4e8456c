"""Submitting many: each file stands for itself, in zips too; nothing is stored twice, and nobody waits for the others."""

from collections.abc import Iterator

import pytest

from articles.actions.intake import Upload
from articles.actions.refusals import Code, Refused
from articles.actions.submit import About
from articles.actions.submit_many import AHEAD, Incoming, Outcome, submit_many, unpack
from articles.ingest.readers import Readers
from articles.models import Article, AuditEvent, Extraction, Original, Person
from tests.cast import TEXT
from tests.ingest.files import p, word, zipped


@pytest.fixture(scope="module")
def readers() -> Iterator[Readers]:
    with Readers(2) as both:
        yield both


def submitted(upload: Upload, by: Person, readers: Readers, **how: bool) -> list[Outcome]:
    return list(submit_many(unpack(upload).files, About(byline="Mara"), by=by, readers=readers, **how))


def zip_of(**files: bytes) -> Upload:
    return Upload("articles.zip", zipped({name.replace("_", "."): data for name, data in files.items()}))


def told(outcomes: list[Outcome]) -> list[str]:
    return [
        one.article.title if one.article else one.refused.code.value for one in outcomes if one.article or one.refused
    ]


def test_every_file_of_a_zip_becomes_an_article_of_its_own(edith: Person, readers: Readers) -> None:
    document = word(p("It rose by 4 percent."))
    upload = zip_of(one_txt=TEXT.encode(), two_docx=document, three_md=b"# Three\n\nIt cost $3.")
    outcomes = submitted(upload, edith, readers)
    assert told(outcomes) == ["Harbour tunnel opens two years late", "two", "Three"]
    assert [one.name for one in outcomes] == ["one.txt", "two.docx", "three.md"]
    assert {(one.byline, one.uploaded_by) for one in Article.objects.all()} == {("Mara", edith)}
    assert Extraction.objects.filter(state="queued").count() == 3
    assert bytes(Original.objects.get(name="two.docx").data) == document


def test_a_file_that_cannot_be_taken_loses_nothing_of_the_others(edith: Person, readers: Readers) -> None:
    upload = zip_of(
        one_txt=TEXT.encode(), two_png=b"\x89PNG" + b"x" * 40, three_docx=b"PK\x03\x04 broken", four_txt=b"Four."
    )
    outcomes = submitted(upload, edith, readers)
    assert told(outcomes) == ["Harbour tunnel opens two years late", "cannot_take", "cannot_take", "four"]
    assert Article.objects.count() == 2


def test_what_fails_while_it_is_stored_is_rolled_back_alone(
    edith: Person, readers: Readers, monkeypatch: pytest.MonkeyPatch
) -> None:
    upload = zip_of(one_txt=TEXT.encode(), two_txt=b"Two.")
    files = submit_many(unpack(upload).files, About(), by=edith, readers=readers)
    assert next(files).article is not None
    monkeypatch.setattr("articles.actions.submit.revision_line", lambda _: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        next(files)
    assert Article.objects.count() == 1
    assert AuditEvent.objects.filter(kind="article.submitted").count() == 1


def test_the_same_text_is_stored_once_and_the_second_is_told_so(edith: Person, readers: Readers) -> None:
    upload = zip_of(one_txt=TEXT.encode(), two_txt=TEXT.encode())
    first, second = submitted(upload, edith, readers)
    assert first.article is not None
    assert second.refused is not None
    assert (second.refused.code, second.refused.details["article"]) == (Code.ALREADY_HERE, first.article.pk)
    assert [one.refused.code for one in submitted(upload, edith, readers) if one.refused] == [Code.ALREADY_HERE] * 2
    assert Article.objects.count() == 1


def test_those_who_want_a_second_copy_get_one(edith: Person, readers: Readers) -> None:
    assert len(told(submitted(zip_of(one_txt=TEXT.encode(), two_txt=TEXT.encode()), edith, readers, twin_ok=True))) == 2
    assert Article.objects.count() == 2


def test_the_charset_that_was_chosen_holds_for_every_file(edith: Person, readers: Readers) -> None:
    upload = Upload("a.zip", zipped({"a.txt": "Łódź paid 3 million.".encode("cp1250")}), charset="windows-1250")
    assert told(submitted(upload, edith, readers)) == ["a"]
    assert Article.objects.get().newest.text == "Łódź paid 3 million."  # type: ignore[union-attr]


def test_a_word_file_is_one_article_and_no_zip(edith: Person) -> None:
    unpacked = unpack(Upload("a.docx", word(p("Words."))))
    assert [one.name for one in unpacked.files] == ["a.docx"]


def test_a_zip_that_is_not_taken_is_refused_in_words() -> None:
    with pytest.raises(Refused, match=r"damaged.*Nothing was stored\.$"):
        unpack(Upload("a.zip", b"PK\x03\x04 broken"))


def test_who_may_not_upload_is_told_before_a_file_is_looked_at(rita: Person, edith: Person, readers: Readers) -> None:
    def untouched() -> Iterator[Incoming]:
        pytest.fail("a file was looked at")
        yield Incoming("")

    with pytest.raises(Refused, match="Only editors"):
        submit_many(untouched(), About(), by=rita, readers=readers)
    with pytest.raises(Refused, match="at most 500"):
        submit_many(untouched(), About(title="x" * 501), by=edith, readers=readers)


def test_only_some_files_are_held_at_a_time(edith: Person, readers: Readers) -> None:
    asked: list[int] = []

    def many() -> Iterator[Incoming]:
        for number in range(20):
            asked.append(number)
            yield Incoming(f"{number}.txt", Upload(f"{number}.txt", f"It cost {number} euros.".encode()))

    outcomes = submit_many(many(), About(), by=edith, readers=readers)
    next(outcomes)
    assert len(asked) <= AHEAD + 2
    assert len(list(outcomes)) == 19
