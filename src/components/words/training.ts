import type { LoadProgress } from '../../lib/data/contract.ts';
import { bytesOf, count, countOf, percent } from './format.ts';

/** `images 20,001 to 30,000`, `the 10,000 test images`, `the labels`. */
function fileWords({ name, holds }: LoadProgress): string {
  if (!holds) return name;
  const { set, kind, from, count: images } = holds;
  if (kind === 'labels') return set === 'test' ? 'the labels of the test images' : 'the labels';
  if (set === 'test' && from === 0) return `the ${count(images)} test images`;
  return `${set === 'test' ? 'test ' : ''}images ${count(from + 1)} to ${count(from + images)}`;
}

/** `Loading images 20,001 to 30,000: 0.8 of 1.6 MB`. */
export function loadingWords(progress: LoadProgress): string {
  const verb = progress.from === 'cache' ? 'Reading' : 'Loading';
  const where = progress.from === 'cache' ? ' (kept in this browser)' : '';
  return `${verb} ${fileWords(progress)}${where}: ${bytesOf(progress.loadedBytes, progress.totalBytes)}`;
}

/** `6,928 of 10,000 · 69.28 %`. */
export const scoreWords = (test: { readonly correct: number; readonly of: number }): string =>
  `${countOf(test.correct, test.of)} · ${percent(test.correct / test.of)}`;
