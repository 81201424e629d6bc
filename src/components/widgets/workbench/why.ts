import { Scores } from '../explain/silenced-units/model.ts';
import type { LastHidden } from '../explain/networks/last-hidden.ts';

/** What one unit gave to the one score rather than to the other. */
export interface UnitShare {
  readonly unit: number;
  readonly gave: number;
}

/** Those that gave most either way first; silent ones last. */
export function unitShares({ cut, pattern }: LastHidden, [a, b]: readonly [number, number]): readonly UnitShare[] {
  const outputs = cut.weight.values.length / cut.units;
  return Array.from({ length: cut.units }, (_, unit) => ({
    unit,
    gave: pattern[unit]! * (cut.weight.values[unit * outputs + a]! - cut.weight.values[unit * outputs + b]!),
  })).sort((p, q) => Math.abs(q.gave) - Math.abs(p.gave) || p.unit - q.unit);
}

/** The scores of this image while these units are silent. */
export function scoresWithout({ cut, pattern }: LastHidden, silent: readonly number[]): readonly number[] {
  const scores = new Scores(pattern, Uint8Array.of(0), cut);
  scores.silence(silent);
  return scores.of(0);
}
