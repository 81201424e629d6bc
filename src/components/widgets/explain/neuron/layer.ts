import { two } from '../kit/numbers.ts';

/** A tiny dense layer, with few enough numbers to see them all. */
export interface TinyLayer {
  readonly x: readonly number[]; // [inputs]
  readonly weights: readonly (readonly number[])[]; // [inputs, outputs]
}

/** ŷ = x W: output j is the sum of every input times its weight to j. */
export function scores({ x, weights }: TinyLayer): number[] {
  const outputs = weights[0]?.length ?? 0;
  return Array.from({ length: outputs }, (_, j) => x.reduce((sum, xi, i) => sum + xi * (weights[i]?.[j] ?? 0), 0));
}

/** The same layer with one number changed. */
export const withInput = (layer: TinyLayer, i: number, value: number): TinyLayer => ({
  ...layer,
  x: layer.x.with(i, value),
});
export const withWeight = (layer: TinyLayer, i: number, j: number, value: number): TinyLayer => ({
  ...layer,
  weights: layer.weights.with(i, (layer.weights[i] ?? []).with(j, value)),
});

/** `0.50 × 0.80 + 1.00 × (−0.30)`: the sum that makes output j. */
export const sumInWords = ({ x, weights }: TinyLayer, j: number): string =>
  x
    .map((xi, i) => {
      const w = weights[i]?.[j] ?? 0;
      return `${two(xi)} × ${w < 0 ? `(${two(w)})` : two(w)}`;
    })
    .join(' + ');

export type Stage = 'one' | 'three' | 'several';

/** Where each stage starts. */
export const stages: Readonly<Record<Stage, TinyLayer>> = {
  one: { x: [0.5], weights: [[0.8]] },
  three: { x: [0, 0.5, 1], weights: [[0.9], [0.8], [-0.3]] },
  several: {
    x: [0, 0.5, 1],
    weights: [
      [0.9, 0.2],
      [0.8, -0.6],
      [-0.3, 0.7],
    ],
  },
};
