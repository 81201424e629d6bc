import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { fixed, two } from '../kit/numbers.ts';
import { passThrough } from '../kit/pass.ts';

/** 2 inputs, 3 hidden units with ReLU, 2 outputs with softmax: small enough for every number to be in view. */
export interface TinyNetwork {
  readonly weights1: readonly (readonly number[])[]; // [2, 3]
  readonly bias1: readonly number[]; // [3]
  readonly weights2: readonly (readonly number[])[]; // [3, 2]
  readonly bias2: readonly number[]; // [2]
}

/** One image's way forward and back. */
export interface Pass {
  readonly sums: readonly number[]; // [3]
  readonly hidden: readonly number[]; // [3]
  readonly scores: readonly number[]; // [2]
  readonly probabilities: readonly number[]; // [2]
  readonly loss: number;
  readonly delta2: readonly number[]; // [2]
  /** What comes back to each hidden unit, before the slope. */
  readonly blame: readonly number[]; // [3]
  readonly delta1: readonly number[]; // [3]
  readonly weightDeltas1: readonly (readonly number[])[]; // [2, 3]
  readonly weightDeltas2: readonly (readonly number[])[]; // [3, 2]
}

/** A weight: from unit `from` of layer `layer` (1 or 2) to unit `to` of the next. All count from 0. */
export interface Edge {
  readonly layer: 1 | 2;
  readonly from: number;
  readonly to: number;
}

export const IMAGE: readonly number[] = [1, 2];
export const RATE = 0.1;
/** How far a weight is nudged to either side to measure a slope. */
export const NUDGE = 0.01;

const NETWORK: TinyNetwork = {
  weights1: [
    [1, -1, 0.5],
    [0.5, 1, -2],
  ],
  bias1: [0, 0, 0],
  weights2: [
    [0.5, -0.5],
    [-0.5, 1],
    [1, -2],
  ],
  bias2: [0, 0],
};

const tensor = (name: string, rows: readonly (readonly number[])[]): Tensor => ({
  name,
  shape: [rows.length, rows[0]!.length],
  values: Float32Array.from(rows.flat()),
});
const vector = (name: string, values: readonly number[]): Tensor => ({
  name,
  shape: [values.length],
  values: Float32Array.from(values),
});
const rows = (values: Float32Array, columns: number): number[][] =>
  Array.from({ length: values.length / columns }, (_, i) => [...values.subarray(i * columns, (i + 1) * columns)]);

/** The way forward and back by the book's own layers. */
export function passOf(network: TinyNetwork, image: readonly number[], label: number): Pass {
  const parameters = [
    tensor('0.weight', network.weights1),
    vector('0.bias', network.bias1),
    tensor('2.weight', network.weights2),
    vector('2.bias', network.bias2),
  ] as const;
  const pass = passThrough(parameters, Float32Array.from(image), label);
  const [weights1, , weights2] = pass.gradients;
  return {
    sums: [...pass.sums],
    hidden: [...pass.hidden],
    scores: [...pass.scores],
    probabilities: [...pass.probabilities],
    loss: pass.loss,
    delta2: [...pass.delta2],
    blame: [...pass.blame],
    delta1: [...pass.delta1],
    weightDeltas1: rows(weights1!, 3),
    weightDeltas2: rows(weights2!, 2),
  };
}

export const weightOf = (network: TinyNetwork, { layer, from, to }: Edge): number =>
  (layer === 1 ? network.weights1 : network.weights2)[from]![to]!;

/** All weights, those of the first layer first. */
export const EDGES: readonly Edge[] = [
  ...[0, 1].flatMap((from) => [0, 1, 2].map((to) => ({ layer: 1 as const, from, to }))),
  ...[0, 1, 2].flatMap((from) => [0, 1].map((to) => ({ layer: 2 as const, from, to }))),
];

/** As a reader calls a weight: inputs and units count from 1, scores from 0. */
export const nameOf = ({ layer, from, to }: Edge): string =>
  layer === 1 ? `input ${from + 1} to unit ${to + 1}` : `unit ${from + 1} to score ${to}`;

/** The same network with one weight changed. */
export function withWeight(network: TinyNetwork, { layer, from, to }: Edge, value: number): TinyNetwork {
  const changed = (matrix: readonly (readonly number[])[]): readonly (readonly number[])[] =>
    matrix.with(from, matrix[from]!.with(to, value));
  return layer === 1
    ? { ...network, weights1: changed(network.weights1) }
    : { ...network, weights2: changed(network.weights2) };
}

export const gradientOf = (pass: Pass, { layer, from, to }: Edge): number =>
  (layer === 1 ? pass.weightDeltas1 : pass.weightDeltas2)[from]![to]!;

/** The slope of the loss by one weight, measured by two passes forward. */
export function measuredSlope(network: TinyNetwork, image: readonly number[], label: number, edge: Edge): number {
  const w = weightOf(network, edge);
  const lossAt = (value: number): number => passOf(withWeight(network, edge, value), image, label).loss;
  return (lossAt(w + NUDGE) - lossAt(w - NUDGE)) / (2 * NUDGE);
}

/** Every weight and bias one step against its gradient. */
export function updated(network: TinyNetwork, pass: Pass, rate = RATE): TinyNetwork {
  const step = (values: readonly number[], gradient: readonly number[]): number[] =>
    values.map((value, i) => Math.fround(value - rate * gradient[i]!));
  return {
    weights1: network.weights1.map((row, i) => step(row, pass.weightDeltas1[i]!)),
    bias1: step(network.bias1, pass.delta1),
    weights2: network.weights2.map((row, i) => step(row, pass.weightDeltas2[i]!)),
    bias2: step(network.bias2, pass.delta2),
  };
}

/** Where the figure is on the way, in order. */
export const STAGES = [
  'image',
  'sums',
  'hidden',
  'scores',
  'probabilities',
  'delta2',
  'blame0',
  'blame1',
  'blame2',
  'delta1',
  'gradients2',
  'gradients1',
  'update',
] as const;
export type Stage = (typeof STAGES)[number];

export interface BackpropState {
  readonly network: TinyNetwork;
  readonly label: number;
  readonly stage: number;
  readonly edge: Edge;
}

/** The weight that is in hand first where gradients are shown. */
const SHOWN = { gradients2: { layer: 2, from: 0, to: 0 }, gradients1: { layer: 1, from: 1, to: 0 } } as const;

export const startAt = (stage: Stage): BackpropState =>
  atStage({ network: NETWORK, label: 0, stage: 0, edge: SHOWN.gradients2 }, STAGES.indexOf(stage));

/** The same at another stage. Where gradients are shown, a weight of their layer is in hand. */
export function atStage(state: BackpropState, stage: number): BackpropState {
  const shown = (SHOWN as Readonly<Partial<Record<Stage, Edge>>>)[STAGES[stage]!];
  return { ...state, stage, edge: shown && shown.layer !== state.edge.layer ? shown : state.edge };
}

export const zeros = (): TinyNetwork => ({
  weights1: NETWORK.weights1.map((row) => row.map(() => 0)),
  bias1: [0, 0, 0],
  weights2: NETWORK.weights2.map((row) => row.map(() => 0)),
  bias2: [0, 0],
});

/** Negative numbers in brackets, as factors are written. */
const factor = (value: number, decimals = 2): string =>
  value < 0 ? `(${fixed(value, decimals)})` : fixed(value, decimals);
const product = (a: readonly number[], b: readonly number[]): string =>
  a.map((value, i) => `${factor(value)} × ${factor(b[i]!)}`).join(' + ');

/** What happens at a stage, in numbers. */
export function wordsOf({ network, label, stage, edge }: BackpropState, pass: Pass): string {
  const name = STAGES[stage]!;
  const column = (matrix: readonly (readonly number[])[], j: number): number[] => matrix.map((row) => row[j]!);
  switch (name) {
    case 'image':
      return `Two inputs, 1 and 2. The right answer is ${label}.`;
    case 'sums':
      return `Sum of unit 1: ${product(IMAGE, column(network.weights1, 0))} = ${two(pass.sums[0]!)}. The other two are made alike.`;
    case 'hidden': {
      const silent = pass.sums.flatMap((sum, i) => (sum > 0 ? [] : [i + 1]));
      return `ReLU lets through what is above 0. ${silent.length === 0 ? 'No unit is silent.' : `Silent: unit ${silent.join(' and ')}.`}`;
    }
    case 'scores':
      return `Score of 0: ${product(pass.hidden, column(network.weights2, 0))} = ${two(pass.scores[0]!)}.`;
    case 'probabilities':
      return `Softmax makes ${two(pass.probabilities[0]!)} and ${two(pass.probabilities[1]!)} of the scores. The loss, −ln ${two(pass.probabilities[label]!)}, is ${two(pass.loss)}.`;
    case 'delta2':
      return `Delta of 0: ${two(pass.probabilities[0]!)} − ${label === 0 ? 1 : 0} = ${two(pass.delta2[0]!)}. Delta of 1: ${two(pass.probabilities[1]!)} − ${label === 1 ? 1 : 0} = ${two(pass.delta2[1]!)}.`;
    case 'blame0':
    case 'blame1':
    case 'blame2': {
      const i = Number(name.at(-1));
      return `What comes back to unit ${i + 1}: ${product(network.weights2[i]!, pass.delta2)} = ${two(pass.blame[i]!)}.`;
    }
    case 'delta1':
      return `Times the slope of ReLU, 1 or 0: ${pass.delta1.map((delta, i) => `unit ${i + 1} ${two(delta)}${pass.sums[i]! > 0 ? '' : ' (silent)'}`).join(', ')}.`;
    case 'gradients2':
    case 'gradients1': {
      const { layer, from, to } = edge;
      const [went, delta] = layer === 1 ? [IMAGE[from]!, pass.delta1[to]!] : [pass.hidden[from]!, pass.delta2[to]!];
      return `Gradient of the weight from ${nameOf(edge)}, what went in times delta: ${two(went)} × ${factor(delta, 4)} = ${fixed(gradientOf(pass, edge), 3)}.`;
    }
    case 'update': {
      const after = passOf(updated(network, pass), IMAGE, label).loss;
      return `Each weight moves against its gradient, times ${RATE}. The loss goes from ${two(pass.loss)} to ${two(after)}.`;
    }
  }
}
