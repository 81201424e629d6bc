import { Program } from './Program.tsx';
import { Slopes } from './Slopes.tsx';
import type { Batches, Ending } from './model.ts';

export const title = 'A loss without its logarithm';

interface Given {
  readonly preset: 'program' | 'slopes';
  readonly sums: readonly number[]; // [10]
  readonly label: number;
  readonly batches: Readonly<Record<Ending, Batches>>;
}

/** S3's program by the lines that its numbers pass through, or the two losses with their slopes: the step says which. */
export default function LostLogarithm({ preset, sums, label, batches }: Given) {
  return preset === 'program' ? <Program sums={sums} label={label} /> : <Slopes atBuild={batches} />;
}
