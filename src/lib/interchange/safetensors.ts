import type { Tensor } from '../nn/tensor.ts';
import { expectThat, InterchangeError, isCount, isRecord, shown, sizeOf } from './interchange-error.ts';
import { numberFormats, type NumberFormatName } from './number-formats.ts';

/** Numbers with names and shapes, and texts beside them: what a safetensors file holds. */
export interface Safetensors {
  /** In the order of their bytes. */
  readonly tensors: readonly Tensor[];
  readonly metadata: Readonly<Record<string, string>>;
}

interface Entry {
  readonly name: string;
  readonly format: NumberFormatName;
  readonly shape: readonly number[];
  readonly begin: number;
  readonly end: number;
}

const PREFIX = 8; // bytes that say how long the header is
const METADATA = '__metadata__';

function readEntry(name: string, value: unknown): Entry {
  expectThat(isRecord(value), name, 'an object with dtype, shape and data_offsets', () => shown(value));
  const { dtype, shape, data_offsets: offsets } = value;
  expectThat(
    typeof dtype === 'string' && Object.hasOwn(numberFormats, dtype),
    `${name}, dtype`,
    `one of ${Object.keys(numberFormats).join(', ')}`,
    () => shown(dtype),
  );
  const size = sizeOf(shape, `${name}, shape`);
  expectThat(
    Array.isArray(offsets) && offsets.length === 2 && offsets.every(isCount),
    `${name}, data_offsets`,
    'where its bytes begin and end',
    () => shown(offsets),
  );
  const [begin, end] = offsets as [number, number];
  const format = dtype as NumberFormatName;
  const bytes = size * numberFormats[format].size;
  expectThat(
    end - begin === bytes,
    `${name}, data_offsets`,
    `${bytes} bytes for the shape [${(shape as number[]).join(', ')}] in ${dtype}`,
    () => `${end - begin}`,
  );
  return { name, format, shape: shape as number[], begin, end };
}

function readHeader(bytes: Uint8Array): Record<string, unknown> {
  expectThat(bytes.length >= PREFIX + 2, 'safetensors file', `at least ${PREFIX + 2} bytes`, () => `${bytes.length}`);
  const length = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true);
  const most = bytes.length - PREFIX;
  expectThat(
    length <= most,
    'header length',
    `at most ${most} bytes, which is what follows it`,
    () => `${length}: the file is cut short, or is no safetensors file`,
  );
  let header: unknown;
  try {
    header = JSON.parse(
      new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(PREFIX, PREFIX + Number(length))),
    );
  } catch {
    throw new InterchangeError('header', 'JSON in UTF-8', 'something else: this is no safetensors file');
  }
  expectThat(isRecord(header), 'header', 'an object', () => shown(header));
  return header;
}

function readMetadata(value: unknown): Readonly<Record<string, string>> {
  if (value === undefined) return {};
  expectThat(
    isRecord(value) && Object.values(value).every((text) => typeof text === 'string'),
    METADATA,
    'texts by name',
    () => shown(value),
  );
  return value as Record<string, string>;
}

/** Refuses bytes that belong to two tensors or to none, as the format demands. */
function expectGapless(entries: readonly Entry[], bytes: number): void {
  let end = 0;
  for (const entry of entries) {
    expectThat(
      entry.begin === end,
      `${entry.name}, data_offsets`,
      `a beginning at ${end}, where the bytes before it end`,
      () => `${entry.begin}`,
    );
    end = entry.end;
  }
  expectThat(
    end === bytes,
    'data',
    `${end} bytes, as the header says`,
    () => `${bytes}: ${bytes < end ? 'the file is cut short' : 'more follow than the header names'}`,
  );
}

function readValues({ name, format, begin, end }: Entry, data: Uint8Array): Float32Array<ArrayBuffer> {
  const values = numberFormats[format].read(data.subarray(begin, end));
  const wrong = values.findIndex((value) => !Number.isFinite(value));
  expectThat(wrong < 0, name, 'finite numbers only', () => `${values[wrong]!} at index ${wrong}`);
  return values;
}

/**
 * Reads a safetensors file: F32, F64, F16 and BF16, all finite, as 32-bit floats. Shapes stay as they are in the file.
 * Throws an InterchangeError for anything else.
 * Source of the format: https://github.com/huggingface/safetensors
 */
export function readSafetensors(bytes: Uint8Array): Safetensors {
  const { [METADATA]: texts, ...rest } = readHeader(bytes);
  const metadata = readMetadata(texts);
  const entries = Object.entries(rest)
    .map(([name, value]) => readEntry(name, value))
    .sort((a, b) => a.begin - b.begin || a.end - b.end);
  const data = bytes.subarray(PREFIX + Number(new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0, true)));
  expectGapless(entries, data.length);
  return {
    tensors: entries.map((entry) => ({ name: entry.name, shape: entry.shape, values: readValues(entry, data) })),
    metadata,
  };
}

/** Writes a safetensors file of 32-bit floats; its data begin at a multiple of 8 bytes. */
export function writeSafetensors({ tensors, metadata }: Safetensors): Uint8Array<ArrayBuffer> {
  let end = 0;
  const entries = tensors.map(({ name, shape, values }) => {
    const begin = end;
    end += values.byteLength;
    return [name, { dtype: 'F32', shape, data_offsets: [begin, end] }] as const;
  });
  const text = JSON.stringify(Object.fromEntries([[METADATA, metadata], ...entries]));
  const header = new TextEncoder().encode(text);
  const length = Math.ceil(header.length / 8) * 8; // padded with spaces
  const bytes = new Uint8Array(PREFIX + length + end).fill(0x20, PREFIX, PREFIX + length);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(length), true);
  bytes.set(header, PREFIX);
  let at = PREFIX + length;
  for (const { values } of tensors) {
    bytes.set(new Uint8Array(values.buffer, values.byteOffset, values.byteLength), at);
    at += values.byteLength;
  }
  return bytes;
}
