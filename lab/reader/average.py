"""Average the weights of networks that were trained from one start: python -m lab.reader.average OUT CHECKPOINT... [--shares ...]

After Wortsman et al. 2022, "Model soups". Only networks of one shape that began from the same checkpoint average well.
"""

from __future__ import annotations

import argparse
from pathlib import Path

import torch


def average(checkpoints: list[dict[str, torch.Tensor]], shares: list[float]) -> dict[str, torch.Tensor]:
    """Give the mean of every tensor, each checkpoint with its share."""
    whole = sum(shares)
    return {
        name: sum((share / whole * c[name] for share, c in zip(shares, checkpoints, strict=True)), torch.zeros(()))
        for name in checkpoints[0]
    }


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("checkpoint", type=Path, nargs="+")
    parser.add_argument("--shares", type=float, nargs="*", help="of each checkpoint; equal ones unless told")
    args = parser.parse_args()
    shares = args.shares or [1.0] * len(args.checkpoint)
    torch.save(average([torch.load(path, weights_only=True) for path in args.checkpoint], shares), args.out)


if __name__ == "__main__":
    main()
