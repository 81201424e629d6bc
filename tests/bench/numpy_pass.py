"""One pass of the delta rule in NumPy, on demand: a line `float64` or `float32` in, a line of JSON out.

The loop is the plain one, three lines an image. Only the loop is timed: the pixels are divided by 255 and the
labels made one-hot before the clock starts, which the passes in JavaScript do while it runs.
"""

import json
import sys
import time
from pathlib import Path

sys.dont_write_bytecode = True
sys.path.insert(0, str(Path(__file__).parents[1] / "golden"))

try:
    import numpy as np
except ImportError:
    print(json.dumps({"missing": "this Python has no NumPy"}), flush=True)
    sys.exit(0)

import mnist_files  # noqa: E402


def one_pass(dtype):
    grey, labels = mnist_files.read("train")
    images = (grey / 255).astype(dtype)
    one_hot = np.eye(10, dtype=dtype)[labels]
    weights = np.random.RandomState(10).rand(784, 10).astype(dtype)
    alpha = dtype(0.01)
    start = time.perf_counter()
    for image, label in zip(images, one_hot):
        delta = image @ weights - label
        weights -= alpha * np.outer(image, delta)
    seconds = time.perf_counter() - start
    test_images, test_labels = mnist_files.read("test")
    guesses = ((test_images / 255).astype(dtype) @ weights).argmax(axis=1)
    return {"seconds": seconds, "correct": int((guesses == test_labels).sum())}


print(json.dumps({"version": f"NumPy {np.__version__}, Python {sys.version.split()[0]}"}), flush=True)
for line in sys.stdin:
    print(json.dumps(one_pass(getattr(np, line.strip()))), flush=True)
