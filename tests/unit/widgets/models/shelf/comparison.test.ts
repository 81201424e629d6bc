import { expect, it } from 'vitest';
import { compareGuesses } from '../../../../../src/components/widgets/models/shelf/comparison.ts';
import type { ModelSummary } from '../../../../../src/lib/models/kept-model.ts';

const model = (id: number): Pick<ModelSummary, 'id' | 'name' | 'specification'> => ({
  id,
  name: `model ${id}`,
  specification: {} as ModelSummary['specification'],
});
/** Outputs [images, 10] of a model that makes these guesses. */
const outputs = (...guesses: number[]): Float32Array => {
  const values = new Float32Array(guesses.length * 10).fill(0.01);
  for (const [n, guess] of guesses.entries()) values[n * 10 + guess] = 0.9;
  return values;
};

it('counts what each model reads rightly, in all and by label', () => {
  const labels = Uint8Array.of(3, 3, 5, 7);
  const { judged, imagesByLabel } = compareGuesses(
    [model(1), model(2)],
    [outputs(3, 5, 5, 7), outputs(3, 3, 0, 1)],
    labels,
  );
  expect(judged.map(({ correct }) => correct)).toEqual([3, 2]);
  expect(imagesByLabel).toEqual([0, 0, 0, 2, 0, 1, 0, 1, 0, 0]);
  expect(judged[0]!.correctByLabel).toEqual([0, 0, 0, 1, 0, 1, 0, 1, 0, 0]);
  expect(judged[1]!.correctByLabel).toEqual([0, 0, 0, 2, 0, 0, 0, 0, 0, 0]);
});

it('counts the images that one alone reads, that all but one read, that all and that none read, and the vote', () => {
  const labels = Uint8Array.of(1, 2, 3, 4);
  const comparison = compareGuesses(
    [model(1), model(2), model(3)],
    [outputs(1, 2, 3, 0), outputs(1, 2, 9, 0), outputs(1, 8, 9, 4)],
    labels,
  );
  expect(comparison).toMatchObject({ images: 4, all: 1, none: 0, vote: 2 });
  expect(comparison.judged.map(({ alone, missed }) => [alone, missed])).toEqual([
    [1, 0],
    [0, 0],
    [1, 1],
  ]);
});

it('takes the first of equal outputs for the guess', () => {
  const same = new Float32Array(10).fill(0.1);
  expect(compareGuesses([model(1)], [same], Uint8Array.of(0)).judged[0]!.correct).toBe(1);
  expect(compareGuesses([model(1)], [same], Uint8Array.of(1)).judged[0]!.correct).toBe(0);
});
