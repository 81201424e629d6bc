import type { DigitSet } from '../../data/contract.ts';
import { RandomState } from '../../nn/random.ts';
import type { Engine, NetworkSpecification } from '../contract.ts';

/** The share of MNIST's pixels that are not zero. */
const INK = 0.19;
const MOST_IMAGES = 1000;

/** Images with as much ink as digits have: how fast an engine is does not depend on what they show, and none need be loaded. */
export function probeImages({ inputs, layers, batchSize }: NetworkSpecification): DigitSet {
  const random = new RandomState(0);
  const count = Math.min(Math.max(batchSize, 16), MOST_IMAGES);
  const units = layers.at(-1)!.units;
  return {
    count,
    images: Uint8Array.from({ length: count * inputs }, () => (random.randomSample() < INK ? 1 + (random.nextUint32() % 255) : 0)),
    labels: Uint8Array.from({ length: count }, (_, n) => n % Math.min(units, 10)),
  };
}

/**
 * Images a second that an engine trains on, measured for about so many milliseconds after a first batch that does
 * not count. The engine is then as it was: its own initial weights, no image seen.
 */
export async function probe(engine: Engine, images: DigitSet, milliseconds: number, now: () => number = () => performance.now()): Promise<number> {
  const { signal } = new AbortController();
  const initial = await engine.readWeights();
  const batch = Math.min(engine.specification.batchSize, images.count);
  await engine.train(images, batch, signal);
  const start = now();
  let [trained, next] = [0, batch];
  do {
    trained += (await engine.train(images, next, signal)).images;
    next *= 2; // a call alone costs something, too
  } while ((now() - start) * 2 < milliseconds);
  const rate = (trained / (now() - start)) * 1000;
  await engine.loadWeights(initial, 0);
  return rate;
}
