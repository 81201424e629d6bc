import { deltaOf, predict, update, type Ink } from '../../../../lib/nn/delta-rule.ts';
import { fixed, short } from '../kit/numbers.ts';
import type { Place } from '../kit/PlaneHandle.tsx';

/** An image as two numbers: the ink in its middle columns, and the ink beside them. Their squares add up to its |x|². */
export interface TwoInputs {
  readonly digit: number;
  readonly inner: number;
  readonly outer: number;
}

/** The middle columns, from and to (exclusive). */
export const MIDDLE = [11, 17] as const;
/** The digit whose score the two weights make: 1 is wanted where the image shows it, 0 elsewhere. */
export const DIGIT = 1;
export const PASSES = 40;
/** The first weights: inner, outer. */
export const START: Place = { x: 0.24, y: 0.14 };

export interface HopsState {
  readonly start: Place;
  readonly alpha: number;
  /** True: alpha falls to 0, evenly, from lesson to lesson. */
  readonly falls: boolean;
  /** Lessons taken, 0 to forty times the number of images. */
  readonly lesson: number;
  readonly touched: boolean;
}

export const atStart = (): HopsState => ({ start: START, alpha: 0.01, falls: false, lesson: 3, touched: false });

/** The two inputs of an image of 28 x 28 grey values, 0 to 255. */
export function twoInputs(pixels: Uint8Array, digit: number): TwoInputs {
  let [inner, outer] = [0, 0];
  pixels.forEach((grey, i) => {
    const column = i % 28;
    const squared = (grey / 255) ** 2;
    if (column >= MIDDLE[0] && column < MIDDLE[1]) inner += squared;
    else outer += squared;
  });
  return { digit, inner: Math.sqrt(inner), outer: Math.sqrt(outer) };
}

/** |x|² */
export const squaredOf = ({ inner, outer }: TwoInputs): number => inner ** 2 + outer ** 2;
export const wantedOf = ({ digit }: TwoInputs): number => (digit === DIGIT ? 1 : 0);
/** x · w - y: how far the score is off. */
export const errorOf = (image: TwoInputs, { x, y }: Place): number =>
  image.inner * x + image.outer * y - wantedOf(image);

export const lessonsOf = (images: readonly TwoInputs[]): number => PASSES * images.length;
export const alphaAt = (
  { alpha, falls }: Pick<HopsState, 'alpha' | 'falls'>,
  lesson: number,
  lessons: number,
): number => (falls ? alpha * (1 - lesson / lessons) : alpha);

/** Where the weights are after each lesson, the start included: by the book's own delta rule, image after image. */
export function walk(images: readonly TwoInputs[], state: Pick<HopsState, 'start' | 'alpha' | 'falls'>): Place[] {
  const weights = Float32Array.of(state.start.x, state.start.y); // [2, 1]
  const places: Place[] = [state.start];
  const prediction = new Float32Array(1);
  const delta = new Float32Array(1);
  const lessons = lessonsOf(images);
  for (let lesson = 0; lesson < lessons; lesson++) {
    const image = images[lesson % images.length]!;
    const ink: Ink = { count: 2, pixels: Uint16Array.of(0, 1), values: Float32Array.of(image.inner, image.outer) };
    predict(weights, ink, prediction);
    deltaOf(prediction, wantedOf(image) === 1 ? 0 : -1, delta); // its only output is the digit's
    update(weights, ink, delta, alphaAt(state, lesson, lessons));
    places.push({ x: weights[0]!, y: weights[1]! });
  }
  return places;
}

/** The weights whose squared errors over all images are the smallest together: two equations with two unknowns. */
export function leastSquares(images: readonly TwoInputs[]): Place {
  let [aa, ab, bb, ay, by] = [0, 0, 0, 0, 0];
  for (const image of images) {
    const { inner: a, outer: b } = image;
    const y = wantedOf(image);
    aa += a * a;
    ab += a * b;
    bb += b * b;
    ay += a * y;
    by += b * y;
  }
  const determinant = aa * bb - ab * ab;
  return { x: (ay * bb - by * ab) / determinant, y: (by * aa - ay * ab) / determinant };
}

/** Two points far apart on the line where an image's score is what it should be. */
export function lineOf(image: TwoInputs): readonly [Place, Place] {
  const squared = squaredOf(image);
  const foot = { x: (wantedOf(image) * image.inner) / squared, y: (wantedOf(image) * image.outer) / squared };
  const along = { x: -image.outer / Math.sqrt(squared), y: image.inner / Math.sqrt(squared) };
  return [
    { x: foot.x - 2 * along.x, y: foot.y - 2 * along.y },
    { x: foot.x + 2 * along.x, y: foot.y + 2 * along.y },
  ];
}

export const distance = (a: Place, b: Place): number => Math.hypot(a.x - b.x, a.y - b.y);

/** Two decimals, or powers of ten where the weights have left the picture. */
const size = (value: number): string => (Math.abs(value) < 1000 ? fixed(value, 2) : short(value));

/** The lesson that was taken last, in words. */
export function wordsOf(images: readonly TwoInputs[], state: HopsState, places: readonly Place[]): string {
  const { lesson } = state;
  if (lesson === 0) return 'No lesson yet. Lesson 1 will be image 1.';
  const number = (lesson - 1) % images.length;
  const image = images[number]!;
  const alpha = alphaAt(state, lesson - 1, lessonsOf(images));
  const share = alpha * squaredOf(image);
  const [before, after] = [errorOf(image, places[lesson - 1]!), errorOf(image, places[lesson]!)];
  return `Lesson ${lesson}: image ${number + 1}, a ${image.digit}. α · |x|² = ${fixed(alpha, 4)} × ${fixed(squaredOf(image), 1)} = ${fixed(share, 2)} of the way to its line. Its delta goes from ${size(before)} to ${size(after)}.`;
}

/** How far the weights still move in the last pass, from lesson to lesson. */
export function restlessness(images: readonly TwoInputs[], places: readonly Place[]): number {
  const last = places.slice(-images.length - 1);
  return last.slice(1).reduce((total, place, i) => total + distance(place, last[i]!), 0) / images.length;
}

/** What there is to notice; null before anything was tried. */
export function noticeOf(images: readonly TwoInputs[], state: HopsState): string | null {
  if (!state.touched) return null;
  const places = walk(images, state);
  const end = places.at(-1)!;
  const lessons = lessonsOf(images);
  const past = images.filter((image) => state.alpha * squaredOf(image) > 2).length;
  const away = distance(end, leastSquares(images));
  const rest = restlessness(images, places);
  if (!(away < 1))
    return `${past} of the ${images.length} images hop more than 2 times the way: they land further from their lines than they were. After ${lessons} lessons the weights are far out of the picture.`;
  if (state.falls)
    return `Alpha falls, the hops get shorter, and the weights settle ${fixed(away, 3)} from the cross: the least-squares point, where all squared errors together are the smallest.`;
  if (past > 0)
    return `${past} of the ${images.length} images hop too far, past the mirror image of where they were. The others bring the weights back, for now.`;
  if (rest > 0.02)
    return `It never settles: in the last pass each lesson still moves the weights by ${fixed(rest, 3)}. Each image undoes what the one before has taught. Let alpha fall.`;
  return `Small hops: no image gets its way, and they average. In the last pass a lesson moves the weights by ${fixed(rest, 3)}; they are ${fixed(away, 3)} from the cross.`;
}
