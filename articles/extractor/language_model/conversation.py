"""Asking a server about the chunks of an article: a few at a time, again where that helps, never longer than agreed."""

import asyncio
import time
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from random import SystemRandom
from typing import TYPE_CHECKING, NamedTuple

from articles.extractor.language_model.answers import Answer, Failed, answers, content, decoded
from articles.extractor.language_model.chunks import Chunk
from articles.extractor.language_model.meter import Meter
from articles.extractor.language_model.post import TOO_LATE, Reply, client, post
from articles.extractor.language_model.prompt import Form, Question, estimated, question
from articles.extractor.language_model.settings import Settings

if TYPE_CHECKING:
    import httpx

Outcome = Sequence[Answer] | Failed
AT_ONCE, TRIES = 4, 3
# The share of an article's time that one answer may take, so that others have a chance.
SHARE = 0.75
DICE = SystemRandom()


class Waits(NamedTuple):
    """Seconds: to connect, before the second try, and between two signs of life while answers are awaited."""

    connect: float = 5.0
    pause: float = 0.5
    heartbeat: float = 2.0


def ask(
    settings: Settings, chunks: Sequence[Chunk], meter: Meter, waits: Waits, tell: Callable[[float], None]
) -> Sequence[Outcome]:
    """The claims of each chunk, or why there are none, within settings.seconds; tell is called with 0..1 all the while."""
    with asyncio.Runner() as runner:
        talk = Conversation(settings, meter, waits)
        task = runner.get_loop().create_task(talk.about(chunks))
        while not task.done():
            runner.run(asyncio.wait({task}, timeout=waits.heartbeat))
            tell(talk.done / len(chunks))  # between two runs of the loop: it may well write to a database
    return task.result()


class Conversation:
    """One article with one server: what the server has shown not to know or to refuse holds for all chunks."""

    def __init__(self, settings: Settings, meter: Meter, waits: Waits) -> None:
        self.settings, self.meter, self.waits = settings, meter, waits
        self.patience = SHARE * settings.seconds
        self.deadline = time.monotonic() + settings.seconds
        self.form = Form()
        self.over = ""
        self.done = 0
        self.settled = asyncio.Condition()

    async def about(self, chunks: Sequence[Chunk]) -> Sequence[Outcome]:
        """Ask about every chunk; returns as many outcomes, in the same order."""
        room = asyncio.Semaphore(AT_ONCE)
        async with client(self.settings, self.patience, self.waits.connect) as line:
            return await asyncio.gather(*(self._outcome(line, chunk, room) for chunk in chunks))

    async def _outcome(self, line: "httpx.AsyncClient", chunk: Chunk, room: asyncio.Semaphore) -> Outcome:
        async with room:
            try:
                async with asyncio.timeout(self._left()):
                    return Failed(self.over) if self.over else await self._answers(line, question(chunk))
            except TimeoutError:
                return Failed(TOO_LATE)
            except Failed as problem:
                self.over = problem.why if problem.lasting else self.over
                return problem
            finally:
                self.done += 1

    def _left(self) -> float:
        return max(0.0, self.deadline - time.monotonic())

    async def _answers(self, line: "httpx.AsyncClient", asked: Question) -> list[Answer]:
        """The answers to one question; tries again where that may help. Raises Failed."""
        failures = 0
        while True:
            form = self.form
            async with self._reserved(asked):
                reply = await self._reply(line, asked, form)
                if reply.status == 200:
                    return self._read(reply.body, asked)
            if reply.refuses_the_form and self._yields(form, reply.body):
                continue
            failures += 1
            await asyncio.sleep(self._pause(reply, failures))

    @asynccontextmanager
    async def _reserved(self, asked: Question) -> AsyncIterator[None]:
        """Keep the tokens of a question and its longest answer from others; waits for those that are on their way."""
        tokens = asked.tokens + asked.answer_tokens
        meter = self.meter
        async with self.settled:
            await self.settled.wait_for(lambda: meter.fits(tokens) or not meter.reserved)
            if not meter.fits(tokens):
                raise Failed(f"may not use more than {meter.most:,} tokens for one article")
            meter.reserved += tokens
        try:
            yield
        finally:
            meter.reserved -= tokens
            async with self.settled:
                self.settled.notify_all()

    async def _reply(self, line: "httpx.AsyncClient", asked: Question, form: Form) -> Reply:
        """Send one request. Raises Failed."""
        self.meter.requests += 1
        reply = None
        try:
            async with asyncio.timeout(min(self.patience, self._left())):
                reply = await post(line, self.settings.address, asked.body(self.settings.name, form))
        except TimeoutError:
            raise Failed(TOO_LATE) from None
        finally:
            if reply is None:  # the server may have worked, and will want to be paid, all the same
                self.meter.charge(None, asked.tokens, 0)
        return reply

    def _read(self, body: bytes, asked: Question) -> list[Answer]:
        """What a good reply says; it is paid for even when it cannot be read. Raises Failed."""
        usage, written = None, body.decode("utf-8", "replace")
        try:
            reply = decoded(body)
            usage = reply.get("usage")
            written = content(reply)
            return answers(written)
        finally:
            self.meter.charge(usage, asked.tokens, estimated(written))

    def _yields(self, form: Form, complaint: bytes) -> bool:
        """Whether there is a simpler form to ask in: another chunk may have found it already."""
        if self.form == form:
            self.form = form.simpler(complaint.decode("utf-8", "replace")) or form
        return self.form != form

    def _pause(self, reply: Reply, failures: int) -> float:
        """Seconds to wait before the next try. Raises Failed where there is none."""
        pause = max(self.waits.pause * 2.0 ** (failures - 1) * DICE.uniform(0.5, 1), reply.wait)
        if not reply.may_pass or failures == TRIES or pause >= self._left():
            raise Failed(reply.why, lasting=True)
        return pause
