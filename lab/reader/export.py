"""Turn a trained checkpoint into the shipped file: one int8 ONNX graph, the tokeniser, and a manifest with digests."""

from __future__ import annotations

import argparse
import hashlib
import json
import tempfile
from pathlib import Path

import torch
from onnxruntime.quantization import QuantType, quantize_dynamic
from onnxruntime.quantization.shape_inference import quant_pre_process
from torch import Tensor, nn

from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES

from .model import WIDTH, Reader

HERE = Path(__file__).resolve().parents[2]


class Whole(nn.Module):
    """Both passes in one graph; the engine asks for the outputs of one of them at a time."""

    def __init__(self, reader: Reader) -> None:
        super().__init__()
        self.reader = reader

    def forward(self, ids: Tensor, cases: Tensor, low: Tensor, marks: Tensor, at: Tensor) -> tuple[Tensor, Tensor, Tensor, Tensor]:
        hidden, top = self.reader.encode(ids, cases, None)
        roles, traits = self.reader.read_roles(low, marks, None, at)
        return hidden, self.reader.triggers(top), roles, traits


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
    sample = (torch.randint(1000, 2000, (1, 9)), torch.zeros(1, 9, dtype=torch.long), torch.randn(2, 7, WIDTH), torch.zeros(2, 7, dtype=torch.long), torch.tensor([1, 2]))
    args.out.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        plain, ready = Path(folder) / "plain.onnx", Path(folder) / "ready.onnx"
        axes = {"ids": {1: "n"}, "cases": {1: "n"}, "hidden": {1: "n"}, "triggers": {1: "n"}, "low": {0: "t", 1: "m"}, "marks": {0: "t", 1: "m"}, "at": {0: "t"}, "roles": {0: "t", 1: "m"}, "traits": {0: "t"}}
        torch.onnx.export(Whole(reader), sample, str(plain), input_names=["ids", "cases", "low", "marks", "at"], output_names=["hidden", "triggers", "roles", "traits"], dynamic_axes=axes, opset_version=17, dynamo=False)
        quant_pre_process(str(plain), str(ready), skip_symbolic_shape=True)
        quantize_dynamic(str(ready), str(args.out / "reader.onnx"), weight_type=QuantType.QInt8, per_channel=True, reduce_range=True)
    tokeniser = json.loads((args.base / "tokenizer.json").read_text(encoding="utf-8"))
    tokeniser["padding"] = tokeniser["truncation"] = None
    (args.out / "tokeniser.json").write_text(json.dumps(tokeniser, ensure_ascii=False), encoding="utf-8")
    digest = {name: hashlib.sha256((args.out / file).read_bytes()).hexdigest() for name, file in (("model", "reader.onnx"), ("tokeniser", "tokeniser.json"))}
    labels = {"kinds": KINDS, "roles": ROLES, "statuses": STATUSES, "flags": FLAGS, "cases": CASES}
    manifest = {"name": args.name, "model": "reader.onnx", "tokeniser": "tokeniser.json", "sha256": digest, "labels": labels, "lean": args.lean}
    (args.out / "manifest.json").write_text(json.dumps(manifest, indent=1) + "\n", encoding="utf-8")
    print(f"{(args.out / 'reader.onnx').stat().st_size / 1e6:.1f} MB, sha256 {digest['model']}")


if __name__ == "__main__":
    main()
