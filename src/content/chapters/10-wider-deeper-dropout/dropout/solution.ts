import { digits, mean, random, scale, show } from 'lab';
import type { Vector } from 'lab';

/** What each value is multiplied by while training. */
export function dropoutMask(
  count: number,
  share: number, // of the values to drop, such as 0.25
  draw: () => number, // a new random number from 0 to 1, each time
): Vector {
  const mask = new Float32Array(count); // zeros: dropped
  for (let i = 0; i < count; i++) {
    if (draw() >= share) mask[i] = 1 / (1 - share);
  }
  return mask;
}

/** Forward: what a layer hands on while training. */
export function drop(values: Vector, mask: Vector): Vector {
  return values.map((value, i) => value * mask[i]);
}

/** Backward: the deltas of the values, from those behind the mask. */
export function dropDeltas(deltas: Vector, mask: Vector): Vector {
  return deltas.map((delta, i) => delta * mask[i]);
}

// Try it: a digit without a quarter of its pixels, four times.
const { images } = await digits('train', 0, 1);
const image = scale(images[0], 1 / 255); // [784]
const generator = random(1);
const draw = (): number => generator.uniform();
console.log('mean of the pixels', mean(image));
for (let k = 0; k < 4; k++) {
  const dropped = drop(image, dropoutMask(784, 0.25, draw));
  console.log('after dropout', mean(dropped));
  show(scale(dropped, 0.75), 'what the network sees');
}
