export interface Spread {
  readonly mean: number;
  /** The standard deviation between seeds, √(Σ (x − mean)² / (n − 1)); 0 of a single one. */
  readonly spread: number;
}

export function spreadOf(shares: readonly number[]): Spread {
  const mean = shares.reduce((sum, share) => sum + share, 0) / shares.length;
  if (shares.length < 2) return { mean, spread: 0 };
  const squares = shares.reduce((sum, share) => sum + (share - mean) ** 2, 0);
  return { mean, spread: Math.sqrt(squares / (shares.length - 1)) };
}

export interface Comparison {
  /** The one mean minus the other. */
  readonly difference: number;
  /** What luck makes of the difference of two means: √(s² / n + t² / n). */
  readonly luck: number;
  readonly isMore: boolean;
}

/** Whether two rates differ by more than luck: by more than twice what luck makes of the difference. */
export function compare(a: readonly number[], b: readonly number[]): Comparison {
  const [one, other] = [spreadOf(a), spreadOf(b)];
  const difference = one.mean - other.mean;
  const luck = Math.sqrt(one.spread ** 2 / a.length + other.spread ** 2 / b.length);
  return { difference, luck, isMore: Math.abs(difference) > 2 * luck };
}
