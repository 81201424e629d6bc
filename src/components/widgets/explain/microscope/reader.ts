/** The reader's own `train`, which takes the microscope's lesson at full size. */
import type { TwoLayers } from '../kit/pass.ts';
import { ARRAYS, floats, numbersOf } from '../kit/reader-code.ts';
import { RATE, UNITS, type Digit } from './model.ts';

export const TRAIN = '07-a-hidden-layer/train';

const PIXELS = 784;
const DIGITS = 10;

export const askTrain = ({
  weights,
  digit: { pixels, label },
}: Omit<OwnLesson, 'after'>): string => `import { show } from 'lab';
${ARRAYS}
const rows = (values: Float32Array, columns: number) => Array.from({ length: values.length / columns }, (_, i) => values.slice(i * columns, (i + 1) * columns));
const use = (reader: any, tools: any, mark: string) => {
  const network = {
    weights1: rows(${floats(weights[0].values)}, ${UNITS}),
    bias1: ${floats(weights[1].values)},
    weights2: rows(${floats(weights[2].values)}, ${DIGITS}),
    bias2: ${floats(weights[3].values)},
  };
  own(reader, 'train')(network, [Uint8Array.from([${pixels.join()}])], Uint8Array.from([${label}]), [0], ${RATE});
  show(network.weights1, mark);
  return plain([network.bias1, network.weights2.map((one) => plain(one)).flat(), network.bias2]);
};`;

/** A lesson by the reader's code. */
export interface OwnLesson {
  /** What it was given. */
  readonly weights: TwoLayers;
  readonly digit: Digit;
  readonly after: TwoLayers;
}

/** What the network is after the reader's lesson; throws in plain words where it is none any more. */
export function readTrain(
  lesson: Omit<OwnLesson, 'after'>,
  value: unknown,
  columns: readonly Float32Array[],
): OwnLesson {
  const [bias1, weights2, bias2] = Array.isArray(value) ? (value as readonly unknown[]) : [];
  if (columns.length !== UNITS || columns.some((one) => one.length !== PIXELS || !one.every(Number.isFinite)))
    throw new TypeError('After train, weights1 should still have 784 rows of 32 numbers.');
  const numbers = [
    Float32Array.from({ length: PIXELS * UNITS }, (_, at) => columns[at % UNITS]![Math.floor(at / UNITS)]!),
    Float32Array.from(numbersOf(bias1, UNITS, 'After train, bias1')),
    Float32Array.from(numbersOf(weights2, UNITS * DIGITS, 'After train, weights2')),
    Float32Array.from(numbersOf(bias2, DIGITS, 'After train, bias2')),
  ];
  const after = lesson.weights.map((tensor, t) => ({ ...tensor, values: numbers[t]! }));
  return { ...lesson, after: after as unknown as TwoLayers };
}

/** So much of its step a number may be off: 32 bits round, and each program in another order. */
const ENOUGH = 1e-3;
const LEAST = 1e-6;

/** For each of the four, which of the reader's numbers are not those of the book's lesson. */
export const offLesson = ({ weights, after }: OwnLesson, right: TwoLayers): readonly (readonly boolean[])[] =>
  right.map(({ values }, t) =>
    Array.from(values, (wanted, at) => {
      const step = Math.abs(wanted - weights[t]!.values[at]!);
      return !(Math.abs(after[t]!.values[at]! - wanted) <= LEAST + ENOUGH * step);
    }),
  );

/** The hidden units that have such a number, by their weights, their bias or their weights to the scores. */
export const offUnits = ([weights1, bias1, weights2]: readonly (readonly boolean[])[]): ReadonlySet<number> =>
  new Set([
    ...weights1!.flatMap((off, at) => (off ? [at % UNITS] : [])),
    ...bias1!.flatMap((off, at) => (off ? [at] : [])),
    ...weights2!.flatMap((off, at) => (off ? [Math.floor(at / DIGITS)] : [])),
  ]);
