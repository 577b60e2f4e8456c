"""Importing a folder: how fast articles are read and stored, beside bare INSERTs of the same texts."""

import random
import tempfile
import time
from collections.abc import Iterator
from pathlib import Path

from django.db import connection, transaction

from articles.actions.people import make_person
from articles.actions.submit import About
from articles.actions.submit_many import submit_many
from articles.ingest.readers import Readers
from articles.management.folders import Files, files_in
from articles.models import Article, Person
from tests.bench.filling import PASSWORD, sentences
from tests.bench.measure import Figure
from tests.ingest.files import p, word

SENTENCES = 40
"""In each article: some 3,000 characters, as news have."""


def import_scene(count: int) -> list[Figure]:
    """Milliseconds for each of count articles, a third each of texts, pages and Word files: bare, and as imported."""
    edith = Person.objects.filter(username="edith").first()
    edith = edith or make_person("edith", "editor", by=None, password=PASSWORD)
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-folder-") as name, Readers() as readers:
        folder = Path(name)
        texts = list(_fill(folder, count))
        bare = Figure("a bare INSERT of an article's text", list(_timed(_insert(texts))))
        files = Files(files_in(folder, recursive=False), folder)
        outcomes = submit_many(files, About(), by=edith, readers=readers)
        imported = Figure("import_folder, an article", list(_timed(outcomes)), bare)
    stored = Article.objects.filter(title__startswith="Imported ").count()
    assert stored == count, f"{stored} of {count} were stored"
    return [bare, imported]


def _fill(folder: Path, count: int) -> Iterator[str]:
    """Write count articles, no two alike; their texts."""
    chance = random.Random(11)
    for number in range(count):
        title, lines = f"Imported {number}", list(sentences(chance, SENTENCES))
        body = [title, *lines]
        data = (
            "\n\n".join(body).encode(),
            f"<html><body><article><h1>{title}</h1>{''.join(f'<p>{line}</p>' for line in lines)}</article></body></html>".encode(),
            word("".join([p(title, properties='<w:outlineLvl w:val="0"/>'), *map(p, lines)])),
        )[number % 3]
        (folder / f"{number:05}.{('txt', 'html', 'docx')[number % 3]}").write_bytes(data)
        yield "\n\n".join(body)


def _insert(texts: list[str]) -> Iterator[None]:
    with connection.cursor() as cursor:
        cursor.execute("CREATE TABLE bench_bare (text TEXT NOT NULL)")
        for text in texts:
            with transaction.atomic():
                cursor.execute("INSERT INTO bench_bare VALUES (%s)", [text])
            yield
        cursor.execute("DROP TABLE bench_bare")


def _timed(steps: Iterator[object]) -> Iterator[float]:
    """Milliseconds that each step took; what started the readers counts for the first."""
    begun = time.perf_counter()
    for _ in steps:
        yield (time.perf_counter() - begun) * 1000
        begun = time.perf_counter()
