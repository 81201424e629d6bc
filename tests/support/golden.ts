import type { DigitSet } from '../../src/lib/data/contract.ts';
import type { Engine, WeightTensor } from '../../src/lib/engine/contract.ts';
import { readImages } from '../../src/lib/nn/images.ts';
import { normalizationNamed } from '../../src/lib/nn/normalizations.ts';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import { relativeDifference } from './relative-difference.ts';
import fixture from '../golden/fixtures/networks.json' with { type: 'json' };

export type NamedValues = Readonly<Record<string, readonly number[]>>;

/** One network of tests/golden/networks.py: what NumPy and PyTorch, in double precision, made of it. */
export interface GoldenCase {
  readonly name: string;
  readonly specification: NetworkSpecification;
  /** As the specification and its seed draw them. */
  readonly initial: NamedValues;
  readonly images: readonly number[]; // [count, inputs], grey values
  readonly labels: readonly number[]; // [count]
  /** Indices of the first batch. */
  readonly batch: readonly number[];
  /** Its outputs [batch, outputs], nothing dropped. */
  readonly outputs: readonly number[];
  /** Of the first step, with what is dropped. */
  readonly lossSum: number;
  readonly correct: number;
  readonly gradients: NamedValues;
  /** The weights after so many steps. */
  readonly after: Readonly<Record<'1' | '10' | '100', NamedValues>>;
  /** How far PyTorch's own run with 32-bit floats is from the one in double precision, measured as `GoldenDifferences`. */
  readonly single: Readonly<Record<'outputs' | 'loss' | 'after1' | 'after10' | 'after100', number>>;
}

/** Two 32-bit floats that are neighbours differ by so much of their size at most. */
const UNIT = 2 ** -23;

/**
 * What an engine of 32-bit floats may be off: four times what PyTorch is with such floats, since sums may be taken in
 * another order. Measured worst: 1.5 times after ten steps, 3.1 after a hundred.
 */
export const goldenTolerance = ({ single }: GoldenCase, what: string): number =>
  4 * Math.max(what in single ? single[what as keyof typeof single] : 0, UNIT);

export const goldenCases = fixture as unknown as readonly GoldenCase[];

export const imagesOf = ({ images, labels }: GoldenCase): DigitSet => ({
  count: labels.length,
  images: Uint8Array.from(images),
  labels: Uint8Array.from(labels),
});

/** The inputs of the first batch, [batch, inputs]. */
export function inputsOf(golden: GoldenCase): Float32Array<ArrayBuffer> {
  const { inputs, normalization } = golden.specification;
  const rows = new Float32Array(golden.batch.length * inputs);
  readImages(Uint8Array.from(golden.images), golden.batch, inputs, rows, normalizationNamed(normalization));
  return rows;
}

/** The largest relative difference among tensors of the same names in the same order; NaN if the names differ. */
export function tensorsDifference(actual: readonly WeightTensor[], expected: NamedValues): number {
  if (actual.map(({ name }) => name).join() !== Object.keys(expected).join()) return NaN;
  return Math.max(...actual.map(({ name, values }) => relativeDifference(values, expected[name]!)));
}

/** How far an engine is from a golden case; each is a relative difference, NaN where something is not a number. */
export interface GoldenDifferences {
  readonly initial: number;
  readonly outputs: number;
  readonly loss: number;
  /** 0 when as many were right. */
  readonly correct: number;
  readonly after1: number;
  readonly after10: number;
  /** Absent if it was told to take ten steps. */
  readonly after100?: number;
}

/**
 * Runs a golden case on an engine: its own initial weights, a prediction, then 100 steps, or ten, on the case's images.
 * No engine shows its gradients; the weights after one step hold them. Works in Node and in a browser.
 */
export async function goldenDifferences(
  golden: GoldenCase,
  engine: Engine,
  most: 10 | 100 = 100,
): Promise<GoldenDifferences> {
  const data = imagesOf(golden);
  const { signal } = new AbortController();
  const initial = tensorsDifference(await engine.readWeights(), golden.initial);
  const outputs = relativeDifference(await engine.predict(inputsOf(golden)), golden.outputs);
  const first = await engine.train(data, golden.batch.length, signal);
  const after1 = tensorsDifference(await engine.readWeights(), golden.after[1]);
  const after = async (steps: number): Promise<number> => {
    const perEpoch = Math.ceil(data.count / golden.specification.batchSize);
    const imagesThen = Math.floor(steps / perEpoch) * data.count + (steps % perEpoch) * golden.specification.batchSize;
    // Ten steps at a time, as sessions do: a software adapter would not answer within the time limit if all were asked at once.
    const atOnce = 10 * golden.specification.batchSize;
    let finite = true;
    while (finite && engine.imagesSeen < imagesThen)
      ({ finite } = await engine.train(data, Math.min(atOnce, imagesThen - engine.imagesSeen), signal));
    return tensorsDifference(await engine.readWeights(), golden.after[steps as 10 | 100]);
  };
  const after10 = await after(10);
  const differences = {
    initial,
    outputs,
    loss: relativeDifference([first.lossSum], [golden.lossSum]),
    correct: Math.abs(first.correct - golden.correct),
    after1,
    after10,
  };
  return most === 10 ? differences : { ...differences, after100: await after(100) };
}
