"""Put onnxruntime's one operator for attention into graphs that were exported without it: python -m lab.reader.join.

The weights stay as they are. Graphs of today's `export` have the operator already (`model.FusedAttention`).
"""

from __future__ import annotations

import argparse
import hashlib
import io
import json
import zipfile
from pathlib import Path

import numpy as np
import onnx
from onnx import helper, numpy_helper

from .export import pack
from .model import MINILM

WEIGHTS = Path(__file__).resolve().parents[2] / "src" / "counterclaim" / "engine" / "weights"


def join(graph: bytes) -> bytes:
    """Give the graph with each layer's attention, from its projected input to its mixed output, as one operator."""
    model = onnx.load_from_string(graph)
    nodes = list(model.graph.node)
    ends = "/qkv/Add_output_0"
    layers = [o.removesuffix(ends) for n in nodes for o in n.output if o.endswith(ends)]
    sizes = numpy_helper.from_array(np.array([MINILM.width] * 3, np.int64), "joined.sizes")
    model.graph.initializer.append(sizes)
    for layer in layers:
        mixed = f"{layer}/Reshape_1_output_0"
        at = next(i for i, n in enumerate(nodes) if mixed in n.output)
        parts = [f"{layer}/joined/{part}" for part in "qkv"]
        nodes[at : at + 1] = [
            helper.make_node("Split", [f"{layer}{ends}", sizes.name], parts, axis=-1),
            helper.make_node("MultiHeadAttention", parts, [mixed], domain="com.microsoft", num_heads=MINILM.heads),
        ]
    used = {o.name for o in model.graph.output}
    kept = []
    for node in reversed(nodes):
        if used.intersection(node.output):
            used.update(node.input)
            kept.append(node)
    del model.graph.node[:]
    model.graph.node.extend(reversed(kept))
    tensors = [t for t in model.graph.initializer if t.name in used]
    del model.graph.initializer[:]
    model.graph.initializer.extend(tensors)
    return model.SerializeToString()


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--weights", type=Path, default=WEIGHTS, help="the folder of reader.zip and its manifest")
    folder = parser.parse_args().weights
    with zipfile.ZipFile(io.BytesIO((folder / "reader.zip").read_bytes())) as archive:
        graphs = {name: join(archive.read(name)) for name in archive.namelist()}
    pack(graphs, folder / "reader.zip")
    manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
    manifest["sha256"]["model"] = hashlib.sha256((folder / "reader.zip").read_bytes()).hexdigest()
    (folder / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    main()
