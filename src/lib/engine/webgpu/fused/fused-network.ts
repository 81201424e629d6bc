import { answered } from '../answered.ts';
import { memoriesOf } from '../../../nn/optimizers.ts';
import type { Tensor, TensorShape } from '../../../nn/tensor.ts';
import type { GpuDigits } from './gpu-digits.ts';
import { CHUNK_PIECES, type Chunk, type Piece, type Plan } from './plan.ts';
import { packWeights, unpackWeights } from './weights.ts';
import { THREADS } from './wgsl-common.ts';
import { isByRow } from './wgsl-activations.ts';
import {
  deltaBefore,
  deltaThreads,
  forwardConvolution,
  forwardThreads,
  learnGroups,
  updateConvolutions,
} from './wgsl-convolutions.ts';
import { ratesAt } from './wgsl-learning.ts';
import {
  activateRow,
  backward,
  forwardBetween,
  forwardFirst,
  forwardLast,
  IMAGES,
  judgeOnly,
  throughRow,
  updateFirst,
  updateGroups,
  widthOf,
} from './wgsl-layers.ts';
import { listCount, listImages, listRows, masksAt } from './wgsl-lists.ts';
import { learnOneByOne, slicesOf } from './wgsl-single.ts';

/** A kernel, and the workgroups that a piece of `images` images needs. */
interface Kernel {
  readonly pipeline: GPUComputePipeline;
  readonly groups: (images: number) => readonly [x: number, y?: number];
}

interface Kernels {
  readonly listImages: Kernel | undefined;
  readonly forward: readonly Kernel[];
  /** What learning needs beyond that. */
  readonly listSlices: Kernel | undefined;
  readonly listRows: Kernel | undefined;
  readonly learn: readonly Kernel[];
}

/** The outputs of at most so many units are kept in registers, and their sums in a workgroup's memory. */
const MOST_IN_REGISTERS = 32;

/** Uniform values begin at multiples of this many bytes. */
const PIECE_STRIDE = 256;
const PIECE_BYTES = 36;

/** Bytes of the largest buffer that this plan needs, images aside. */
export const largestBuffer = (plan: Plan): number =>
  4 * Math.max(listCount(plan, slicesOf(plan)), Math.max(1, plan.memories) * plan.weightCount, plan.valueCount);

const groupsOf = (items: number, size: number): number => Math.ceil(items / size);

/** The weights on the card, and the kernels that train and score them. Whoever holds it must call `destroy`. */
export class FusedNetwork {
  readonly #device: GPUDevice;
  readonly #plan: Plan;
  readonly #layout: GPUBindGroupLayout;
  readonly #pieces: GPUBuffer;
  readonly #lists: GPUBuffer;
  readonly #weights: GPUBuffer;
  readonly #memory: GPUBuffer;
  readonly #values: GPUBuffer;
  readonly #deltas: GPUBuffer;
  readonly #bound = new Map<GpuDigits, GPUBindGroup>();
  #kernels!: Kernels;

  static async create(device: GPUDevice, plan: Plan): Promise<FusedNetwork> {
    const network = new FusedNetwork(device, plan);
    network.#kernels = await network.#compile();
    return network;
  }

  private constructor(device: GPUDevice, plan: Plan) {
    const { COPY_DST, COPY_SRC, STORAGE, UNIFORM } = GPUBufferUsage;
    const numbers = (count: number, usage = 0): GPUBuffer =>
      device.createBuffer({ size: 4 * count, usage: STORAGE | usage });
    this.#device = device;
    this.#plan = plan;
    this.#pieces = device.createBuffer({ size: (1 + CHUNK_PIECES) * PIECE_STRIDE, usage: UNIFORM | COPY_DST });
    this.#lists = numbers(listCount(plan, slicesOf(plan)), COPY_DST);
    this.#weights = numbers(plan.weightCount, COPY_DST | COPY_SRC);
    this.#memory = numbers(Math.max(1, plan.memories * plan.weightCount), COPY_DST | COPY_SRC);
    this.#values = numbers(plan.valueCount);
    this.#deltas = numbers(plan.valueCount);
    const entry = (binding: number, buffer: GPUBufferBindingLayout): GPUBindGroupLayoutEntry => ({
      binding,
      visibility: GPUShaderStage.COMPUTE,
      buffer,
    });
    this.#layout = device.createBindGroupLayout({
      entries: [
        entry(0, { type: 'uniform', hasDynamicOffset: true, minBindingSize: PIECE_BYTES }),
        ...[1, 2].map((binding) => entry(binding, { type: 'read-only-storage' })),
        ...[3, 4, 5, 6, 7, 8].map((binding) => entry(binding, { type: 'storage' })),
      ],
    });
  }

  /** `memory` is what the optimizer goes on with, in the order of `OptimizerState.memory`; without it, it starts afresh. */
  load(tensors: readonly Tensor[], memory: readonly Tensor[] = []): void {
    const { queue } = this.#device;
    queue.writeBuffer(this.#weights, 0, packWeights(this.#plan, tensors));
    const encoder = this.#device.createCommandEncoder();
    encoder.clearBuffer(this.#memory);
    queue.submit([encoder.finish()]);
    for (let from = 0; from < memory.length; from += tensors.length) {
      const packed = packWeights(this.#plan, memory.slice(from, from + tensors.length));
      queue.writeBuffer(this.#memory, (from / tensors.length) * packed.byteLength, packed);
    }
  }

  /** The weights as they are, read back, with the names and shapes of `layout`. */
  async read(layout: readonly TensorShape[]): Promise<readonly Tensor[]> {
    const bytes = await this.#readBack([[this.#weights, 0, 4 * this.#plan.weightCount]]);
    return unpackWeights(this.#plan, new Float32Array(bytes), layout);
  }

  /** The weights and what the optimizer remembers, in the order of `OptimizerState.memory`, read back at once. */
  async readAll(layout: readonly TensorShape[]): Promise<{
    readonly weights: readonly Float32Array<ArrayBuffer>[];
    readonly memory: readonly Float32Array<ArrayBuffer>[];
  }> {
    const { weightCount, optimizer } = this.#plan;
    const memories = memoriesOf(optimizer);
    const bytes = await this.#readBack([
      [this.#weights, 0, 4 * weightCount],
      ...(memories > 0 ? [[this.#memory, 0, 4 * memories * weightCount] as const] : []),
    ]);
    const unpacked = (place: number): Float32Array<ArrayBuffer>[] =>
      unpackWeights(this.#plan, new Float32Array(bytes, 4 * place * weightCount, weightCount), layout).map(
        ({ values }) => values,
      );
    return {
      weights: unpacked(0),
      memory: Array.from({ length: memories }, (_, memory) => unpacked(1 + memory)).flat(),
    };
  }

  /** Loss and prediction of each image in these parts of the order, [images, 2]. */
  async readScores(digits: GpuDigits, parts: readonly (readonly [from: number, to: number])[]): Promise<Float32Array> {
    const bytes = await this.#readBack(parts.map(([from, to]) => [digits.scores, 8 * from, 8 * (to - from)]));
    return new Float32Array(bytes);
  }

  /**
   * Queues one chunk in one submit: scores its images and, unless `only` scoring, learns from them. `masks` are those
   * of its images, where values are dropped.
   */
  submit(
    digits: GpuDigits,
    { origin, count, pieces }: Chunk,
    only?: 'scoring',
    masks?: Uint32Array<ArrayBuffer>,
  ): void {
    const learns = only === undefined;
    const { listImages, listSlices, listRows, forward, learn } = this.#kernels;
    // The first entry stands for the whole chunk.
    this.#device.queue.writeBuffer(
      this.#pieces,
      0,
      piecesInMemory(this.#plan, origin, [{ ...pieces[0]!, start: 0, count }, ...pieces], learns),
    );
    if (masks) this.#device.queue.writeBuffer(this.#lists, 4 * masksAt(this.#plan), masks);
    const encoder = this.#device.createCommandEncoder();
    const pass = encoder.beginComputePass();
    const bound = this.#bind(digits);
    const run = ({ pipeline, groups }: Kernel, images: number): void => {
      pass.setPipeline(pipeline);
      pass.dispatchWorkgroups(...(groups(images) as [number, number?]));
    };
    pass.setBindGroup(0, bound, [0]);
    const list = (learns && listSlices) || listImages;
    if (list) run(list, count);
    if (learns && listRows) run(listRows, count);
    pieces.forEach((piece, index) => {
      pass.setBindGroup(0, bound, [(1 + index) * PIECE_STRIDE]);
      if (!learns || !listSlices) for (const kernel of forward) run(kernel, piece.count);
      if (learns) for (const kernel of learn) run(kernel, piece.count);
    });
    pass.end();
    this.#device.queue.submit([encoder.finish()]);
  }

  forget(digits: GpuDigits): void {
    this.#bound.delete(digits);
  }

  destroy(): void {
    for (const buffer of [this.#pieces, this.#lists, this.#weights, this.#memory, this.#values, this.#deltas])
      buffer.destroy();
  }

  #bind(digits: GpuDigits): GPUBindGroup {
    let bound = this.#bound.get(digits);
    if (!bound) {
      const storage = [
        digits.images,
        digits.examples,
        this.#lists,
        this.#weights,
        this.#memory,
        this.#values,
        this.#deltas,
        digits.scores,
      ];
      bound = this.#device.createBindGroup({
        layout: this.#layout,
        entries: [
          { binding: 0, resource: { buffer: this.#pieces, size: PIECE_BYTES } },
          ...storage.map((buffer, i) => ({ binding: 1 + i, resource: { buffer } })),
        ],
      });
      this.#bound.set(digits, bound);
    }
    return bound;
  }

  async #compile(): Promise<Kernels> {
    const plan = this.#plan;
    const { convolutions, layers, oneByOne, pieceSize } = plan;
    const layout = this.#device.createPipelineLayout({ bindGroupLayouts: [this.#layout] });
    const kernel = async (label: string, code: string, groups: Kernel['groups']): Promise<Kernel> => ({
      pipeline: await this.#device.createComputePipelineAsync({
        label,
        layout,
        compute: { module: this.#device.createShaderModule({ code }) },
      }),
      groups,
    });
    /** The last layer's sums by a kernel that keeps them in registers, where there are few and they do not come from pixels. */
    const last = layers.length - 1;
    const onPixels = convolutions.length === 0;
    const isFewOutputs = layers[last]!.units <= MOST_IN_REGISTERS;
    /** Behind the kernel that makes the weighted sums of a hidden layer, and behind the one that hands its deltas back. */
    const rows = (index: number, of: typeof activateRow): Promise<Kernel>[] => {
      const layer = layers[index];
      return layer && index < last && isByRow(layer.activation) ? [kernel('softmax', of(plan, layer), (n) => [n])] : [];
    };
    const dense = layers.map((layer, index): Promise<Kernel>[] => {
      const { units } = layer;
      if (index === 0 && onPixels)
        return [
          kernel('forwardFirst', forwardFirst(plan), (n) => [groupsOf(units, widthOf(plan)), n]),
          ...rows(index, activateRow),
        ];
      if (index === last && isFewOutputs)
        return [kernel('forwardLast', forwardLast(plan), (n) => [groupsOf(n, IMAGES)])];
      return [
        kernel('forwardBetween', forwardBetween(plan, index), (n) => [groupsOf(units, THREADS), n]),
        ...rows(index, activateRow),
      ];
    });
    const judged = !isFewOutputs || (last === 0 && onPixels);
    const forward = [
      ...convolutions.map((layer, index) =>
        kernel('forwardConvolution', forwardConvolution(plan, index), (n) => [
          groupsOf(forwardThreads(layer), THREADS),
          n,
        ]),
      ),
      ...dense.flat(),
      ...(judged ? [kernel('judgeOnly', judgeOnly(plan), (n) => [groupsOf(n, THREADS)])] : []),
    ];
    const back = layers
      .map((layer, index): Promise<Kernel>[] =>
        index === 0 && onPixels
          ? [kernel('updateFirst', updateFirst(plan), () => [groupsOf(layer.units, widthOf(plan)), updateGroups(plan)])]
          : [
              kernel('backward', backward(plan, index), () => [groupsOf(layer.rows, THREADS)]),
              ...rows(index - 1, throughRow),
            ],
      )
      .reverse();
    const learn = oneByOne
      ? [kernel('learnOneByOne', learnOneByOne(plan), () => [1])]
      : [
          ...back.flat(),
          ...convolutions
            .map((layer, index) =>
              index === 0
                ? []
                : [kernel('deltaBefore', deltaBefore(plan, index), (n) => [groupsOf(deltaThreads(layer), THREADS), n])],
            )
            .reverse()
            .flat(),
          ...(onPixels ? [] : [kernel('updateConvolutions', updateConvolutions(plan), () => [learnGroups(plan)])]),
        ];
    const slices = slicesOf(plan);
    return {
      listImages: onPixels ? await kernel('listImages', listImages(plan, 1), (n) => [groupsOf(n, THREADS)]) : undefined,
      listSlices: oneByOne
        ? await kernel('listImages', listImages(plan, slices), (n) => [groupsOf(n * slices, THREADS)])
        : undefined,
      listRows:
        oneByOne || !onPixels
          ? undefined
          : await kernel('listRows', listRows(plan), (n) => [
              groupsOf(layers[0]!.rows, THREADS),
              groupsOf(n, pieceSize),
            ]),
      forward: await Promise.all(forward),
      learn: await Promise.all(learn),
    };
  }

  async #readBack(parts: readonly (readonly [from: GPUBuffer, offset: number, bytes: number])[]): Promise<ArrayBuffer> {
    const { COPY_DST, MAP_READ } = GPUBufferUsage;
    const staging = this.#device.createBuffer({
      size: parts.reduce((sum, [, , bytes]) => sum + bytes, 0),
      usage: COPY_DST | MAP_READ,
    });
    try {
      const encoder = this.#device.createCommandEncoder();
      let to = 0;
      for (const [from, offset, bytes] of parts) {
        encoder.copyBufferToBuffer(from, offset, staging, to, bytes);
        to += bytes;
      }
      this.#device.queue.submit([encoder.finish()]);
      await answered(this.#device.queue, staging.mapAsync(GPUMapMode.READ));
      return staging.getMappedRange().slice(0);
    } finally {
      staging.destroy();
    }
  }
}

function piecesInMemory({ optimizer }: Plan, origin: number, pieces: readonly Piece[], learns: boolean): ArrayBuffer {
  const memory = new ArrayBuffer(pieces.length * PIECE_STRIDE);
  pieces.forEach(({ start, count, batch, isFirst, isLast, step }, i) => {
    const { rate, correction } = ratesAt(optimizer, step);
    new Uint32Array(memory, i * PIECE_STRIDE, 5).set([origin, start, count, Number(isFirst), Number(isLast)]);
    new Float32Array(memory, i * PIECE_STRIDE + 20, 3).set([1 / batch, rate, correction]);
    new Uint32Array(memory, i * PIECE_STRIDE + 32, 1)[0] = Number(learns);
  });
  return memory;
}
