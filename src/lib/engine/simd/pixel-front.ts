import type { NetworkSpecification } from '../../nn/specification.ts';
import type { LateRows } from '../../nn/training-state.ts';
import type { Arena } from './arena.ts';
import { FirstLayer } from './first-layer.ts';
import type { Front, FrontPlan, Rows } from './front.ts';
import { Input } from './input.ts';
import type { Machine } from './kernels.ts';
import {
  isOftenZero,
  planDense,
  planFirst,
  planInput,
  type FirstLayout,
  type InputLayout,
  type LayerLayout,
} from './layout.ts';
import type { Training } from './panels.ts';
import type { Units } from './units.ts';

/** Where a front of one dense layer lies that takes pixels, for so many images at once. */
export function planPixelFront(
  arena: Arena,
  specification: NetworkSpecification,
  rows: number,
  training: Training,
): FrontPlan {
  const { inputs, layers } = specification;
  const input = planInput(arena, specification, rows);
  const [layer] = planDense(arena, layers.slice(0, 1), inputs, rows, training) as [LayerLayout];
  const first = planFirst(arena, inputs, layer.units.width);
  return {
    denseLayers: 1,
    units: layer.units,
    isOftenZero: isOftenZero(layers[0]!.activation, layers[0]!.dropout),
    masks: [input.mask, layer.units.mask],
    build: (machine) => new PixelFront(machine, specification, input, layer, first, training),
  };
}

/** The first layer of a dense network, by lists of the pixels that are not zero. */
class PixelFront implements Front {
  readonly layers: readonly FirstLayer[];
  readonly #layer: FirstLayer;
  readonly #input: Input;
  /** Pixels that the lists have by pixel; 0 when nothing is learned. */
  #pixels = 0;

  constructor(
    machine: Machine,
    specification: NetworkSpecification,
    input: InputLayout,
    layer: LayerLayout,
    first: FirstLayout,
    { inParts }: Training,
  ) {
    const { optimizer, l2 = 0, normalization } = specification;
    const everyRow = l2 > 0 || normalization === 'symmetric' || inParts;
    this.#input = new Input(machine, input, specification);
    this.#layer = new FirstLayer(machine, layer, first, optimizer, everyRow);
    this.layers = [this.#layer];
  }

  get units(): Units {
    return this.#layer.units;
  }

  read(rows: Rows, count: number, learns: boolean): void {
    if ('x' in rows) this.#input.readFloats(rows.x, count);
    else this.#input.readImages(rows, learns);
    this.#pixels = learns ? this.#input.sort(count, this.units.layout.stride, !this.#layer.takesPart) : 0;
  }

  forward(count: number, learns: boolean): void {
    this.#layer.forward(this.#input, count, this.#pixels);
    this.units.activate(count, learns);
  }

  backward(count: number, inParts: boolean): void {
    this.units.derive(count);
    this.#layer.backward(this.#input, count, this.#pixels, inParts);
    this.#input.swap();
  }

  goOn(): void {
    this.#layer.goOn();
  }

  update(): void {
    this.#layer.update();
  }

  settle(): void {
    this.#layer.settle();
  }

  readLate(): LateRows | undefined {
    return this.#layer.readLate();
  }

  loadLate(late: LateRows): void {
    this.#layer.loadLate(late);
  }
}
