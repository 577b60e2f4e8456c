"""`manage.py import_folder`: every article of a folder, with a progress bar and a summary."""

import json
import sys
import time
from argparse import ArgumentParser
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.refusals import Code
from articles.actions.submit import About
from articles.actions.submit_many import Outcome, submit_many, try_many
from articles.ingest.readers import Readers
from articles.management.asking import told_in_one_line, uploader
from articles.management.comparing import short
from articles.management.folders import Files, files_in, is_hidden

BAR = 30
"""Signs of the progress bar."""
EVERY = 0.1
"""Seconds between two drawings of it."""
INTERRUPTED = 130
SHOWN = 200
"""So many characters of a name or a title are printed."""
WORDS = {"stored": "stored", "same": "same as before", "refused": "refused"}


class Command(BaseCommand):
    help = (
        "Store every file of a folder as an article, and every file of the zips in it, in the order of their names; the "
        "worker looks for their claims. A text that the desk has already, letter for letter, is told and not stored "
        "again, so that an import that was stopped goes on where it was when it is run again. Hidden files are left out. "
        "Exit code 0; 1 when a file was refused; 130 when it was stopped by Ctrl-C."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("folder", type=Path, metavar="FOLDER")
        parser.add_argument(
            "--as", dest="person", metavar="USER", help="who uploads; may be left out where there is one editor only"
        )
        parser.add_argument("--recursive", action="store_true", help="the folders in it too")
        parser.add_argument("--dry-run", action="store_true", help="read everything, store nothing")
        parser.add_argument("--json", action="store_true", help="one JSON object a file, the sum last")

    def handle(self, *_: Any, **options: Any) -> None:
        by, folder = uploader(options["person"]), options["folder"]
        if not folder.is_dir():
            raise CommandError(f"There is no folder {folder}.")
        paths = list(files_in(folder, recursive=options["recursive"]))
        files = Files([path for path in paths if not is_hidden(path, folder)], folder)
        files.left_out += [str(path.relative_to(folder)) for path in paths if is_hidden(path, folder)]
        self.json, self.dry = options["json"], options["dry_run"]
        self.refused: list[Outcome] = []
        self.counts, self.begun, self.drawn = dict.fromkeys(WORDS, 0), time.monotonic(), 0.0
        stopped = False
        try:
            with Readers() as readers, told_in_one_line():
                every = (
                    try_many(files, by=by, readers=readers)
                    if self.dry
                    else submit_many(files, About(), by=by, readers=readers)
                )
                self.follow(every, files)
        except KeyboardInterrupt:
            stopped = True
        self.sum_up(files, stopped=stopped)
        if stopped:
            sys.exit(INTERRUPTED)
        if self.refused:
            raise CommandError(f"{len(self.refused):,} of {files.count:,} files were not taken.")

    def follow(self, every: Iterator[Outcome], files: Files) -> None:
        """Tell of each file: by the bar on a terminal, else in a line."""
        on_terminal = self.stderr.isatty() and not self.json
        for one in every:
            what = what_became(one)
            self.counts[what] += 1
            if what == "refused":
                self.refused.append(one)
            if not on_terminal:
                self.say(as_values(one, what), as_line(one, what))
            elif time.monotonic() - self.drawn >= EVERY:
                self.draw(files, one)
        if on_terminal:
            self.stderr.write("\r" + " " * 79 + "\r", ending="")

    def draw(self, files: Files, one: Outcome) -> None:
        """The bar: how many of how many, how fast, and what is in hand."""
        self.drawn = time.monotonic()
        done = sum(self.counts.values())
        filled = BAR * done // max(1, files.count)
        speed = done / max(0.001, self.drawn - self.begun)
        words = (
            f"{'█' * filled}{'·' * (BAR - filled)} {done:,} of {files.count:,}, {speed:.0f}/s  {short(one.name, 24)}"
        )
        self.stderr.write(f"\r{words[:79]:<79}", ending="")

    def sum_up(self, files: Files, *, stopped: bool) -> None:
        """What was stored, what was there before, and each refused file with its reason."""
        seconds = time.monotonic() - self.begun
        done = sum(self.counts.values())
        values = self.counts | {"files": files.count, "left_out": len(files.left_out)}
        stored = f"{'Would be stored' if self.dry else 'Stored'}: {self.counts['stored']:,}."
        rest = f"Same as before: {self.counts['same']:,}. Refused: {self.counts['refused']:,}."
        speed = f"{done:,} of {files.count:,} files in {seconds:.1f} s, {done / max(0.001, seconds):.0f} a second."
        lines = [f"{stored} {rest} {speed}"]
        if files.left_out:
            lines.append(f"Left out as hidden: {len(files.left_out):,}.")
        lines += [f"  {as_line(one, 'refused')}" for one in self.refused]
        if stopped:
            lines.append("Stopped. What is stored is whole; run it again to go on.")
        self.say(values | {"seconds": round(seconds, 3), "stopped": stopped, "dry_run": self.dry}, "\n".join(lines))

    def say(self, values: dict[str, Any], words: str) -> None:
        """One thing, for programs or for people."""
        self.stdout.write(json.dumps(values) if self.json else words)


def what_became(one: Outcome) -> str:
    """A word of WORDS."""
    if one.refused is None:
        return "stored"
    return "same" if one.refused.code == Code.ALREADY_HERE else "refused"


def as_line(one: Outcome, what: str) -> str:
    """A file and what became of it, in a line."""
    name = short(one.name, SHOWN)
    if one.refused is not None and what == "refused":
        return f"{name}: {short(one.refused.message, 2 * SHOWN)}"
    return f"{name}: {WORDS[what]}" + (f", article {one.article.pk}: {short(one.article.title)}" if one.article else "")


def as_values(one: Outcome, what: str) -> dict[str, Any]:
    """The same for programs."""
    article = one.article.pk if one.article else (one.refused.details.get("article") if one.refused else None)
    told = {"file": one.name, "outcome": what, "bytes": one.size, "article": article}
    return told | ({"code": one.refused.code, "message": one.refused.message} if one.refused else {})
