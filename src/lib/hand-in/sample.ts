import { grouped } from './grouped.ts';

/** At most `most` of each group, chosen at random, in their order. Errors: `most` is no whole number above 0 (RangeError). */
export function sampleOf<One>(all: readonly One[], most: number, groupOf: (one: One) => string): readonly One[] {
  if (!Number.isSafeInteger(most) || most < 1)
    throw new RangeError(`sample: expected a whole number above 0, got ${most}`);
  const random = crypto.getRandomValues(new Uint32Array(all.length));
  const groups = grouped(
    all.map((one, i) => ({ one, i, worth: random[i]! })),
    ({ one }) => groupOf(one),
  );
  const chosen = new Set(
    [...groups.values()].flatMap((group) =>
      group
        .toSorted((a, b) => a.worth - b.worth)
        .slice(0, most)
        .map(({ i }) => i),
    ),
  );
  return all.filter((_, i) => chosen.has(i));
}
