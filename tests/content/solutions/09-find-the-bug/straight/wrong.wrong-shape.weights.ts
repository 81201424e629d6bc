import { add, dot } from 'lab';
type Vector = Float32Array;
type Matrix = Vector[];
type Part = (input: Vector) => Vector;
const middle = (a: Vector, b: Vector): Vector => a.map((value, i) => (value + b[i]) / 2);

export const isStraight = (part: Part, a: Vector, b: Vector): boolean => part(middle(a, b)).every((value, j) => Math.abs(value - middle(part(a), part(b))[j]) < 1e-3);

export function collapse(weights2: Matrix, bias2: Vector, weights3: Matrix, bias3: Vector) {
  const weights = weights2;
  const bias = add(dot(bias2, weights3), bias3);
  return { weights, bias };
}
