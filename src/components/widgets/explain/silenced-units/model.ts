import { largest } from '../../../../lib/nn/images.ts';
import type { Tensor } from '../../../../lib/nn/tensor.ts';

/** What the last layer makes of hidden outputs. */
interface LastLayer {
  readonly weight: Pick<Tensor, 'values'>; // [units, outputs]
  readonly bias: Pick<Tensor, 'values'> | null; // [outputs]
}

/** Many images' scores, which change as units fall silent and speak again. */
export class Scores {
  readonly #hidden: Float32Array; // [images, units]
  readonly #labels: Uint8Array; // [images]
  readonly #last: LastLayer;
  readonly #units: number;
  readonly #outputs: number;
  readonly #scores: Float64Array; // [images, outputs]
  readonly #silent = new Set<number>();

  /** From the hidden outputs [images, units] of as many images as there are labels. */
  constructor(hidden: Float32Array, labels: Uint8Array, last: LastLayer) {
    this.#hidden = hidden;
    this.#labels = labels;
    this.#last = last;
    this.#units = hidden.length / labels.length;
    this.#outputs = last.weight.values.length / this.#units;
    this.#scores = new Float64Array(labels.length * this.#outputs);
    const bias = last.bias?.values;
    if (bias) for (let n = 0; n < labels.length; n++) this.#scores.set(bias, n * this.#outputs);
    for (let unit = 0; unit < this.#units; unit++) this.#add(unit, 1);
  }

  /** Silences these units and no others: the scores change by what those give that fell silent or spoke since. */
  silence(units: readonly number[]): void {
    for (const unit of this.#silent) if (!units.includes(unit)) this.#add(unit, 1);
    for (const unit of units) if (!this.#silent.has(unit)) this.#add(unit, -1);
    this.#silent.clear();
    for (const unit of units) this.#silent.add(unit);
  }

  /** The scores of one image as they are now. */
  of(image: number): readonly number[] {
    return [...this.#scores.subarray(image * this.#outputs, (image + 1) * this.#outputs)];
  }

  /** How many images have their largest score at their label. */
  right(): number {
    const outputs = this.#outputs;
    return this.#labels.reduce(
      (count, label, n) => count + (largest(this.#scores, n * outputs, outputs) === label ? 1 : 0),
      0,
    );
  }

  /** How many fewer are right while one unit that speaks is silent, the others as they are. */
  costOf(unit: number): number {
    const before = this.right();
    this.#add(unit, -1);
    const without = this.right();
    this.#add(unit, 1);
    return before - without;
  }

  /** Adds what one unit gives to all scores, or takes it off. */
  #add(unit: number, times: 1 | -1): void {
    const outputs = this.#outputs;
    const weights = this.#last.weight.values.subarray(unit * outputs, (unit + 1) * outputs);
    const scores = this.#scores;
    for (let n = 0; n < this.#labels.length; n++) {
      const value = times * this.#hidden[n * this.#units + unit]!;
      if (value === 0) continue;
      for (let j = 0; j < outputs; j++) scores[n * outputs + j]! += value * weights[j]!;
    }
  }
}

/** What one unit gives to each score for each 1 that it passes on. */
export const votesOf = ({ values }: Pick<Tensor, 'values'>, units: number, unit: number): readonly number[] => {
  const outputs = values.length / units;
  return [...values.slice(unit * outputs, (unit + 1) * outputs)];
};

const count = (value: number): string => value.toLocaleString('en-US');
const list = (units: readonly number[]): string =>
  units.length === 1 ? `unit ${units[0]! + 1}` : `units ${units.slice(0, -1).map((unit) => unit + 1).join(', ')} and ${units.at(-1)! + 1}`; // prettier-ignore

/** What silence has cost, in words. */
export function wordsOf(silent: readonly number[], right: number, all: number, images: number): string {
  if (silent.length === 0) return `All units speak: ${count(all)} of ${count(images)} test images are right.`;
  const who = silent.length > 6 ? `${silent.length} units` : list(silent);
  const less = all - right;
  return `Without ${who}: ${count(right)} of ${count(images)} are right, ${less === 0 ? 'as many as with all' : `${count(Math.abs(less))} ${less > 0 ? 'fewer' : 'more'}`}.`;
}

/** A unit's strongest votes, in words. */
export function voteWords(votes: readonly number[]): string {
  const order = votes.map((_, j) => j).sort((a, b) => votes[b]! - votes[a]!);
  return `It votes most for ${order[0]}, and most against ${order.at(-1)}.`;
}
