import {
  farthest,
  frameOf,
  largestSize,
  measuredDeltas,
  weightDeltasOf,
  type Frame,
  type LabelledImage,
} from './frame.ts';
import type { ImageSource, Walker, WalkOptions } from './walk.ts';

/** Whose update moves the weights. */
export type Rule = 'book' | 'reader';

/** One image in hand, with the weights before its step and what the step does to them. */
export interface View {
  readonly rule: Rule;
  readonly imagesSeen: number;
  readonly item: LabelledImage;
  readonly weights: Float32Array; // [pixels, outputs]
  readonly frame: Frame;
  /** What the image asks of each weight; by the reader's rule, what the reader's code did to it. */
  readonly weightDeltas: Float32Array; // [pixels, outputs]
  /** By the reader's rule: how far its change is from the book's, as a share of the book's largest change. */
  readonly apart?: number;
}

/** What the page shows of these weights and this image, before the book's step. */
export function bookView(imagesSeen: number, item: LabelledImage, weights: Float32Array, alpha: number): View {
  const frame = frameOf(weights, item, alpha);
  return { rule: 'book', imagesSeen, item, weights, frame, weightDeltas: weightDeltasOf(frame) };
}

/**
 * Walks to an image and looks at it. Null when the reader's code was stopped on the way: it may hang there,
 * so that nothing can be said of its step. The book's walk shows the image where it was stopped.
 */
export async function walkTo(
  imagesSeen: number,
  rule: Rule,
  walk: Walker,
  images: ImageSource,
  alpha: number,
  options: WalkOptions,
): Promise<View | null> {
  await walk.goTo(imagesSeen, options);
  if (rule === 'reader' && options.signal?.aborted) return null;
  const seen = walk.imagesSeen;
  const view = bookView(seen, await images.get(seen), Float32Array.from(walk.weights), alpha);
  if (rule === 'book') return view;
  // What the reader's code does shows only once it is done: one step ahead, and back.
  await walk.goTo(seen + 1, options);
  if (options.signal?.aborted) return null;
  const weightDeltas = measuredDeltas(view.weights, walk.weights, alpha);
  await walk.goTo(seen);
  return {
    ...view,
    rule,
    weightDeltas,
    apart: farthest(weightDeltas, view.weightDeltas) / (largestSize(view.weightDeltas) || 1),
  };
}

/** A word on how the reader's change of so many weights compares with the book's. */
export function compareInWords(apart: number, weights: number): string {
  if (Number.isNaN(apart)) return 'Some of it is not a number (NaN).';
  if (apart < 1e-3) return `It agrees with the book\u2019s in all ${weights.toLocaleString('en-US')} weights.`;
  return `It differs from the book\u2019s by up to ${apart < 100 ? Math.round(apart * 100) || 'less than 1' : 'over 10,000'} % of the largest change.`;
}
