/** What the stepper shows without a script, worked out while the site is built. */
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { readSet } from '../../../../lib/data/prepared.ts';
import { inkUrl } from '../../digits/png.ts';
import { frameOf, type Frame } from './frame.ts';
import { TrainingImages } from './training-images.ts';
import { Walk } from './walk.ts';
import { deltaRule } from '../../../../lib/systems/delta-rule.ts';
import { networkOf } from '../../../../lib/systems/network.ts';
import { initialWeights, type FirstDraw } from '../../weights/initial.ts';

/** The columns of the random start side by side, as a mask: weights from 0 to 1 as 0 to 255. */
export function startMask(specification: FirstDraw): string {
  const weights = initialWeights(specification);
  const { units } = specification.layers[0]!;
  const side = Math.sqrt(specification.inputs);
  const width = side * units;
  const ink = new Uint8Array(weights.length);
  weights.forEach((weight, k) => {
    const [i, j] = [Math.floor(k / units), k % units];
    ink[Math.floor(i / side) * width + j * side + (i % side)] = Math.round(weight * 255);
  });
  return inkUrl(ink, width, side);
}

/** The custom property under which a page has it. */
export const startMaskName = ({ data, initialization, seed }: NetworkSpecification): string =>
  `--start-${data ?? 'book'}-${initialization}-${seed}`;

/** What the delta rule works out at these image numbers (from 1, rising) with S4's settings. */
export async function framesAt(numbers: readonly number[]): Promise<Frame[]> {
  const { specification } = networkOf(deltaRule());
  const { learningRate } = specification.optimizer;
  const { images: all, labels, count } = readSet('train');
  const pixels = all.length / count;
  const images = new TrainingImages(
    (from, to) =>
      Promise.resolve({
        count: to - from,
        images: all.slice(from * pixels, to * pixels),
        labels: labels.slice(from, to),
      }),
    count,
  );
  const walk = new Walk(initialWeights(specification), specification.layers[0]!.units, images, learningRate);
  const frames: Frame[] = [];
  for (const number of numbers) {
    await walk.goTo(number - 1);
    frames.push(frameOf(walk.weights, await images.get(number - 1), learningRate));
  }
  return frames;
}
