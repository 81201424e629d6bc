import type { DataSetId } from '../../../lib/data/data-sets.ts';
import { engines } from '../pictures/ask.ts';

/** The image that goes through the network. */
export interface InHand {
  readonly pixels: Uint8Array<ArrayBuffer>;
  /** What it is; null where only the reader knows, who drew it. */
  readonly label: number | null;
  /** Of the test images, from 0; null for a drawing. */
  readonly index: number | null;
}

/** A test image, fetched. */
export async function testImage(index: number, data?: DataSetId): Promise<InHand> {
  const { images, labels } = await (await engines()).digits('test', index, index + 1, data ? { data } : {});
  return { pixels: images, label: labels[0]!, index };
}

/** `Test image 81, label 7` or `Your drawing`. */
export const handWords = ({ index, label }: InHand, classes: readonly string[]): string =>
  index === null
    ? 'Your drawing'
    : `Test image ${(index + 1).toLocaleString('en-US')}${label === null ? '' : `, label ${classes[label]}`}`;
