"""One epoch of 784-490-10 in PyTorch, on demand: a line with a number of threads in, a line of JSON out.

The plain loop: a permutation, batches by index, zero_grad, forward, backward, step. The images are tensors of
32-bit floats before the clock starts.
"""

import json
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))

try:
    import torch
    from torch import nn
except ImportError:
    print(json.dumps({"missing": "this Python has no PyTorch"}), flush=True)
    sys.exit(0)

import mnist_files  # noqa: E402


def tensors(name):
    grey, labels = mnist_files.read(name)
    return torch.from_numpy((grey / 255).astype("float32")).reshape(-1, 784), torch.from_numpy(labels.astype("int64"))


def one_epoch(threads, images, labels):
    torch.set_num_threads(threads)
    torch.manual_seed(1)
    module = nn.Sequential(nn.Linear(784, 490), nn.LeakyReLU(0.01), nn.Linear(490, 10), nn.LogSoftmax(dim=1))
    optimizer = torch.optim.SGD(module.parameters(), lr=0.003, momentum=0.9)
    loss_of = nn.NLLLoss()
    start = time.perf_counter()
    for batch in torch.randperm(len(images)).split(30):
        optimizer.zero_grad()
        loss_of(module(images[batch]), labels[batch]).backward()
        optimizer.step()
    seconds = time.perf_counter() - start
    with torch.no_grad():
        correct = int((module(TEST[0]).argmax(dim=1) == TEST[1]).sum())
    return {"seconds": seconds, "correct": correct}


TRAIN, TEST = tensors("train"), tensors("test")
print(json.dumps({"version": f"PyTorch {torch.__version__}, Python {sys.version.split()[0]}"}), flush=True)
for line in sys.stdin:
    print(json.dumps(one_epoch(int(line), *TRAIN)), flush=True)
