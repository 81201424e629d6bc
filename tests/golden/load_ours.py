"""Loads a safetensors file written by the book into PyTorch; reads inputs as JSON and writes the network's outputs.

    python3 tests/golden/load_ours.py model.safetensors < inputs.json
"""

import json
import sys

import safetensors_file
import torch
from torch import nn

MODULES = {"leakyRelu": nn.LeakyReLU, "logSoftmax": lambda: nn.LogSoftmax(dim=1), "relu": nn.ReLU, "tanh": nn.Tanh}

tensors, metadata = safetensors_file.load_file(sys.argv[1])
specification = json.loads(metadata["specification"])
assert json.loads(metadata["seed"]) == specification["seed"]
modules, width = [], specification["inputs"]
channels, side = 1, round(width**0.5)
for layer in specification.get("convolutions", []):
    modules.append(nn.Conv2d(channels, layer["filters"], layer["size"]))
    if layer["activation"] != "identity":
        modules.append(MODULES[layer["activation"]]())
    if layer["pool"] > 1:
        modules.append(nn.MaxPool2d(layer["pool"]))
    channels, side = layer["filters"], (side - layer["size"] + 1) // layer["pool"]
if "convolutions" in specification:
    modules.append(nn.Flatten())
    width = channels * side**2
for layer in specification["layers"]:
    modules.append(nn.Linear(width, layer["units"], bias=layer["bias"]))
    if layer["activation"] != "identity":
        modules.append(MODULES[layer["activation"]]())
    width = layer["units"]
network = nn.Sequential(*modules)
network.load_state_dict(tensors)  # strict: names and shapes
with torch.no_grad():
    inputs = torch.tensor(json.load(sys.stdin)).reshape(-1, specification["inputs"])
    if "convolutions" in specification:
        inputs = inputs.unflatten(1, (1, round(specification["inputs"] ** 0.5), -1))
    outputs = network(inputs)
print(json.dumps(outputs.flatten().tolist()))
