"""What was measured, as a table for people and as JSON: each figure beside its target and the published one."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field

from tests.bench.claims.promised import NOTHING, PROMISED, Promise


@dataclass(frozen=True)
class Section:
    """Figures that belong together.

    rows are single figures, parts the same figures for several things each (genres, texts); how says how they were
    measured; remarks are lines for people. judge is the name of who judged, "" where it makes no difference.
    """

    title: str
    rows: Mapping[str, float]
    how: str = ""
    parts: Mapping[str, Mapping[str, float]] = field(default_factory=dict)
    remarks: tuple[str, ...] = ()
    judge: str = ""

    def promise(self, row: str) -> Promise:
        """What was promised of one of its rows."""
        return PROMISED.get((self.title, row), NOTHING)

    def lines(self) -> Iterator[str]:
        """The section as it is printed."""
        yield f"\n{self.title}" + (f" (judge: {self.judge})" if self.judge else "")
        if self.how:
            yield f"  {self.how}"
        for name, value in self.rows.items():
            promise = self.promise(name)
            missed = "" if promise.is_kept(value) else "MISSED "
            yield f"  {name:52} {shown(value):>9}  {missed + promise.target():16} {promise.published}".rstrip()
        if self.parts:
            columns = next(iter(self.parts.values()))
            yield f"  {'':44}" + "".join(f"{column:>11}" for column in columns)
            for name, values in self.parts.items():
                yield f"    {name:42}" + "".join(f"{shown(value):>11}" for value in values.values())
        yield from (f"  - {remark}" for remark in self.remarks)

    def told(self) -> dict[str, object]:
        """As JSON."""
        rows = [
            {"name": name, "value": value, **self.promise(name)._asdict(), "kept": self.promise(name).is_kept(value)}
            for name, value in self.rows.items()
        ]
        parts = {name: dict(values) for name, values in self.parts.items()}
        about = {"title": self.title, "judge": self.judge, "how": self.how, "remarks": list(self.remarks)}
        return {**about, "rows": rows, "parts": parts}


def shown(value: float) -> str:
    """Counts whole, shares with three digits, everything else with one."""
    if isinstance(value, int):
        return f"{value:,}"
    return f"{value:.3f}" if abs(value) <= 1 else f"{value:,.1f}"
