"""Average the weights of networks that were trained from one start: python -m lab.reader.average OUT CHECKPOINT...

After Wortsman et al. 2022, "Model soups". Only networks of one shape that began from the same checkpoint average well.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(checkpoints: list[dict[str, torch.Tensor]]) -> dict[str, torch.Tensor]:
    """Give the mean of every tensor."""
    return {name: torch.stack([c[name] for c in checkpoints]).mean(0) for name in checkpoints[0]}


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoint", type=Path, nargs="+")
    args = parser.parse_args()
    torch.save(average([torch.load(path, weights_only=True) for path in args.checkpoint]), args.out)


if __name__ == "__main__":
    main()
