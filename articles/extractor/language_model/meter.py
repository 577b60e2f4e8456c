"""What one article uses up: requests, tokens, money; and how much of its tokens is left."""

from dataclasses import dataclass
from decimal import ROUND_CEILING, Decimal

from articles.extractor.language_model.settings import Settings

# A server that counts more tokens than this for one answer does not count.
MOST_BELIEVED = 100_000_000


@dataclass
class Meter:
    """Counts while an article is asked about; reserved are tokens of questions on their way."""

    most: int
    requests: int = 0
    prompt_tokens: int = 0
    completion_tokens: int = 0
    reserved: int = 0
    is_estimate: bool = False

    def fits(self, tokens: int) -> bool:
        """Whether so many tokens more may be used."""
        return self.prompt_tokens + self.completion_tokens + self.reserved + tokens <= self.most

    def charge(self, usage: object, prompt: int, completion: int) -> None:
        """Count what a server says it used, or our own estimates where it does not say."""
        told = usage if isinstance(usage, dict) else {}
        self.prompt_tokens += self._believed(told.get("prompt_tokens"), prompt)
        self.completion_tokens += self._believed(told.get("completion_tokens"), completion)

    def _believed(self, told: object, estimate: int) -> int:
        if isinstance(told, int) and not isinstance(told, bool) and 0 <= told <= MOST_BELIEVED:
            return told
        self.is_estimate = True
        return estimate

    def used(self, settings: Settings) -> dict[str, int]:
        """The counts by name; with prices also cost_micros, millionths of the currency, rounded up."""
        counts = {
            "requests": self.requests,
            "prompt_tokens": self.prompt_tokens,
            "completion_tokens": self.completion_tokens,
        }
        if settings.price_in is not None or settings.price_out is not None:
            # A price for a million tokens in units is a price for one token in millionths of a unit.
            price_in, price_out = settings.price_in or Decimal(0), settings.price_out or Decimal(0)
            cost = self.prompt_tokens * price_in + self.completion_tokens * price_out
            counts["cost_micros"] = int(cost.to_integral_value(ROUND_CEILING))
        return counts
