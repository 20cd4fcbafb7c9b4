"""The trained parts as a Stanza resources directory, in half precision and without paths inside."""

from __future__ import annotations

import hashlib
import json
import shutil
from pathlib import Path
from typing import Any

import torch
from safetensors.torch import load_file, save_file

_PARTS = {
    "tokenize": "tokenizer",
    "mwt": "expander",
    "pos": "tagger",
    "lemma": "lemmas",
    "depparse": "parser",
}


def pack(parts: dict[str, Path], encoder: Path, out: Path) -> None:
    """Write `out/en/*/compact.pt`, `out/encoder/` and `out/resources.json`."""
    checksums = {}
    for processor, name in _PARTS.items():
        target = out / "en" / processor / "compact.pt"
        target.parent.mkdir(parents=True, exist_ok=True)
        _pack_part(parts[name], target)
        checksums[processor] = hashlib.md5(target.read_bytes()).hexdigest()
    _pack_encoder(encoder, out / "encoder")
    package = dict.fromkeys(_PARTS, "compact")
    resources = {"lang_name": "English", "packages": {"compact": package, "default": package}}
    files = {processor: {"compact": {"md5": checksum}} for processor, checksum in checksums.items()}
    (out / "resources.json").write_text(json.dumps({"en": {**resources, **files}}, indent=1))


def _pack_part(source: Path, target: Path) -> None:
    state = torch.load(source, map_location="cpu", weights_only=True)
    if isinstance(state.get("config"), dict):
        state["config"] = {key: _portable(key, value) for key, value in state["config"].items()}
        state["config"].pop("resolve_head_constraints", None)  # training's False would switch off the default
    if state.get("model") is not None:
        state["model"] = _half(state["model"])
    torch.save(state, target, _use_new_zipfile_serialization=False)


def _portable(key: str, value: Any) -> Any:
    if key.endswith("_dir") and isinstance(value, str):
        return ""
    if key.endswith("_file") and isinstance(value, str):
        return None
    if key.endswith("save_name") and isinstance(value, str):
        return Path(value).name
    return "cpu" if key == "device" else value


def _half(value: Any) -> Any:
    if isinstance(value, torch.Tensor):
        return value.half().clone() if value.dtype == torch.float32 else value.clone()
    if isinstance(value, dict):
        return type(value)((key, _half(inner)) for key, inner in value.items())
    return value


def _pack_encoder(source: Path, target: Path) -> None:
    target.mkdir(parents=True, exist_ok=True)
    weights = {name: _half(weight) for name, weight in load_file(source / "model.safetensors").items()}
    kept = {name: weight for name, weight in weights.items() if not name.startswith("pooler.")}
    save_file(kept, target / "model.safetensors", metadata={"format": "pt"})
    config = json.loads((source / "config.json").read_text())
    config = {key: value for key, value in config.items() if key not in {"torch_dtype", "_name_or_path"}}
    (target / "config.json").write_text(json.dumps({**config, "dtype": "float32"}, indent=1))
    for path in source.glob("*token*.json"):
        shutil.copyfile(path, target / path.name)
