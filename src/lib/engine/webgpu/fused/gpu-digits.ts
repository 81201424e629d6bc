import type { DigitSet } from '../../../data/contract.ts';

/** At most so many bytes are handed to the card at once. */
const UPLOAD_BYTES = 4_000_000;

/** The images of a set on the card, uploaded as they are needed, and room for a score of each. */
export class GpuDigits {
  readonly images: GPUBuffer;
  /** Image + label * 2^24, in the order of the epoch. */
  readonly examples: GPUBuffer;
  /** [count, 2]: loss and prediction of each, in the order of the epoch. */
  readonly scores: GPUBuffer;
  readonly #device: GPUDevice;
  readonly #data: DigitSet;
  readonly #inputs: number;
  readonly #uploaded: Uint8Array; // 1 for each image that is there
  #order: Uint32Array | undefined;

  /** Bytes of the largest of its buffers. */
  static bytes = ({ count }: DigitSet, inputs: number): number => wholeWords(count * inputs);

  constructor(device: GPUDevice, data: DigitSet, inputs: number) {
    const { COPY_DST, COPY_SRC, STORAGE } = GPUBufferUsage;
    this.#device = device;
    this.#data = data;
    this.#inputs = inputs;
    this.#uploaded = new Uint8Array(data.count);
    this.images = device.createBuffer({ size: GpuDigits.bytes(data, inputs), usage: STORAGE | COPY_DST });
    this.examples = device.createBuffer({ size: data.count * 4, usage: STORAGE | COPY_DST });
    this.scores = device.createBuffer({ size: data.count * 8, usage: STORAGE | COPY_SRC });
  }

  get count(): number {
    return this.#data.count;
  }

  isOf(data: DigitSet): boolean {
    const { buffer, byteOffset } = this.#data.images;
    return (
      data.images.buffer === buffer &&
      data.images.byteOffset === byteOffset &&
      data.labels.byteOffset === this.#data.labels.byteOffset &&
      data.count === this.#data.count
    );
  }

  /** Takes the images in this order from here on. */
  useOrder(order: Uint32Array, units: number): void {
    if (order === this.#order) return;
    const { labels } = this.#data;
    const examples = Uint32Array.from(order, (index) => {
      const label = labels[index]!;
      if (label >= units) throw new RangeError(`label: expected 0 to ${units - 1}, one for each output; got ${label}`);
      return index + label * 2 ** 24;
    });
    this.#device.queue.writeBuffer(this.examples, 0, examples);
    this.#order = order;
  }

  /** Sees to it that images `from` to `to` (exclusive) are on the card. Others may not have been downloaded yet. */
  upload(from: number, to: number): void {
    while (!this.uploadSome(from, to)) {
      // Again, until all are there.
    }
  }

  /** Uploads the first that are missing of images `from` to `to` (exclusive), 4 MB at most; true when none is missing any more. */
  uploadSome(from: number, to: number): boolean {
    const first = this.#uploaded.subarray(0, to).indexOf(0, from);
    if (first < 0) return true;
    const most = Math.min(to, first + Math.ceil(UPLOAD_BYTES / this.#inputs));
    const end = this.#uploaded.subarray(0, most).indexOf(1, first);
    this.#write(first, end < 0 ? most : end);
    return false;
  }

  destroy(): void {
    this.images.destroy();
    this.examples.destroy();
    this.scores.destroy();
  }

  /** Whole words are written: bytes beside the images are written with them, and once more with their own image. */
  #write(first: number, end: number): void {
    const { images, count } = this.#data;
    const from = Math.floor((first * this.#inputs) / 4) * 4;
    const to = wholeWords(Math.min(end * this.#inputs, count * this.#inputs));
    const whole = to <= images.length ? images.subarray(from, to) : padded(images.subarray(from), to - from);
    this.#device.queue.writeBuffer(this.images, from, whole as Uint8Array<ArrayBuffer>);
    this.#uploaded.fill(1, first, end);
  }
}

const wholeWords = (bytes: number): number => Math.ceil(bytes / 4) * 4;

function padded(bytes: Uint8Array, length: number): Uint8Array {
  const result = new Uint8Array(length);
  result.set(bytes);
  return result;
}
