"""`make bench`: the desk with many claims on SQLite, asked through its own web server; a table, and JSON beside it."""

import argparse
import json
import logging
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import django
import httpx

from tests.bench.trail.__main__ import EVENTS, show
from tests.desk import free_port, wait_until

SERVE = "import sys; from waitress import serve; from factcheck.wsgi import application; serve(application, host='127.0.0.1', port=int(sys.argv[1]), threads=8)"


@contextmanager
def server() -> Iterator[str]:
    """The product behind waitress in a process of its own; its address."""
    port = free_port()
    address = f"http://127.0.0.1:{port}"
    with subprocess.Popen([sys.executable, "-c", SERVE, str(port)]) as process:
        try:
            wait_until(lambda: answers(f"{address}/healthz"), "the server")
            yield address
        finally:
            process.terminate()


def answers(url: str) -> bool:
    """Whether somebody answers there."""
    try:
        httpx.get(url, timeout=5)
    except httpx.TransportError:
        return False
    return True


def main() -> None:
    """Fill, serve, measure, print."""
    parser = argparse.ArgumentParser(prog="make bench", description=__doc__)
    parser.add_argument("--claims", type=int, default=50_000)
    parser.add_argument("--articles", type=int, default=1_000, help="how many are imported from a folder")
    parser.add_argument("--events", type=int, nargs="+", default=EVENTS, help="lengths of trails to verify")
    parser.add_argument("--runs", type=int, default=60)
    parser.add_argument("--json", type=Path, help="write the figures here too")
    options = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="factcheck-bench-") as folder:
        os.environ |= {"FACTCHECK_DATA": folder, "DJANGO_SETTINGS_MODULE": "tests.bench.settings", "DATABASE_URL": ""}
        django.setup()
        for chatty in ("httpx", "articles.later"):  # nobody listens to the bell here, and every request is told below
            logging.getLogger(chatty).setLevel(logging.ERROR)
        from tests.bench.importing import import_scene  # noqa: PLC0415  # models need a set-up Django
        from tests.bench.scenes import run_scenes  # noqa: PLC0415

        figures = run_scenes(options.claims, options.runs, server) + import_scene(options.articles)
    print(f"{'':44} {'p50 ms':>9} {'p95 ms':>9} {'p95 / floor':>10}")
    for figure in figures:
        print(figure.row())
    told = [figure.told() for figure in figures] + show(options.events)
    if options.json:
        options.json.write_text(json.dumps(told, indent=1), "utf-8")


if __name__ == "__main__":
    main()
