"""python -m articles.extractor FILE [--published YYYY-MM-DD]: what is found in a plain text, as JSON; needs no database."""

import argparse
import json
import sys
from datetime import date
from pathlib import Path

from articles.extractor import find_candidates
from articles.text.recognise import recognise_blocks


def main(arguments: list[str] | None = None) -> int:
    """Read FILE as UTF-8 with nothing translated and print the findings; offsets count the file's own code points."""
    parser = argparse.ArgumentParser(prog="python -m articles.extractor", description=__doc__)
    parser.add_argument("file", type=Path)
    parser.add_argument("--published", type=date.fromisoformat, default=None, metavar="YYYY-MM-DD")
    options = parser.parse_args(arguments)
    try:
        with options.file.open(encoding="utf-8", newline="") as file:
            text = file.read()
    except (OSError, UnicodeDecodeError) as problem:
        print(f"{options.file}: {problem}", file=sys.stderr)
        return 2
    findings = find_candidates(text, recognise_blocks(text), published_on=options.published)
    json.dump(findings.shown(), sys.stdout, ensure_ascii=False, indent=1)
    print()
    return 0


if __name__ == "__main__":
    sys.exit(main())
