import type { DataSet } from '../data/data-set.ts';
import { pixelsOf } from '../data/data-sets.ts';

/** The parts of a recipe that are the same for every network. */
export const IMPORTS = `
import argparse
import gzip
import json
import sys
from pathlib import Path

try:
    import numpy as np
    import torch
    from torch import nn
    from torch.nn import functional
except ImportError as error:
    sys.exit(f"{error}. This recipe needs NumPy and PyTorch (on Debian: apt install python3-numpy python3-torch).")
`.trimStart();

export const reading = (dataSet: DataSet, originals: string): string =>
  `
WHERE = """${originals}"""


def read(folder, name, header, magic):
    """The bytes after the header of an IDX file, as it is or packed by gzip."""
    packed = folder / f"{name}.gz"
    if (folder / name).is_file():
        content = (folder / name).read_bytes()
    elif packed.is_file():
        content = gzip.decompress(packed.read_bytes())
    else:
        sys.exit(f"{name}: not found in {folder}.\\n{WHERE}")
    if int.from_bytes(content[:4], "big") != magic:
        sys.exit(f"{folder / name}: expected an IDX file that begins with {magic}, found {content[:4].hex()}.\\n{WHERE}")
    return np.frombuffer(content, np.uint8, offset=header)


def read_set(folder, prefix):
    """Images [count, ${pixelsOf(dataSet)}] from 0 to 255, and labels [count]."""
    images = read(folder, f"{prefix}-images-idx3-ubyte", 16, 2051).reshape(-1, ${pixelsOf(dataSet)})
    labels = read(folder, f"{prefix}-labels-idx1-ubyte", 8, 2049)
    return images, torch.from_numpy(labels.astype(np.int64))
`.trim();

export const INITIALIZING = `
def initialize(layer):
    """Weights row by row, from input 0 to all outputs, then input 1, and so on; PyTorch keeps them the other way round."""
    outputs, inputs = layer.weight.shape
    layer.weight.data = torch.from_numpy(weight_values(inputs, outputs, (inputs, outputs)).astype(np.float32).T.copy())
    if layer.bias is not None:
        layer.bias.data = torch.from_numpy(bias_values(inputs, outputs, (outputs,)).astype(np.float32))
`.trim();

/** For networks with convolutions, after `INITIALIZING`. */
export const INITIALIZING_KERNELS = `
def initialize_kernels(layer):
    """Kernel by kernel, channel by channel, row by row, as PyTorch keeps them."""
    filters, channels, size, _ = layer.weight.shape
    inputs, outputs = channels * size**2, filters * size**2
    layer.weight.data = torch.from_numpy(weight_values(inputs, outputs, tuple(layer.weight.shape)).astype(np.float32))
    layer.bias.data = torch.from_numpy(bias_values(inputs, outputs, (filters,)).astype(np.float32))
`.trim();

export const DROPOUT = `
masks = np.random.RandomState((SEED + 1) % 2**32)


class Dropout(nn.Module):
    """One number for each value, row by row; those of at least the rate are kept, and made larger by what is lost."""

    def __init__(self, rate):
        super().__init__()
        self.rate = rate

    def forward(self, values):
        if not self.training:
            return values
        kept = (masks.random_sample(tuple(values.shape)) >= self.rate) / (1 - self.rate)
        return values * torch.from_numpy(kept.astype(np.float32))
`.trim();

/** `shaped` is what brings rows of pixels to the network's form, if anything. */
export const training = ({ name, counts }: DataSet, shaped: string): string =>
  `
def inputs_of(images):
    return torch.from_numpy(GREY[images])${shaped}


def test(images, labels):
    """How many of the test images are right, and the loss averaged over them."""
    network.eval()
    with torch.no_grad():
        outputs = network(inputs_of(images))
        correct = int((outputs.argmax(dim=1) == labels).sum())
        mean = float(loss_sum(outputs, labels)) / len(labels)
    network.train()
    return correct, mean


def batches(count):
    """Indices of the images of one batch after the other; none reaches over the end of an epoch."""
    while True:
        order = random.permutation(count) if SHUFFLED else np.arange(count)
        for start in range(0, count, BATCH_SIZE):
            yield order[start : start + BATCH_SIZE]


def learn(images, labels):
    """One step; how many were right before it, and the sum of the loss."""
    optimizer.zero_grad()
    outputs = network(inputs_of(images))
    loss = loss_sum(outputs, labels)
    (loss * (GRADIENT / len(labels))).backward()
    optimizer.step()
    return int((outputs.argmax(dim=1) == labels).sum()), float(loss)


def run(folder):
    """Trains, and yields a line for each test."""
    images, labels = read_set(folder, "train")
    test_images, test_labels = read_set(folder, "t10k")
    images, labels = images[:TRAIN_COUNT], labels[:TRAIN_COUNT]
    seen = right = loss = 0
    waiting = [images for images, _ in FIGURES]
    order = batches(len(images))
    while True:
        if waiting and waiting[0] <= seen or not waiting and seen >= IMAGES:
            correct, mean = test(test_images, test_labels)
            yield {"imagesSeen": seen, "correct": correct, "loss": mean, "trainCorrect": right, "trainLossSum": loss}
            while waiting and waiting[0] <= seen:
                waiting.pop(0)
        if seen >= IMAGES:
            return
        batch = next(order)
        batch_right, batch_loss = learn(images[batch], labels[batch])
        seen, right, loss = seen + len(batch), right + batch_right, loss + batch_loss


def main():
    parser = argparse.ArgumentParser(description="Repeats a run of Delta to Depth with NumPy and PyTorch.", epilog=WHERE)
    parser.add_argument("folder", type=Path, help="the folder with ${name}'s four original files")
    parser.add_argument("--json", action="store_true", help="print one JSON object a test instead of a table")
    arguments = parser.parse_args()
    torch.set_num_threads(1)  # such small steps only get slower by more
    page = dict(FIGURES)
    if not arguments.json:
        print(f"{'images seen':>12} {'correct here':>13} {'on the page':>12} {'loss':>10}")
    differences = []
    for line in run(arguments.folder):
        there = page.get(line["imagesSeen"])
        if there is not None:
            differences.append(abs(there - line["correct"]))
        if arguments.json:
            print(json.dumps(line), flush=True)
        else:
            print(f"{line['imagesSeen']:>12} {line['correct']:>13} {'' if there is None else there:>12} {line['loss']:>10.5g}", flush=True)
    if differences and not arguments.json:
        print(f"{differences.count(0)} of {len(differences)} counts are those of the page; the largest difference is {max(differences)} of ${counts.test.toLocaleString('en-US')} images.")


if __name__ == "__main__":
    main()
`.trim();
