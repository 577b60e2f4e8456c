"""The scenes that are measured, each beside its floor."""

import time
from collections.abc import Callable
from contextlib import AbstractContextManager, closing

import httpx
from django.core.management import call_command
from django.db import transaction

from articles.actions.cite import Citation
from articles.actions.decide import Ruling, decide_claim
from articles.ledger.leaves import leaf_hash
from articles.models import AuditEvent, Claim, Heartbeat, Person
from articles.models.queue import ORDERS, Wish, page_of
from articles.reports.verification import verify_trail
from tests.bench.filling import PASSWORD, fill
from tests.bench.measure import Figure, measure
from tests.visitor import client_of

Server = Callable[[], AbstractContextManager[str]]
VERIFIED = Ruling("verified", evidence=[Citation(title="City archive", locator="box 3")])


def run_scenes(claims: int, runs: int, server: Server) -> list[Figure]:
    """Fill a desk and measure it; the figures in the order of the table."""
    call_command("migrate", verbosity=0)
    call_command("collectstatic", verbosity=0, interactive=False)
    begun = time.perf_counter()
    cast, articles = fill(claims)
    print(
        f"{Claim.objects.count():,} claims in {len(articles):,} articles, made in {time.perf_counter() - begun:.0f} s"
    )
    with server() as address, closing(client_of(address, "carl", PASSWORD)) as client:
        figures = pages(client, articles[len(articles) // 2].pk, runs)
    return [*figures, *acts(cast, runs)]


def pages(client: httpx.Client, article: int, runs: int) -> list[Figure]:
    """The pages that people open all day, over HTTP."""

    def page(name: str, url: str, floor: Figure | None = None) -> Figure:
        return measure(name, lambda _: client.get(url).raise_for_status(), runs=runs, floor=floor)

    bare = page("a bare view of 50 rows, same server", "/bare/")
    order = ORDERS["risk"]
    cursor = ""
    for _ in range(40):
        cursor = page_of(Wish().claims(Claim.objects.all()), order, cursor=cursor).next or cursor
    return [
        bare,
        page("queue, first page", "/queue/", bare),
        page("queue, page 40", f"/queue/?cursor={cursor}", bare),
        page("queue, nobody's claims by deadline", "/queue/?assignee=nobody&ordering=deadline", bare),
        page("queue, searched", "/queue/?q=ferry", bare),
        page("workbench, 50 claims", f"/articles/{article}/", bare),
        page("articles", "/articles/", bare),
        page("my desk", "/", bare),
        page("trail", "/trail/", bare),
        page("API, claims", "/api/v1/claims/", bare),
    ]


def acts(cast: dict[str, Person], runs: int) -> list[Figure]:
    """What is written, and what it costs above a transaction with one insert."""
    open_claims = iter(Claim.objects.pending().for_lists().order_by("pk")[: runs + 3])

    def insert(number: int) -> None:
        with transaction.atomic():
            Heartbeat.objects.create(name=f"bench {number}", at=cast["rita"].created_at)

    def decide(_: int) -> None:
        claim = next(open_claims)
        decide_claim(claim, VERIFIED, by=cast["rita"], seen=claim.version)

    bare = measure("a bare transaction with one insert", insert, runs=runs)
    hashing = measure("reading and hashing every event", lambda _: hash_all(), runs=3, warm=0)
    return [
        bare,
        measure("decide a claim, with evidence and trail", decide, runs=runs, floor=bare),
        hashing,
        measure("audit verify, the whole trail", lambda _: verify_trail(), runs=3, warm=0, floor=hashing),
    ]


def hash_all() -> str:
    """What no verification can do without: every payload read and hashed once."""
    payloads = AuditEvent.objects.oldest_first().values_list("payload", flat=True).iterator(chunk_size=2000)
    return [leaf_hash(payload.encode()) for payload in payloads][-1]
