import { readFileSync } from 'node:fs';
import { dataSetNamed, pixelsOf } from '../../../lib/data/data-sets.ts';
import { readSet } from '../../../lib/data/prepared.ts';
import { Network } from '../../../lib/nn/network.ts';
import { RandomState } from '../../../lib/nn/random.ts';
import { reproduced } from '../../../lib/systems/recorded.ts';
import { NETWORKS } from '../explain/networks/networks.ts';
import { trainedNetwork } from '../explain/networks/trained.ts';
import { scaleEnd } from '../weights/scale.ts';
import { spriteStyle } from '../weights/sprite.ts';
import { network, recorded } from './at-build.ts';

/** What the card of a part shows. */
export interface PartPicture {
  /** Style that gives the pictures of `SHOWN` of a network's units in both themes. */
  readonly style: string;
  /** What these are, for those who cannot see them. */
  readonly name: string;
  /** Of the test images, the share that a network of the part reads. */
  readonly right: number;
  /** Whether that is the part's best network, while the picture is of a smaller one. */
  readonly isBest: boolean;
}

/** So many units of a network are shown. */
export const SHOWN = 3;

/** So many columns of weights [inputs, outputs] as weights of their own, those that reach furthest first. */
function strongest(weights: Float32Array, outputs: number): Float32Array<ArrayBuffer> {
  const inputs = weights.length / outputs;
  const lengths = Array.from({ length: outputs }, (_, j) => {
    let sum = 0;
    for (let i = 0; i < inputs; i++) sum += weights[i * outputs + j]! ** 2;
    return sum;
  });
  const chosen = lengths
    .map((_, j) => j)
    .sort((a, b) => lengths[b]! - lengths[a]!)
    .slice(0, SHOWN);
  return Float32Array.from(
    { length: inputs * SHOWN },
    (_, at) => weights[Math.floor(at / SHOWN) * outputs + chosen[at % SHOWN]!]!,
  );
}

/** Kernels [filters, 1, size, size] as weights [size · size, filters]. */
function byPlace(kernels: Float32Array, filters: number): Float32Array<ArrayBuffer> {
  const places = kernels.length / filters;
  return Float32Array.from(
    { length: kernels.length },
    (_, at) => kernels[(at % filters) * places + Math.floor(at / filters)]!,
  );
}

/** Of the test images, the share that the single layer of Part II reads. */
async function rightOfSingle(): Promise<number> {
  const { specification } = NETWORKS.single;
  const built = await trainedNetwork('single');
  const layer = new Network({ ...specification, initialization: 'zeros' }, new RandomState(0));
  layer.parameters.forEach(({ values }, t) => values.set(built[t]!.values));
  const test = readSet('test');
  layer.forward(
    Float32Array.from(test.images, (grey) => grey / 255),
    test.count,
  );
  return layer.score(test.labels).correct / test.count;
}

/** The share of test images that a run of `npm run reproduce` reached at its end. */
function reached(system: string): number {
  const value = reproduced.systems[system]?.[0]?.figures.findLast(({ measure }) => measure === 'test')?.value;
  if (typeof value !== 'number')
    throw new Error(
      `The card of a part shows what ${system} reaches: expected it in reproduced.json, found nothing. Write it down by npm run reproduce -- --record.`,
    );
  return value;
}

/** The four parts' pictures, from networks that the build has trained, and from the runs that are written down. */
export async function partPictures(): Promise<readonly PartPicture[]> {
  const { snapshots, right } = recorded();
  const { counts, classes } = dataSetNamed(network.specification.data);
  const [single, hidden, floors] = await Promise.all([
    trainedNetwork('single'),
    trainedNetwork('hidden'),
    trainedNetwork('floors'),
  ]);
  const tokens = readFileSync('src/styles/tokens.css', 'utf8'); // the build runs in the root of the project
  const styleOf = (weights: Float32Array, outputs: number): string => {
    const shown = strongest(weights, outputs);
    return spriteStyle(tokens, shown, SHOWN, scaleEnd(shown));
  };
  const filters = NETWORKS.floors.specification.convolutions[0].filters;
  return [
    {
      style: styleOf(snapshots.at(-1)!, classes.length),
      name: 'Weights of three outputs, learned by the delta rule',
      right: right.at(-1)! / counts.test,
      isBest: false,
    },
    {
      style: styleOf(single[0]!.values, classes.length),
      name: 'Weights of three outputs, learned with softmax and cross-entropy',
      right: await rightOfSingle(),
      isBest: false,
    },
    {
      style: styleOf(hidden[0]!.values, hidden[0]!.values.length / pixelsOf(dataSetNamed())),
      name: 'Weights of three hidden units of a small network',
      right: reached('s0'),
      isBest: true,
    },
    {
      style: styleOf(byPlace(floors[0]!.values, filters), filters),
      name: 'Three kernels of a small network with convolutions',
      right: reached('c13'),
      isBest: true,
    },
  ];
}
