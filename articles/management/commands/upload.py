"""`manage.py upload`: articles from files."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.intake import Upload
from articles.actions.refusals import Refused
from articles.actions.submit import About, submit_article
from articles.management.asking import person_named
from articles.models import Person, Role


class Command(BaseCommand):
    help = "Upload files as articles, each its own; the worker looks for their claims. Prints id and title of each."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="txt, md, html, docx or pdf")
        parser.add_argument(
            "--as", dest="person", metavar="USER", help="who uploads; may be left out where there is one editor only"
        )
        parser.add_argument("--title", default="", help="of a single file; else what the file says")
        parser.add_argument("--byline", default="", help="who wrote it")
        parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD", help="when it was published")
        parser.add_argument("--source-url", default="", metavar="URL", help="where it stands")

    def handle(self, *_: Any, **options: Any) -> None:
        by = person_named(options["person"]) if options["person"] else only_editor()
        if options["title"] and len(options["files"]) > 1:
            raise CommandError("--title is for a single file.")
        about = About(options["title"], options["byline"], options["published"], options["source_url"])
        missing = [str(file) for file in options["files"] if not file.is_file()]
        if missing:
            raise CommandError(f"There is no file {missing[0]}; nothing was uploaded.")
        refused = sum(not self.upload(file, about, by) for file in options["files"])
        if refused:
            raise CommandError(f"{refused} of {len(options['files'])} files were not taken.")

    def upload(self, file: Path, about: About, by: Person) -> bool:
        """Upload one file; whether it was taken."""
        try:
            article = submit_article(Upload(name=file.name, data=file.read_bytes()), about, by=by)
        except (Refused, OSError) as no:
            self.stderr.write(f"{file}: {no}")
            return False
        self.stdout.write(f"{article.pk}\t{article.title}")
        return True


def only_editor() -> Person:
    """The desk's one editor.  Raises CommandError when there is none or a choice."""
    editors: list[Person] = list(Person.objects.active().filter(role=Role.EDITOR)[:2])
    if len(editors) != 1:
        raise CommandError("Say who uploads: --as USER.")
    return editors[0]
