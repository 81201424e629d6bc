"""Reads and writes safetensors files with NumPy alone, from the published format.

A stand-in for `safetensors.torch.load_file` and `save_file`, which Debian does not package.
Source: https://github.com/huggingface/safetensors#format
"""

import json

import numpy as np
import torch

FORMATS = {"F32": torch.float32, "F64": torch.float64, "F16": torch.float16, "BF16": torch.bfloat16}
NAMES = {dtype: name for name, dtype in FORMATS.items()}


def save_file(tensors, path, metadata=None):
    """As `safetensors.torch.save_file`: tensors of a state dict by name."""
    header, data = {}, b""
    if metadata:
        header["__metadata__"] = metadata
    for name, tensor in tensors.items():
        tensor = tensor.detach().contiguous()
        # NumPy has no bfloat16; its bits are what is written.
        bits = tensor.view(torch.int16) if tensor.dtype == torch.bfloat16 else tensor
        piece = bits.numpy().tobytes()
        header[name] = {"dtype": NAMES[tensor.dtype], "shape": list(tensor.shape), "data_offsets": [len(data), len(data) + len(piece)]}
        data += piece
    text = json.dumps(header, separators=(",", ":")).encode()
    text += b" " * (-len(text) % 8)
    with open(path, "wb") as file:
        file.write(len(text).to_bytes(8, "little") + text + data)


def load_file(path):
    """As `safetensors.torch.load_file`: a state dict, of F32 tensors only."""
    with open(path, "rb") as file:
        content = file.read()
    length = int.from_bytes(content[:8], "little")
    header = json.loads(content[8 : 8 + length])
    metadata = header.pop("__metadata__", {})
    tensors = {}
    for name, entry in header.items():
        assert entry["dtype"] == "F32", entry
        begin, end = (8 + length + offset for offset in entry["data_offsets"])
        values = np.frombuffer(content[begin:end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(values.copy())
    return tensors, metadata
