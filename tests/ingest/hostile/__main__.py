"""`python -m tests.ingest.hostile [--mutations 2000] [--first 0] [FORMAT …]`: the fuzzing of the readers, as a table."""

import argparse
import sys

from tests.ingest.hostile.round import DiedError, read_round
from tests.ingest.hostile.seeds import SEEDS

COLUMNS = ("mutations", "accepted", "refused", "errors", "slowest ms", "peak MB", "grown MB")


def main() -> int:
    """Print the table; 1 when a reader broke."""
    parser = argparse.ArgumentParser(prog="python -m tests.ingest.hostile", description=__doc__)
    parser.add_argument("formats", nargs="*", choices=[[], *map(str, SEEDS)], metavar="FORMAT", help=", ".join(SEEDS))
    parser.add_argument("--mutations", type=int, default=2_000, help="of each format (2000)")
    parser.add_argument("--first", type=int, default=0, help="the number of the first (0); others are other files")
    asked = parser.parse_args()
    print(f"{'format':10}" + "".join(f"{column:>11}" for column in COLUMNS))
    faults = []
    for kind in asked.formats or SEEDS:
        try:
            found = read_round(str(kind), asked.first, asked.first + asked.mutations)
        except DiedError as died:
            faults.append(str(died))
            continue
        print(found.row(str(kind)), flush=True)
        faults += found.faults
    print("\n".join(faults))
    return 1 if faults else 0


if __name__ == "__main__":
    sys.exit(main())
