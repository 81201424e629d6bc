import { expect, it, vi } from 'vitest';
import { createEngine } from '../../src/lib/engine/create-engine.ts';
import s0 from '../../src/lib/systems/published/s0.ts';
import { chapters } from './chapter-text.ts';
import { digitsOf, trainEpochs } from './trained.ts';

vi.setConfig({ testTimeout: 600_000 });

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

it('starts near where S0 began', async () => {
  const [epoch] = await trainEpochs(specification, 1, digitsOf('train'), [digitsOf('test')]);
  const stated = Number(/a rate of 0\.3 end at ([\d.]+) %/.exec(text)![1]);
  expect(Math.abs(epoch!.scores[0]! - stated)).toBeLessThan(0.1);
});

it('counts the images that decide between two seeds', async () => {
  const { signal } = new AbortController();
  const answers: boolean[][] = [];
  for (const seed of [0, 1]) {
    const { engine } = await createEngine('simd', { ...specification, seed });
    for (let epoch = 0; epoch < 12; epoch++) await engine.train(few, few.count, signal);
    const right: boolean[] = [];
    for (let n = 0; n < validation.count; n++) {
      const images = validation.images.subarray(n * 784, (n + 1) * 784);
      const one = { count: 1, images, labels: validation.labels.subarray(n, n + 1) };
      right.push((await engine.evaluate(one, signal)).correct === 1);
    }
    engine.dispose();
    answers.push(right);
  }
  const [first, second] = answers as [boolean[], boolean[]];
  const counted = (seed: boolean[]): string => seed.filter(Boolean).length.toLocaleString('en-US');
  const onlyFirst = first.filter((right, n) => right && !second[n]).length;
  const onlySecond = second.filter((right, n) => right && !first[n]).length;
  expect(text).toContain(`They get ${counted(first)} and ${counted(second)} of the 10,000 right`);
  expect(text).toContain(`${onlyFirst} images only the first gets right, ${onlySecond} only the second`);
  expect(text).toContain(`So ${onlyFirst + onlySecond} images decide`);
});
