"""The reading network on onnxruntime: one sequence a call, one thread, nothing downloaded.

A report's reading is a function of its text alone: windows are never batched with other reports' windows, since int8
scales are taken per call.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Protocol

import numpy as np
import onnxruntime
from numpy.typing import NDArray
from tokenizers import Tokenizer

from counterclaim.engine.artefact import Artefact

Scores = NDArray[np.float32]
# A word is never more pieces than this, a window never more than the encoder has positions for.
LONGEST_WORD = 16
LONGEST_WINDOW = 500


class Marked(Protocol):
    """A trigger as the role layers need it: words [start, end) of its sentence, and its kind."""

    @property
    def start(self) -> int: ...
    @property
    def end(self) -> int: ...
    @property
    def kind(self) -> int: ...


@dataclass(slots=True)
class Window:
    """A window after its pass: scores per word, hidden states per piece, and each word's first piece."""

    encoder: OnnxEncoder
    trigger_scores: Scores
    low: Scores
    first: list[int]
    pieces: int

    def roles(self, start: int, end: int, triggers: Sequence[Marked]) -> tuple[Scores, Scores]:
        """Give role and trait scores of a sentence's triggers; (triggers, words, roles × 3) and (triggers, traits)."""
        end = min(end, len(self.first))
        since = self.first[start]
        until = self.first[end] if end < len(self.first) else self.pieces
        marks = np.zeros((len(triggers), until - since), np.int64)
        at = np.zeros(len(triggers), np.int64)
        spans = [(self._piece(start + t.start) - since, self._piece(start + t.end) - since, t.kind) for t in triggers]
        for i, (own_start, own_end, own_kind) in enumerate(spans):
            for other_start, other_end, kind in spans:
                marks[i, other_start:other_end] = 1 + kind + self.encoder.kinds
            marks[i, own_start:own_end] = 1 + own_kind
            at[i] = own_start
        roles, traits = self.encoder.run_roles(self.low[:, since:until], marks, at)
        return roles[:, [f - since for f in self.first[start:end]]], traits

    def _piece(self, word: int) -> int:
        return self.first[word] if word < len(self.first) else self.pieces


def _open(graph: bytes, options: onnxruntime.SessionOptions) -> onnxruntime.InferenceSession:
    """Give a session. Sums and norms stay apart: joined, they were a seventh slower on the processors at hand."""
    return onnxruntime.InferenceSession(
        graph, options, providers=["CPUExecutionProvider"], disabled_optimizers=["SkipLayerNormFusion"]
    )


class OnnxEncoder:
    """Serves `reading.Encoder` from a verified artefact. One session, one thread, spinning off."""

    def __init__(self, artefact: Artefact) -> None:
        options = onnxruntime.SessionOptions()
        options.intra_op_num_threads = 1
        options.inter_op_num_threads = 1
        options.add_session_config_entry("session.intra_op.allow_spinning", "0")
        options.log_severity_level = 3
        self.version = artefact.version
        self.lean = artefact.lean
        self.calibration = artefact.calibration
        self.kinds = len(artefact.kinds)
        self._case_of = artefact.case_of
        self._encoder, self._roles = (_open(graph, options) for graph in (artefact.encoder, artefact.roles))
        self._tokenizer: Tokenizer = Tokenizer.from_str(artefact.tokeniser)
        self._pieces: dict[str, tuple[list[int], int]] = {}

    def encode(self, words: Sequence[str]) -> Window:
        """Pass words through the encoder once; words past the longest window get no scores (readers never send so many)."""
        ids, cases, first = [101], [5], []
        for word in words:
            pieces, case = self._split(word)
            if len(ids) + len(pieces) > LONGEST_WINDOW:
                break
            first.append(len(ids))
            ids.extend(pieces)
            cases.extend([case] * len(pieces))
        size = len(ids)
        feed = {"ids": np.array([[*ids, 102]], np.int64), "cases": np.array([[*cases, 5]], np.int64)}
        low, scores = self._encoder.run(["hidden", "triggers"], feed)
        per_word = np.zeros((len(words), scores.shape[2]), np.float32)
        per_word[: len(first)] = scores[0, first]
        per_word[len(first) :, 0] = 1.0
        return Window(self, per_word, low, first, size)

    def run_roles(self, low: Scores, marks: NDArray[np.int64], at: NDArray[np.int64]) -> tuple[Scores, Scores]:
        """Run the role layers for marked copies of one sentence, four at a time: bounded memory however many triggers."""
        roles, traits = [], []
        for i in range(0, len(marks), 4):
            rows = marks[i : i + 4]
            feed = {"low": np.repeat(low, len(rows), axis=0), "marks": rows, "at": at[i : i + 4]}
            one, other = self._roles.run(["roles", "traits"], feed)
            roles.append(one)
            traits.append(other)
        return np.concatenate(roles), np.concatenate(traits)

    def _split(self, word: str) -> tuple[list[int], int]:
        """Give the pieces of a word and how it is written."""
        known = self._pieces.get(word)
        if known is None:
            if len(self._pieces) > 200_000:
                self._pieces.clear()
            pieces = self._tokenizer.encode(word, add_special_tokens=False).ids[:LONGEST_WORD] or [100]
            known = self._pieces[word] = pieces, self._case_of(word)
        return known
