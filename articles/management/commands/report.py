"""`manage.py report`: the report of an article into a file."""

import sys
from argparse import ArgumentParser
from hashlib import sha256
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.export import export_report
from articles.management.asking import article_numbered, person_named, told_in_one_line
from articles.reports import BUNDLE, OFFERED

CHECK = "Whoever gets it unpacks it and runs in its folder: python3 verify.py --key 'KEY'  (`manage.py audit key` tells KEY)"


class Command(BaseCommand):
    help = "Write the report of an article to a file and record in the trail that it was handed out."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("article", type=int, metavar="ARTICLE", help="its id")
        parser.add_argument("--format", required=True, metavar="F", help=", ".join(OFFERED))
        parser.add_argument("--output", required=True, type=Path, metavar="FILE", help="where to; - for the terminal")
        parser.add_argument("--as", dest="person", metavar="USER", help="for whom; left out: for the operator")

    def handle(self, *_: Any, **options: Any) -> None:
        article = article_numbered(options["article"])
        by = person_named(options["person"]) if options["person"] else None
        output: Path = options["output"]
        if str(output) != "-" and not output.parent.is_dir():
            raise CommandError(f"There is no folder {output.parent}.")
        with told_in_one_line():
            exported = export_report(article, options["format"], by=by)
        if str(output) == "-":
            sys.stdout.buffer.write(exported.data)
            return
        try:
            output.write_bytes(exported.data)
        except OSError as error:
            raise CommandError(f"{output} cannot be written ({error.strerror}).") from error
        self.stdout.write(f"{output}: {len(exported.data)} bytes, SHA-256 {sha256(exported.data).hexdigest()}")
        if exported.report.format == BUNDLE:
            self.stdout.write(CHECK)
