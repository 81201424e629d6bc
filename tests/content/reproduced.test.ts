import { expect, it } from 'vitest';
import { reproduced } from '../../src/lib/systems/recorded.ts';
import type { Measure } from '../../src/lib/systems/system.ts';
import s2 from '../../src/lib/systems/published/s2.ts';
import { chapters } from './chapter-text.ts';

/** Figures that chapters quote from `npm run reproduce`, held against what it wrote down. */
const textOf = (chapter: string): string => chapters.find(({ id }) => id.startsWith(chapter))!.source;
const valuesOf = (system: string, measure: Measure): readonly number[] =>
  reproduced.systems[system]!.flatMap(({ figures }) =>
    figures.filter((figure) => figure.measure === measure).map(({ value }) => value!),
  );
const percent = (share: number): string => (100 * share).toFixed(2);
const share = (value: number): string => value.toFixed(4).slice(1);

it('quotes S2 in chapter 8 as it was reproduced', () => {
  const [test] = valuesOf('s2', 'test');
  expect(textOf('08')).toContain(`answer={${percent(test!)}}`);
  const losses = valuesOf('s2', 'trainingLoss');
  expect(textOf('08')).toContain(
    `from ${share(losses[0]!)} in the first epoch to ${share(losses[1]!)}, ${share(losses[2]!)}, and at last ${share(losses.at(-1)!)}`,
  );
  const kept = s2.runs[0]!.figures.filter(({ measure }) => measure === 'trainingLoss').map(({ printed }) =>
    Number(printed),
  );
  expect(textOf('08')).toContain('compares seven losses of the first, and at all seven its own run is within 2 %');
  expect(kept).toHaveLength(7);
  for (const [k, loss] of kept.entries()) expect(Math.abs(losses[k]! / loss - 1)).toBeLessThan(0.02);
});

it('quotes all five forms of S3 in chapter 9', () => {
  for (const value of valuesOf('s3', 'test')) expect(textOf('09')).toContain(`${percent(value)} %`);
});

it('lists the eight networks of S1 in chapter 10', () => {
  const text = textOf('10');
  for (const { name, figures } of reproduced.systems['s1']!) {
    const { value } = figures.find(({ measure }) => measure === 'validation')!;
    expect(text).toMatch(new RegExp(`^\\| ${name} \\|.*\\| ${share(value!).replace('.', '\\.')} \\|$`, 'm'));
  }
});

it('passes 99 % in chapter 13, as its title says', () => {
  for (const value of valuesOf('c13', 'test')) expect(value).toBeGreaterThan(0.99);
});
