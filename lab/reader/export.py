"""Turn a trained checkpoint into the shipped file: int8 ONNX graphs, the tokeniser, and a manifest with digests."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
import zipfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES

from .model import MINILM, Reader

HERE = Path(__file__).resolve().parents[2]


class Encode(nn.Module):
    """The pass over a window."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor) -> tuple[Tensor, Tensor]:
        hidden, top = self.reader.encode(ids, cases, None)
        return hidden, self.reader.triggers(top)


class Roles(nn.Module):
    """The pass over a sentence for each of its triggers."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, low: Tensor, marks: Tensor, at: Tensor) -> tuple[Tensor, Tensor]:
        roles, traits = self.reader.read_roles(low, marks, None, at)
        return roles, traits


def quantise(
    graph: nn.Module, sample: tuple[Tensor, ...], names: tuple[list[str], list[str]], axes: dict[str, dict[int, str]]
) -> bytes:
    """Give a module as an int8 ONNX graph: dynamic, per channel, seven-bit weights so that older CPUs do not overflow."""
    with tempfile.TemporaryDirectory() as folder:
        plain, ready, small = (Path(folder) / f"{n}.onnx" for n in ("plain", "ready", "small"))
        torch.onnx.export(
            graph,
            sample,
            str(plain),
            input_names=names[0],
            output_names=names[1],
            dynamic_axes=axes,
            opset_version=17,
            dynamo=False,
        )
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(small), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
        return small.read_bytes()


def pack(graphs: dict[str, bytes], path: Path) -> None:
    """Write graphs into one file, the same bytes at any time."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_STORED) as archive:
        for name, graph in graphs.items():
            archive.writestr(zipfile.ZipInfo(name, (1980, 1, 1, 0, 0, 0)), graph)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("checkpoint", type=Path)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--name", default="minilm-reader")
    parser.add_argument("--role-layers", type=int, default=2)
    parser.add_argument("--branch", type=int, default=4)
    parser.add_argument("--lean", type=float, default=0.0)
    parser.add_argument("--out", type=Path, default=HERE / "src" / "counterclaim" / "engine" / "weights")
    args = parser.parse_args()
    reader = Reader(role_layers=args.role_layers, branch=args.branch)
    reader.load_state_dict(torch.load(args.checkpoint, weights_only=True))
    reader.eval()
    window = (torch.randint(1000, 2000, (1, 9)), torch.zeros(1, 9, dtype=torch.long))
    sentence = (torch.randn(2, 7, MINILM.width), torch.zeros(2, 7, dtype=torch.long), torch.tensor([1, 2]))
    graphs = {
        "encoder.onnx": quantise(
            Encode(reader),
            window,
            (["ids", "cases"], ["hidden", "triggers"]),
            {n: {1: "n"} for n in ("ids", "cases", "hidden", "triggers")},
        ),
        "roles.onnx": quantise(
            Roles(reader),
            sentence,
            (["low", "marks", "at"], ["roles", "traits"]),
            {
                "low": {0: "t", 1: "m"},
                "marks": {0: "t", 1: "m"},
                "at": {0: "t"},
                "roles": {0: "t", 1: "m"},
                "traits": {0: "t"},
            },
        ),
    }
    args.out.mkdir(parents=True, exist_ok=True)
    pack(graphs, args.out / "reader.zip")
    tokeniser = json.loads((args.base / "tokenizer.json").read_text(encoding="utf-8"))
    tokeniser["padding"] = tokeniser["truncation"] = None
    (args.out / "tokeniser.json").write_text(json.dumps(tokeniser, ensure_ascii=False), encoding="utf-8")
    digest = {
        name: hashlib.sha256((args.out / file).read_bytes()).hexdigest()
        for name, file in (("model", "reader.zip"), ("tokeniser", "tokeniser.json"))
    }
    labels = {"kinds": KINDS, "roles": ROLES, "statuses": STATUSES, "flags": FLAGS, "cases": CASES}
    manifest = {
        "name": args.name,
        "model": "reader.zip",
        "tokeniser": "tokeniser.json",
        "sha256": digest,
        "labels": labels,
        "lean": args.lean,
        "calibration": [1.0, 0.0],
    }
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{(args.out / 'reader.zip').stat().st_size / 1e6:.1f} MB, sha256 {digest['model']}")


if __name__ == "__main__":
    main()
