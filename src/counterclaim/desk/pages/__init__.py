"""One module for each page: its context, a documented dataclass that is also its JSON twin, and what builds it."""
