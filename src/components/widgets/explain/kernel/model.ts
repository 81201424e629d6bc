import { dataSetNamed } from '../../../../lib/data/data-sets.ts';
import { ConvolutionLayer } from '../../../../lib/nn/convolution.ts';
import { MaxPool } from '../../../../lib/nn/max-pool.ts';
import { convolutionShapes } from '../../../../lib/nn/shapes.ts';
import { fixed } from '../kit/numbers.ts';

export const SIZE = 5;
export const SIDE: number = dataSetNamed().side;
/** Places of a kernel in a row of the picture. */
export const PLACES = SIDE - SIZE + 1;
/** Side of a pooling's block, and blocks in a row of the map. */
export const BLOCK = 2;
export const POOLED: number = PLACES / BLOCK;
/** How far a press moves the digit. */
export const SHIFT = 2;

/** What the figure shows of it: the map as far as the window has come, all of it, or what a pooling keeps of it. */
export const SCENES = ['window', 'sharing', 'pooling'] as const;
export type Scene = (typeof SCENES)[number];

export interface KernelState {
  /** Grey values 0 to 1. */
  readonly image: Float32Array<ArrayBuffer>; // [side, side]
  readonly kernel: readonly number[]; // [5, 5]
  /** Where the window's upper left corner is. */
  readonly row: number;
  readonly column: number;
  readonly notice: string | null;
}

const every = (value: (row: number, column: number) => number): readonly number[] =>
  Array.from({ length: SIZE * SIZE }, (_, i) => value(Math.floor(i / SIZE), i % SIZE));

/** Kernels to begin with. */
export const KERNELS: Readonly<Record<string, readonly number[]>> = {
  'upright stroke': every((_, column) => (column === 2 ? 1 : column === 0 || column === 4 ? -1 : 0)),
  'level stroke': every((row) => (row === 2 ? 1 : row === 0 || row === 4 ? -1 : 0)),
  'edge, ink on the right': every((_, column) => Math.sign(column - 2)),
  'rising stroke': every((row, column) => (row + column === 4 ? 1 : Math.abs(row + column - 4) > 2 ? -1 : 0)),
  'all ones': every(() => 1),
};

export const startWith = (image: Float32Array<ArrayBuffer>): KernelState => ({
  image,
  kernel: KERNELS['upright stroke']!,
  row: 15,
  column: 16,
  notice: null,
});

const SPECIFICATION = { filters: 1, size: SIZE, activation: 'identity', pool: 1 } as const;

/** The kernel laid on every place of the picture, by the book's own convolution. */
export function mapOf({ image, kernel }: Pick<KernelState, 'image' | 'kernel'>): Float32Array<ArrayBuffer> {
  const [shape] = convolutionShapes({ inputs: SIDE * SIDE, convolutions: [SPECIFICATION] });
  const layer = new ConvolutionLayer(shape!, SPECIFICATION, {
    weight: { name: 'weight', shape: [1, 1, SIZE, SIZE], values: Float32Array.from(kernel) },
    bias: { name: 'bias', shape: [1], values: new Float32Array(1) },
  });
  return layer.forward(image, 1).slice(0, PLACES * PLACES); // [24, 24]
}

/** The largest of each block of a map, by the book's own max-pooling. */
export function pooled(map: Float32Array<ArrayBuffer>): Float32Array<ArrayBuffer> {
  const [shape] = convolutionShapes({ inputs: SIDE * SIDE, convolutions: [{ ...SPECIFICATION, pool: BLOCK }] });
  return new MaxPool(shape!).forward(map, 1).slice(0, POOLED * POOLED); // [12, 12]
}

/** The map as far as the window has come, row by row; the rest is 0. */
export function upTo(map: Float32Array<ArrayBuffer>, { row, column }: KernelState): Float32Array<ArrayBuffer> {
  return map.map((value, place) => (place <= row * PLACES + column ? value : 0));
}

/** The 25 pixels under the window. */
export const underWindow = ({ image, row, column }: KernelState): number[] =>
  Array.from({ length: SIZE * SIZE }, (_, i) => image[(row + Math.floor(i / SIZE)) * SIDE + column + (i % SIZE)]!);

const within = (place: number): number => Math.max(0, Math.min(PLACES - 1, Math.round(place)));

export const withWindow = (state: KernelState, row: number, column: number): KernelState => ({
  ...state,
  row: within(row),
  column: within(column),
  notice:
    'The same 25 weights at every place. What comes out is orange where the picture looks like the kernel, and blue where it has ink in the wrong places.',
});

/** One number of the kernel goes on: 0, 1, −1, and 0 again. */
export function withNextNumber(state: KernelState, place: number): KernelState {
  const now = state.kernel[place]!;
  const next = now === 0 ? 1 : now > 0 ? -1 : 0;
  return {
    ...state,
    kernel: state.kernel.with(place, next),
    notice: `One number of the kernel changed, and the whole map with it: that number is used at all ${PLACES * PLACES} places.`,
  };
}

export const withKernel = (state: KernelState, kernel: readonly number[], learnt = false): KernelState => ({
  ...state,
  kernel,
  notice: learnt
    ? 'A network learnt this kernel from 60,000 digits; nobody told it what to look for. Drag the window, and look where the map is orange.'
    : 'Another kernel finds another pattern. Drag the window, and look where the map is orange.',
});

/** The name of a learnt kernel, counted from 0. */
export const learntName = (index: number): string => `learnt ${index + 1}`;

/** A kernel's number as it is read: whole, or with two decimals. */
export const numberWords = (value: number): string => fixed(value, Number.isInteger(value) ? 0 : 2);

/** The picture moved by so many pixels; what leaves it is gone, and blank pixels come in. */
export function shifted(image: Float32Array, down: number, right: number): Float32Array<ArrayBuffer> {
  const moved = new Float32Array(SIDE * SIDE);
  for (let row = 0; row < SIDE; row++)
    for (let column = 0; column < SIDE; column++) {
      const [fromRow, fromColumn] = [row - down, column - right];
      if (fromRow >= 0 && fromRow < SIDE && fromColumn >= 0 && fromColumn < SIDE)
        moved[row * SIDE + column] = image[fromRow * SIDE + fromColumn]!;
    }
  return moved;
}

export function withShift(state: KernelState, down: number, right: number): KernelState {
  const image = shifted(state.image, down, right);
  const ink = (of: Float32Array): number => of.reduce((sum, value) => sum + value, 0);
  const lost = Math.abs(ink(image) - ink(state.image)) > 1e-4;
  return {
    ...state,
    image,
    notice: lost
      ? 'Some of the digit has left the picture, and its part of the map is gone.'
      : `The digit moved by ${SHIFT} pixels, and the map with it, number for number. The kernel did not have to learn anything anew.`,
  };
}

/** What the block that the window's place is in keeps, in numbers. */
export function blockWords(map: Float32Array, { row, column }: KernelState): string {
  const [r, c] = [row, column].map((place) => place - (place % BLOCK)) as [number, number];
  const four = [0, 1].flatMap((i) => [0, 1].map((j) => map[(r + i) * PLACES + c + j]!));
  return `Rows ${r} and ${r + 1}, columns ${c} and ${c + 1}: of ${four.map((value) => fixed(value, 2)).join(', ')} the largest goes on, ${fixed(Math.max(...four), 2)}.`;
}

/** What the window shows, in numbers: `map` is the book's, or the reader's own. */
export function wordsOf(state: KernelState, map: Float32Array = mapOf(state)): string {
  const sum = map[state.row * PLACES + state.column]!;
  const inked = underWindow(state).filter((pixel) => pixel > 0).length;
  return `Row ${state.row}, column ${state.column}: ${inked} of the 25 pixels have ink. The 25 products add up to ${fixed(sum, 2)}.`;
}
