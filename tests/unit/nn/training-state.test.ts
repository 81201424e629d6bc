import { describe, expect, it } from 'vitest';
import { Training } from '../../../src/lib/nn/training.ts';
import { buffersOfState, copyOfState } from '../../../src/lib/nn/training-state.ts';
import { tinyHidden } from '../../support/specifications.ts';

const training = new Training({
  ...tinyHidden,
  optimizer: { name: 'adam', learningRate: 0.01, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  inputDropout: 0.25,
});
training.train(
  { count: 4, images: Uint8Array.from({ length: 16 }, (_, i) => 15 * i), labels: Uint8Array.of(0, 1, 2, 0) },
  6,
);
const plain = training.state();
/** As the simd engine gives it, which makes up late for pixels without ink. */
const state = {
  ...plain,
  optimizer: {
    ...plain.optimizer!,
    late: { rows: Uint32Array.of(2), missed: Uint32Array.of(1), values: new Float32Array(9).fill(0.5) },
  },
};

describe('a copy of all that a run goes on with', () => {
  it('is whole, and its numbers are its own', () => {
    const [copy, before] = [copyOfState(state), structuredClone(state)];
    expect(copy).toEqual(state);
    for (const buffer of buffersOfState(copy)) new Uint8Array(buffer).fill(7);
    expect(state).toEqual(before);
  });

  it('can be handed over without anything left behind', () => {
    const copy = copyOfState(state);
    expect(structuredClone(copy, { transfer: buffersOfState(copy) })).toEqual(state);
    const left = [
      ...[...copy.weights, ...copy.optimizer!.memory].map(({ values }) => values.length),
      ...Object.values(copy.optimizer!.late!).map(({ length }) => length),
      copy.dropout!.key.length,
    ];
    expect(left).toEqual(new Array<number>(4 + 8 + 3 + 1).fill(0));
  });
});
