"""What the extractor may list for a claim and notice in an article, set by hand, so that tests do not hang on its taste."""

from articles.models import Article, Claim, Extraction, Hint


def with_checkpoints(claim: Claim, kinds: dict[str, str]) -> Claim:
    """The claim with these words of its own as checkpoints, each with its kind."""
    places = [(claim.words.quote.index(words), words) for words in kinds]
    claim.checkpoints = [
        {"start": start, "end": start + len(words), "words": words, "kind": kinds[words]} for start, words in places
    ]
    claim.save()
    return claim


def boxes(claim: Claim, *indices: int) -> list[str]:
    """The ticked boxes of a form, by the place of their checkpoints in the list."""
    return [f"{claim.checkpoints[i]['start']}-{claim.checkpoints[i]['end']}" for i in indices]


def noticed(article: Article, why: str, *quotes: str, agrees: bool = False, kind: str = "conflict") -> Hint:
    """A hint on words of the newest revision."""
    revision = article.newest
    assert revision is not None
    starts = [revision.text.index(quote) for quote in quotes]
    return Hint.objects.create(
        article=article,
        revision=revision,
        extraction=Extraction.objects.get(revision=revision),
        kind=kind,
        agrees=agrees,
        places=[[start, start + len(quote)] for start, quote in zip(starts, quotes, strict=True)],
        quotes=list(quotes),
        why=why,
    )


def alike(*claims: Claim) -> None:
    """Let these claims say the same."""
    Claim.objects.filter(pk__in=[claim.pk for claim in claims]).update(likeness="a" * 16)
