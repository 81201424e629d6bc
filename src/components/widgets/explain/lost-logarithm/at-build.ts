import { createSimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import { readImage } from '../../../../lib/nn/images.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { normalizations } from '../../../../lib/nn/normalizations.ts';
import { startOf } from '../../../../lib/nn/order.ts';
import { readSet } from '../../../../lib/data/prepared.ts';
import { kept } from '../kit/kept.ts';
import { BATCH_SIZE, ENDINGS, type Batches, type Ending } from './model.ts';
import { batchesOf, specificationOf } from './run.ts';

/** Which half of the explanation a step shows. */
const PRESETS = ['program', 'slopes'] as const;
export type Preset = (typeof PRESETS)[number];

interface Computed {
  /** The ten sums of the first image of the first batch, before anything was learnt. */
  readonly sums: readonly number[];
  readonly label: number;
  readonly batches: Readonly<Record<Ending, Batches>>;
}
export interface Given extends Computed {
  readonly preset: Preset;
}

async function compute(): Promise<Computed> {
  const train = readSet('train');
  const { signal } = new AbortController();
  const hundred = async (ending: Ending): Promise<Batches> => {
    const engine = await createSimdEngine(specificationOf(ending));
    const start = await engine.readWeights();
    return batchesOf(start, async () => {
      const { lossSum, images } = await engine.train(train, BATCH_SIZE, signal);
      return { loss: lossSum / images, weights: await engine.readWeights() };
    }).finally(() => engine.dispose());
  };
  const printed = specificationOf('softmax');
  const layers = printed.layers.with(-1, { ...printed.layers.at(-1)!, activation: 'identity' });
  const [network, order] = startOf({ ...printed, layers }, (given, random) => new Network(given, random));
  const [first] = order.batch(train.count, 0);
  const image = new Float32Array(printed.inputs);
  readImage(train.images, first!, printed.inputs, image, 0, normalizations.symmetric);
  const sums = [...network.forward(image, 1).subarray(0, network.outputs)];
  const [softmax, logSoftmax] = [await hundred(ENDINGS[0]!), await hundred(ENDINGS[1]!)];
  return { sums, label: train.labels[first!]!, batches: { softmax, logSoftmax } };
}

/** S3's network at its start, and its first hundred batches with either ending. */
export default async function atBuild(preset = 'slopes'): Promise<Given> {
  const known = PRESETS.find((name) => name === preset);
  if (!known)
    throw new Error(
      `<Explanation name="lost-logarithm" preset="${preset}">: expected one of ${PRESETS.join(', ')}. Name one of them.`,
    );
  return { preset: known, ...(await kept('lost-logarithm', compute)) };
}
