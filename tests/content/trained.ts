import type { DigitSet } from '../../src/lib/data/contract.ts';
import { TEST_COUNT, TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import { readDigits } from './mnist-files.ts';

/** Images `from` up to `to` of a set. */
export const digitsOf = (
  set: 'train' | 'test',
  from = 0,
  to = set === 'train' ? TRAIN_COUNT : TEST_COUNT,
): DigitSet => ({ count: to - from, ...readDigits(set, from, to) });

export interface Epoch {
  /** Mean over the epoch's images, each before its update. */
  readonly loss: number;
  /** Share of right answers over the epoch's images, each before its update, in per cent. */
  readonly training: number;
  /** Per cent right of `scored` after the epoch; one for each set asked for. */
  readonly scores: readonly number[];
}

const { signal } = new AbortController();

/** Trains a network by the engine that the book uses, and scores it on each set after each epoch. */
export async function trainEpochs(
  specification: NetworkSpecification,
  epochs: number,
  data: DigitSet,
  scored: readonly DigitSet[] = [],
): Promise<readonly Epoch[]> {
  const { engine } = await createEngine('simd', specification);
  const result: Epoch[] = [];
  for (let epoch = 0; epoch < epochs; epoch++) {
    const { images, correct, lossSum } = await engine.train(data, data.count, signal);
    const scores: number[] = [];
    for (const set of scored) {
      const evaluation = await engine.evaluate(set, signal);
      scores.push((100 * evaluation.correct) / evaluation.count);
    }
    result.push({ loss: lossSum / images, training: (100 * correct) / images, scores });
  }
  engine.dispose();
  return result;
}
