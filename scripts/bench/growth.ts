/**
 * How the simd engine's cost grows with hidden units, batch and depth: milliseconds a step, the median of some rounds.
 *
 *   node scripts/bench/growth.ts [--json] [--rounds N]
 */
import type { NetworkSpecification } from '../../src/lib/engine/contract.ts';
import { engineNamed, EPOCH_NETWORK, timeTraining } from '../../tests/bench/epoch.ts';
import { median } from '../../tests/bench/measure.ts';
import { readMnist } from '../../src/lib/data/originals.ts';
import { table } from '../lib/table.ts';
import { isMain, optionsOf } from './options.ts';

const [hidden, last] = EPOCH_NETWORK.layers as [NetworkSpecification['layers'][0], NetworkSpecification['layers'][0]];
const withLayers = (units: readonly number[]): NetworkSpecification => ({
  ...EPOCH_NETWORK,
  layers: [...units.map((count) => ({ ...hidden, units: count })), last],
});

const NETWORKS: readonly NetworkSpecification[] = [
  ...[30, 120, 490, 980, 1960].map((units) => withLayers([units])),
  ...[1, 10, 100, 300].map((batchSize) => ({ ...EPOCH_NETWORK, batchSize })),
  ...[2, 3, 4].map((depth) => withLayers(Array.from({ length: depth }, () => 490))),
];

export interface Growth {
  readonly network: string;
  readonly batch: number;
  readonly millisecondsAStep: number;
  /** Multiplications of one forward pass and the way back, white pixels counted, a nanosecond. */
  readonly multiplicationsANanosecond: number;
}

const nameOf = ({ inputs, layers }: NetworkSpecification): string =>
  [inputs, ...layers.map(({ units }) => units)].join('-');

/** Forward, gradient, and delta of every layer but the first. */
function multiplicationsOf({ inputs, layers, batchSize }: NetworkSpecification): number {
  const widths = [inputs, ...layers.map(({ units }) => units)];
  return batchSize * layers.reduce((sum, { units }, l) => sum + widths[l]! * units * (l === 0 ? 2 : 3), 0);
}

export async function growthBench(rounds: number): Promise<readonly Growth[]> {
  const train = readMnist('train');
  const result: Growth[] = [];
  for (const specification of NETWORKS) {
    const { batchSize } = specification;
    const images =
      Math.ceil(Math.max(20 * batchSize, 2e9 / (multiplicationsOf(specification) / batchSize)) / batchSize) * batchSize;
    const engine = await engineNamed('simd', specification);
    await timeTraining(engine, train, images); // warms up
    const times: number[] = [];
    for (let round = 0; round < rounds; round++)
      times.push((await timeTraining(engine, train, images)) / (images / batchSize));
    const seconds = median(times);
    result.push({
      network: nameOf(specification),
      batch: batchSize,
      millisecondsAStep: seconds * 1000,
      multiplicationsANanosecond: multiplicationsOf(specification) / seconds / 1e9,
    });
  }
  return result;
}

export const growthReport = (rows: readonly Growth[]): string =>
  table(
    ['simd engine, momentum', 'batch', 'ms a step', 'us an image', 'multiplications a ns'],
    rows.map(({ network, batch, millisecondsAStep: ms, multiplicationsANanosecond }) => [
      network,
      String(batch),
      ms.toFixed(3),
      ((ms / batch) * 1000).toFixed(1),
      multiplicationsANanosecond.toFixed(1),
    ]),
  );

if (isMain(import.meta.url)) {
  const { json, rounds } = optionsOf(process.argv.slice(2));
  const result = await growthBench(rounds);
  console.log(json ? JSON.stringify(result, null, 2) : growthReport(result));
}
