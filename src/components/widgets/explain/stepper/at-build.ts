/** What the stepper shows without a script, worked out while the site is built. */
import { readTrainingDigits } from '../../digits/at-build.ts';
import { inkUrl } from '../../digits/png.ts';
import { frameOf, type Frame } from './frame.ts';
import { TrainingImages } from './training-images.ts';
import { Walk } from './walk.ts';
import { initialWeights } from '../../weights/initial.ts';

/** The ten columns of the random start side by side, as a mask: weights from 0 to 1 as 0 to 255. */
export function startMask(seed: number): string {
  const weights = initialWeights('uniform01', seed);
  const ink = new Uint8Array(280 * 28);
  for (let j = 0; j < 10; j++) {
    for (let i = 0; i < 784; i++)
      ink[Math.floor(i / 28) * 280 + j * 28 + (i % 28)] = Math.round(weights[i * 10 + j]! * 255);
  }
  return inkUrl(ink, 280, 28);
}

/** What the delta rule works out at these image numbers (from 1, rising) with S4's settings. */
export async function framesAt(numbers: readonly number[], seed = 10, alpha = 0.01): Promise<Frame[]> {
  const images = new TrainingImages((from, to) => {
    const digits = readTrainingDigits(from, to - from);
    const bytes = new Uint8Array((to - from) * 784);
    digits.forEach(({ pixels }, i) => bytes.set(pixels, i * 784));
    return Promise.resolve({ count: to - from, images: bytes, labels: Uint8Array.from(digits, ({ label }) => label) });
  });
  const walk = new Walk(initialWeights('uniform01', seed), images, alpha);
  const frames: Frame[] = [];
  for (const number of numbers) {
    await walk.goTo(number - 1);
    frames.push(frameOf(walk.weights, await images.get(number - 1), alpha));
  }
  return frames;
}
