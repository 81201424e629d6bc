import { expect, it, vi } from 'vitest';
import s0 from '../../src/lib/systems/published/s0.ts';
import { chapters } from './chapter-text.ts';
import { digitsOf, trainEpochs } from './trained.ts';

vi.setConfig({ testTimeout: 120_000 });

const text = chapters.find(({ id }) => id.startsWith('11'))!.source;
const { specification } = s0.runs[0]!;
const [few, validation] = [digitsOf('train', 0, 10_000), digitsOf('train', 50_000, 60_000)];
const withRate = (learningRate: number, epochs: number) =>
  trainEpochs({ ...specification, optimizer: { name: 'sgd', learningRate } }, epochs, few, [validation]);

it('finds the edge of the learning rate where the table has it', async () => {
  const rows = [...text.matchAll(/^\| ([\d.]+) \| ([\d.]+) % \|$/gm)].map((row) => row.slice(1).map(Number));
  expect(rows).toHaveLength(8);
  for (const [rate = 0, stated = 0] of rows) {
    const right = (await withRate(rate, 1))[0]!.scores[0]!;
    // Beyond the edge the last bits of each sum decide what is left.
    expect(Math.abs(right - stated), `rate ${rate}`).toBeLessThan(rate > 1 ? 5 : 0.3);
  }
});

it('bounces over twelve epochs as the series says', async () => {
  const stated = /^90\.03, .*$/m.exec(text)![0].split(', ').map(Number);
  const epochs = await withRate(0.3, stated.length);
  epochs.forEach(({ scores }, k) => expect(Math.abs(scores[0]! - stated[k]!)).toBeLessThan(0.5));
  expect(stated[5]!).toBeLessThan(stated[4]!);
  for (let k = 1; k < epochs.length; k++) expect(epochs[k]!.loss).toBeLessThan(epochs[k - 1]!.loss);
});
