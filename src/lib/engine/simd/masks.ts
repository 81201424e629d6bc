import { DropoutDraws, placesOf, seedOfMasks, usesDropout } from '../../nn/dropout.ts';
import { RandomState, WORDS, type RandomStateSnapshot } from '../../nn/random.ts';
import type { NetworkSpecification } from '../../nn/specification.ts';
import type { Arena } from './arena.ts';
import type { Machine } from './kernels.ts';

/** A generator in the kernels' memory: its words, room for as many, and how many are used up. */
const GENERATOR_WORDS = 2 * WORDS + 1;
const WORDS_A_SAMPLE = 2;
/** A sample is a whole number below 2^53 over 2^53, made of 27 and 26 bits. */
const STEPS = 2 ** 53;
const LOW = 2 ** 26;

/** A place where values are dropped. */
interface MaskPlace {
  readonly width: number;
  readonly rate: number;
  /** Where its mask goes, [rows, width] without gaps. */
  readonly into: number;
  /** Where its own generator lies, for batches that go through in parts. */
  readonly generator: number;
}

/** Where the masks of dropout and their generators lie. */
export interface MasksLayout {
  readonly generator: number;
  readonly places: readonly MaskPlace[];
}

/** `into` says where the mask of each place goes: of the inputs, then of each layer but the last. Null where nothing is dropped. */
export function planMasks(
  arena: Arena,
  specification: NetworkSpecification,
  into: readonly number[],
  inParts: boolean,
): MasksLayout | null {
  if (!usesDropout(specification)) return null;
  const take = (): number => arena.takeFloats(GENERATOR_WORDS);
  return {
    generator: take(),
    places: placesOf(specification).flatMap(({ width, rate }, place) =>
      rate > 0 ? [{ width, rate, into: into[place]!, generator: inParts ? take() : 0 }] : [],
    ),
  };
}

/** MT19937 by the kernels, as `RandomState`. */
class KernelGenerator {
  readonly #machine: Machine;
  readonly #address: number;

  constructor(machine: Machine, address: number) {
    this.#machine = machine;
    this.#address = address;
  }

  getState(): RandomStateSnapshot {
    const { words } = this.#machine;
    const from = this.#address / 4;
    return { words: words.slice(from, from + WORDS), position: words[from + 2 * WORDS]!, spareNormal: null };
  }

  setState({ words, position }: RandomStateSnapshot): void {
    this.#machine.words.set(words, this.#address / 4);
    this.#machine.words[this.#address / 4 + 2 * WORDS] = position;
  }

  skip(count: number): void {
    this.#machine.kernels.skipWords(this.#address, count);
  }
}

/** The masks of `DropoutMasks` to the bit, drawn by the kernels where the layers find them. */
export class KernelMasks extends DropoutDraws<KernelGenerator> {
  readonly #machine: Machine;
  readonly #layout: MasksLayout;
  #inParts = false;

  constructor(machine: Machine, layout: MasksLayout, specification: NetworkSpecification) {
    const generator = new KernelGenerator(machine, layout.generator);
    generator.setState(new RandomState(seedOfMasks(specification)).getState());
    super(specification, generator);
    this.#machine = machine;
    this.#layout = layout;
  }

  /** Before `draw`: the masks will be those of the batch of `count` images that follows after `imagesSeen`. */
  begin(imagesSeen: number, count: number, inParts: boolean): void {
    this.seek(imagesSeen);
    this.#inParts = inParts;
    if (inParts) this.#spread(count);
    this.drawn(count);
  }

  /** Draws the masks of the next `count` images of the batch. */
  draw(count: number): void {
    for (const { width, rate, into, generator } of this.#layout.places) {
      const least = Math.ceil(rate * STEPS);
      const high = Math.floor(least / LOW);
      this.#machine.kernels.drawMask(
        this.#inParts ? generator : this.#layout.generator,
        count * width,
        high,
        least - high * LOW,
        1 / (1 - rate),
        into,
      );
    }
  }

  /** The draws of a place follow those of the place before for the whole batch: in parts each needs a generator of its own. */
  #spread(count: number): void {
    const { words } = this.#machine;
    const from = this.#layout.generator / 4;
    for (const { width, generator } of this.#layout.places) {
      words.copyWithin(generator / 4, from, from + GENERATOR_WORDS);
      this.random.skip(count * width * WORDS_A_SAMPLE);
    }
  }
}
