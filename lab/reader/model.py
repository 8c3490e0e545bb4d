"""The reading network: a small BERT, trigger tags per word, and roles read again for each trigger by the upper layers.

The lower layers run once over a window of sentences. For each trigger the last `role_layers` layers run once more over
its sentence alone, from the hidden states under them, with the trigger (and the other triggers) marked.
"""

from __future__ import annotations

import json
import struct
from pathlib import Path

import numpy as np
import torch
from torch import Tensor, nn
from torch.nn import functional as F

from counterclaim.reading.labels import CASES, FLAGS, KINDS, ROLES, STATUSES, TRIGGER_TAGS

WIDTH, HEADS, INNER, LAYERS, VOCABULARY, POSITIONS = 384, 12, 1536, 6, 30522, 512


class Layer(nn.Module):
    """One BERT layer, post-norm."""

    def __init__(self, dropout: float) -> None:
        super().__init__()
        self.qkv = nn.Linear(WIDTH, 3 * WIDTH)
        self.out = nn.Linear(WIDTH, WIDTH)
        self.norm1 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.up = nn.Linear(WIDTH, INNER)
        self.down = nn.Linear(INNER, WIDTH)
        self.norm2 = nn.LayerNorm(WIDTH, eps=1e-12)
        self.dropout = dropout

    def forward(self, x: Tensor, bias: Tensor | None) -> Tensor:
        b, n, _ = x.shape
        q, k, v = self.qkv(x).view(b, n, 3, HEADS, WIDTH // HEADS).permute(2, 0, 3, 1, 4)
        if torch.onnx.is_in_onnx_export():
            scores = q @ k.transpose(-1, -2) / (WIDTH // HEADS) ** 0.5
            mixed = torch.softmax(scores, -1) @ v
        else:
            mixed = F.scaled_dot_product_attention(q, k, v, attn_mask=bias)
        mixed = mixed.transpose(1, 2).reshape(b, n, WIDTH)
        x = self.norm1(x + F.dropout(self.out(mixed), self.dropout, self.training))
        return self.norm2(x + F.dropout(self.down(F.gelu(self.up(x))), self.dropout, self.training))


def mask_bias(mask: Tensor) -> Tensor:
    """Turn a (batch, length) mask of real positions into an additive attention bias."""
    return torch.zeros(mask.shape, dtype=torch.float32, device=mask.device).masked_fill(~mask, -1e4)[:, None, None, :]


class Reader(nn.Module):
    """Encoder, trigger head, role layers and role heads."""

    def __init__(self, *, role_layers: int = 2, branch: int = 4, dropout: float = 0.1) -> None:
        super().__init__()
        self.branch = branch
        self.words = nn.Embedding(VOCABULARY, WIDTH)
        self.positions = nn.Embedding(POSITIONS, WIDTH)
        self.types = nn.Parameter(torch.zeros(WIDTH))
        self.cases = nn.Embedding(len(CASES), WIDTH)
        nn.init.zeros_(self.cases.weight)
        self.norm = nn.LayerNorm(WIDTH, eps=1e-12)
        self.layers = nn.ModuleList(Layer(dropout) for _ in range(LAYERS))
        self.triggers = nn.Linear(WIDTH, len(TRIGGER_TAGS))
        self.role_layers = nn.ModuleList(Layer(dropout) for _ in range(role_layers))
        self.mark = nn.Embedding(2 * len(KINDS) + 1, WIDTH)
        nn.init.normal_(self.mark.weight, std=0.05)
        nn.init.zeros_(self.mark.weight[0])
        self.roles = nn.Linear(WIDTH, 3 * len(ROLES))
        self.traits = nn.Linear(WIDTH, len(STATUSES) + 2 * len(FLAGS))
        self.drop = nn.Dropout(dropout)

    def encode(self, ids: Tensor, cases: Tensor, bias: Tensor | None) -> tuple[Tensor, Tensor]:
        """Give the hidden states at the branch and at the top, each (batch, length, width)."""
        at = torch.arange(ids.shape[1], device=ids.device)
        x = self.drop(self.norm(self.words(ids) + self.positions(at) + self.types + self.cases(cases)))
        low = x
        for i, layer in enumerate(self.layers):
            if i == self.branch:
                low = x
            x = layer(x, bias)
        if self.branch >= LAYERS:
            low = x
        return low, x

    def read_roles(self, low: Tensor, marks: Tensor, bias: Tensor | None, at: Tensor) -> tuple[Tensor, Tensor]:
        """Give role scores (triggers, length, 9 × 3) and trait scores (triggers, 7) for marked sentences."""
        x = low + self.mark(marks)
        for layer in self.role_layers:
            x = layer(x, bias)
        own = x[torch.arange(x.shape[0], device=x.device), at]
        return self.roles(self.drop(x)), self.traits(self.drop(own))


def load_minilm(model: Reader, folder: Path) -> None:
    """Fill the encoder (and the role layers, from the layers above the branch) with MiniLM's weights."""
    raw = (folder / "model.safetensors").read_bytes()
    size = struct.unpack("<Q", raw[:8])[0]
    header = json.loads(raw[8 : 8 + size])

    def tensor(name: str) -> Tensor:
        start, end = header[name]["data_offsets"]
        kind = {"F32": np.float32, "F16": np.float16}[header[name]["dtype"]]
        return torch.from_numpy(
            np.frombuffer(raw[8 + size + start : 8 + size + end], kind)
            .reshape(header[name]["shape"])
            .astype(np.float32)
            .copy()
        )

    with torch.no_grad():
        model.words.weight.copy_(tensor("embeddings.word_embeddings.weight"))
        model.positions.weight.copy_(tensor("embeddings.position_embeddings.weight"))
        model.types.copy_(tensor("embeddings.token_type_embeddings.weight")[0])
        model.norm.weight.copy_(tensor("embeddings.LayerNorm.weight"))
        model.norm.bias.copy_(tensor("embeddings.LayerNorm.bias"))
        for i, layer in enumerate(model.layers):
            p = f"encoder.layer.{i}."
            for part in ("weight", "bias"):
                getattr(layer.qkv, part).copy_(
                    torch.cat([tensor(f"{p}attention.self.{n}.{part}") for n in ("query", "key", "value")])
                )
                for ours, theirs in (
                    ("out", "attention.output.dense"),
                    ("norm1", "attention.output.LayerNorm"),
                    ("up", "intermediate.dense"),
                    ("down", "output.dense"),
                    ("norm2", "output.LayerNorm"),
                ):
                    getattr(getattr(layer, ours), part).copy_(tensor(f"{p}{theirs}.{part}"))
    copy_role_layers(model)


def copy_role_layers(model: Reader) -> None:
    """Start the role layers as copies of the encoder's layers above the branch (its last ones where it has too few)."""
    since = min(model.branch, LAYERS - len(model.role_layers))
    for i, layer in enumerate(model.role_layers):
        layer.load_state_dict(model.layers[since + i].state_dict())
