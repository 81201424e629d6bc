"""Small networks trained by PyTorch in double precision: activation x loss x optimizer, then deeper ones.

Each case holds its initial weights, its batches, and what PyTorch finds: the outputs and the loss of the first
batch, every gradient, and the weights after 1, 10 and 100 steps. The book's conventions are applied to PyTorch,
not the other way round: weights are [inputs, outputs], and the squared error's delta is prediction - label.
"""

import numpy as np
import torch
from torch import nn

ACTIVATIONS = {
    "identity": lambda: None,
    "sigmoid": nn.Sigmoid,
    "tanh": nn.Tanh,
    "relu": nn.ReLU,
    "leakyRelu": lambda: nn.LeakyReLU(0.01),
    "softmax": lambda: nn.Softmax(dim=1),
    "logSoftmax": lambda: nn.LogSoftmax(dim=1),
}


def squared_error(outputs, labels):
    """Half the sum of squares: its gradient is the book's delta."""
    one_hot = nn.functional.one_hot(labels, outputs.shape[1]).to(outputs.dtype)
    return 0.5 * ((outputs - one_hot) ** 2).sum(dim=1).mean()


LOSSES = {
    "squaredError": squared_error,
    "crossEntropy": nn.CrossEntropyLoss(),
    "negativeLogLikelihood": nn.NLLLoss(),
}

OPTIMIZERS = {
    "sgd": lambda parameters, s: torch.optim.SGD(parameters, lr=s["learningRate"]),
    "momentum": lambda parameters, s: torch.optim.SGD(parameters, lr=s["learningRate"], momentum=s["momentum"]),
}

SGD = {"name": "sgd", "learningRate": 0.05}
MOMENTUM = {"name": "momentum", "learningRate": 0.02, "momentum": 0.9}
BATCHES = 5  # taken in turn
STEPS = [1, 10, 100]


def dense(units, activation, bias=True):
    return {"units": units, "activation": activation, "bias": bias}


def specification(inputs, layers, loss, optimizer, batch_size):
    return {
        "inputs": inputs,
        "layers": layers,
        "loss": loss,
        "optimizer": optimizer,
        "initialization": "zeros",
        "batchSize": batch_size,
        "order": "file",
        "seed": 0,
    }


def module_of(spec):
    modules, inputs = [], spec["inputs"]
    for layer in spec["layers"]:
        modules.append(nn.Linear(inputs, layer["units"], bias=layer["bias"]))
        activation = ACTIVATIONS[layer["activation"]]()
        if activation is not None:
            modules.append(activation)
        inputs = layer["units"]
    return nn.Sequential(*modules).double()


def short(values):
    """Nine significant digits name every 32-bit float."""
    return [float(f"{value:.9g}") for value in np.asarray(values).reshape(-1)]


def tensors(named):
    """Weights turned to the book's [inputs, outputs]."""
    return {name: short(t.detach().numpy().T if t.dim() == 2 else t.detach().numpy()) for name, t in named}


def case(name, spec, random):
    module = module_of(spec)
    for parameter in module.parameters():
        values = random.uniform(-0.5, 0.5, size=tuple(parameter.shape)).astype(np.float32)
        parameter.data = torch.from_numpy(values.astype(np.float64))
    size, outputs = spec["batchSize"], spec["layers"][-1]["units"]
    inputs = random.uniform(0, 1, size=(BATCHES, size, spec["inputs"])).astype(np.float32)
    inputs[random.uniform(size=inputs.shape) < 0.4] = 0  # as in pictures, many are zero
    labels = random.randint(0, outputs, size=(BATCHES, size))
    result = {
        "name": name,
        "specification": spec,
        "initial": tensors(module.named_parameters()),
        "inputs": [short(batch) for batch in inputs],
        "labels": labels.tolist(),
        "after": {},
    }
    optimizer = OPTIMIZERS[spec["optimizer"]["name"]](module.parameters(), spec["optimizer"])
    for step in range(1, STEPS[-1] + 1):
        batch = torch.from_numpy(inputs[(step - 1) % BATCHES].astype(np.float64))
        target = torch.from_numpy(labels[(step - 1) % BATCHES])
        optimizer.zero_grad()
        predictions = module(batch)
        loss = LOSSES[spec["loss"]](predictions, target)
        loss.backward()
        if step == 1:
            factor = 2 if spec["loss"] == "squaredError" else 1  # the book's loss is the whole square
            result["outputs"] = short(predictions.detach().numpy())
            result["lossSum"] = factor * loss.item() * size
            result["correct"] = int((predictions.argmax(dim=1) == target).sum())
            result["gradients"] = tensors((n, p.grad) for n, p in module.named_parameters())
        optimizer.step()
        if step in STEPS:
            result["after"][str(step)] = tensors(module.named_parameters())
    return result


def fixture():
    random = np.random.RandomState(2026)
    cases = []
    for activation in ACTIVATIONS:
        for loss in LOSSES:
            for optimizer in (SGD, MOMENTUM):
                # Hidden and output layer alike, so that each activation meets each loss and is passed through once.
                # Without log-probabilities the negative log-likelihood has no floor and 100 steps of it
                # run away; a tenth of the rate keeps the numbers small.
                tame = loss == "negativeLogLikelihood" and activation != "logSoftmax"
                used = {**optimizer, "learningRate": optimizer["learningRate"] / (10 if tame else 1)}
                layers = [dense(3, activation), dense(4, activation)]
                name = f"{activation}, {loss}, {optimizer['name']}"
                cases.append(case(name, specification(5, layers, loss, used, 3), random))
    plain = [dense(4, "identity", False)]
    cases.append(case("the delta rule", specification(6, plain, "squaredError", SGD, 1), random))
    cases.append(case("one layer, a batch", specification(6, [dense(4, "identity")], "crossEntropy", SGD, 4), random))
    s2 = [dense(8, "leakyRelu"), dense(4, "logSoftmax")]
    cases.append(case("as S2, small", specification(9, s2, "negativeLogLikelihood", MOMENTUM, 5), random))
    deep = [dense(6, "relu"), dense(5, "tanh", False), dense(4, "sigmoid"), dense(3, "identity")]
    cases.append(case("four layers", specification(7, deep, "crossEntropy", MOMENTUM, 4), random))
    return cases
