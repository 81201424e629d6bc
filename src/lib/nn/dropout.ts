import { RandomState, type RandomStateSnapshot } from './random.ts';
import type { NetworkSpecification } from './specification.ts';
import type { DropoutState } from './training-state.ts';

/** What each value of a batch is multiplied by, [count, width]: 0, or 1 / (1 - p). Null where nothing is dropped. */
export type DropoutMask = Float32Array<ArrayBuffer> | null;

/** A place in the network where values are dropped while training. */
export interface DropoutPlace {
  readonly width: number;
  /** p, the share that is set to zero. */
  readonly rate: number;
}

interface Mark {
  readonly imagesSeen: number;
  readonly state: RandomStateSnapshot;
}

/** Going back costs at most so many draws again, some hundredths of a second. */
const DRAWS_BETWEEN_MARKS = 2 ** 22;
const WORDS_A_SAMPLE = 2;

/** The places in the order of their masks: the inputs, then the outputs of every layer but the last, which drops nothing. */
export function placesOf({ inputs, inputDropout = 0, layers }: NetworkSpecification): readonly DropoutPlace[] {
  return [
    { width: inputs, rate: inputDropout },
    ...layers.slice(0, -1).map(({ units, dropout = 0 }) => ({ width: units, rate: dropout })),
  ];
}

/** True when a specification drops anything. */
export const usesDropout = (specification: NetworkSpecification): boolean =>
  placesOf(specification).some(({ rate }) => rate > 0);

/** The seed of the generator that draws the masks. */
export const seedOfMasks = ({ seed }: NetworkSpecification): number => (seed + 1) % 2 ** 32;

/** What draws the masks: a `RandomState`, or the same numbers made elsewhere. */
interface MaskGenerator {
  getState(): RandomStateSnapshot;
  setState(state: RandomStateSnapshot): void;
  skip(count: number): void;
}

/** Where the generator of the masks stands, whatever draws with it. */
export class DropoutDraws<Generator extends MaskGenerator> {
  protected readonly random: Generator;
  protected readonly places: readonly DropoutPlace[];
  readonly #samplesAnImage: number;
  readonly #drawsBetweenMarks: number;
  readonly #marks: Mark[];
  /** Images whose masks are drawn: where the generator stands. */
  #imagesSeen = 0;

  /** It keeps its state on the way, every `drawsBetweenMarks` draws, so that going back need not begin at the start. */
  constructor(specification: NetworkSpecification, random: Generator, drawsBetweenMarks = DRAWS_BETWEEN_MARKS) {
    this.random = random;
    this.places = placesOf(specification);
    this.#drawsBetweenMarks = drawsBetweenMarks;
    this.#samplesAnImage = this.places.reduce((sum, { width, rate }) => sum + (rate > 0 ? width : 0), 0);
    this.#marks = [{ imagesSeen: 0, state: random.getState() }];
  }

  /** The generator as it stands before the masks of the image that follows after `imagesSeen`. */
  stateAt(imagesSeen: number): DropoutState {
    this.seek(imagesSeen);
    const { words, position } = this.random.getState();
    return { key: words, position };
  }

  /** Goes on from what `stateAt` gave for `imagesSeen`, without the draws before it. */
  restore(imagesSeen: number, { key, position }: DropoutState): void {
    this.random.setState({ words: key, position, spareNormal: null });
    this.#imagesSeen = imagesSeen;
    if (imagesSeen === 0) return; // where it starts is known
    while (this.#marks.at(-1)!.imagesSeen >= imagesSeen && this.#marks.length > 1) this.#marks.pop();
    this.#marks.push({ imagesSeen, state: this.random.getState() });
  }

  /** Puts the generator before the masks of the image that follows after `imagesSeen`. */
  protected seek(imagesSeen: number): void {
    const last = this.#marks.at(-1)!;
    if (imagesSeen === this.#imagesSeen) {
      if ((imagesSeen - last.imagesSeen) * this.#samplesAnImage >= this.#drawsBetweenMarks) {
        this.#marks.push({ imagesSeen, state: this.random.getState() });
      }
      return;
    }
    const mark = this.#marks.findLast((before) => before.imagesSeen <= imagesSeen)!;
    this.random.setState(mark.state);
    this.random.skip((imagesSeen - mark.imagesSeen) * this.#samplesAnImage * WORDS_A_SAMPLE);
    this.#imagesSeen = imagesSeen;
  }
  /** Says that the masks of `count` more images are drawn. */
  protected drawn(count: number): void {
    this.#imagesSeen += count;
  }
}

/**
 * Which values are dropped. The draws, which every engine and the same recipe in Python follow:
 * they come from a generator of their own, `RandomState((seed + 1) mod 2^32)`, so that initial weights and the
 * order of images are the same with and without dropout. For each batch, in the order of training, first the
 * inputs, then layer 1, layer 2, … up to the last but one; a place whose share p is 0 draws nothing. At each
 * place one `random_sample` for each value, row by row, [count, width]. A value is kept when its number is at
 * least p, and then multiplied by 1 / (1 - p). With NumPy: `(r.random_sample((count, width)) >= p) / (1 - p)`.
 * When a network is scored nothing is dropped and nothing drawn.
 */
export class DropoutMasks extends DropoutDraws<RandomState> {
  readonly #masks: (Float32Array<ArrayBuffer> | null)[];

  constructor(specification: NetworkSpecification, drawsBetweenMarks?: number) {
    super(specification, new RandomState(seedOfMasks(specification)), drawsBetweenMarks);
    this.#masks = this.places.map(() => null);
  }

  /**
   * The masks of the batch of `count` images that follows after `imagesSeen`: one for the inputs, then one for each
   * layer but the last. They are the same however training came there. The arrays may be longer than
   * count · width, and hold until the next call.
   */
  batch(imagesSeen: number, count: number): readonly DropoutMask[] {
    this.seek(imagesSeen);
    this.places.forEach(({ width, rate }, place) => {
      if (rate === 0) return;
      const size = count * width;
      if ((this.#masks[place]?.length ?? 0) < size) this.#masks[place] = new Float32Array(size);
      const mask = this.#masks[place]!;
      const kept = 1 / (1 - rate);
      for (let k = 0; k < size; k++) mask[k] = this.random.randomSample() >= rate ? kept : 0;
    });
    this.drawn(count);
    return this.#masks;
  }
}
