"""`manage.py reextract`: read articles again with the extractor of today, or only see what that would change."""

import json
from argparse import ArgumentParser
from collections import Counter
from collections.abc import Callable, Iterator
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from articles.actions.judging import chosen, judge_named
from articles.actions.reextract import compare, reextract
from articles.actions.refusals import Code, Refused
from articles.extractor import VERSION
from articles.extractor.judges import Judge
from articles.management.asking import article_numbered, person_named, told_in_one_line
from articles.management.comparing import as_diff, as_values, counted, summary
from articles.models import Article, Person

WHICH = "Name articles by their ids, or say --all."


class Command(BaseCommand):
    help = (
        "Queue a run of the present extractor over the newest revision of articles. New proposals become claims; open "
        "claims that are not proposed any more are flagged; what people decided is never touched, and nothing is deleted. "
        "With --compare nothing is queued or written: each article is read here and now, and what would be new (+), "
        "dropped (-) or on other boundaries (~) is printed. Exit code 0, or 1 when an article that was named is refused."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("articles", nargs="*", type=int, metavar="ARTICLE", help="its id")
        parser.add_argument("--all", action="store_true", help="every article; what cannot be read again is counted")
        parser.add_argument("--compare", action="store_true", help="only show what would change")
        parser.add_argument(
            "--judge", metavar="NAME", help="who tells claims from sentences; left out: FACTCHECK_JUDGE"
        )
        parser.add_argument("--as", dest="person", metavar="USER", help="who asks for it; left out: the operator")
        parser.add_argument("--json", action="store_true", help="one JSON object a line, the sum last")

    def handle(self, *_: Any, **options: Any) -> None:
        if bool(options["articles"]) == options["all"]:
            raise CommandError(WHICH)
        judge = judge_called(options["judge"]) if options["judge"] else chosen()
        by = person_named(options["person"]) if options["person"] else None
        self.json: bool = options["json"]
        numbers = list(dict.fromkeys(options["articles"])) or list(
            Article.objects.order_by("pk").values_list("pk", flat=True)
        )
        articles = named(numbers) if options["articles"] else every(numbers)
        if options["compare"]:
            self.compare(articles, len(numbers), judge)
        else:
            self.queue(articles, judge, by, strict=not options["all"])

    def compare(self, articles: Iterator[Article], count: int, judge: Judge) -> None:
        """Print what would change in each article, and in all of them."""
        total: Counter[str] = Counter()
        for done, article in enumerate(articles):
            with told_in_one_line():
                found = compare(article, judge, self.progress(done, count))
            total.update(counted(found))
            self.say(as_values(article, found), "\n".join([*as_diff(article, found), "", ""]))
        words = f"In {count:,} article{'' if count == 1 else 's'}, extractor {VERSION}: {summary(total)}."
        self.say({"sum": dict(total), "articles": count, "extractor": VERSION}, words)

    def queue(self, articles: Iterator[Article], judge: Judge, by: Person | None, *, strict: bool) -> None:
        """Queue a run for each article; with strict an article that is refused is an error."""
        queued, refused = 0, Counter[str]()
        for article in articles:
            try:
                extraction = reextract(article, by=by, judge=judge)
            except Refused as no:
                if no.code == Code.NOT_ALLOWED:
                    raise CommandError(no.message) from no
                refused[no.message] += 1
                if strict:
                    self.say(
                        {"article": article.pk, "code": no.code, "message": no.message}, f"{article.pk}\t{no.message}"
                    )
                continue
            queued += 1
            self.say({"article": article.pk, "extraction": extraction.pk}, f"{article.pk}\tqueued")
        lines = [f"{queued:,} queued for extractor {VERSION}, judge {judge.name}."]
        lines += [f"{number:,} left as they are: {why}" for why, number in refused.most_common()]
        self.say(
            {"queued": queued, "refused": dict(refused), "extractor": VERSION, "judge": judge.name}, "\n".join(lines)
        )
        if strict and refused:
            raise CommandError(f"{refused.total()} of {queued + refused.total()} articles were not queued.")

    def say(self, values: dict[str, Any], words: str) -> None:
        """One thing, for programs or for people."""
        self.stdout.write(json.dumps(values, ensure_ascii=False) if self.json else words)

    def progress(self, done: int, count: int) -> Callable[[float], None] | None:
        """Show on a terminal how far it is."""
        if not self.stderr.isatty():
            return None

        def tell(share: float) -> None:
            words = f"article {done + 1:,} of {count:,}, {share:4.0%}" if share < 1 else ""
            self.stderr.write(f"\r{words:<40}", ending="\r")

        return tell


def judge_called(name: str) -> Judge:
    """The judge of this name.  Raises CommandError when this desk has none."""
    judge = judge_named(name)
    if judge.name != name:
        raise CommandError(f"This desk has no judge named {name}.")
    return judge


def named(numbers: list[int]) -> Iterator[Article]:
    """The articles of these ids.  Raises CommandError, before the first of them is given, when one is not there."""
    return iter([article_numbered(pk) for pk in numbers])


def every(numbers: list[int]) -> Iterator[Article]:
    """The articles of these ids, one at a time: a desk may hold many."""
    return (article for pk in numbers if (article := Article.objects.filter(pk=pk).first()))
