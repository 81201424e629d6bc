import { crc32c } from '../../../../lib/interchange/crc32c.ts';
import { normalizations } from '../../../../lib/nn/normalizations.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { fixed, percent, two } from '../kit/numbers.ts';
import { passThrough, type Pass, type TwoLayers } from '../kit/pass.ts';

export const UNITS = 32;
/** As in the loop of the chapter, one image a step. */
export const RATE = 0.01;

/** A digit as the data files have it. */
export interface Digit {
  /** What the reader calls it: `Test image 9, a 5`. */
  readonly name: string;
  readonly pixels: Uint8Array<ArrayBuffer>; // [784], 0 to 255
  readonly label: number;
}

/** The way of one image, stage by stage. */
export const STAGES = ['image', 'sums', 'bend', 'scores', 'shares', 'delta2', 'blame', 'delta1', 'changes', 'updated'] as const; // prettier-ignore
export type Stage = (typeof STAGES)[number];
export const LAST = STAGES.length - 1;

/** Weights before a lesson, and its image. */
interface Lesson {
  readonly weights: TwoLayers;
  readonly digit: Digit;
}

export interface MicroscopeState extends Lesson {
  readonly stage: number;
  /** The lessons before this one, the first first. */
  readonly past: readonly Lesson[];
}

type Row = 'sums' | 'hidden' | 'scores' | 'probabilities' | 'delta2' | 'blame' | 'delta1';
/** What is shown of a pass, worked out here or by the build. */
export type Shown = Readonly<Record<Row, ArrayLike<number>>> & { readonly loss: number };

const { unit: divided } = normalizations;
export const inputsOf = ({ pixels }: Digit): Float32Array<ArrayBuffer> =>
  Float32Array.from(pixels, (grey) => divided[grey]!); // [784]

export const passOf = ({ weights, digit }: Lesson): Pass => passThrough(weights, inputsOf(digit), digit.label);

/** w - 0.01 · g for every weight and bias: new arrays, the old ones stay as they were. */
export function afterLesson(weights: TwoLayers, { gradients }: Pass): TwoLayers {
  return weights.map((tensor, t) => ({
    ...tensor,
    values: tensor.values.map((value, k) => value - RATE * gradients[t]![k]!),
  })) as unknown as TwoLayers;
}

/** The weights that are in the network at this stage; `own`: those after the lesson by the reader's code, if it gave it. */
export const weightsNow = (state: MicroscopeState, own: TwoLayers | null = null): TwoLayers =>
  state.stage === LAST ? (own ?? afterLesson(state.weights, passOf(state))) : state.weights;

/** Eight letters and digits that change when any bit of any weight does. */
export function fingerprint(weights: readonly Tensor[]): string {
  const bytes = new Uint8Array(weights.reduce((sum, { values }) => sum + values.byteLength, 0));
  let at = 0;
  for (const { values } of weights) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return crc32c(bytes).toString(16).padStart(8, '0');
}

export const startAt = (weights: TwoLayers, digit: Digit, stage: Stage): MicroscopeState => ({
  weights,
  digit,
  stage: STAGES.indexOf(stage),
  past: [],
});

export const atStage = (state: MicroscopeState, stage: number): MicroscopeState => ({ ...state, stage });

/** On to another image: with the weights that the network has now. */
export const withNext = (state: MicroscopeState, digit: Digit, own: TwoLayers | null = null): MicroscopeState => {
  const { weights, digit: before } = state;
  const learnt = state.stage === LAST;
  return {
    weights: weightsNow(state, own),
    digit,
    stage: 0,
    past: learnt ? [...state.past, { weights, digit: before }] : state.past,
  };
};

/** Back to the end of the lesson before; its weights are the very arrays that it began with. */
export function withLast(state: MicroscopeState): MicroscopeState {
  const last = state.past.at(-1);
  return last ? { ...last, stage: LAST, past: state.past.slice(0, -1) } : state;
}

/** What one hidden unit asks of the picture: its 784 weights. */
export const pictureOf = ({ values, shape }: Tensor, unit: number): Float32Array =>
  Float32Array.from({ length: shape[0]! }, (_, pixel) => values[pixel * shape[1]! + unit]!);

/** What is said of a unit at a stage: its number there. Null where nothing is known yet. */
export function numberOf(
  stage: Stage,
  pass: Pick<Shown, 'sums' | 'hidden' | 'blame' | 'delta1'>,
  unit: number,
): number | null {
  const at = STAGES.indexOf(stage);
  if (at < 1) return null;
  if (stage === 'sums') return pass.sums[unit]!;
  if (at < STAGES.indexOf('blame')) return pass.hidden[unit]!;
  return (stage === 'blame' ? pass.blame : pass.delta1)[unit]!;
}

export const nameOf = (image: number, label: number): string =>
  `Training image ${image.toLocaleString('en-US')}, a ${label}`;

/** What the build tells of the first image's way. */
export type BuiltPass = Readonly<Record<'sums' | 'scores' | 'probabilities', readonly number[]>> & {
  readonly loss: number;
};

/** The stage up to which that leads. */
export const BUILT_LAST = STAGES.indexOf('shares');

/** As far as the build tells: nothing has come back yet. */
export const shownOf = (built: BuiltPass): Shown => {
  const nothing = built.sums.map(() => 0);
  return {
    ...built,
    hidden: built.sums.map((sum) => Math.max(0, sum)),
    delta2: built.scores.map(() => 0),
    blame: nothing,
    delta1: nothing,
  };
};

const largest = (values: ArrayLike<number>): number => {
  let best = 0;
  for (let j = 1; j < values.length; j++) if (values[j]! > values[best]!) best = j;
  return best;
};

/** What happens at a stage, in numbers; `own`: the reader's code gives the lesson. */
export function wordsOf(
  stage: Stage,
  digit: Pick<Digit, 'name' | 'label'>,
  pass: Shown,
  lossAfter: number | null,
  own = false,
): string {
  const silent = Array.from(pass.sums).filter((sum) => sum <= 0).length;
  const first = largest(pass.probabilities);
  const share = (j: number): string => percent(pass.probabilities[j]!);
  switch (stage) {
    case 'image':
      return `${digit.name}. Its 784 pixels go to each of the 32 units.`;
    case 'sums':
      return `Each unit lays its 784 weights on the image and adds up the products. The largest sum has unit ${largest(pass.sums) + 1}: ${two(pass.sums[largest(pass.sums)]!)}.`;
    case 'bend':
      return `ReLU lets through what is above 0. ${silent} of the 32 units are silent for this image.`;
    case 'scores':
      return `The units that speak are weighed for each digit. The largest score is that of ${first}: ${two(pass.scores[first]!)}.`;
    case 'shares':
      return `Softmax gives ${first} a share of ${share(first)}${first === digit.label ? ', and that is right' : `, and the right one, ${digit.label}, ${share(digit.label)}`}. The loss is ${fixed(pass.loss, 3)}.`;
    case 'delta2':
      return `Shares minus label: the delta of ${digit.label} is ${two(pass.delta2[digit.label]!)}. All ten add up to 0.`;
    case 'blame': {
      const unit = largest(Array.from(pass.blame, Math.abs));
      return `The ten deltas go back through the weights. Most comes back to unit ${unit + 1}: ${two(pass.blame[unit]!)}.`;
    }
    case 'delta1':
      return `Times the slope: the ${silent} silent units get a delta of 0, whatever came back to them.`;
    case 'changes':
      if (own) return 'What your train makes of the weights of each unit, taken together for all its pixels.';
      return 'What each unit learns: the picture itself, times its delta, times 0.01, taken off. A silent unit learns nothing.';
    case 'updated':
      return `${own ? 'Your train has given the lesson.' : 'All 25,450 numbers have taken their step.'} The loss of this image was ${fixed(pass.loss, 3)} and is ${fixed(lossAfter ?? pass.loss, 3)}${own && lossAfter! > pass.loss ? ', which is up: the weights are pushed away' : ''}.`;
  }
}
