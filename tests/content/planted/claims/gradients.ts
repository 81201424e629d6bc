import { OF_THE_LESSON, type Claim, type Seen } from './claim.ts';
import { alike, crossEntropy, lastOf, numbersIn, saysTheSame, sharesOf, told, total, valuesOf } from './numbers.ts';

type Rows = number[][];
type Weights = readonly [number[], number[], number[], number[]]; // flat: [inputs * hidden], [hidden], [hidden * outputs], [outputs]
const NAMES = ['weights1', 'bias1', 'weights2', 'bias2'];

interface Network {
  readonly x: Rows; // [batch, inputs]
  readonly right: number[]; // [batch]
  readonly weights: Weights;
}
interface Way {
  readonly bend?: (sum: number) => number;
  readonly without?: readonly number[];
  readonly last?: (score: number) => number;
}

const rowsOf = (value: unknown): Rows => {
  const { shape, values } = value as { shape: number[]; values: number[] };
  return Array.from({ length: shape[0]! }, (_, n) => values.slice(n * shape[1]!, (n + 1) * shape[1]!));
};
function networkOf(seen: Seen, name: 'loss' | 'gradients'): Network {
  const { given } = lastOf(seen, name);
  const all = (name === 'loss' ? given.slice(2) : given[2]) as unknown[];
  return {
    x: rowsOf(given[0]),
    right: rowsOf(given[1]).map((row) => row.indexOf(1)),
    weights: all.map(valuesOf) as unknown as Weights,
  };
}
const dense = (x: readonly number[], weights: readonly number[], bias: readonly number[]): number[] =>
  bias.map((start, j) => start + total(x.map((value, i) => value * weights[i * bias.length + j]!)));

function scoresOf(
  { x, weights }: Network,
  { bend = (sum) => Math.max(0, sum), without = [], last = (score) => score }: Way = {},
): Rows {
  const [w1, b1, w2, b2] = weights.map((values, k) =>
    without.includes(k) ? values.map(() => 0) : values,
  ) as unknown as Weights;
  return x.map((image) => dense(dense(image, w1, b1).map(bend), w2, b2).map(last));
}
const losses = (network: Network, way?: Way): number[] =>
  scoresOf(network, way).map((scores, n) => crossEntropy(scores, network.right[n]!));
const mean = (values: readonly number[]): number => total(values) / values.length;
const shares = (network: Network): Rows => scoresOf(network).map(sharesOf);

const found = (seen: Seen): number[] => valuesOf(lastOf(seen, 'loss').result);
const gives =
  (of: (network: Network) => number) =>
  (seen: Seen): boolean =>
    alike(found(seen), [of(networkOf(seen, 'loss'))], 1e-3);

/** The slope of the mean loss by every weight, measured. */
function slopes(network: Network): number[][] {
  const step = 1e-5;
  return network.weights.map((values, k) =>
    values.map((_, place) => {
      const at = (by: number): number => {
        const weights = network.weights.map((own, m) =>
          m === k ? own.with(place, own[place]! + by) : own,
        ) as unknown as Weights;
        return mean(losses({ ...network, weights }));
      };
      return (at(step) - at(-step)) / (2 * step);
    }),
  );
}
const given = (seen: Seen): unknown => lastOf(seen, 'gradients').result;
const gradient = (seen: Seen, name: string | undefined): { yours: number[]; right: number[]; batch: number } => {
  const network = networkOf(seen, 'gradients');
  const place = NAMES.indexOf(name!);
  return {
    yours: valuesOf((given(seen) as unknown[])[place]),
    right: slopes(network)[place]!,
    batch: network.x.length,
  };
};

export const gradients: readonly Claim[] = [
  [/loss should give a tensor; it gave/, (seen) => found(seen).length === 0],
  [
    /loss should give one number for the whole batch; it gave (\d+)\./,
    (seen, [, count]) => found(seen).length === Number(count) && found(seen).length !== 1,
  ],
  [
    /The loss is 0\.(?= For this batch of (\d+) images it should be (\S+):)/,
    (seen, [, count, is]) =>
      found(seen)[0] === 0 &&
      networkOf(seen, 'loss').x.length === Number(count) &&
      told(mean(losses(networkOf(seen, 'loss'))), is),
  ],
  [
    /For this batch of \d+ images it should be (\S+):/,
    (seen, [, is]) => told(mean(losses(networkOf(seen, 'loss'))), is),
  ],
  [/The loss is below 0\./, gives((network) => -mean(losses(network)))],
  [/The losses of the images are added up\./, gives((network) => total(losses(network)))],
  [/The mean goes over all numbers,/, gives((network) => mean(losses(network)) / network.weights[3].length)],
  [/There is no ReLU between the layers,/, gives((network) => mean(losses(network, { bend: (sum) => sum })))],
  [/bias1 is not added\./, gives((network) => mean(losses(network, { without: [1] })))],
  [/bias2 is not added\./, gives((network) => mean(losses(network, { without: [3] })))],
  [/The biases are not added\./, gives((network) => mean(losses(network, { without: [1, 3] })))],
  [
    /The scores go through ReLU as well\./,
    gives((network) => mean(losses(network, { last: (score) => Math.max(0, score) }))),
  ],
  [
    /This is minus the share of the right digit\./,
    gives((network) => -mean(shares(network).map((row, n) => row[network.right[n]!]!))),
  ],
  [
    /Softmax is taken twice\./,
    gives((network) => mean(shares(network).map((row, n) => crossEntropy(row, network.right[n]!)))),
  ],
  [
    /This is the squared error\./,
    gives((network) =>
      mean(
        shares(network).map((row, n) => mean(row.map((share, k) => (share - Number(k === network.right[n]!)) ** 2))),
      ),
    ),
  ],
  [
    /For this batch(?: of \d+ images)? the (?:loss|mean cross-entropy) is (\S+); yours is (\S+)\./,
    (seen, [, is, yours]) =>
      told(mean(losses(networkOf(seen, 'loss'))), is) && told(found(seen)[0], yours) && !told(found(seen)[0], is),
  ],
  [/gradients should give four tensors, .*; it gave/, (seen) => numbersIn(given(seen)).length !== 4],
  [
    /The gradient in place (\d) has (\d+) numbers; (\w+) has (\d+)\./,
    (seen, [, place, count, name, right]) =>
      NAMES[Number(place)] === name &&
      gradient(seen, name).yours.length === Number(count) &&
      gradient(seen, name).right.length === Number(right),
  ],
  [
    /The gradient of (\w+) has the wrong sign\./,
    (seen, [, name]) =>
      alike(
        gradient(seen, name).yours,
        gradient(seen, name).right.map((slope) => -slope),
      ),
  ],
  [
    /The gradient of (\w+) is (\d+) times too large:/,
    (seen, [, name, times]) =>
      gradient(seen, name).batch === Number(times) &&
      alike(
        gradient(seen, name).yours,
        gradient(seen, name).right.map((slope) => slope * Number(times)),
      ),
  ],
  [
    /The gradient of (\w+) is not that of the loss: its first number should be (\S+), and is (\S+)\./,
    (seen, [, name, is, yours]) => {
      const { yours: values, right } = gradient(seen, name);
      return Math.abs(right[0]! - Number(is)) < 1e-3 && told(values[0], yours) && !alike(values, right, 5e-4);
    },
  ],
  [/^TensorFlow\.js can't work this out\. It says: (.*)$/, saysTheSame],
  [
    /(?<=^|[.!?] )(?:First tf\.sum|tf\.|It belongs between the layers only|Logarithms of shares are never above 0|Cross-entropy is minus the logarithm)/,
    OF_THE_LESSON,
  ],
];
