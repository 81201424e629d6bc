import type { DigitSetName } from '../../../lib/data/contract.ts';
import type { DataSet } from '../../../lib/data/data-set.ts';

/** Which images the reader wants to see. */
export interface DigitFilter {
  readonly set: DigitSetName | 'both';
  /** From 0 on, or null for all of them. */
  readonly label: number | null;
}

/** The labels of both sets, as their files have them. */
export interface AllLabels {
  readonly train: Uint8Array; // [train]
  readonly test: Uint8Array; // [test]
}

/** One image: `index` counts from 0 within its set, as the code does. */
export interface DigitPlace {
  readonly set: DigitSetName;
  readonly index: number;
}

/** All images of a data set in one row, by number from 0: those to train on come first. */
export class Collection {
  readonly dataSet: DataSet;
  /** Images in all. */
  readonly count: number;
  readonly #train: number;

  constructor(dataSet: DataSet) {
    const { train, test } = dataSet.counts;
    this.dataSet = dataSet;
    this.count = train + test;
    this.#train = train;
  }

  numberOf({ set, index }: DigitPlace): number {
    return set === 'train' ? index : this.#train + index;
  }

  placeOf(number: number): DigitPlace {
    return number < this.#train ? { set: 'train', index: number } : { set: 'test', index: number - this.#train };
  }

  /** First number of a set and the number after its last. */
  bounds(set: DigitFilter['set']): { readonly from: number; readonly to: number } {
    if (set === 'train') return { from: 0, to: this.#train };
    if (set === 'test') return { from: this.#train, to: this.count };
    return { from: 0, to: this.count };
  }

  /** The numbers that pass the filter, in rising order. */
  select(labels: AllLabels, filter: DigitFilter): Uint32Array<ArrayBuffer> {
    const { from, to } = this.bounds(filter.set);
    const chosen = new Uint32Array(to - from);
    let count = 0;
    for (let number = from; number < to; number++) {
      if (filter.label === null || this.labelOf(labels, number) === filter.label) chosen[count++] = number;
    }
    return chosen.slice(0, count);
  }

  labelOf(labels: AllLabels, number: number): number {
    const { set, index } = this.placeOf(number);
    const label = labels[set][index];
    if (label === undefined) throw new RangeError(`image number: expected 0 to ${this.count - 1}, got ${number}`);
    return label;
  }

  /** What the label of an image stands for. */
  nameOf(labels: AllLabels, number: number): string {
    return this.dataSet.classes[this.labelOf(labels, number)]!;
  }

  /** How many of each label a set holds: [classes]. */
  countLabels(labels: AllLabels, set: DigitFilter['set']): number[] {
    const counts = this.dataSet.classes.map(() => 0);
    const { from, to } = this.bounds(set);
    for (let number = from; number < to; number++) counts[this.labelOf(labels, number)]!++;
    return counts;
  }
}

/** Position of the first chosen number that is `number` or greater; the last position if there is none. */
export function positionOf(chosen: Uint32Array, number: number): number {
  let low = 0;
  let high = chosen.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((chosen[middle] ?? 0) < number) low = middle + 1;
    else high = middle;
  }
  return Math.min(low, Math.max(0, chosen.length - 1));
}

/** `training image 101` : images are counted from 1 in words. */
export const describePlace = (place: DigitPlace): string =>
  `${place.set === 'train' ? 'training' : 'test'} image ${(place.index + 1).toLocaleString('en-US')}`;
