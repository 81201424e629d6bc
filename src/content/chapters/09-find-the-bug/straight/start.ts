import { add, dot, random, zeros } from 'lab';
import type { Matrix, Vector } from 'lab';

/** Any part of a network: numbers in, numbers out. */
type Part = (input: Vector) => Vector;

/**
 * Whether a part has no bend between the inputs a and b: what comes
 * out half-way between them lies half-way between what they give.
 */
export function isStraight(
  part: Part,
  a: Vector, // an input
  b: Vector, // another
): boolean {
  return false;
}

/** The one layer that does what two layers without a bend do. */
export function collapse(
  weights2: Matrix, // [128, 64]
  bias2: Vector, // [64]
  weights3: Matrix, // [64, 10]
  bias3: Vector, // [10]
): { weights: Matrix; bias: Vector } {
  const weights = zeros(weights2.length, bias3.length); // [128, 10]
  const bias = new Float32Array(bias3.length); // [10]
  return { weights, bias };
}

// Try it: S3's second and third layer, as printed and as promised.
const r = random(1);
const [W2, b2] = [r.randn(128, 64), r.randn(64)];
const [W3, b3] = [r.randn(64, 10), r.randn(10)];
const relu = (z: Vector): Vector => z.map((x) => Math.max(0, x));
const printed: Part = (h) => add(dot(add(dot(h, W2), b2), W3), b3);
const promised: Part = (h) =>
  add(dot(relu(add(dot(h, W2), b2)), W3), b3);
const [a, b] = [r.randn(128), r.randn(128)];
console.log('as printed', isStraight(printed, a, b));
console.log('with the ReLU', isStraight(promised, a, b));

const one = collapse(W2, b2, W3, b3);
console.log('two layers', printed(a));
console.log('one layer', add(dot(a, one.weights), one.bias));
