import type { DigitSet } from '../../../../lib/data/contract.ts';
import { SimdEngine } from '../../../../lib/engine/simd/simd-engine.ts';
import { RATES, specificationOf, TRAINED_ON } from './model.ts';

const SLICE = 500; // images

/** All rates with one seed, side by side: each goes on by a slice in its turn. The shares right in validation, rate by rate. `breathe` is awaited between slices. */
export async function trainSeed(
  seed: number,
  train: DigitSet,
  validation: DigitSet,
  module: WebAssembly.Module,
  signal: AbortSignal,
  breathe: () => Promise<void> = () => Promise.resolve(),
): Promise<readonly number[]> {
  const runs = RATES.map((rate) => new SimdEngine(specificationOf(rate, seed), module));
  try {
    for (let done = 0; done < TRAINED_ON; done += SLICE)
      for (const run of runs) {
        await run.train(train, SLICE, signal);
        await breathe();
      }
    const shares: number[] = [];
    for (const run of runs) {
      const { correct, count } = await run.evaluate(validation, signal);
      shares.push(correct / count);
      await breathe();
    }
    return shares;
  } finally {
    for (const run of runs) run.dispose();
  }
}
