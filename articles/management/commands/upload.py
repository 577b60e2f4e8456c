"""`manage.py upload`: articles from files."""

from argparse import ArgumentParser
from datetime import date
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.submit import About
from articles.actions.submit_many import submit_many
from articles.ingest.readers import Readers
from articles.management.asking import told_in_one_line, uploader
from articles.management.comparing import short
from articles.management.folders import Files


class Command(BaseCommand):
    help = (
        "Upload files as articles, each its own, and every file of a zip; the worker looks for their claims. "
        "Prints id and title of each. For many files: import_folder."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("files", nargs="+", type=Path, metavar="FILE", help="txt, md, html, docx, pdf …, or zip")
        parser.add_argument(
            "--as", dest="person", metavar="USER", help="who uploads; may be left out where there is one editor only"
        )
        parser.add_argument("--title", default="", help="of a single file; else what the file says")
        parser.add_argument("--byline", default="", help="who wrote it")
        parser.add_argument("--published", type=date.fromisoformat, metavar="YYYY-MM-DD", help="when it was published")
        parser.add_argument("--source-url", default="", metavar="URL", help="where it stands")

    def handle(self, *_: Any, **options: Any) -> None:
        by = uploader(options["person"])
        paths: list[Path] = options["files"]
        if options["title"] and (len(paths) > 1 or paths[0].suffix.lower() == ".zip"):
            raise CommandError("--title is for a single file.")
        about = About(options["title"], options["byline"], options["published"], options["source_url"])
        missing = [str(path) for path in paths if not path.is_file()]
        if missing:
            raise CommandError(f"There is no file {missing[0]}; nothing was uploaded.")
        files, refused = Files(paths), 0
        with Readers() as readers, told_in_one_line():
            for one in submit_many(files, about, by=by, readers=readers, twin_ok=True):
                if one.article is not None:
                    self.stdout.write(f"{one.article.pk}\t{short(one.article.title, 500)}")
                else:
                    refused += 1
                    self.stderr.write(f"{short(one.name, 500)}: {one.refused}")
        for name in files.left_out:
            self.stderr.write(f"{short(name, 500)}: left out, a hidden file")
        if refused:
            raise CommandError(f"{refused} of {files.count} files were not taken.")
