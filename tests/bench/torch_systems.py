"""A stretch of training of any network in PyTorch, on demand: a line of JSON in, a line of JSON out.

The plain loop: a permutation, batches by index, zero_grad, forward, backward, step. The images are tensors of
32-bit floats before the clock starts. What `{"specification": ..., "trainCount": n, "steps": k, "threads": t, "device": "cpu" or "cuda"}` asks
for twice in a row goes on where it was.
"""

import json
import math
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

ACTIVATIONS = {
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leakyRelu": lambda: nn.LeakyReLU(0.01),
    "softmax": lambda: nn.Softmax(dim=1),
    "logSoftmax": lambda: nn.LogSoftmax(dim=1),
}


def squared_error(outputs, labels):
    one_hot = nn.functional.one_hot(labels, outputs.shape[1]).to(outputs.dtype)
    return 0.5 * ((outputs - one_hot) ** 2).sum(dim=1).mean()


LOSSES = {"squaredError": squared_error, "crossEntropy": nn.CrossEntropyLoss(), "negativeLogLikelihood": nn.NLLLoss()}


def optimizer_of(parameters, settings, l2):
    name, rate = settings["name"], settings["learningRate"]
    if name == "adam":
        betas = (settings["beta1"], settings["beta2"])
        return torch.optim.Adam(parameters, rate, betas=betas, eps=settings["epsilon"], weight_decay=l2)
    if name == "rmsprop":
        return torch.optim.RMSprop(
            parameters, rate, alpha=settings["decay"], eps=settings["epsilon"], weight_decay=l2
        )
    return torch.optim.SGD(
        parameters, rate, momentum=settings.get("momentum", 0), nesterov=name == "nesterov", weight_decay=l2
    )


def module_of(spec):
    parts, width = [], spec["inputs"]
    if spec.get("inputDropout"):
        parts.append(nn.Dropout(spec["inputDropout"]))
    if spec.get("convolutions"):
        side, channels = math.isqrt(width), 1
        parts.append(nn.Unflatten(1, (1, side, side)))
        for layer in spec["convolutions"]:
            parts.append(nn.Conv2d(channels, layer["filters"], layer["size"]))
            if layer["activation"] in ACTIVATIONS:
                parts.append(ACTIVATIONS[layer["activation"]]())
            if layer["pool"] > 1:
                parts.append(nn.MaxPool2d(layer["pool"]))
            side, channels = (side - layer["size"] + 1) // layer["pool"], layer["filters"]
        parts.append(nn.Flatten())
        width = channels * side * side
    for layer in spec["layers"]:
        parts.append(nn.Linear(width, layer["units"], bias=layer["bias"]))
        if layer["activation"] in ACTIVATIONS:
            parts.append(ACTIVATIONS[layer["activation"]]())
        if layer.get("dropout"):
            parts.append(nn.Dropout(layer["dropout"]))
        width = layer["units"]
    return nn.Sequential(*parts)


class Training:
    """Any number of steps, epoch after epoch."""

    def __init__(self, spec, count, device):
        torch.manual_seed(1)
        self.device = device
        self.module = module_of(spec).to(device)
        self.optimizer = optimizer_of(self.module.parameters(), spec["optimizer"], spec.get("l2", 0))
        self.loss_of = LOSSES[spec["loss"]]
        self.count, self.batch_size, self.shuffled = count, spec["batchSize"], spec["order"] == "shuffled"
        images = IMAGES * 2 - 1 if spec.get("normalization") == "symmetric" else IMAGES
        self.images, self.labels = images.to(device), LABELS.to(device)
        self.left = iter(())

    def batch(self):
        found = next(self.left, None)
        if found is None:
            order = torch.randperm(self.count) if self.shuffled else torch.arange(self.count)
            self.left = iter(order.split(self.batch_size))
            found = next(self.left)
        return found

    def steps(self, many):
        start, busy = time.perf_counter(), time.process_time()
        for _ in range(many):
            batch = self.batch()
            self.optimizer.zero_grad()
            self.loss_of(self.module(self.images[batch]), self.labels[batch]).backward()
            self.optimizer.step()
        if self.device == "cuda":
            torch.cuda.synchronize()
        return {"seconds": time.perf_counter() - start, "busy": time.process_time() - busy}


GREY, GREY_LABELS = mnist_files.read("train")
IMAGES = torch.from_numpy((GREY / 255).astype("float32")).reshape(-1, 784)
LABELS = torch.from_numpy(GREY_LABELS.astype("int64"))
CUDA = f", CUDA {torch.version.cuda}" if torch.cuda.is_available() else ""
print(json.dumps({"version": f"PyTorch {torch.__version__}{CUDA}, Python {sys.version.split()[0]}"}), flush=True)
last, training = None, None
for line in sys.stdin:
    ask = json.loads(line)
    torch.set_num_threads(ask["threads"])
    wanted = (ask["specification"], ask["trainCount"], ask.get("device", "cpu"))
    if wanted != last:
        last, training = wanted, Training(*wanted)
        training.steps(2)
    print(json.dumps(training.steps(ask["steps"])), flush=True)
