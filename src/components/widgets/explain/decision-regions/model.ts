import { activations } from '../../../../lib/nn/activations.ts';
import { Network } from '../../../../lib/nn/network.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { SPECIFICATION_FIELDS, usualOf, type SpecificationSettings } from '../../../../lib/settings/fields.ts';
import type { Point } from './points.ts';

/** Side of the square of places at which the network is asked. */
export const GRID = 40;
/** Lessons, each of all points, after which a training ends. */
export const LESSONS = 1500;

/** Two inputs, so many hidden units with or without a bend, two outputs; from random weights of `seed`. */
export function makeNetwork(units: number, bend: boolean, seed: number): Network {
  const specification: NetworkSpecification = {
    ...usualOf<Required<SpecificationSettings>>(SPECIFICATION_FIELDS),
    seed,
    inputs: 2,
    layers: [
      { units, activation: bend ? 'relu' : 'identity', bias: true },
      { units: 2, activation: 'identity', bias: true },
    ],
    optimizer: { name: 'adam', learningRate: 0.03, beta1: 0.9, beta2: 0.999, epsilon: 1e-8 },
  };
  return new Network(specification, new RandomState(seed));
}

const inputsOf = (points: readonly Point[]): Float32Array<ArrayBuffer> =>
  Float32Array.from(points.flatMap(({ x, y }) => [x, y])); // [points, 2]

/** How sure the network is of kind 1 rather than 0, -1 to 1, at the middle of each place of the square; rows from above. */
export function regionsOf(network: Network): Float32Array<ArrayBuffer> {
  const inputs = new Float32Array(GRID * GRID * 2); // [places, 2]
  for (let row = 0; row < GRID; row++)
    for (let column = 0; column < GRID; column++) {
      const place = 2 * (row * GRID + column);
      inputs[place] = (2 * (column + 0.5)) / GRID - 1;
      inputs[place + 1] = 1 - (2 * (row + 0.5)) / GRID;
    }
  const scores = network.forward(inputs, GRID * GRID); // [places, 2]
  const shares = new Float32Array(scores.length); // [places, 2]
  for (let i = 0; i < GRID * GRID; i++) activations.softmax.output(scores, shares, 2 * i, 2);
  return Float32Array.from({ length: GRID * GRID }, (_, i) => shares[2 * i + 1]! - shares[2 * i]!);
}

/** How many points fall on their own side, and the mean loss. */
export function scoreOf(network: Network, points: readonly Point[]): { right: number; loss: number } {
  if (points.length === 0) return { right: 0, loss: 0 };
  network.forward(inputsOf(points), points.length);
  const { correct, lossSum } = network.score(points.map(({ kind }) => kind));
  return { right: correct, loss: lossSum / points.length };
}

/** So many lessons, each with all points at once. */
export function teach(network: Network, points: readonly Point[], lessons: number): void {
  if (points.length === 0) return;
  const inputs = inputsOf(points);
  const labels = points.map(({ kind }) => kind);
  for (let lesson = 0; lesson < lessons; lesson++) network.train(inputs, labels);
}

/** Where a hidden unit's sum is 0: w · (x, y) + b = 0. On one side of it the unit speaks, on the other it is silent. */
export interface UnitLine {
  readonly w: readonly [number, number];
  readonly b: number;
}

export function linesOf(network: Network): UnitLine[] {
  const [weights, biases] = network.parameters;
  const units = biases!.values.length;
  return Array.from({ length: units }, (_, j) => ({
    w: [weights!.values[j]!, weights!.values[units + j]!] as const,
    b: biases!.values[j]!,
  }));
}

/** The point of a line that is nearest to the middle of the square. */
export function footOf({ w: [wx, wy], b }: UnitLine): { x: number; y: number } {
  const size = wx * wx + wy * wy || 1;
  return { x: (-b * wx) / size, y: (-b * wy) / size };
}

/** Lays a unit's line through a point, square to the way there from the middle; the unit keeps its strength and its side. */
export function layLine(network: Network, unit: number, x: number, y: number): void {
  const [weights, biases] = network.parameters;
  const units = biases!.values.length;
  const { w, b } = linesOf(network)[unit]!;
  const far = Math.hypot(x, y);
  if (far < 0.02) return; // in the middle it has no direction
  const strength = (b > 0 ? -1 : 1) * Math.hypot(...w);
  const next = [(strength * x) / far, (strength * y) / far] as const;
  weights!.values[unit] = next[0];
  weights!.values[units + unit] = next[1];
  biases!.values[unit] = -(next[0] * x + next[1] * y);
}

/** Both ends of a line where it leaves the square, or null where it does not meet it. */
export function endsOf({ w: [wx, wy], b }: UnitLine): readonly [number, number, number, number] | null {
  const ends: [number, number][] = [];
  for (const x of [-1, 1]) {
    const y = (-b - wx * x) / wy;
    if (Math.abs(y) <= 1) ends.push([x, y]);
  }
  for (const y of [-1, 1]) {
    const x = (-b - wy * y) / wx;
    if (Math.abs(x) < 1) ends.push([x, y]);
  }
  const [first, second] = ends;
  return first && second ? [...first, ...second] : null;
}

/** What there is to notice when a training has ended. */
export function verdictOf(bend: boolean, units: number, right: number, count: number): string {
  if (!bend)
    return right === count
      ? `All ${count} are right, and the border is one straight cut. For this arrangement one cut is enough, whatever the number of units.`
      : `${right} of ${count} are right. Without the bend the border is one straight cut, with one unit or with eight. Turn the bend on.`;
  if (right === count)
    return `All ${count} are right. Where a unit's line runs, the border may bend: ${units} ${units === 1 ? 'unit' : 'units'}, as many corners at most.`;
  return `${right} of ${count} are right. Try more units, or another start: with few units, some starts get stuck.`;
}
