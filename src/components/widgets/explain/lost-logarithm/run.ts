import type { NetworkSpecification, WeightTensor } from '../../../../lib/engine/contract.ts';
import s3 from '../../../../lib/systems/published/s3.ts';
import { BATCHES, RUN_OF, type Batches, type Ending } from './model.ts';

/** S3's settings with this ending. */
export function specificationOf(ending: Ending): NetworkSpecification {
  const run = s3.runs.find(({ name }) => name === RUN_OF[ending]);
  if (!run)
    throw new Error(`S3: expected a run "${RUN_OF[ending]}", got ${s3.runs.map(({ name }) => name).join(', ')}`);
  return run.specification;
}

/** The distance between two states of a network: the root of the sum of all squared differences. */
export const distance = (from: readonly WeightTensor[], to: readonly WeightTensor[]): number =>
  Math.sqrt(
    from.reduce(
      (total, { values }, t) => total + values.reduce((sum, value, i) => sum + (to[t]!.values[i]! - value) ** 2, 0),
      0,
    ),
  );

const rounded = (value: number, decimals: number): number => Number(value.toFixed(decimals));

/** One batch more: its mean loss before the step, and the weights after it. */
export type NextBatch = () => Promise<{ readonly loss: number; readonly weights: readonly WeightTensor[] }>;

/** Takes a hundred batches from a run, as many as `signal` lets it; tells each as it comes. */
export async function batchesOf(
  start: readonly WeightTensor[],
  next: NextBatch,
  onBatch?: (batches: Batches) => void,
  signal?: AbortSignal,
): Promise<Batches> {
  let batches: Batches = { loss: [], moved: [] };
  while (batches.loss.length < BATCHES && !signal?.aborted) {
    const { loss, weights } = await next();
    batches = {
      loss: [...batches.loss, rounded(loss, 5)],
      moved: [...batches.moved, rounded(distance(start, weights), 6)],
    };
    onBatch?.(batches);
  }
  return batches;
}
