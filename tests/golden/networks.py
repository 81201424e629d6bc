"""Small networks trained by PyTorch in double precision: activation x loss, each optimizer, start and regularisation.

Each case holds a specification, made-up grey images with labels, the initial weights that NumPy draws for it, and
what PyTorch finds: the outputs and the loss of the first batch, every gradient, and the weights after 1, 10 and
100 steps. `single` is how far PyTorch's own run in 32-bit floats is from that one, by the same measure as the tests
have: engines compute with 32-bit floats, and how much that costs depends on the case. The book's conventions are applied to PyTorch, not the other way round: weights are [inputs, outputs],
and the squared error's delta is prediction - label.
"""

import math
import zlib

import numpy as np
import torch
from recipe import INITIALIZATIONS, NORMALIZATIONS, Recipe
from torch import nn

ACTIVATIONS = {
    "identity": nn.Identity(),
    "sigmoid": nn.Sigmoid(),
    "tanh": nn.Tanh(),
    "relu": nn.ReLU(),
    "leakyRelu": nn.LeakyReLU(0.01),
    "softmax": nn.Softmax(dim=1),
    "logSoftmax": nn.LogSoftmax(dim=1),
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
    "sgd": lambda p, s, l2: torch.optim.SGD(p, s["learningRate"], weight_decay=l2),
    "momentum": lambda p, s, l2: torch.optim.SGD(p, s["learningRate"], momentum=s["momentum"], weight_decay=l2),
    "nesterov": lambda p, s, l2: torch.optim.SGD(
        p, s["learningRate"], momentum=s["momentum"], nesterov=True, weight_decay=l2
    ),
    "adam": lambda p, s, l2: torch.optim.Adam(
        p, s["learningRate"], betas=(s["beta1"], s["beta2"]), eps=s["epsilon"], weight_decay=l2
    ),
    "rmsprop": lambda p, s, l2: torch.optim.RMSprop(
        p, s["learningRate"], alpha=s["decay"], eps=s["epsilon"], weight_decay=l2
    ),
}

SGD = {"name": "sgd", "learningRate": 0.05}
MOMENTUM = {"name": "momentum", "learningRate": 0.02, "momentum": 0.9}
NESTEROV = {"name": "nesterov", "learningRate": 0.02, "momentum": 0.9}
ADAM = {"name": "adam", "learningRate": 0.01, "beta1": 0.9, "beta2": 0.999, "epsilon": 1e-8}
RMSPROP = {"name": "rmsprop", "learningRate": 0.005, "decay": 0.9, "epsilon": 1e-6}
BATCHES = 5  # an epoch
STEPS = [1, 10, 100]


def dense(units, activation, bias=True, **more):
    return {"units": units, "activation": activation, "bias": bias, **more}


def specification(inputs, layers, loss, optimizer, batch_size, **more):
    return {
        "inputs": inputs,
        "layers": layers,
        "loss": loss,
        "optimizer": optimizer,
        "initialization": "pytorch",
        "batchSize": batch_size,
        "order": "file",
        "seed": 7,
        **more,
    }


def names_of(spec):
    """As nn.Sequential names them; an activation other than identity takes a place, as do pooling and nn.Flatten."""
    names, place = [], 0
    for layer in spec.get("convolutions", []):
        names += [f"{place}.weight", f"{place}.bias"]
        place += 1 + (layer["activation"] != "identity") + (layer["pool"] > 1)
    place += "convolutions" in spec  # nn.Flatten
    for layer in spec["layers"]:
        names += [f"{place}.weight"] + ([f"{place}.bias"] if layer["bias"] else [])
        place += 1 if layer["activation"] == "identity" else 2
    return names


def short(values):
    """Nine significant digits name every 32-bit float."""
    return [float(f"{value:.9g}") for value in np.asarray(values).reshape(-1)]


def convolved(spec, left, x):
    """Images [batch, inputs] through the convolutions, flattened again."""
    if "convolutions" not in spec:
        return x
    x = x.reshape(len(x), 1, math.isqrt(spec["inputs"]), -1)
    for layer in spec["convolutions"]:
        x = nn.functional.conv2d(x, next(left), next(left))
        x = nn.functional.max_pool2d(ACTIVATIONS[layer["activation"]](x), layer["pool"])
    return x.flatten(1)


def forward(spec, parameters, x, masks):
    """Outputs [batch, outputs]; `masks` as Recipe has them."""
    left = iter(parameters)
    for layer, mask in zip([None, *spec["layers"]], masks):
        if layer is None:
            x = x if mask is None else x * torch.from_numpy(mask)
            x, mask = convolved(spec, left, x), None
        else:
            x = x @ next(left)
            x = ACTIVATIONS[layer["activation"]](x + next(left) if layer["bias"] else x)
        if mask is not None:
            x = x * torch.from_numpy(mask)
    return x


def difference(values, expected):
    """The largest difference of any tensor, relative to its largest number, as tests/support/golden.ts measures it."""
    pairs = [(np.asarray(a, np.float64), np.asarray(b, np.float64)) for a, b in zip(values, expected)]
    return max(float(np.abs(a - b).max() / np.abs(b).max()) if b.any() else float(np.abs(a).max()) for a, b in pairs)


def train(spec, dtype, images, labels):
    """What 100 steps in this precision give: the first batch with its outputs, loss and gradients, weights on the way."""
    recipe = Recipe(spec)
    parameters = [torch.tensor(values.astype(dtype), requires_grad=True) for values in recipe.initial()]
    found = {"initial": [parameter.detach().numpy().copy() for parameter in parameters], "after": {}}
    nothing = [None] * (1 + len(spec["layers"]))
    optimizer = OPTIMIZERS[spec["optimizer"]["name"]](parameters, spec["optimizer"], spec.get("l2", 0))
    for step, indices in zip(range(1, STEPS[-1] + 1), recipe.batches(len(images))):
        batch, target = torch.from_numpy(images[indices].astype(dtype)), torch.from_numpy(labels[indices])
        optimizer.zero_grad()
        masks = [mask if mask is None else mask.astype(dtype) for mask in recipe.masks(len(indices))]
        predictions = forward(spec, parameters, batch, masks)
        loss = LOSSES[spec["loss"]](predictions, target)
        loss.backward()
        if step == 1:
            factor = 2 if spec["loss"] == "squaredError" else 1  # the book's loss is the whole square
            found["batch"] = indices.tolist()
            found["outputs"] = forward(spec, parameters, batch, nothing).detach().numpy()
            found["lossSum"] = factor * loss.item() * len(indices)
            found["correct"] = int((predictions.argmax(dim=1) == target).sum())
            found["gradients"] = [parameter.grad.numpy().copy() for parameter in parameters]
        optimizer.step()
        if step in STEPS:
            found["after"][str(step)] = [parameter.detach().numpy().copy() for parameter in parameters]
    return found


def case(name, spec, count=None):
    """Trains on `count` made-up images (five batches, if not told otherwise) for 100 steps.

    The images come of the name, so that a case more changes no other.
    """
    random = np.random.RandomState(zlib.crc32(name.encode()))
    count = count or BATCHES * spec["batchSize"]
    grey = random.randint(1, 256, size=(count, spec["inputs"]))
    grey[random.uniform(size=grey.shape) < 0.4] = 0  # as in pictures, many are zero
    labels = random.randint(0, spec["layers"][-1]["units"], size=count)
    images = NORMALIZATIONS[spec.get("normalization", "unit")](grey)
    double, single = (train(spec, dtype, images, labels) for dtype in (np.float64, np.float32))
    names = names_of(spec)

    def tensors(values):
        return {name: short(value) for name, value in zip(names, values)}

    apart = {
        "outputs": difference([single["outputs"]], [double["outputs"]]),
        "loss": difference([[single["lossSum"]]], [[double["lossSum"]]]),
        **{f"after{n}": difference(single["after"][n], double["after"][n]) for n in double["after"]},
    }
    return {
        "name": name,
        "specification": spec,
        "initial": tensors(double["initial"]),
        "images": grey.reshape(-1).tolist(),
        "labels": labels.tolist(),
        "after": {n: tensors(values) for n, values in double["after"].items()},
        "batch": double["batch"],
        "outputs": short(double["outputs"]),
        "lossSum": double["lossSum"],
        "correct": double["correct"],
        "gradients": tensors(double["gradients"]),
        "single": {what: float(f"{value:.2g}") for what, value in apart.items()},
    }


def pairs():
    """Hidden and output layer alike, so that each activation meets each loss and is passed through once."""
    for activation in ACTIVATIONS:
        for loss in LOSSES:
            for optimizer in (SGD, MOMENTUM):
                # Without log-probabilities the negative log-likelihood has no floor and 100 steps of it
                # run away; a tenth of the rate keeps the numbers small.
                tame = loss == "negativeLogLikelihood" and activation != "logSoftmax"
                used = {**optimizer, "learningRate": optimizer["learningRate"] / (10 if tame else 1)}
                layers = [dense(3, activation), dense(4, activation)]
                yield case(f"{activation}, {loss}, {used['name']}", specification(5, layers, loss, used, 3))


def settings():
    """One network under each optimizer with and without L2, from each start, with each normalisation."""
    layers = [dense(4, "tanh"), dense(3, "identity")]
    for optimizer in (SGD, MOMENTUM, NESTEROV, ADAM, RMSPROP):
        for l2 in (0, 0.02):
            spec = specification(5, layers, "crossEntropy", optimizer, 3, **({"l2": l2} if l2 else {}))
            yield case(f"{optimizer['name']}{', L2' if l2 else ''}", spec)
    for start in INITIALIZATIONS:
        yield case(f"from {start}", specification(5, layers, "crossEntropy", SGD, 3, initialization=start))
    for normalization in NORMALIZATIONS:
        spec = specification(5, layers, "crossEntropy", SGD, 3, normalization=normalization)
        yield case(f"inputs {normalization}", spec)


def dropping():
    """Masks from the recipe's own generator, applied by hand."""
    plain, last = dense(6, "relu"), dense(3, "logSoftmax")
    half = dense(6, "sigmoid", dropout=0.5)
    nll = "negativeLogLikelihood"
    yield case("input dropout", specification(8, [plain, last], nll, SGD, 4, inputDropout=0.25))
    yield case("hidden dropout", specification(8, [half, last], nll, SGD, 4, seed=2**32 - 1))
    tanh = dense(5, "tanh", dropout=0.25)
    all_of_it = specification(8, [half, plain, tanh, last], nll, ADAM, 4, inputDropout=0.1, l2=0.001, order="shuffled")
    yield case("dropout everywhere, shuffled, Adam, L2", all_of_it, count=18)


def systems():
    """The published networks, small."""
    plain = [dense(4, "identity", False)]
    yield case("the delta rule", specification(6, plain, "squaredError", SGD, 1, initialization="uniform01"))
    yield case("one layer, a batch", specification(6, [dense(4, "identity")], "crossEntropy", SGD, 4))
    whole = specification(6, [dense(4, "identity")], "crossEntropy", SGD, 1000)
    yield case("one layer, all images at once", whole, count=11)
    s2 = [dense(8, "leakyRelu"), dense(4, "logSoftmax")]
    s2 = specification(9, s2, "negativeLogLikelihood", MOMENTUM, 5, order="shuffled")
    yield case("as S2, small", s2, count=23)
    s3 = [dense(8, "relu"), dense(6, "identity"), dense(4, "softmax")]
    s3 = specification(9, s3, "negativeLogLikelihood", SGD, 4, normalization="symmetric")
    yield case("as S3, small: negative log-likelihood on plain probabilities", s3)
    s1 = [dense(8, "relu", dropout=0.25), dense(6, "relu"), dense(4, "identity")]
    s1 = specification(9, s1, "crossEntropy", ADAM, 4, initialization="keras", inputDropout=0.1, order="shuffled")
    yield case("as S1, small", s1)
    deep = [dense(6, "relu"), dense(5, "tanh", False), dense(4, "sigmoid"), dense(3, "identity")]
    yield case("four layers", specification(7, deep, "crossEntropy", MOMENTUM, 4))


def convolution(filters, size, activation, pool=1):
    return {"filters": filters, "size": size, "activation": activation, "pool": pool}


def convolving():
    """Convolutions with each activation that looks at each number alone, pools that divide and that do not."""

    def conv(name, inputs, convolutions, layers, optimizer, batch_size, count=None, **more):
        spec = specification(inputs, layers, "crossEntropy", optimizer, batch_size, convolutions=convolutions, **more)
        return case(f"convolution: {name}", spec, count)

    one, last = dense(4, "tanh"), dense(3, "identity")
    yield conv("one filter", 16, [convolution(1, 3, "identity")], [last], SGD, 3)
    yield conv("a pool that does not divide", 36, [convolution(3, 2, "tanh", 2)], [last], MOMENTUM, 3)
    yield conv("pools of 3, sigmoid", 64, [convolution(5, 3, "sigmoid", 3)], [one, last], SGD, 4, count=10)
    two = [convolution(4, 3, "relu", 2), convolution(6, 2, "leakyRelu")]
    yield conv("two, ReLU and leaky", 64, two, [last], SGD, 3)
    wide = [convolution(18, 2, "tanh", 2), convolution(5, 1, "identity", 1)]
    yield conv("more than sixteen filters, inputs symmetric", 25, wide, [last], NESTEROV, 3, normalization="symmetric")
    three = [convolution(2, 3, "tanh"), convolution(3, 3, "tanh"), convolution(2, 2, "tanh", 2)]
    yield conv("three, RMSProp", 64, three, [last], RMSPROP, 3, initialization="heNormal")
    whole = [convolution(2, 2, "tanh"), convolution(3, 2, "tanh", 2)]
    yield conv("all images at once", 16, whole, [one, last], MOMENTUM, 1000, count=130, initialization="glorotUniform")
    as13 = [convolution(4, 3, "relu", 2), convolution(8, 2, "relu", 2)]
    layers = [dense(6, "relu", dropout=0.25), last]
    more = {"l2": 0.001, "inputDropout": 0.1, "initialization": "keras", "order": "shuffled"}
    yield conv("as chapter 13, with dropout, Adam, L2", 64, as13, layers, ADAM, 4, count=18, **more)


def wide():
    """More units than a kernel keeps in registers, and a number that fills no whole round of them."""
    layers = [dense(12, "tanh"), dense(11, "sigmoid"), dense(3, "identity")]
    yield case("eleven units over twelve", specification(5, layers, "crossEntropy", MOMENTUM, 4))


def image_by_image():
    """One layer that learns from one image at a time, where each output's delta is its own affair, and where it is not."""
    sigmoid, scores = [dense(4, "sigmoid")], [dense(4, "identity")]
    yield case("one sigmoid layer, image by image", specification(6, sigmoid, "squaredError", SGD, 1))
    yield case("one layer of scores, image by image", specification(6, scores, "crossEntropy", SGD, 1))


def long_memories():
    """Adam and RMSProp that remember long: 1 - beta is wrong in the third digit where beta was rounded to 32 bits."""
    layers = [dense(4, "tanh"), dense(3, "identity")]
    for nines in (1, 2, 3, 4, 5, 6, 8):
        long = 1 - 10**-nines if nines > 1 else 0.9
        for optimizer in ({**ADAM, "beta2": long}, {**RMSPROP, "decay": long}):
            spec = specification(5, layers, "crossEntropy", optimizer, 3)
            yield case(f"{optimizer['name']} that remembers {long:.{nines}f}", spec)
    yield case("adam that averages 0.999", specification(5, layers, "crossEntropy", {**ADAM, "beta1": 0.999}, 3))


def fixture():
    parts = (pairs, settings, dropping, systems, convolving, wide, image_by_image, long_memories)
    return [golden for part in parts for golden in part()]
