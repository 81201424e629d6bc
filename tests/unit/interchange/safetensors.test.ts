import { describe, expect, it } from 'vitest';
import { InterchangeError } from '../../../src/lib/interchange/interchange-error.ts';
import { readSafetensors, writeSafetensors } from '../../../src/lib/interchange/safetensors.ts';

const DATA = [0, 0, 128, 63, 0, 0, 0, 64]; // 1 and 2 as 32-bit floats
const pair = { a: { dtype: 'F32', shape: [2], data_offsets: [0, 8] } };

/** A file with this header and these bytes after it. */
function file(header: unknown, data: readonly number[], length?: bigint): Uint8Array {
  const text = new TextEncoder().encode(typeof header === 'string' ? header : JSON.stringify(header));
  const bytes = new Uint8Array(8 + text.length + data.length);
  new DataView(bytes.buffer).setBigUint64(0, length ?? BigInt(text.length), true);
  bytes.set(text, 8);
  bytes.set(data, 8 + text.length);
  return bytes;
}

const valuesIn = (dtype: string, shape: readonly number[], data: readonly number[]): number[] => [
  ...readSafetensors(file({ a: { dtype, shape, data_offsets: [0, data.length] } }, data)).tensors[0]!.values,
];

describe('safetensors', () => {
  it('writes the published layout, byte for byte', () => {
    const bytes = writeSafetensors({
      tensors: [{ name: 'a', shape: [2], values: Float32Array.of(1, 2) }],
      metadata: { k: 'v' },
    });
    const header = '{"__metadata__":{"k":"v"},"a":{"dtype":"F32","shape":[2],"data_offsets":[0,8]}}';
    expect(new DataView(bytes.buffer).getBigUint64(0, true)).toBe(80n); // 79 and a space
    expect(new TextDecoder().decode(bytes.subarray(8, 88))).toBe(`${header} `);
    expect([...bytes.subarray(88)]).toEqual(DATA);
  });

  it('reads what it wrote, at any alignment', () => {
    const bytes = writeSafetensors({
      tensors: [{ name: 'ä', shape: [1, 3], values: Float32Array.of(1, -0.1, 3e-40) }],
      metadata: {},
    });
    const shifted = new Uint8Array(bytes.length + 3);
    shifted.set(bytes, 3);
    const { tensors } = readSafetensors(shifted.subarray(3));
    expect(tensors).toEqual([{ name: 'ä', shape: [1, 3], values: Float32Array.of(1, -0.1, 3e-40) }]);
  });

  it('reads F64, F16 and BF16', () => {
    expect(valuesIn('F64', [1], [...new Uint8Array(Float64Array.of(0.1).buffer)])).toEqual([Math.fround(0.1)]);
    // 1, -2, the smallest normal, the smallest subnormal, the largest, minus zero
    expect(valuesIn('F16', [6], [0, 0x3c, 0, 0xc0, 0, 0x04, 1, 0, 0xff, 0x7b, 0, 0x80])).toEqual([
      1,
      -2,
      2 ** -14,
      2 ** -24,
      65504,
      -0,
    ]);
    expect(valuesIn('BF16', [2], [0x80, 0x3f, 0x49, 0xc0])).toEqual([1, -3.140625]);
  });

  const hundred = { dtype: 'F32', shape: [100], data_offsets: [0, 400] };
  const bad: readonly (readonly [name: string, bytes: Uint8Array, message: string])[] = [
    ['nothing', new Uint8Array(0), 'safetensors file: expected at least 10 bytes, found 0'],
    [
      'a picture',
      Uint8Array.from([0x89, 0x50, 0x4e, 0x47, 13, 10, 26, 10, 0, 0, 0, 13]),
      'header length: expected at most 4 bytes, which is what follows it, found 727905341920923785: the file is cut short, or is no safetensors file',
    ],
    [
      'a header of 2 GB',
      file(pair, DATA, 2n ** 31n),
      'header length: expected at most 62 bytes, which is what follows it, found 2147483648: the file is cut short, or is no safetensors file',
    ],
    [
      'a header that is no JSON',
      file('{"a":', DATA),
      'header: expected JSON in UTF-8, found something else: this is no safetensors file',
    ],
    ['a header that is a list', file([1], DATA), 'header: expected an object, found [1]'],
    [
      'metadata that are no texts',
      file({ __metadata__: { seed: 1 }, ...pair }, DATA),
      '__metadata__: expected texts by name, found {"seed":1}',
    ],
    [
      'another number format',
      file({ a: { ...pair.a, dtype: 'I64' } }, DATA),
      'a, dtype: expected one of F32, F64, F16, BF16, found "I64"',
    ],
    [
      'a format called like a method',
      file({ a: { ...pair.a, dtype: 'toString' } }, DATA),
      'a, dtype: expected one of F32, F64, F16, BF16, found "toString"',
    ],
    [
      'a negative length',
      file({ a: { ...pair.a, shape: [-2] } }, DATA),
      'a, shape: expected a list of whole numbers, found [-2]',
    ],
    [
      'a shape beyond all numbers',
      file({ a: { ...pair.a, shape: [1e15, 1e15] } }, DATA),
      'a, shape: expected no more values than a file can hold, found [1000000000000000,1000000000000000]',
    ],
    [
      'a shape that does not fit',
      file({ a: { ...pair.a, shape: [3] } }, DATA),
      'a, data_offsets: expected 12 bytes for the shape [3] in F32, found 8',
    ],
    [
      'offsets that are none',
      file({ a: { ...pair.a, data_offsets: [8] } }, DATA),
      'a, data_offsets: expected where its bytes begin and end, found [8]',
    ],
    [
      'a missing tail',
      file({ a: hundred }, DATA),
      'data: expected 400 bytes, as the header says, found 8: the file is cut short',
    ],
    [
      'bytes after the last',
      file(pair, [...DATA, 0]),
      'data: expected 8 bytes, as the header says, found 9: more follow than the header names',
    ],
    [
      'bytes shared by two',
      file({ ...pair, b: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, DATA),
      'b, data_offsets: expected a beginning at 8, where the bytes before it end, found 4',
    ],
    [
      'a hole',
      file({ a: { dtype: 'F32', shape: [1], data_offsets: [4, 8] } }, DATA),
      'a, data_offsets: expected a beginning at 0, where the bytes before it end, found 4',
    ],
    ['a NaN', file(pair, [0, 0, 128, 63, 0, 0, 192, 127]), 'a: expected finite numbers only, found NaN at index 1'],
    [
      'a number too large for 32 bits',
      file({ a: { dtype: 'F64', shape: [1], data_offsets: [0, 8] } }, [
        ...new Uint8Array(Float64Array.of(1e300).buffer),
      ]),
      'a: expected finite numbers only, found Infinity at index 0',
    ],
  ];
  it.each(bad)('refuses %s, and says what was expected and found', (_name, bytes, message) => {
    const read = (): unknown => readSafetensors(bytes);
    expect(read).toThrow(InterchangeError);
    expect(read).toThrow(message);
  });
});
