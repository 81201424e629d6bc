import { largest } from '../../../lib/nn/images.ts';
import { percent } from '../../words/format.ts';

/** The label with the largest of the `units` outputs of picture `n`; the first of equals, as the engines count. */
export const guessOf = (outputs: Float32Array, n = 0, units = outputs.length): number =>
  largest(outputs, n * units, units);

/** By how much the largest output is ahead of the second largest: small means doubtful. */
export function leadOf(outputs: Float32Array, n: number, units: number): number {
  let first = -Infinity;
  let second = -Infinity;
  for (let j = 0; j < units; j++) {
    const value = outputs[n * units + j]!;
    if (value > first) [first, second] = [value, first];
    else if (value > second) second = value;
  }
  return first - second;
}

/** `indices`, those with the smallest lead first; equals stay in order. What is not a number counts as no lead. */
export function doubtfulFirst(outputs: Float32Array, units: number, indices: readonly number[]): number[] {
  const leads = new Map(indices.map((n) => [n, leadOf(outputs, n, units) || 0]));
  return [...indices].sort((a, b) => leads.get(a)! - leads.get(b)! || a - b);
}

/** Outputs of each picture, where these are all labels. */
const unitsOf = (outputs: Float32Array, labels: Uint8Array): number => outputs.length / labels.length;

/** `indices`, the misclassified first; within both parts they stay in order. */
export function wrongFirst(outputs: Float32Array, labels: Uint8Array, indices: readonly number[]): number[] {
  const units = unitsOf(outputs, labels);
  const wrong = (n: number): boolean => guessOf(outputs, n, units) !== labels[n];
  return [...indices.filter(wrong), ...indices.filter((n) => !wrong(n))];
}

/** All misclassified images, the one whose wrong guess is furthest ahead first. */
export function mistakesOf(outputs: Float32Array, labels: Uint8Array): number[] {
  const units = unitsOf(outputs, labels);
  const wrong: number[] = [];
  for (let n = 0; n < labels.length; n++) if (guessOf(outputs, n, units) !== labels[n]) wrong.push(n);
  return doubtfulFirst(outputs, units, wrong).reverse();
}

/** How often each label got each guess: [units, units], row = label, column = guess. */
export function confusionOf(outputs: Float32Array, labels: Uint8Array): Uint32Array {
  const units = unitsOf(outputs, labels);
  const counts = new Uint32Array(units * units);
  for (let n = 0; n < labels.length; n++) counts[labels[n]! * units + guessOf(outputs, n, units)]!++;
  return counts;
}

/** The images with this label that got this guess, the least doubtful first. */
export function cellMembers(outputs: Float32Array, labels: Uint8Array, label: number, guess: number): number[] {
  const units = unitsOf(outputs, labels);
  const members: number[] = [];
  for (let n = 0; n < labels.length; n++)
    if (labels[n] === label && guessOf(outputs, n, units) === guess) members.push(n);
  return doubtfulFirst(outputs, units, members).reverse();
}

/** A share as the pages print it; the ends are only given where they are reached: `97.31 %`, `< 0.01 %`, `> 99.99 %`. */
export function shareWords(share: number): string {
  if (!Number.isFinite(share)) return 'not a number';
  if (share > 0 && share < 0.0001) return '< 0.01 %';
  if (share < 1 && share > 0.9999) return '> 99.99 %';
  return percent(share);
}

/** A share on little room: `97 %`, `<1 %`, `>99 %`. */
export function shortShare(share: number): string {
  if (!Number.isFinite(share)) return '–';
  if (share > 0 && share < 0.005) return '<1 %';
  if (share < 1 && share >= 0.995) return '>99 %';
  return `${Math.round(share * 100)} %`;
}

/** A score with its sign and digits enough to tell it from its neighbours. */
export const scoreWords = (score: number): string =>
  Number.isFinite(score) ? score.toFixed(Math.abs(score) >= 100 ? 0 : 2).replace('-', '−') : 'not a number';

/** One output in words, as a share or a score. */
export const outputWords = (output: number, shares: boolean): string =>
  shares ? shareWords(output) : scoreWords(output);

/** What the network says of one picture, `outputs` of it alone: `guessed 4, 97.31 %; label 4`. */
export function guessWords(outputs: Float32Array, label: number, shares: boolean, classes: readonly string[]): string {
  const guess = guessOf(outputs);
  const sure = outputWords(outputs[guess]!, shares);
  return `guessed ${classes[guess]}, ${sure}; label ${classes[label]}${guess === label ? '' : ', wrong'}`;
}
