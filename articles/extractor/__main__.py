"""python -m articles.extractor FILE: what is found in a plain text, as JSON; needs no database."""

import argparse
import json
import os
import sys
from datetime import date
from pathlib import Path

from articles.extractor import find_candidates
from articles.extractor.findings import Told
from articles.extractor.judges import Judge
from articles.extractor.language_model import from_settings
from articles.extractor.small.judge import Small
from articles.text.recognise import recognise_blocks

JUDGES = ("small", "language-model")


def main(arguments: list[str] | None = None) -> int:
    """Read FILE as UTF-8 with nothing translated and print the findings; offsets count the file's own code points."""
    parser = argparse.ArgumentParser(prog="python -m articles.extractor", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--published", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    parser.add_argument("--judge", choices=JUDGES, default=JUDGES[0], help="docs/language-model.md says what it sends")
    options = parser.parse_args(arguments)
    try:
        judge = _judge(options.judge)
        with options.file.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as problem:
        print(f"{options.file}: {problem}", file=sys.stderr)
        return 2
    except ValueError as problem:
        print(problem, file=sys.stderr)
        return 2
    findings = find_candidates(text, recognise_blocks(text), published_on=options.published, judge=judge)
    json.dump(findings.shown(), sys.stdout, ensure_ascii=False, indent=1)
    print()
    for line in _told(findings.told):
        print(line, file=sys.stderr)
    return 0


def _judge(name: str) -> Judge:
    """The judge called name; ValueError, one line, if nobody said how to reach it."""
    if name == JUDGES[0]:
        return Small()
    judge = from_settings(os.environ)
    if judge is None:
        raise ValueError("FACTCHECK_LANGUAGE_MODEL_URL and FACTCHECK_LANGUAGE_MODEL_NAME say which model to ask.")
    return judge


def _told(told: Told) -> list[str]:
    """What the judge has to say of its run."""
    used = ", ".join(f"{name} {count:,}" for name, count in told.used.items())
    return [*told.notes, *([f"Used: {used}."] if used else [])]


if __name__ == "__main__":
    sys.exit(main())
