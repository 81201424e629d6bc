interface Tried { validation: number; test: number }
type Try = (alpha: number) => Promise<Tried>;

export function rates(least: number, most: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => least * (most / least) ** (k / (count - 1)));
}

export async function sweep(candidates: number[], tryRate: Try) {
  const tried = await Promise.all(candidates.map(async (alpha) => ({ alpha, ...(await tryRate(alpha).catch(() => ({ validation: -1 }))) })));
  return tried.sort((a, b) => b.validation - a.validation)[0];
}
