import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const IMAGES = 60_000;
/** The mean of |x|² over the training images: above 2 / 88 a step on the average image makes its error larger. */
const INK = 88;
/** Measured on MNIST with S4's start: with less road than this the random start still shows after one pass. */
const SHORTEST_ROAD = 120;
/** Measured likewise: with larger steps in the last lessons the accuracy still swings. */
const LARGEST_END = 0.002;

const show = (value: number): string => String(Number(value.toPrecision(3)));

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const { alphaAt, update } = reader;
  if (typeof alphaAt !== 'function') return fail('no-function', `There should be an exported function named alphaAt; found ${describe(alphaAt)}.`);
  if (typeof update !== 'function') return fail('no-function', `There should be an exported function named update; found ${describe(update)}.`);

  const alphas = Array.from({ length: IMAGES }, (_, n): unknown => alphaAt(n)); // [60000]
  for (const [n, alpha] of alphas.entries()) {
    if (typeof alpha !== 'number' || !Number.isFinite(alpha)) return fail('not-a-number', `alphaAt(${n}) should be a number; it is ${describe(alpha)}.`);
    if (alpha < 0) return fail('negative-alpha', `alphaAt(${n}) is ${show(alpha)}. Below zero, every step makes the error larger. Let it end at 0 or above.`);
  }
  const values = alphas as number[];
  const [first, last] = [values[0]!, values.at(-1)!];

  for (const n of [random.integer(0, 100), random.integer(20_000, 40_000)]) {
    const again: unknown = alphaAt(n);
    if (again !== values[n]) {
      return fail('counts-itself', `alphaAt(${n}) was ${show(values[n]!)}, and then ${show(Number(again))} when asked again. It must depend on imagesSeen alone, or a rewind would not start afresh.`);
    }
  }
  if (values.every((alpha) => alpha === first)) {
    return fail('never-falls', `alphaAt gives ${show(first)} from the first image to the last. Let it start near 0.01 and come down as imagesSeen goes from 0 to 60,000.`);
  }
  const rise = values.findIndex((alpha, n) => n > 0 && alpha > values[n - 1]! * (1 + 1e-6));
  if (rise > 0 && last > first) return fail('rises', `alphaAt rises: ${show(first)} at image 0, ${show(last)} at the end. Early steps should be the large ones.`);
  if (rise > 0) return fail('goes-up-and-down', `alphaAt falls and rises: ${show(values[rise - 1]!)} at ${rise - 1} images, ${show(values[rise]!)} at ${rise}. Let it fall, or stay, at every image.`);
  if (first > 2 / INK) {
    return fail('too-large', `alphaAt(0) is ${show(first)}. With |x|² near ${INK}, a step above ${show(2 / INK)} makes the error of an average image larger, and the weights run away. Start near 0.01.`);
  }
  const road = values.reduce((sum, alpha) => sum + alpha, 0);
  if (road < SHORTEST_ROAD) {
    return fail('falls-too-soon',
      `Added up over all images, your alphas make ${show(road)}; a constant 0.01 makes 600, and a constant 0.001 only 60. That is too short a road away from the random start. Start higher, or fall later.`);
  }
  const end = values.slice(-5000).reduce((sum, alpha) => sum + alpha, 0) / 5000;
  if (end > LARGEST_END) {
    return fail('large-at-the-end', `Over the last 5,000 images your alpha is still ${show(end)} on average, so the last few images have too much to say. Let it come below ${LARGEST_END}.`);
  }

  for (const seen of [0, 30_000, 59_000]) {
    const image = random.image(); // [784]
    const weights = random.matrix(784, 10, -0.5, 0.5); // [784, 10]
    const label = new Float32Array(10); // [10]
    label[random.integer(0, 10)] = 1;
    const given = 0.004; // what the widget's own field might say
    const before = copy(weights);
    const returned: unknown = update(weights, image, label, given, seen);
    const delta = label.map((truth, j) => image.reduce((sum, pixel, i) => sum + pixel * before[i]![j]!, 0) - truth); // [10]
    const after = Array.isArray(returned) ? returned : weights;
    const moved = (alpha: number): boolean => close(after, before.map((row, i) => row.map((weight, j) => weight - alpha * image[i]! * delta[j]!)), 1e-5);
    if (moved(values[seen]!)) continue;
    const wish = `At ${seen} images its alpha should be ${show(values[seen]!)}.`;
    if (moved(given)) return fail('ignores-alpha-at', `update still uses the alpha it is given. Use alphaAt(imagesSeen) in its place. ${wish}`);
    if (moved(first)) return fail('ignores-images-seen', `update uses the same alpha at every image. Hand imagesSeen on: alphaAt(imagesSeen). ${wish}`);
    if (moved(given * values[seen]!)) return fail('two-alphas', `update multiplies the two alphas. Use alphaAt(imagesSeen) alone. ${wish}`);
    if (moved(0)) return fail('not-in-place', `update left the weights as they were. ${wish}`);
    return fail('broken-update', `update no longer follows the delta rule. Only its alpha should differ from chapter 3. ${wish}`);
  }
  return pass(`Your alpha falls from ${show(first)} to ${show(last)}, and update uses it. Whether that beats 80 %, the 10,000 test images decide: watch the curve.`);
};

export default check;
