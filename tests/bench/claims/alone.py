"""Time and memory of one judge, measured in a process of its own: python -m tests.bench.claims.alone JUDGE [FOLDER]; prints JSON."""

import json
import re
import sys
import time
from collections.abc import Callable
from pathlib import Path
from statistics import median

from articles.extractor import find_candidates
from articles.extractor.choice import judge_named
from articles.extractor.facets import all_facets
from articles.extractor.judges import Judge
from articles.text.recognise import recognise_blocks
from articles.text.sentences import sentences

HELD = {"now": "VmRSS", "at most": "VmHWM"}
SAMPLES = Path(__file__).resolve().parents[3] / "articles" / "sample"
RUNS, UGLY_SIZE, SENTENCES, EVERY = 15, 500_000, 50, 5
UGLY = {
    "one-letter lines": "a\n",
    "one line of words": "word ",
    "figures": "1,234 ",
    "quotation marks": '"',
    "open brackets": "(",
    "full stops": "A. ",
    "capitals": "Aa ",
    "quotations": '"x y z," said ',
    "dates": "May 5, ",
    "sums": "rose 5% to 10 ",
    "rows": "a|1|\n",
}


def article() -> str:
    """The first 50 sentences of the sample articles."""
    text = "\n\n".join(path.read_text("utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    return text[: sentences(text, recognise_blocks(text))[SENTENCES - 1].end]


def resident(process: int | str = "self") -> dict[str, float]:
    """Memory that a process holds in MB, now and at most so far; nothing where the kernel shows no /proc."""
    status = Path(f"/proc/{process}/status")
    words = status.read_text("ascii", "replace") if status.exists() else ""
    found = {name: re.search(rf"^{kind}:\s+(\d+) kB", words, re.MULTILINE) for name, kind in HELD.items()}
    return {name: int(size[1]) * 1024 / 1e6 for name, size in found.items() if size}


def took(act: Callable[..., object], *given: object) -> float:
    """Seconds of the processor for act with what it is given: others who work on the machine do not count."""
    begun = time.process_time()
    act(*given)
    return time.process_time() - begun


def find(text: str, judge: Judge) -> None:
    """Everything that the product does with a text."""
    find_candidates(text, recognise_blocks(text), judge=judge)


def one_article(judge: Judge) -> dict[str, float]:
    """An article of 50 sentences: memory after the first run, then medians of time beside their floor."""
    text = article()
    find(text, judge)
    memory = resident()
    blocks = recognise_blocks(text)
    found = sentences(text, blocks)
    acts: dict[str, Callable[[], object]] = {
        "an article of 50 sentences, all of it, ms": lambda: find(text, judge),
        "facets of 50 sentences, ms": lambda: all_facets(text, blocks, found, None, lambda _: None),
        "floor: one pass of a regex over its words, ms": lambda: re.findall(r"\S+", text),
    }
    times = {name: 1000 * median(took(act) for _ in range(RUNS)) for name, act in acts.items()}
    return times | {f"a fresh process that judged one article, {name}, MB": size for name, size in memory.items()}


def news(judge: Judge, folder: Path) -> dict[str, float]:
    """Throughput over real articles, one by one."""
    lines = (folder / "articles.jsonl").read_text("utf-8").strip("\n").split("\n")
    texts = [json.loads(line)["text"] for line in lines[::EVERY]]
    seconds = sum(took(find, text, judge) for text in texts)
    return {f"{len(texts)} desknews articles, MB/s": sum(len(text.encode()) for text in texts) / 1e6 / seconds}


def ugly(judge: Judge) -> dict[str, dict[str, float]]:
    """For every ugly text the seconds for 1 MB, and how much longer that took than half of it."""
    found = {}
    for name, piece in UGLY.items():
        half = piece * (UGLY_SIZE // len(piece))
        first, second = (took(find, text, judge) for text in (half, half + half))
        found[name] = {"s/MB": second, "doubling": second / first}
    return found


def main() -> None:
    """Measure the named judge and print what came out."""
    judge = judge_named(sys.argv[1])
    rows = one_article(judge)
    if sys.argv[2:]:
        rows |= news(judge, Path(sys.argv[2]))
    json.dump({"rows": rows, "parts": ugly(judge)}, sys.stdout)


if __name__ == "__main__":
    main()
