/** The reader's own functions on the digit and the kernel of the figure. */
import { ARRAYS, rowsOf } from '../kit/reader-code.ts';
import { PLACES, POOLED, SIDE, SIZE, type KernelState } from './model.ts';

export const CONVOLVE = '13-past-99-percent/convolve';
export const MAX_POOL = '13-past-99-percent/max-pool';

const rows = (values: ArrayLike<number>, side: number): string =>
  JSON.stringify(
    Array.from({ length: side }, (_, r) =>
      Array.from({ length: side }, (_column, c) => Number(values[r * side + c]!.toPrecision(9))),
    ),
  );

export const askConvolve = ({ image, kernel }: Pick<KernelState, 'image' | 'kernel'>): string => `${ARRAYS}
const use = (reader: any) => plain(own(reader, 'convolve')(
  matrix(${rows(image, SIDE)}, ${SIDE}, ${SIDE}),
  matrix(${rows(kernel, SIZE)}, ${SIZE}, ${SIZE}),
));`;

export const askPool = (map: Float32Array): string => `${ARRAYS}
const use = (reader: any) => plain(own(reader, 'maxPool')(matrix(${rows(map, PLACES)}, ${PLACES}, ${PLACES})));`;

function square(value: unknown, side: number, name: string): Float32Array<ArrayBuffer> {
  if (Array.isArray(value) && value.length !== side)
    throw new TypeError(`${name} should have ${side} rows. It has ${value.length}.`);
  return Float32Array.from(rowsOf(value, side, side, name).flat());
}
export const readConvolve = (value: unknown): Float32Array<ArrayBuffer> => square(value, PLACES, 'What convolve gives');
export const readPool = (value: unknown): Float32Array<ArrayBuffer> => square(value, POOLED, 'What maxPool gives');
