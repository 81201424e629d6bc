import { add, dot, random, zeros } from 'lab';

import type { Matrix, Vector } from 'lab';

type Part = (input: Vector) => Vector;

export function isStraight(
  part: Part,
  a: Vector, // an input
  b: Vector, // another
): boolean {
  const half = part(a.map((value, i) => (value + b[i]) / 2));
  const [atA, atB] = [part(a), part(b)];
  const largest = Math.max(...[...atA, ...atB].map(Math.abs));
  // Rounding leaves a little; a bend is far larger.
  const sum = (list: Vector): number => list.reduce((total, value) => total + value, 0);
  return Math.abs(sum(half) - (sum(atA) + sum(atB)) / 2) <= 1e-3 * largest;
}

export function collapse(
  weights2: Matrix, // [128, 64]
  bias2: Vector, // [64]
  weights3: Matrix, // [64, 10]
  bias3: Vector, // [10]
): { weights: Matrix; bias: Vector } {
  const weights = zeros(weights2.length, bias3.length); // [128, 10]
  weights2.forEach((row, i) => weights[i].set(dot(row, weights3)));
  const bias = add(dot(bias2, weights3), bias3); // [10]
  return { weights, bias };
}
