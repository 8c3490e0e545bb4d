"""The shipped weights: found in the package, verified against their manifest, refused when their labels are not ours."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from importlib import resources

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


def load_artefact(expected: Mapping[str, Sequence[str]], case_of: Callable[[str], int]) -> Artefact:
    """Give the shipped artefact. Raises SetupError where it is missing, damaged, or made for other labels.

    `expected` maps each label set (kinds, roles, statuses, flags, cases) to the names the code expects, in order.
    """
    folder = resources.files("counterclaim.engine") / "weights"
    try:
        manifest = json.loads((folder / "manifest.json").read_text(encoding="utf-8"))
        model = (folder / manifest["model"]).read_bytes()
        tokeniser = (folder / manifest["tokeniser"]).read_text(encoding="utf-8")
    except (FileNotFoundError, KeyError, ValueError) as error:
        raise SetupError(
            f"The reading model is missing or its manifest is damaged ({error}). Install the package again."
        ) from error
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
    version = f"{manifest['name']}@{manifest['sha256']['model'][:12]}"
    return Artefact(
        version,
        encoder,
        roles,
        tokeniser,
        tuple(expected["kinds"]),
        case_of,
        float(manifest["lean"]),
        tuple(manifest["calibration"]),
    )
