"""`manage.py audit`: prove that the trail is whole, sign it, and show or change the key that signs."""

import sys
from argparse import ArgumentParser
from collections.abc import Callable
from pathlib import Path
from typing import Any

from django.conf import settings
from django.core.management.base import BaseCommand, CommandError

from articles.actions.audit import sign_verified, verify
from articles.actions.refusals import Refused
from articles.actions.rotate_key import NO_KEY, replace_lost_key, rotate_key
from articles.actions.trail_key import GONE, Alarm
from articles.ledger.keys import BadCheckpoint, origin_of
from articles.management.told import as_json, in_words
from articles.models import TrailKey
from articles.reports.vouched import handovers, keyring, own_keyring

EMPTY = "There is nothing to sign: the trail is empty."
EXIT_CODES = (
    "Exit code 0: whole. 10 altered, 11 gap, 12 fork, 13 truncated, 14 inconsistent with a checkpoint, "
    "15 the tables say something else than the trail, 16 bad signature, 20 a guard is missing in the database."
)


class Command(BaseCommand):
    help = f"Verify the trail, sign a checkpoint of it, show the key. {EXIT_CODES}"
    requires_system_checks = ()  # a missing guard must not keep anybody from looking

    def add_arguments(self, parser: ArgumentParser) -> None:
        acts = parser.add_subparsers(dest="act", required=True, metavar="verify, checkpoint or key")
        look = acts.add_parser("verify", help="walk and replay the whole trail", description=EXIT_CODES)
        look.add_argument("--json", action="store_true", help="print what was found as JSON")
        told = "a checkpoint that you kept elsewhere, to compare with; as often as you like"
        look.add_argument("--checkpoint", metavar="FILE", action="append", default=[], help=told)
        told = "the desk's public key as you know it: the line, or a file with it"
        look.add_argument("--key", metavar="KEY", help=told)
        told = "verify the whole trail, sign it and print the checkpoint, for you to keep elsewhere"
        acts.add_parser("checkpoint", help=told, description=f"{told.capitalize()}. {EXIT_CODES}")
        told = "print the public key, and the handovers that lead to it from older ones"
        key = acts.add_parser("key", help=told, description=told.capitalize())
        how = key.add_mutually_exclusive_group()
        how.add_argument("--rotate", action="store_true", help="make a new key, and have the old one vouch for it")
        how.add_argument("--lost", action="store_true", help="make a new key, because the old one is gone for good")

    def handle(self, *_: Any, **options: Any) -> None:
        act: Callable[..., None] = getattr(self, options["act"])
        try:
            act(**options)
        except Alarm as alarm:
            self.stderr.write(f"NOTHING WAS SIGNED ({alarm.finding.damage}, event {alarm.finding.seq}): {alarm}")
            sys.exit(alarm.finding.damage.exit_code)
        except Refused as refused:
            raise CommandError(refused.message) from refused
        except BadCheckpoint as error:
            raise CommandError(f"The desk's key, or a handover to it, is not what it should be: {error}.") from error
        except OSError as error:
            raise CommandError(f"{error.filename}: {error.strerror}") from error

    def verify(self, *, json: bool, checkpoint: list[str], key: str | None, **_: Any) -> None:
        """Print what was found, and end with its exit code."""
        given = [Path(name).read_bytes() for name in checkpoint]
        found = verify(by=None, progress=self.progress(), given=given, key=public_key(key) if key else None)
        self.stdout.write(as_json(found) if json else "\n".join(in_words(found)))
        if found.exit_code:
            sys.exit(found.exit_code)

    def checkpoint(self, **_: Any) -> None:
        """Print a checkpoint of the trail as it stands."""
        signed = sign_verified(progress=self.progress())
        if signed is None:
            raise CommandError(EMPTY)
        self.stdout.write(signed.note, ending="")

    def key(self, *, rotate: bool, lost: bool, **_: Any) -> None:
        """Print the key in use and how it came to be."""
        changed = rotate_key() if rotate else replace_lost_key() if lost else None
        ring = keyring(changed.public) if changed else own_keyring()
        if ring is None:
            raise CommandError(GONE.format(settings.TRAIL_KEY_FILE) if TrailKey.objects.exists() else NO_KEY)
        self.stdout.write(ring.in_use)
        for note in handovers(ring):
            self.stdout.write(f"\n{note}", ending="")

    def progress(self) -> Callable[[float], None] | None:
        """Show on a terminal how far it is."""
        if not self.stderr.isatty():
            return None
        return lambda share: self.stderr.write(f"\r{share:4.0%}", ending="\r" if share < 1 else "\n")


def public_key(told: str) -> str:
    """The public key line that was given, or that is in the file of this name.  Raises CommandError."""
    for line in (told, _content(told)):
        try:
            origin_of(line)
        except BadCheckpoint:
            continue
        return line
    raise CommandError(f"{told} is neither a public key nor a file with one.")


def _content(name: str) -> str:
    try:
        return Path(name).read_text("utf-8", "replace").strip()
    except OSError:
        return ""
