"""The shipped weights as a checkpoint to train on from: python -m lab.reader.restore OUT.

int8 weights times their scales: not the checkpoint that was exported, but one that reads as the shipped file does.
"""

from __future__ import annotations

import argparse
import zipfile
from pathlib import Path

import onnx
import torch
from onnx import numpy_helper
from torch import Tensor

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "counterclaim" / "engine" / "weights" / "reader.zip"
GRAPHS = ("encoder.onnx", "roles.onnx")
EMBEDDINGS = ("words", "positions", "cases", "mark")
PREFIX = "reader."


def restore(path: Path = WEIGHTS) -> dict[str, Tensor]:
    """Give the state of a `Reader` (32-bit floats by parameter name) from what `export` wrote."""
    state = {}
    with zipfile.ZipFile(path) as archive:
        for name in GRAPHS:
            state |= read_graph(onnx.load_from_string(archive.read(name)).graph)
    return state


def read_graph(graph: onnx.GraphProto) -> dict[str, Tensor]:
    """Give a graph's parameters: plain ones by their names, products by the layer that their node names, transposed back."""
    held = {i.name: torch.from_numpy(numpy_helper.to_array(i).copy()) for i in graph.initializer}
    state = {
        name.removeprefix(PREFIX): t for name, t in held.items() if name.startswith(PREFIX) and t.dtype == torch.float32
    }
    state = {name: t for name, t in state.items() if not name.endswith("_scale")}
    for name in EMBEDDINGS:
        if f"{PREFIX}{name}.weight_quantized" in held:
            state[f"{name}.weight"] = unpack(held, f"{PREFIX}{name}.weight")
    for node in graph.node:
        if node.op_type == "MatMulInteger":
            layer = node.name.removeprefix("/").rpartition("/")[0].replace("/", ".")
            state[f"{layer}.weight"] = unpack(held, node.input[1].removesuffix("_quantized")).T.contiguous()
    return state


def unpack(held: dict[str, Tensor], name: str) -> Tensor:
    """Give a quantised tensor as 32-bit floats; scales and zero points are one for the whole or one a column."""
    zero = held[f"{name}_zero_point"].float()
    return (held[f"{name}_quantized"].float() - zero) * held[f"{name}_scale"]


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("out", type=Path)
    parser.add_argument("--weights", type=Path, default=WEIGHTS)
    args = parser.parse_args()
    torch.save(restore(args.weights), args.out)


if __name__ == "__main__":
    main()
