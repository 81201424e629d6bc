interface Tried { validation: number; test: number }
type Try = (alpha: number) => Promise<Tried>;

export function rates(least: number, most: number, count: number): number[] {
  return Array.from({ length: count }, (_, k) => least * (most / least) ** (k / (count - 1)));
}

export async function sweep(candidates: number[], tryRate: Try) {
  let best = { alpha: 0, validation: 0, test: 0 };
  for (const alpha of candidates) {
    const tried = await tryRate(alpha).catch(() => null);
    if (tried && tried.validation > best.validation) best = { alpha, ...tried };
  }
  return { alpha: best.alpha, validation: best.test };
}
