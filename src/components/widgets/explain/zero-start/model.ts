import { drawParameters } from '../../../../lib/nn/parameters.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { SPECIFICATION_FIELDS, usualOf, type SpecificationSettings } from '../../../../lib/settings/fields.ts';
import { passOf, updated, type TinyNetwork } from '../backprop/model.ts';
import { fixed, two } from '../kit/numbers.ts';

export const LESSONS = 20;
const RATE = 0.5;
/** What all weights are in the equal start. */
const EQUAL = 0.5;

/** The four pictures of two pixels: here or there, but not both. Lesson after lesson takes the next one, over and over. */
export const IMAGES: readonly { readonly pixels: readonly [number, number]; readonly label: 0 | 1 }[] = [
  { pixels: [1, 0], label: 1 },
  { pixels: [1, 1], label: 0 },
  { pixels: [0, 1], label: 1 },
  { pixels: [0, 0], label: 0 },
];

export const STARTS = ['zeros', 'equal', 'random'] as const;
export type StartName = (typeof STARTS)[number];
/** What stands above each start. */
export const NAMES: Readonly<Record<StartName, string>> = {
  zeros: 'all 0',
  equal: `all ${EQUAL}`,
  random: 'at random',
};

const filled = (value: number): TinyNetwork => ({
  weights1: [0, 1].map(() => [value, value, value]),
  bias1: [0, 0, 0],
  weights2: [0, 1, 2].map(() => [value, value]),
  bias2: [0, 0],
});

/** Weights and biases within ±1/√n, as the book's trainers draw them. */
function drawn(seed: number): TinyNetwork {
  const [weights1, bias1, weights2, bias2] = drawParameters(
    {
      ...usualOf<Required<SpecificationSettings>>(SPECIFICATION_FIELDS),
      inputs: 2,
      layers: [
        { units: 3, activation: 'relu', bias: true },
        { units: 2, activation: 'identity', bias: true },
      ],
      optimizer: { name: 'sgd', learningRate: RATE },
    },
    new RandomState(seed),
  ).map(({ values }) => [...values]);
  return {
    weights1: [weights1!.slice(0, 3), weights1!.slice(3)],
    bias1: bias1!,
    weights2: [0, 2, 4].map((from) => weights2!.slice(from, from + 2)),
    bias2: bias2!,
  };
}

export const startOf = (name: StartName, seed: number): TinyNetwork =>
  name === 'random' ? drawn(seed) : filled(name === 'zeros' ? 0 : EQUAL);

/** The network before the first lesson and after each of the 20. */
export function courseOf(name: StartName, seed: number): readonly TinyNetwork[] {
  const course = [startOf(name, seed)];
  for (let lesson = 0; lesson < LESSONS; lesson++) {
    const { pixels, label } = IMAGES[lesson % IMAGES.length]!;
    const now = course.at(-1)!;
    course.push(updated(now, passOf(now, pixels, label), RATE));
  }
  return course; // [21]
}

/** What one unit has learnt: the weights that lead to it and from it. */
export const weightsOfUnit = ({ weights1, weights2 }: TinyNetwork, unit: number): readonly number[] => [
  weights1[0]![unit]!,
  weights1[1]![unit]!,
  ...weights2[unit]!,
];

/** How many of the three units differ from each other in any weight. */
export const kindsOfUnits = (network: TinyNetwork): number =>
  new Set([0, 1, 2].map((unit) => weightsOfUnit(network, unit).join(' '))).size;

/** The mean loss over the four pictures. */
export const lossOf = (network: TinyNetwork): number =>
  IMAGES.reduce((sum, { pixels, label }) => sum + passOf(network, pixels, label).loss, 0) / IMAGES.length;

/** A network after so many lessons, in words. */
export function wordsOf(name: StartName, network: TinyNetwork): string {
  const kinds = kindsOfUnits(network);
  const alike = kinds === 1 ? 'the three units are one' : `${kinds} units that differ`;
  const weights = [0, 1, 2].map((unit) => weightsOfUnit(network, unit).slice(0, 2).map(two).join(' and ')).join('; ');
  return `${NAMES[name]}: ${alike}. Weights to them: ${kinds === 1 ? `${weights.split(';')[0]!}, three times` : weights}. Loss ${fixed(lossOf(network), 3)}.`;
}

/** What there is to notice after so many lessons. */
export function noticeOf(lesson: number): string {
  if (lesson === 0) return 'Before the first lesson. Play, and watch which of the lines part.';
  if (lesson < 4) return 'Equal weights move, but all three by the same step. From zeros no weight moves at all.';
  return 'From zeros only the last biases learn. From equal weights the three units take the same steps, and stay one for ever. Only from random weights can each become something else.';
}
