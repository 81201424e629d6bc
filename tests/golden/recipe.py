"""What a specification of the book means, in NumPy: how it starts, the order of its images, what it drops.

Everything is drawn from NumPy's legacy generator: initial weights and order from RandomState(seed), masks of
dropout from RandomState((seed + 1) mod 2**32).
"""

import math

import numpy as np
from torch.nn.init import calculate_gain

RELU = calculate_gain("relu")


def uniform(bound):
    return lambda random, shape: random.uniform(-bound, bound, size=shape)


def normal(deviation):
    return lambda random, shape: deviation * random.standard_normal(shape)


def zeros(_random, shape):
    return np.zeros(shape)


# For inputs and outputs of a layer: how its weights [inputs, outputs] and its biases [outputs] are drawn.
INITIALIZATIONS = {
    "zeros": lambda i, o: (zeros, zeros),
    "uniform01": lambda i, o: (lambda random, shape: random.random_sample(shape), zeros),
    "normal": lambda i, o: (normal(1), zeros),
    "pytorch": lambda i, o: (uniform(1 / math.sqrt(i)), uniform(1 / math.sqrt(i))),
    "keras": lambda i, o: (uniform(math.sqrt(6 / (i + o))), zeros),
    # PyTorch's kaiming_* (mode="fan_in", nonlinearity="relu") and xavier_*, from the gains that it publishes.
    "heNormal": lambda i, o: (normal(RELU / math.sqrt(i)), zeros),
    "heUniform": lambda i, o: (uniform(math.sqrt(3) * RELU / math.sqrt(i)), zeros),
    "glorotNormal": lambda i, o: (normal(math.sqrt(2 / (i + o))), zeros),
    "glorotUniform": lambda i, o: (uniform(math.sqrt(3) * math.sqrt(2 / (i + o))), zeros),
}

NORMALIZATIONS = {
    "unit": lambda grey: (grey / 255).astype(np.float32),
    "symmetric": lambda grey: (2 * grey / 255 - 1).astype(np.float32),
}


def convolutions(spec):
    """(filters, channels, size) and (filters, side after pooling) of each convolution."""
    channels, side = 1, math.isqrt(spec["inputs"])
    for layer in spec.get("convolutions", []):
        side = (side - layer["size"] + 1) // layer["pool"]
        yield (layer["filters"], channels, layer["size"]), (layer["filters"], side)
        channels = layer["filters"]


def dense_inputs(spec):
    inputs = spec["inputs"]
    for _, (filters, side) in convolutions(spec):
        inputs = filters * side**2
    return inputs


class Recipe:
    def __init__(self, spec):
        self.spec = spec
        self.random = np.random.RandomState(spec["seed"])
        self.masks_random = np.random.RandomState((spec["seed"] + 1) % 2**32)

    def initial(self):
        """Weights and biases of each layer, in 32 bits; call it first. Dense weights are [inputs, outputs]."""
        parameters = []
        for (filters, channels, size), _ in convolutions(self.spec):
            weight, bias = INITIALIZATIONS[self.spec["initialization"]](channels * size**2, filters * size**2)
            parameters.append(weight(self.random, (filters, channels, size, size)).astype(np.float32))
            parameters.append(bias(self.random, (filters,)).astype(np.float32))
        inputs = dense_inputs(self.spec)
        for layer in self.spec["layers"]:
            outputs = layer["units"]
            weight, bias = INITIALIZATIONS[self.spec["initialization"]](inputs, outputs)
            parameters.append(weight(self.random, (inputs, outputs)).astype(np.float32))
            if layer["bias"]:
                parameters.append(bias(self.random, (outputs,)).astype(np.float32))
            inputs = outputs
        return parameters

    def batches(self, count):
        """Indices of one batch after another, without end."""
        size = self.spec["batchSize"]
        while True:
            shuffled = self.spec["order"] == "shuffled"
            order = self.random.permutation(count) if shuffled else np.arange(count)
            for start in range(0, count, size):
                yield order[start : start + size]

    def masks(self, count):
        """Of the next batch: one for the inputs and one for each layer, None where nothing is dropped."""
        layers = self.spec["layers"]
        widths = [self.spec["inputs"], *(layer["units"] for layer in layers)]
        rates = [self.spec.get("inputDropout", 0), *(layer.get("dropout", 0) for layer in layers)]
        draw = self.masks_random.random_sample
        return [(draw((count, w)) >= p) / (1 - p) if p > 0 else None for w, p in zip(widths, rates)]
