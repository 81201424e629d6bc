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

/** A call shorter than this says more about the clock than about the engine. */
const SHORTEST = 1; // ms

/**
 * Images a second that an engine trains on: the best of some calls within about so many milliseconds, after a first
 * batch that does not count. The best, because code that is still being compiled and other work of the machine only
 * ever slow a call down. The engine is then as it was: its own initial weights, no image seen.
 */
export async function probe(engine: Engine, images: DigitSet, milliseconds: number, now: () => number = () => performance.now()): Promise<number> {
  const { signal } = new AbortController();
  const initial = await engine.readWeights();
  const batch = Math.min(engine.specification.batchSize, images.count);
  await engine.train(images, batch, signal);
  const start = now();
  let best = 0;
  let counted = 0;
  for (let next = batch; counted < 2 || now() - start < milliseconds; ) {
    const from = now();
    const trained = (await engine.train(images, next, signal)).images;
    const took = now() - from;
    if (took < SHORTEST) {
      next *= 2;
      continue;
    }
    best = Math.max(best, (trained / took) * 1000);
    counted++;
    if (took < milliseconds / 8) next *= 2; // a call alone costs something, too
  }
  await engine.loadWeights(initial, 0);
  return best;
}
