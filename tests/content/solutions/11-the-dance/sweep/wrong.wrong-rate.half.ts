import { add, argmax, digits, dot, plot, scale, train } from 'lab';

import type { NetworkSettings, Vector } from 'lab';

export interface Tried {
  validation: number; // share right of the validation images
  test: number; // share right of the test images: not for choosing
}

export function rates(
  least: number,
  most: number,
  count: number,
): number[] {
  const factor = (most / least) ** (1 / (count - 1));
  return Array.from({ length: count }, (_, k) => least * factor ** k);
}

export async function sweep(
  candidates: number[],
  tryRate: (alpha: number) => Promise<Tried>, // throws if it diverges
): Promise<{ alpha: number; validation: number }> {
  let best = { alpha: NaN, validation: 0.5 };
  for (const alpha of candidates) {
    try {
      const { validation } = await tryRate(alpha);
      if (validation > best.validation) best = { alpha, validation };
    } catch {
      // It diverged: no candidate. On to the next.
    }
  }
  return best;
}
