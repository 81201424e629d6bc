"""The delta rule in NumPy and double precision, from the same seed and in the same order as the published system S4."""

import mnist_files
import numpy as np

ALPHA = 0.01
TESTED_AT = [0, 100, 1000, 10000, 20000, 30000, 40000, 50000, 60000]
SHOWN = [0, 1, 100, 999, 59999]  # images whose prediction and delta are kept
PIXELS = [0, 210, 406, 407, 500, 783]  # rows of weights that are kept


def fixture():
    images, labels = mnist_files.read("train")
    test_images, test_labels = mnist_files.read("test")
    test_images = test_images / 255
    weights = np.random.RandomState(10).rand(784, 10)
    targets = np.eye(10)
    tests, shown = [], []

    def test(seen):
        outputs = test_images @ weights
        guesses = outputs.argmax(axis=1)
        loss = ((outputs - targets[test_labels]) ** 2).sum(axis=1).mean()
        tests.append({"seen": seen, "correct": int((guesses == test_labels).sum()), "loss": loss})

    for n in range(len(labels)):
        if n in TESTED_AT:
            test(n)
        image = images[n] / 255
        prediction = image @ weights
        delta = prediction - targets[labels[n]]
        if n in SHOWN:
            shown.append({"index": n, "label": int(labels[n]), "prediction": prediction.tolist(), "delta": delta.tolist()})
        weights -= ALPHA * np.outer(image, delta)
    test(len(labels))
    rows = {str(i): weights[i].tolist() for i in PIXELS}
    return {"tests": tests, "shown": shown, "weights": rows}
