"""Loads a safetensors file written by the book into PyTorch; reads inputs as JSON and writes the network's outputs.

    python3 tests/golden/load_ours.py model.safetensors < inputs.json
"""

import json
import sys

import safetensors_file
import torch
from torch import nn

MODULES = {"leakyRelu": nn.LeakyReLU, "logSoftmax": lambda: nn.LogSoftmax(dim=1)}

tensors, metadata = safetensors_file.load_file(sys.argv[1])
specification = json.loads(metadata["specification"])
assert json.loads(metadata["seed"]) == specification["seed"]
modules, width = [], specification["inputs"]
for layer in specification["layers"]:
    modules.append(nn.Linear(width, layer["units"], bias=layer["bias"]))
    if layer["activation"] != "identity":
        modules.append(MODULES[layer["activation"]]())
    width = layer["units"]
network = nn.Sequential(*modules)
network.load_state_dict(tensors)  # strict: names and shapes
with torch.no_grad():
    outputs = network(torch.tensor(json.load(sys.stdin)).reshape(-1, specification["inputs"]))
print(json.dumps(outputs.flatten().tolist()))
