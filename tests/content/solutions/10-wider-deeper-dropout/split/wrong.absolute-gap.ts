import { add, argmax, digits, dot, scale, train } from 'lab';

import type { Digits, NetworkSettings, Vector } from 'lab';

export function split(
  all: Digits,
  trainingCount: number,
  validationCount: number,
): { training: Digits; validation: Digits } {
  const part = (from: number, to: number): Digits => ({
    images: all.images.slice(from, to),
    labels: all.labels.slice(from, to),
  });
  return {
    training: part(0, trainingCount),
    validation: part(trainingCount, trainingCount + validationCount),
  };
}

export interface Result {
  name: string;
  training: number;
  validation: number;
}

export function rank(
  results: Result[],
): { name: string; validation: number; gap: number }[] {
  return results
    .map(({ name, training, validation }) => ({
      name,
      validation,
      gap: 100 * Math.abs(training - validation),
    }))
    .sort((a, b) => b.validation - a.validation);
}
