import { CLASS_COUNT, TEST_COUNT, TRAIN_COUNT, type DigitSetName } from '../../../lib/data/contract.ts';

/** Which digits the reader wants to see. */
export interface DigitFilter {
  readonly set: DigitSetName | 'both';
  /** 0 to 9, or null for all of them. */
  readonly label: number | null;
}

/** The labels of both sets, as their files have them. */
export interface AllLabels {
  readonly train: Uint8Array; // [60000]
  readonly test: Uint8Array; // [10000]
}

/** One of the 70,000: `index` counts from 0 within its set, as the code does. */
export interface DigitPlace {
  readonly set: DigitSetName;
  readonly index: number;
}

export const ALL_COUNT = TRAIN_COUNT + TEST_COUNT;

/** A digit's number among all 70,000: the training images come first, from 0. */
export const placeToNumber = (place: DigitPlace): number =>
  place.set === 'train' ? place.index : TRAIN_COUNT + place.index;

export const numberToPlace = (number: number): DigitPlace =>
  number < TRAIN_COUNT ? { set: 'train', index: number } : { set: 'test', index: number - TRAIN_COUNT };

/** First number of a set and the number after its last. */
export function setBounds(set: DigitFilter['set']): { readonly from: number; readonly to: number } {
  if (set === 'train') return { from: 0, to: TRAIN_COUNT };
  if (set === 'test') return { from: TRAIN_COUNT, to: ALL_COUNT };
  return { from: 0, to: ALL_COUNT };
}

/** The numbers that pass the filter, in rising order. */
export function selectDigits(labels: AllLabels, filter: DigitFilter): Uint32Array<ArrayBuffer> {
  const { from, to } = setBounds(filter.set);
  const chosen = new Uint32Array(to - from);
  let count = 0;
  for (let number = from; number < to; number++) {
    if (filter.label === null || labelOf(labels, number) === filter.label) chosen[count++] = number;
  }
  return chosen.slice(0, count);
}

export function labelOf(labels: AllLabels, number: number): number {
  const { set, index } = numberToPlace(number);
  const label = labels[set][index];
  if (label === undefined) throw new RangeError(`digit number: expected 0 to ${ALL_COUNT - 1}, got ${number}`);
  return label;
}

/** How many of each label a set holds: [10]. */
export function countLabels(labels: AllLabels, set: DigitFilter['set']): number[] {
  const counts = new Array<number>(CLASS_COUNT).fill(0);
  const { from, to } = setBounds(set);
  for (let number = from; number < to; number++) {
    const label = labelOf(labels, number);
    counts[label] = (counts[label] ?? 0) + 1;
  }
  return counts;
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
