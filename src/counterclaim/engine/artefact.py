"""The shipped weights: found in the package, verified against their manifest, refused when their labels are not ours."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib import resources
from importlib.resources.abc import Traversable
from typing import Any

from counterclaim.errors import SetupError


@dataclass(frozen=True, slots=True)
class Artefact:
    """The two int8 graphs, tokeniser text and the labels that the manifest states. `version` names weights by digest.

    `lean` and `calibration` (slope, intercept) were chosen on held-out text with these very weights.
    """

    version: str
    encoder: bytes
    roles: bytes
    tokeniser: str
    kinds: tuple[str, ...]
    case_of: Callable[[str], int]
    lean: float
    calibration: tuple[float, float]


def name_version() -> str:
    """Give the version that the manifest states, without opening the weights. Raises SetupError where it is damaged."""
    with _refusing():
        return _version(_read_manifest())


def load_artefact(expected: Mapping[str, Sequence[str]], case_of: Callable[[str], int]) -> Artefact:
    """Give the shipped artefact. Raises SetupError where it is missing, damaged, or made for other labels.

    `expected` maps each label set (kinds, roles, statuses, flags, cases) to the names the code expects, in order.
    """
    with _refusing():
        manifest = _read_manifest()
        model = (_folder() / manifest["model"]).read_bytes()
        tokeniser = (_folder() / manifest["tokeniser"]).read_text(encoding="utf-8")
    for name, content in (("model", model), ("tokeniser", tokeniser.encode())):
        digest = hashlib.sha256(content).hexdigest()
        if digest != manifest["sha256"][name]:
            raise SetupError(
                f"The {name} file does not have the digest that its manifest states. Install the package again."
            )
    for name, labels in expected.items():
        theirs = manifest["labels"].get(name, [])
        if list(labels) != theirs:
            missing = sorted(set(labels) - set(theirs)) or "none, but the order differs"
            raise SetupError(
                f"Model labels differ from the code in {name}: model has {len(theirs)}, "
                f"reading expects {len(labels)} (missing: {missing})."
            )
    with zipfile.ZipFile(io.BytesIO(model)) as archive:
        encoder, roles = archive.read("encoder.onnx"), archive.read("roles.onnx")
    return Artefact(
        _version(manifest),
        encoder,
        roles,
        tokeniser,
        tuple(expected["kinds"]),
        case_of,
        float(manifest["lean"]),
        tuple(manifest["calibration"]),
    )


def _folder() -> Traversable:
    return resources.files("counterclaim.engine") / "weights"


def _read_manifest() -> dict[str, Any]:
    manifest: dict[str, Any] = json.loads((_folder() / "manifest.json").read_text(encoding="utf-8"))
    return manifest


def _version(manifest: Mapping[str, Any]) -> str:
    return f"{manifest['name']}@{manifest['sha256']['model'][:12]}"


@contextmanager
def _refusing() -> Iterator[None]:
    try:
        yield
    except (FileNotFoundError, KeyError, ValueError) as error:
        raise SetupError(
            f"The reading model is missing or its manifest is damaged ({error}). Install the package again."
        ) from error
