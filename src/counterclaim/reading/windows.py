"""Which sentences pass the encoder together. Sizes in, ranges out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# Words in a window: long enough for context, short enough that attention stays cheap.
BUDGET = 120


@dataclass(frozen=True, slots=True)
class Window:
    """Sentences [since, until) pass together; those before `at` were read before and only give context."""

    since: int
    at: int
    until: int


def pack(sizes: Sequence[int], *, budget: int = BUDGET, lead: int = 1) -> Iterator[Window]:
    """Give windows that cover every sentence once, each led by `lead` sentences already read.

    A window holds as many sentences as fit into `budget` words, and at least one; a leading sentence that would fill more
    than half of the budget is left out.
    """
    at = 0
    while at < len(sizes):
        since = max(0, at - lead)
        while since < at and sum(sizes[since:at]) > budget // 2:
            since += 1
        size = sum(sizes[since:at])
        until = at
        while until < len(sizes) and (until == at or size + sizes[until] <= budget):
            size += sizes[until]
            until += 1
        yield Window(since, at, until)
        at = until
