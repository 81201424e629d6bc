import { readdirSync } from 'node:fs';
import { expect, it } from 'vitest';
import { figureWords } from '../../../src/lib/systems/figure-words.ts';
import { reproduced } from '../../../src/lib/systems/recorded.ts';
import type { PublishedSystem } from '../../../src/lib/systems/system.ts';

const folder = new URL('../../../src/lib/systems/published/', import.meta.url);
const names = readdirSync(folder).map((file) => file.replace('.ts', ''));

it('has written down every system, and none that is gone', () => {
  expect(Object.keys(reproduced.systems).toSorted()).toEqual(names.toSorted());
});

it.each(names)(
  'has written down all figures of %s as they stand in its file, each within what is accepted',
  async (name) => {
    const { default: system } = (await import(new URL(`${name}.ts`, folder).href)) as { default: PublishedSystem };
    const recorded = reproduced.systems[name]!;
    expect(recorded.map((run) => run.name)).toEqual(system.runs.map((run) => run.name));
    for (const [r, run] of system.runs.entries()) {
      expect(recorded[r]!.figures.map(({ measure, imagesSeen }) => ({ measure, imagesSeen }))).toEqual(
        run.figures.map(({ measure, imagesSeen }) => ({ measure, imagesSeen })),
      );
      for (const [f, { accepted }] of run.figures.entries()) {
        const { value, pass } = recorded[r]!.figures[f]!;
        expect(value).toBeGreaterThanOrEqual(accepted[0]);
        expect(value).toBeLessThanOrEqual(accepted[1]);
        expect(pass).toBe(true);
      }
    }
  },
);

it('shows a figure as a reader expects it', () => {
  expect(figureWords('test', 0.9796)).toBe('97.96 %');
  expect(figureWords('trainingLoss', 0.04151)).toBe('0.0415');
  expect(figureWords('test', null)).toBe('diverged');
});
