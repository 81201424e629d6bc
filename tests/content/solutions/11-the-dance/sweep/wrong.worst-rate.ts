interface Tried { validation: number; test: number }
type Try = (alpha: number) => Promise<Tried>;

export function rates(least: number, most: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => least * (most / least) ** (k / (count - 1)));
}

export async function sweep(candidates: number[], tryRate: Try) {
  let best = { alpha: candidates[0], validation: 2 };
  for (const alpha of candidates) {
    try {
      const { validation, test } = await tryRate(alpha);
      if (validation < best.validation && test >= 0) best = { alpha, validation };
    } catch {
      continue;
    }
  }
  return best;
}
