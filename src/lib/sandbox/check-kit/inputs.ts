import { dataSetNamed } from '../../data/data-sets.ts';
import type { CheckRandom } from './check-random.ts';

/** Kinds of numbers to ask with, and the words that follow "with" in a message. */
export const SORTS = {
  mixed: 'numbers of both signs',
  positive: 'numbers above 0',
  negative: 'numbers below 0',
  zeros: 'zeros among them',
  blank: 'nothing but zeros',
  tiny: 'very small numbers',
  large: 'large numbers',
  equal: 'numbers that are all the same',
} as const;
export type Sort = keyof typeof SORTS;

/** Kinds of images, in the same way. */
export const IMAGES = {
  ink: 'scattered ink',
  stroke: 'a stroke',
  blank: 'a blank image',
  black: 'ink in every pixel',
  edges: 'ink in the first and the last pixel',
  faint: 'faint ink',
} as const;
export type ImageSort = keyof typeof IMAGES;

/** Numbers to ask with, by their properties. */
export interface Inputs {
  vector(length: number, sort?: Sort): Float32Array<ArrayBuffer>;
  matrix(rows: number, columns: number, sort?: Sort): Float32Array<ArrayBuffer>[];
  /** Pixels from 0 to 1: [pixels]. */
  image(sort?: ImageSort): Float32Array<ArrayBuffer>;
  /** Greys from 0 to 255: [pixels]. */
  greys(sort?: ImageSort): Uint8Array<ArrayBuffer>;
  oneHot(digit: number, length?: number): Float32Array<ArrayBuffer>;
  /** Labels: at least two different ones where there are two. */
  digits(count: number): Uint8Array<ArrayBuffer>;
}

const SIDE: number = dataSetNamed().side;
const CLASSES: number = dataSetNamed().classes.length;
const GREYS = 255;

function drawer(random: CheckRandom): Record<Sort, () => number> {
  const { uniform } = random;
  const equal = uniform(0.5, 2);
  return {
    mixed: () => (uniform() < 0.5 ? -1 : 1) * uniform(0.1, 2),
    positive: () => uniform(0.1, 2),
    negative: () => -uniform(0.1, 2),
    zeros: () => (uniform() < 0.4 ? 0 : uniform(-2, 2)),
    blank: () => 0,
    tiny: () => uniform(-1, 1) * 1e-6,
    large: () => uniform(-1, 1) * 1e4,
    equal: () => equal,
  };
}

/** A line that wanders through the middle of the image, grey at its rims, as a pen leaves it. */
function stroke(random: CheckRandom): number[] {
  const grey = new Array<number>(SIDE * SIDE).fill(0);
  let [row, column] = [random.uniform(5, 9), random.uniform(9, 18)];
  let [down, right] = [0.6, random.uniform(-0.4, 0.4)];
  for (let step = 0; step < SIDE; step++) {
    for (let r = 0; r < SIDE; r++) {
      for (let c = 0; c < SIDE; c++) {
        const ink = Math.max(0, 1.9 - Math.hypot(r - row, c - column));
        grey[r * SIDE + c] = Math.max(grey[r * SIDE + c]!, Math.min(1, ink));
      }
    }
    right = Math.max(-0.8, Math.min(0.8, right + random.uniform(-0.3, 0.3)));
    down = Math.max(-0.2, Math.min(0.9, down + random.uniform(-0.15, 0.15)));
    row = Math.max(4, Math.min(23, row + down));
    column = Math.max(4, Math.min(23, column + right));
  }
  return grey;
}

export function createInputs(random: CheckRandom): Inputs {
  const vector = (length: number, sort: Sort = 'mixed'): Float32Array<ArrayBuffer> =>
    Float32Array.from({ length }, drawer(random)[sort]);
  const ink = (): number => (random.uniform() < 0.19 ? random.integer(1, GREYS + 1) : 0);
  const edged = (): number[] =>
    Array.from({ length: SIDE * SIDE }, (_, i) =>
      i === 0 || i === SIDE * SIDE - 1 ? random.integer(120, 256) : ink(),
    );
  const draw: Record<ImageSort, () => number[]> = {
    ink: () => Array.from({ length: SIDE * SIDE }, ink),
    stroke: () => stroke(random).map((grey) => Math.round(GREYS * grey)),
    blank: () => new Array<number>(SIDE * SIDE).fill(0),
    black: () => Array.from({ length: SIDE * SIDE }, () => random.integer(1, GREYS + 1)),
    edges: edged,
    faint: () => edged().map((grey) => (grey === 0 ? 0 : random.integer(1, 4))),
  };
  return {
    vector,
    matrix: (rows, columns, sort) => Array.from({ length: rows }, () => vector(columns, sort)),
    image: (sort = 'ink') => Float32Array.from(draw[sort](), (grey) => grey / GREYS),
    greys: (sort = 'ink') => Uint8Array.from(draw[sort]()),
    oneHot: (digit, length = CLASSES) => Float32Array.from({ length }, (_, j) => Number(j === digit)),
    digits: (count) => {
      const first = random.integer(0, CLASSES);
      return Uint8Array.from({ length: count }, (_, n) =>
        n === 0 ? first : n === 1 ? (first + random.integer(1, CLASSES)) % CLASSES : random.integer(0, CLASSES),
      );
    },
  };
}
