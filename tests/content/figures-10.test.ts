import { expect, it, vi } from 'vitest';
import type { NetworkSpecification } from '../../src/lib/nn/specification.ts';
import s1 from '../../src/lib/systems/published/s1.ts';
import { chapters } from './chapter-text.ts';
import { digitsOf, trainEpochs } from './trained.ts';

vi.setConfig({ testTimeout: 120_000 });

const text = chapters.find(({ id }) => id.startsWith('10'))!.source;

const parametersOf = ({ inputs, layers }: NetworkSpecification): number =>
  layers.reduce((sum, { units }, l) => sum + units * ((layers[l - 1]?.units ?? inputs) + 1), 0);

it('lists the eight networks with their parameters and the source’s figures', () => {
  for (const { name, specification, figures } of s1.runs) {
    const { printed } = figures.find(({ measure }) => measure === 'validation')!;
    expect(text).toContain(`| ${name} | ${parametersOf(specification).toLocaleString('en')} | ${printed} | .`);
  }
});

it('narrows the gap by dropout as the table says', async () => {
  const [small, validation] = [digitsOf('train', 0, 2000), digitsOf('train', 32_000, 42_000)];
  const rows = [...text.matchAll(/^\| (none|[\d.]+, [\d.]+) \| ([\d.]+) % \| ([\d.]+) % \|$/gm)].map(
    ([, dropout, training, held]) => ({
      dropout: dropout === 'none' ? [0, 0] : dropout!.split(', ').map(Number),
      stated: [Number(training), Number(held)],
    }),
  );
  expect(rows).toHaveLength(3);
  for (const {
    dropout: [inputDropout = 0, dropout = 0],
    stated,
  } of rows) {
    const layers = [
      { units: 128, activation: 'relu', bias: true, dropout },
      { units: 10, activation: 'identity', bias: true },
    ] as const;
    const { scores } = (
      await trainEpochs({ ...s1.runs[0]!.specification, inputDropout, layers }, 20, small, [small, validation])
    ).at(-1)!;
    expect(Math.abs(scores[0]! - stated[0]!)).toBeLessThan(0.3);
    expect(Math.abs(scores[1]! - stated[1]!)).toBeLessThan(0.3);
  }
});
