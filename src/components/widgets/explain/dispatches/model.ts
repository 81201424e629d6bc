import type { CardCall } from '../../../../lib/engine/webgpu/record-calls.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import s2 from '../../../../lib/systems/published/s2.ts';
import { fixed } from '../kit/numbers.ts';

export type Who = 'tensorflow' | 'book';

/** One training step as the graphics card saw it. */
export interface Recording {
  readonly calls: readonly CardCall[];
  /** Until the loss was there. */
  readonly milliseconds: number;
}

/** What the figure shows: a step of both, and of the book's engine on the processor, in milliseconds. */
export interface Recorded {
  /** What computed, as the browser calls it. */
  readonly adapter: string;
  readonly card: Readonly<Record<Who, Recording>> | null;
  readonly processor: number | null;
}

export const BATCH = 30;
/** Steps before the one that is recorded: the first compile. */
export const WARM_UP = 4;
export const NAMES: Readonly<Record<Who, string>> = { tensorflow: 'TensorFlow.js', book: "this book's kernels" };
/** S2's, with the images in the order of the file. */
export const specification: NetworkSpecification = { ...s2.runs[0]!.specification, order: 'file', batchSize: BATCH };

/** The book's kernels, by their labels, and those of TensorFlow.js by the beginnings of their keys; numbers are its types of operations. */
const KERNELS: Readonly<Record<string, string>> = {
  listImages: 'list the dark pixels by image: once for up to 2,048 images',
  listRows: 'list the dark pixels by place: once for up to 2,048 images',
  forwardFirst: 'first layer forward, bias and bend included',
  forwardLast: 'last layer forward, softmax, loss and deltas',
  backward: "hidden deltas, and all of the last layer's step",
  updateFirst: "all of the first layer's step",
  matMulPacked: 'multiply two matrices',
  matMulSmallOutputSize: 'multiply two matrices',
  matMulSplitK: 'multiply two matrices',
  transposeShared: 'turn a matrix on its side',
  transpose: 'turn a matrix on its side',
  reduce_max: 'find the largest of each row',
  reduce_sum: 'add up',
  select: 'choose by a condition',
  fill: 'fill with one number',
  binary_0: 'add, number by number',
  binary_4: 'divide, number by number',
  binary_8: 'compare, number by number',
  binary_17: 'multiply, number by number',
  binary_22: 'subtract, number by number',
  unary_12: 'e to the power of each number',
  unary_19: 'the logarithm of each number',
  unary_22: 'change each sign',
  unary_25: 'leaky ReLU of each number',
};

/** Of a kernel's key the part that says what it does. */
export const shortName = (key: string): string => /^[a-z]+(_(\d+|max|sum)(?=_|$))?/i.exec(key)?.[0] ?? '';

/** What a kernel does, in words; its own name where the book has none. */
export const kernelWords = (name: string): string =>
  KERNELS[name] ?? KERNELS[name.split('_')[0]!] ?? (name || 'a kernel without a name');

const kilobytes = (bytes: number): string => (bytes < 1000 ? `${bytes} bytes` : `${fixed(bytes / 1000, 1)} kB`);
const ms = (milliseconds: number): string => `${fixed(milliseconds, milliseconds < 10 ? 1 : 0)} ms`;

const dispatchWords = (count: number): string => `${count} ${count === 1 ? 'dispatch' : 'dispatches'}`;

/** A call in words. */
export function callWords({ kind, at, until, bytes = 0, name = '' }: CardCall): string {
  switch (kind) {
    case 'dispatch':
      return `dispatch: ${kernelWords(name)}`;
    case 'submit':
      return 'submit: the dispatches so far are handed over';
    case 'upload':
      return `upload: ${kilobytes(bytes)}`;
    case 'read':
      return `read back: ${kilobytes(bytes)}${until === undefined ? '' : `, there after ${ms(until - at)}`}`;
  }
}

export interface Counts {
  readonly dispatches: number;
  readonly submits: number;
  readonly uploaded: number;
  readonly readBack: number;
  /** Milliseconds from the first read-back that was asked for to its bytes. */
  readonly waited: number;
}

export function countsOf({ calls }: Recording): Counts {
  const of = (kind: CardCall['kind']): readonly CardCall[] => calls.filter((call) => call.kind === kind);
  const bytes = (some: readonly CardCall[]): number => some.reduce((sum, call) => sum + (call.bytes ?? 0), 0);
  return {
    dispatches: of('dispatch').length,
    submits: of('submit').length,
    uploaded: bytes(of('upload')),
    readBack: bytes(of('read')),
    waited: of('read').reduce((sum, { at, until = at }) => sum + until - at, 0),
  };
}

/** A step in words. */
export function stepWords(recording: Recording): string {
  const { dispatches, submits, uploaded, readBack, waited } = countsOf(recording);
  return `${dispatchWords(dispatches)} in ${submits} ${submits === 1 ? 'submit' : 'submits'}, ${kilobytes(uploaded)} up, ${kilobytes(readBack)} down, ${ms(recording.milliseconds)}, of which ${ms(waited)} waiting for what is read back`;
}

/** Both, compared, once a step has been recorded here. */
export function verdictOf({ adapter, card, processor }: Recorded): string {
  const onProcessor = processor === null ? '' : ` The same step on the processor: ${ms(processor)}.`;
  if (!card) return `${adapter}${onProcessor}`;
  const [theirs, ours] = [countsOf(card.tensorflow), countsOf(card.book)];
  const times = card.tensorflow.milliseconds / card.book.milliseconds;
  return `On ${adapter}: ${dispatchWords(theirs.dispatches)} took ${ms(card.tensorflow.milliseconds)}, ${ours.dispatches} took ${ms(card.book.milliseconds)}${times > 1.2 ? `, ${fixed(times, 1)} times less` : ''}.${onProcessor}`;
}

const isCall = (value: unknown): value is CardCall => {
  const { kind, at, until, bytes, name } = (value ?? {}) as Record<string, unknown>;
  return (
    ['dispatch', 'submit', 'upload', 'read'].includes(kind as string) &&
    typeof at === 'number' &&
    [until, bytes].every((number) => number === undefined || typeof number === 'number') &&
    (name === undefined || typeof name === 'string')
  );
};

/** What came out of the sandbox, looked at. Throws where it is no recording. */
export function recordingFrom(value: unknown): Recording {
  const { calls, milliseconds } = (value ?? {}) as Record<string, unknown>;
  if (!Array.isArray(calls) || !calls.every(isCall) || typeof milliseconds !== 'number')
    throw new TypeError('The recording came back broken. Try it once more.');
  return { calls: calls.map((call) => (call.name ? { ...call, name: shortName(call.name) } : call)), milliseconds };
}
