import type { LabelledImages } from '../../../../lib/nn/images.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { percent } from '../kit/numbers.ts';
import { NETWORKS } from '../networks/networks.ts';

const PIXELS = 784;
/** Learnt from, twice over, and judged by. */
export const TRAINED_ON = 6000;
export const EPOCHS = 2;
export const JUDGED_BY = 2000;
/** Images between two points of a curve. */
export const EVERY = 1000;
export const POINTS = (EPOCHS * TRAINED_ON) / EVERY;

export const KINDS = ['dense', 'convolution'] as const;
export type Kind = (typeof KINDS)[number];

export const SPECIFICATIONS: Readonly<Record<Kind, NetworkSpecification>> = {
  dense: { ...NETWORKS.hidden.specification, optimizer: NETWORKS.floors.specification.optimizer },
  convolution: NETWORKS.floors.specification,
};
export const NAMES: Readonly<Record<Kind, string>> = {
  dense: '784-32-10, dense',
  convolution: 'two convolutions',
};

/** Where each pixel comes from: one order for all images. */
export const ORDER: Uint32Array = new RandomState(0).permutation(PIXELS); // [784]

/** Pixel i of each image is what pixel ORDER[i] was. */
export function shuffled(images: Uint8Array): Uint8Array<ArrayBuffer> {
  const moved = new Uint8Array(images.length); // [count, 784]
  for (let from = 0; from < images.length; from += PIXELS)
    for (let i = 0; i < PIXELS; i++) moved[from + i] = images[from + ORDER[i]!]!;
  return moved;
}

export interface Sets {
  readonly train: LabelledImages;
  readonly test: LabelledImages;
}
export const shuffledSets = ({ train, test }: Sets): Sets => ({
  train: { ...train, images: shuffled(train.images) },
  test: { ...test, images: shuffled(test.images) },
});

/** Shares right, point by point: of the dense network and of the convolutions, with the pixels in order and shuffled. */
export type Curves = Readonly<
  Record<Kind, { readonly inOrder: readonly number[]; readonly shuffled: readonly number[] }>
>;

/** What came of it, in words. */
export function wordsOf(kind: Kind, { inOrder, shuffled: moved }: Curves[Kind]): string {
  const [a = 0, b = 0] = [inOrder.at(-1), moved.at(-1)];
  return `${NAMES[kind]}: ${percent(a)} right with the pixels in order, ${percent(b)} with them shuffled.`;
}
