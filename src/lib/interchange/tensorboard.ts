import { maskedCrc32c } from './crc32c.ts';
import { inOrder, type LogPoint, type RunLog } from './run-log.ts';

/** Bytes that grow at the end. */
type Bytes = readonly number[];

const utf8 = (text: string): Bytes => [...new TextEncoder().encode(text)];

/** A whole number in Protocol Buffers' variable length: seven bits a byte, lowest first. */
function varint(value: number): Bytes {
  const bytes: number[] = [];
  let rest = BigInt(value);
  for (; rest > 127n; rest >>= 7n) bytes.push(Number(rest & 127n) | 128);
  return [...bytes, Number(rest)];
}

const fixed = (size: 4 | 8, value: number): Bytes => {
  const view = new DataView(new ArrayBuffer(size));
  if (size === 8) view.setFloat64(0, value, true);
  else view.setFloat32(0, value, true);
  return [...new Uint8Array(view.buffer)];
};

/** Fields of a message by their number and kind (https://protobuf.dev/programming-guides/encoding). */
const numberField = (field: number, value: number): Bytes => [field << 3, ...varint(value)];
const doubleField = (field: number, value: number): Bytes => [(field << 3) | 1, ...fixed(8, value)];
const floatField = (field: number, value: number): Bytes => [(field << 3) | 5, ...fixed(4, value)];
const bytesField = (field: number, value: Bytes): Bytes => [(field << 3) | 2, ...varint(value.length), ...value];

/** `Event` with a scalar: wall_time = 1, step = 2, summary = 5 of values = 1 with tag = 1 and simple_value = 2. */
function scalarEvent(tag: string, value: number, { imagesSeen, wallTime }: LogPoint): Bytes {
  const summary = bytesField(1, [...bytesField(1, utf8(tag)), ...floatField(2, value)]);
  return [...doubleField(1, wallTime), ...numberField(2, imagesSeen), ...bytesField(5, summary)];
}

/** `Event` that opens every file: file_version = 3. */
const versionEvent = (wallTime: number): Bytes => [
  ...doubleField(1, wallTime),
  ...bytesField(3, utf8('brain.Event:2')),
];

const uint32 = (value: number): Bytes => [value & 255, (value >>> 8) & 255, (value >>> 16) & 255, value >>> 24];

/** One record of a TFRecord file: length, its checksum, the data, their checksum. */
function record(data: Bytes): Bytes {
  const length = [...uint32(data.length), 0, 0, 0, 0];
  const checked = (bytes: Bytes): Bytes => uint32(maskedCrc32c(Uint8Array.from(bytes)));
  return [...length, ...checked(length), ...data, ...checked(data)];
}

/**
 * A run as a TensorBoard event file: the scalars accuracy/train, loss/train, accuracy/test and loss/test, and those of validation images if it has any,
 * with images seen as the step.
 */
export function writeEventFile(run: RunLog): Uint8Array<ArrayBuffer> {
  const points = inOrder(run);
  const start = points.reduce((first, { wallTime }) => Math.min(first, wallTime), points[0]?.wallTime ?? 0);
  const events = points.flatMap((point) => [
    scalarEvent(`accuracy/${point.set}`, point.correct / point.images, point),
    scalarEvent(`loss/${point.set}`, point.loss, point),
  ]);
  return Uint8Array.from([versionEvent(start), ...events].flatMap(record));
}

/** A name by which TensorBoard knows the file for its own. */
export const eventFileName = (seconds: number): string => `events.out.tfevents.${Math.floor(seconds)}.delta-to-depth`;
