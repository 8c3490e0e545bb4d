"""Sets that grow together (union–find): joining is certain and has no order."""

from __future__ import annotations


class Unions:
    """Positions from 0, each alone at first; a group is led by its lowest position, whatever the order of joining."""

    def __init__(self, size: int) -> None:
        self._leader = list(range(size))

    def find(self, position: int) -> int:
        """Give the lowest position of the group."""
        leader = self._leader
        while leader[position] != position:
            leader[position] = leader[leader[position]]
            position = leader[position]
        return position

    def join(self, a: int, b: int) -> int:
        """Make one group of two and give its leader."""
        low, high = sorted((self.find(a), self.find(b)))
        self._leader[high] = low
        return low

    def groups(self) -> list[list[int]]:
        """Give the members of every group in order, the groups by their leaders."""
        held: dict[int, list[int]] = {}
        for position in range(len(self._leader)):
            held.setdefault(self.find(position), []).append(position)
        return [held[leader] for leader in sorted(held)]
