"""Networks saved from PyTorch's nn.Sequential as safetensors files, and how PyTorch scores them on the 10,000 test images."""

from pathlib import Path

import mnist_files
import numpy as np
import safetensors_file
import torch
from torch import nn

FIXTURES = Path(__file__).parent / "fixtures"
TRAINED = 6000  # images, in file order


def images(name):
    pixels, labels = mnist_files.read(name)
    return torch.from_numpy((pixels / 255).astype(np.float32)), torch.from_numpy(labels.astype(np.int64))


def trained(module):
    inputs, labels = images("train")
    optimizer = torch.optim.SGD(module.parameters(), lr=0.1)
    for start in range(0, TRAINED, 20):
        optimizer.zero_grad()
        nn.functional.cross_entropy(module(inputs[start : start + 20]), labels[start : start + 20]).backward()
        optimizer.step()
    return module


def score(module):
    inputs, labels = images("test")
    with torch.no_grad():
        outputs = module(inputs)
    return {"correct": int((outputs.argmax(dim=1) == labels).sum()), "loss": float(nn.functional.cross_entropy(outputs, labels)), "outputs": outputs[:3].tolist()}


def network(*modules):
    """Initial weights by NumPy, so that this file is the same from run to run."""
    random = np.random.RandomState(7)
    sequential = nn.Sequential(*modules)
    for parameter in sequential.parameters():
        bound = parameter.shape[-1] ** -0.5
        parameter.data = torch.from_numpy(random.uniform(-bound, bound, tuple(parameter.shape)).astype(np.float32))
    return sequential


def saved(name, module, dtype):
    stored = {key: tensor.to(dtype) for key, tensor in module.state_dict().items()}
    safetensors_file.save_file(stored, FIXTURES / f"{name}.safetensors")
    module.load_state_dict({key: tensor.to(torch.float32) for key, tensor in stored.items()})
    return {"file": f"{name}.safetensors", **score(module)}


def fixture():
    torch.set_num_threads(1)
    one = trained(network(nn.Linear(784, 10)))
    two = trained(network(nn.Linear(784, 8), nn.ReLU(), nn.Linear(8, 10)))
    small = [(name, dtype) for name, dtype in safetensors_file.FORMATS.items() if name != "F32"]
    return {
        "784-10": saved("pytorch-784-10", one, torch.float32),
        **{f"784-8-10 {name}": saved(f"pytorch-784-8-10-{name.lower()}", two, dtype) for name, dtype in small if name != "F64"},
    }
