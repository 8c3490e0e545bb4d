"""The reading network: a small BERT, trigger tags per word, and roles read again for each trigger by the upper layers.

The lower layers run once over a window of sentences. For each trigger the last `role_layers` layers run once more over
its sentence alone, from the hidden states under them, with the trigger (and the other triggers) marked.
"""

from __future__ import annotations

import json
import math
import struct
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES, TRIGGER_TAGS


@dataclass(frozen=True)
class Shape:
    """The size of an encoder; `origin` is the position of the first piece, `relative` that attention knows distances."""

    width: int
    layers: int
    vocabulary: int
    positions: int
    eps: float
    origin: int = 0
    relative: bool = False
    heads: int = 12

    @property
    def inner(self) -> int:
        """The width between the two halves of a layer."""
        return 4 * self.width


MINILM = Shape(384, 6, 30522, 512, 1e-12)
MPNET = Shape(768, 12, 30527, 514, 1e-5, origin=2, relative=True)
SHAPES = {shape.vocabulary: shape for shape in (MINILM, MPNET)}
BUCKETS, FARTHEST = 32, 128


def attend(q: Tensor, k: Tensor, v: Tensor, heads: int, bias: Tensor | None) -> Tensor:
    """Give scaled dot-product attention of (batch, length, width) queries, keys and values, heads side by side."""
    b, n, width = q.shape
    q, k, v = (x.view(b, n, heads, width // heads).transpose(1, 2) for x in (q, k, v))
    mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=None if bias is None else bias.to(q.dtype))
    return mixed.transpose(1, 2).reshape(b, n, width)


class FusedAttention(torch.autograd.Function):
    """The same attention, exported (without a mask) as onnxruntime's one operator instead of nine."""

    @staticmethod
    def forward(ctx: object, q: Tensor, k: Tensor, v: Tensor, *rest: object) -> Tensor:
        return attend(q, k, v, *rest)

    @staticmethod
    def symbolic(graph: torch.Graph, q: torch.Value, k: torch.Value, v: torch.Value, *rest: object) -> torch.Value:
        heads, _ = rest
        out = graph.op("com.microsoft::MultiHeadAttention", q, k, v, num_heads_i=heads)
        out.setType(q.type())
        return out


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, shape: Shape, dropout: float) -> None:
        super().__init__()
        width = shape.width
        self.heads = shape.heads
        self.qkv = nn.Linear(width, 3 * width)
        self.out = nn.Linear(width, width)
        self.norm1 = nn.LayerNorm(width, eps=shape.eps)
        self.up = nn.Linear(width, shape.inner)
        self.down = nn.Linear(shape.inner, width)
        self.norm2 = nn.LayerNorm(width, eps=shape.eps)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        q, k, v = self.qkv(x).chunk(3, -1)
        mix = FusedAttention.apply if torch.onnx.is_in_onnx_export() else attend
        mixed = mix(q, k, v, self.heads, bias)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


def mask_bias(mask: Tensor) -> Tensor:
    """Turn a (batch, length) mask of real positions into an additive attention bias."""
    return torch.zeros(mask.shape, dtype=torch.float32, device=mask.device).masked_fill(~mask, -1e4)[:, None, None, :]


def buckets(length: int) -> Tensor:
    """Give (length, length) classes of distance, as MPNet and T5 count them: near ones one by one, far ones together."""
    at = torch.arange(length)
    apart = at[:, None] - at[None, :]
    half = BUCKETS // 2
    exact = half // 2
    size = apart.abs()
    far = exact + (torch.log(size.clamp(min=1) / exact) / math.log(FARTHEST / exact) * (half - exact)).long()
    return (apart < 0) * half + torch.where(size < exact, size, far.clamp(max=half - 1))


class Reader(nn.Module):
    """Encoder, trigger head, role layers and role heads."""

    def __init__(self, shape: Shape = MINILM, *, role_layers: int = 2, branch: int = 4, dropout: float = 0.1) -> None:
        super().__init__()
        self.shape = shape
        self.branch = branch
        width = shape.width
        self.words = nn.Embedding(shape.vocabulary, width)
        self.positions = nn.Embedding(shape.positions, width)
        self.types = nn.Parameter(torch.zeros(width))
        self.cases = nn.Embedding(len(CASES), width)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(width, eps=shape.eps)
        if shape.relative:
            self.distances = nn.Embedding(BUCKETS, shape.heads)
        self.layers = nn.ModuleList(Layer(shape, dropout) for _ in range(shape.layers))
        self.triggers = nn.Linear(width, len(TRIGGER_TAGS))
        self.role_layers = nn.ModuleList(Layer(shape, dropout) for _ in range(role_layers))
        self.mark = nn.Embedding(2 * len(KINDS) + 1, width)
        nn.init.normal_(self.mark.weight, std=0.05)
        nn.init.zeros_(self.mark.weight[0])
        self.roles = nn.Linear(width, 3 * len(ROLES))
        self.traits = nn.Linear(width, len(STATUSES) + 2 * len(FLAGS))
        self.drop = nn.Dropout(dropout)

    def encode(self, ids: Tensor, cases: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Give the hidden states at the branch and at the top, each (batch, length, width)."""
        at = torch.arange(ids.shape[1], device=ids.device) + self.shape.origin
        x = self.drop(self.norm(self.words(ids) + self.positions(at) + self.types + self.cases(cases)))
        bias = self._with_distances(bias, ids.shape[1])
        low = x
        for i, layer in enumerate(self.layers):
            if i == self.branch:
                low = x
            x = layer(x, bias)
        if self.branch >= self.shape.layers:
            low = x
        return low, x

    def _with_distances(self, bias: Tensor | None, length: int) -> Tensor | None:
        if not self.shape.relative:
            return bias
        near = self.distances(buckets(length)).permute(2, 0, 1)[None]
        return near if bias is None else near + bias

    def read_roles(self, low: Tensor, marks: Tensor, bias: Tensor | None, at: Tensor) -> tuple[Tensor, Tensor]:
        """Give role scores (triggers, length, 9 × 3) and trait scores (triggers, 7) for marked sentences."""
        x = low + self.mark(marks)
        bias = self._with_distances(bias, low.shape[1])
        for layer in self.role_layers:
            x = layer(x, bias)
        own = x[torch.arange(x.shape[0], device=x.device), at]
        return self.roles(self.drop(x)), self.traits(self.drop(own))


class Tensors:
    """The tensors of a .safetensors file by name."""

    def __init__(self, path: Path) -> None:
        self._raw = path.read_bytes()
        size = struct.unpack("<Q", self._raw[:8])[0]
        self._since = 8 + size
        self._header = json.loads(self._raw[8 : 8 + size])

    def __call__(self, name: str) -> Tensor:
        """Give a tensor as 32-bit floats. Raises KeyError where the file has none by that name."""
        about = self._header[name]
        start, end = about["data_offsets"]
        kind = {"F32": np.float32, "F16": np.float16}[about["dtype"]]
        flat = np.frombuffer(self._raw[self._since + start : self._since + end], kind)
        return torch.from_numpy(flat.reshape(about["shape"]).astype(np.float32))


# Where a layer's parts stand in a published encoder: queries, keys and values, then what ours are called.
NAMES = {
    MINILM: (
        [f"attention.self.{n}" for n in ("query", "key", "value")],
        {
            "out": "attention.output.dense",
            "norm1": "attention.output.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        },
    ),
    MPNET: (
        [f"attention.attn.{n}" for n in ("q", "k", "v")],
        {
            "out": "attention.attn.o",
            "norm1": "attention.LayerNorm",
            "up": "intermediate.dense",
            "down": "output.dense",
            "norm2": "output.LayerNorm",
        },
    ),
}


def shape_of(base: Path) -> Shape:
    """Give the shape of the encoder in a folder, by the size of its vocabulary."""
    return SHAPES[json.loads((base / "config.json").read_text(encoding="utf-8"))["vocab_size"]]


@torch.no_grad()
def load_base(model: Reader, base: Path) -> None:
    """Fill the encoder (and the role layers, from the layers above the branch) with the published weights in a folder."""
    tensor = Tensors(base / "model.safetensors")
    model.words.weight.copy_(tensor("embeddings.word_embeddings.weight"))
    model.positions.weight.copy_(tensor("embeddings.position_embeddings.weight"))
    if model.shape.relative:
        model.distances.weight.copy_(tensor("encoder.relative_attention_bias.weight"))
    else:
        model.types.copy_(tensor("embeddings.token_type_embeddings.weight")[0])
    model.norm.weight.copy_(tensor("embeddings.LayerNorm.weight"))
    model.norm.bias.copy_(tensor("embeddings.LayerNorm.bias"))
    seeing, names = NAMES[model.shape]
    for i, layer in enumerate(model.layers):
        p = f"encoder.layer.{i}."
        for part in ("weight", "bias"):
            getattr(layer.qkv, part).copy_(torch.cat([tensor(f"{p}{n}.{part}") for n in seeing]))
            for ours, theirs in names.items():
                getattr(getattr(layer, ours), part).copy_(tensor(f"{p}{theirs}.{part}"))
    copy_role_layers(model)


def copy_role_layers(model: Reader) -> None:
    """Start the role layers as copies of the encoder's layers above the branch (its last ones where it has too few)."""
    since = min(model.branch, model.shape.layers - len(model.role_layers))
    for i, layer in enumerate(model.role_layers):
        layer.load_state_dict(model.layers[since + i].state_dict())
