"""NumPy's legacy generator, for several seeds: what src/lib/nn/random.ts must repeat."""

import numpy as np

SEEDS = [0, 1, 10, 42, 2**31, 2**32 - 1]


def numbers_of(seed):
    samples = np.random.RandomState(seed).random_sample(2000)
    normals = np.random.RandomState(seed).standard_normal(1001)
    mixed = np.random.RandomState(seed)  # an odd number of normals leaves one over
    first_normal = mixed.standard_normal()
    order = mixed.permutation(60000)
    return {
        "seed": seed,
        "samples": samples[:5].tolist(),
        "sample1999": samples[1999],
        "uniform": np.random.RandomState(seed).uniform(-0.25, 3, size=5).tolist(),
        "normals": normals[:6].tolist(),
        "normal1000": normals[1000],
        "permutation": np.random.RandomState(seed).permutation(12).tolist(),
        "mixed": {
            "normal": first_normal,
            "order": {str(i): int(order[i]) for i in (0, 1, 29999, 59999)},
            "orderSum": int((order.astype(np.int64) * np.arange(60000) % 1000003).sum()),
            "sample": mixed.random_sample(),
            "nextNormal": mixed.standard_normal(),
        },
    }


def fixture():
    return [numbers_of(seed) for seed in SEEDS]
