"""Reports that were wired in capitals (MUC-3/4), given the case that their words mostly have in other newswire."""

from __future__ import annotations

import gzip
import re
import tarfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

from counterclaim.reading.tokens import split_sentences, split_words

from .data import Document, Sentence, Splitter

_HEAD = re.compile(r"^((?:DEV|TST\d)-MUC\d-\d{4}).*$", re.MULTILINE)
# Notes of whoever wired it, in brackets, and the double hyphens of old wires.
_NOTE = re.compile(r"\[[^\]]{0,200}\]\s*")
LONGEST = 60


class Cases:
    """How each word is mostly written within a sentence; words that nobody has written are names."""

    def __init__(self, conll: Path, split: Splitter) -> None:
        self._split = split
        seen: dict[str, Counter[str]] = defaultdict(Counter)
        with gzip.open(conll, "rt", encoding="utf-8") as lines:
            first = True
            for line in lines:
                word = line.split(maxsplit=1)[0] if line.strip() else ""
                if word and not first:
                    seen[word.lower()][word] += 1
                first = not word
        self._usual = {low: forms.most_common(1)[0][0] for low, forms in seen.items()}

    def __call__(self, word: str) -> str:
        """Give a word of capitals as it is mostly written."""
        low = word.lower()
        usual = self._usual.get(low)
        if usual:
            return usual
        return low if len(self._split([low]).ids) == 1 else low.capitalize()


def read_muc(archive: Path, cases: Cases) -> Iterator[Document]:
    """Give the documents of the archive, texts only, in ordinary case and without sentences of over LONGEST words."""
    with tarfile.open(archive) as tar:
        for member in sorted(tar.getmembers(), key=lambda m: m.name):
            file = tar.extractfile(member) if re.search(r"(?:dev|tst\d)-muc\d[^/]*$", member.name) else None
            if file is None:
                continue
            parts = _HEAD.split(file.read().decode("latin-1"))
            for name, body in zip(parts[1::2], parts[2::2], strict=True):
                paragraphs = (" ".join(_NOTE.sub("", p).split()) for p in re.split(r"\n\s*\n", body))
                texts = [_recase(text, cases) for p in paragraphs for text in _sentences(p)]
                sentences = [Sentence(t, w) for t in texts if 0 < len(w := split_words(t)) <= LONGEST]
                yield Document(name, sentences)


def _sentences(paragraph: str) -> list[str]:
    return [paragraph[s.start : s.end] for s in split_sentences(paragraph)]


def _recase(text: str, cases: Cases) -> str:
    words = (text[w.start : w.end] for w in split_words(text))
    shown = re.sub(
        r"(['’]?)([^\W\d_]+)", lambda m: m[0].lower() if m[1] and len(m[2]) == 1 else m[1] + cases(m[2]), text
    )
    opener = next((w for w in words if w.isalpha()), "")
    return shown.replace(cases(opener), cases(opener)[:1].upper() + cases(opener)[1:], 1) if opener else shown
