import type { Contender } from './contender.ts';

/** Times of one contender over the rounds, in seconds. */
export interface Measurement {
  readonly name: string;
  readonly by: string;
  readonly median: number;
  readonly fastest: number;
  readonly slowest: number;
  readonly seconds: readonly number[];
  /** Right answers of 10,000 after the pass; the same in every round. */
  readonly correct: number;
}

export function median(values: readonly number[]): number {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = sorted.length / 2;
  return sorted.length % 2 === 1 ? sorted[Math.floor(middle)]! : (sorted[middle - 1]! + sorted[middle]!) / 2;
}

/** Every contender once a round, in turn, so that whatever else the machine does falls on all alike. */
export async function measure(
  contenders: readonly Contender[],
  rounds: number,
  onPass: (round: number, name: string, seconds: number) => void,
): Promise<readonly Measurement[]> {
  const results = contenders.map(({ name, by }) => ({ name, by, seconds: [] as number[], correct: -1 }));
  for (let round = 1; round <= rounds; round++) {
    for (const [i, contender] of contenders.entries()) {
      const { seconds, correct } = await contender.pass().catch((cause: unknown) => {
        throw new Error(`${contender.name}: ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
      });
      const result = results[i]!;
      if (result.correct >= 0 && !Number.isNaN(correct) && result.correct !== correct) {
        throw new Error(
          `${result.name}: expected the same ${result.correct} right answers in every round, got ${correct}`,
        );
      }
      result.correct = correct;
      result.seconds.push(seconds);
      onPass(round, result.name, seconds);
    }
  }
  return results.map((result) => ({
    ...result,
    median: median(result.seconds),
    fastest: Math.min(...result.seconds),
    slowest: Math.max(...result.seconds),
  }));
}
