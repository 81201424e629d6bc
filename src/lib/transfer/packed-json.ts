import { fromBase64, toBase64 } from './base64.ts';

/**
 * Values of the browser's stores as JSON, in which typed arrays and numbers that are none have a form: an object with the
 * one key `$` for what it is, such as `{"$":"NaN"}` and `{"$":"Float32Array","base64":"AACAPw=="}` (little-endian).
 */

type Packable = Float32Array | Float64Array | Uint8Array | Int32Array | Uint32Array;
const ARRAYS = { Float32Array, Float64Array, Uint8Array, Int32Array, Uint32Array } as const;
const NUMBERS: Readonly<Record<string, number>> = { NaN: NaN, Infinity: Infinity, '-Infinity': -Infinity, '-0': -0 };

const nameOf = (array: ArrayBufferView): string | undefined =>
  Object.entries(ARRAYS).find(([, type]) => array instanceof type)?.[0];

function packed(value: unknown): unknown {
  if (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)))
    return { $: Object.is(value, -0) ? '-0' : String(value) };
  if (!ArrayBuffer.isView(value)) return value;
  const $ = nameOf(value);
  if ($ === undefined) throw new TypeError(`packed-json: expected an array of ${Object.keys(ARRAYS).join(', ')}`);
  return { $, base64: toBase64(new Uint8Array(value.buffer, value.byteOffset, value.byteLength)) };
}

function unpacked(value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !Object.hasOwn(value, '$')) return value;
  const { $, base64 } = value as { readonly $: unknown; readonly base64?: unknown };
  if (typeof $ === 'string' && Object.hasOwn(NUMBERS, $)) return NUMBERS[$];
  if (typeof $ !== 'string' || !Object.hasOwn(ARRAYS, $) || typeof base64 !== 'string')
    throw new SyntaxError(`expected an array or a number, found ${JSON.stringify($)?.slice(0, 40)}`);
  const type = ARRAYS[$ as keyof typeof ARRAYS];
  return new type(fromBase64(base64).buffer) as Packable;
}

/** One line of text. Errors: a typed array of another kind (TypeError). */
export const toPackedJson = (value: unknown): string => JSON.stringify(value, (_key, part: unknown) => packed(part));

/** What `toPackedJson` was given. Errors: the text is something else (SyntaxError, or the browser's own for bytes). */
export const fromPackedJson = (text: string): unknown => JSON.parse(text, (_key, part: unknown) => unpacked(part));
