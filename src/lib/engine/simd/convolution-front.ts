import { readImages } from '../../nn/images.ts';
import { normalizationNamed } from '../../nn/normalizations.ts';
import { convolutionShapes } from '../../nn/shapes.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import { multiply } from '../../nn/tensor.ts';
import type { Arena } from './arena.ts';
import { ConvolutionLayer } from './convolution-layer.ts';
import {
  picturesOf,
  planConvolution,
  takePictures,
  type ConvolutionLayout,
  type Pictures,
} from './convolution-layout.ts';
import type { Front, FrontPlan, Rows } from './front.ts';
import type { Machine } from './kernels.ts';
import { isOftenZero } from './layout.ts';
import type { Training } from './panels.ts';
import type { Units } from './units.ts';

/** Where the convolutions lie, for so many images at once. */
export function planConvolutionFront(
  arena: Arena,
  specification: NetworkSpecification,
  rows: number,
  training: Training,
): FrontPlan {
  const { inputs, inputDropout = 0, convolutions = [] } = specification;
  const pictures = takePictures(arena, rows, Math.sqrt(inputs));
  let before = pictures;
  const layouts = convolutionShapes(specification).map((shape, l) => {
    const { activation } = convolutions[l]!;
    const isLast = l === convolutions.length - 1;
    const layout = planConvolution(arena, shape, activation, before, rows, isLast, training);
    before = picturesOf(layout.units, shape);
    return layout;
  });
  const mask = inputDropout > 0 ? arena.takeFloats(rows * inputs) : 0;
  return {
    denseLayers: 0,
    units: layouts.at(-1)!.units,
    isOftenZero: isOftenZero(convolutions.at(-1)!.activation),
    masks: [mask],
    build: (machine) => new ConvolutionFront(machine, specification, pictures, layouts, mask),
  };
}

/** Convolutions with their pools. No update of theirs ever waits. */
class ConvolutionFront implements Front {
  readonly layers: readonly ConvolutionLayer[];
  readonly #specification: NetworkSpecification;
  readonly #machine: Machine;
  readonly #pictures: Pictures;
  /** Where the mask of the inputs lies; 0 where they keep all. */
  readonly #mask: number;

  constructor(
    machine: Machine,
    specification: NetworkSpecification,
    pictures: Pictures,
    layouts: readonly ConvolutionLayout[],
    mask: number,
  ) {
    const { optimizer } = specification;
    this.#specification = specification;
    this.#machine = machine;
    this.#pictures = pictures;
    this.#mask = mask;
    this.layers = layouts.map((layout, l) => new ConvolutionLayer(machine, layout, optimizer, l === 0));
  }

  get units(): Units {
    return this.layers.at(-1)!.units;
  }

  read(rows: Rows, count: number, learns: boolean): void {
    const { inputs, normalization } = this.#specification;
    const { floats } = this.#machine;
    const into = floats.subarray(this.#pictures.address / 4);
    if ('x' in rows) into.set(rows.x);
    else readImages(rows.images, rows.indices, inputs, into, normalizationNamed(normalization));
    if (!learns || !this.#mask) return;
    multiply(into, floats.subarray(this.#mask / 4), inputs * count, into);
  }

  forward(count: number): void {
    for (const layer of this.layers) layer.forward(count);
  }

  backward(count: number, inParts: boolean): void {
    for (const layer of this.layers.toReversed()) layer.backward(count, inParts);
  }

  goOn(): void {
    // Nothing was taken back.
  }

  update(): void {
    // Nothing waits.
  }

  settle(): void {
    // Nothing was left out.
  }

  readLate(): undefined {
    return undefined;
  }

  loadLate(): void {
    // There is none.
  }
}
