import { expect, it, vi } from 'vitest';
import { specificationOf } from '../../src/lib/sandbox/lab-network.ts';
import s3 from '../../src/lib/systems/published/s3.ts';
import { chapters } from './chapter-text.ts';
import { digitsOf, trainEpochs } from './trained.ts';

vi.setConfig({ testTimeout: 600_000 });

const text = chapters.find(({ id }) => id.startsWith('09'))!.source;
const [train, test] = [digitsOf('train'), digitsOf('test')];

it('prints a negative loss near a tenth, and scores training and test images alike', async () => {
  const [first, second] = await trainEpochs(s3.runs[0]!.specification, 2, train, [test, digitsOf('train', 0, 10_000)]);
  expect(text).toContain(
    `about ${first!.loss.toFixed(4).replace('-', '−')}, that of the second ${second!.loss.toFixed(4).replace('-', '−')}`,
  );
  expect(text).toContain(
    `from ${(-first!.loss).toFixed(3)} in the first epoch to ${(-second!.loss).toFixed(3)} in the second`,
  );
  const [held, learnt] = second!.scores;
  expect(Math.abs(held! - 22.64)).toBeLessThan(1);
  expect(Math.abs(held! - learnt!)).toBeLessThan(2);
});

it('states what the printed and the mended programs reach in 20 epochs', async () => {
  for (const [name, row] of [
    ['as printed', 'as printed'],
    ['log-softmax, second ReLU', 'log-softmax and second ReLU'],
  ] as const) {
    const { specification } = s3.runs.find((run) => run.name === name)!;
    const epochs = await trainEpochs(specification, 20, train, [test]);
    const stated = new RegExp(`^\\| ${row} \\| ([\\d.]+) \\| ([\\d.]+) \\|$`, 'm').exec(text)!.slice(1).map(Number);
    expect(Math.abs(epochs[1]!.scores[0]! - stated[0]!)).toBeLessThan(1);
    expect(Math.abs(epochs[19]!.scores[0]! - stated[1]!)).toBeLessThan(1);
  }
});

it('gains most by the rate, and little by the second ReLU', async () => {
  const { specification } = s3.runs.find(({ name }) => name === 'both, rate 0.1')!;
  const layers = specification.layers.map((layer, l) =>
    l === 1 ? { ...layer, activation: 'identity' as const } : layer,
  );
  const [, second] = await trainEpochs({ ...specification, layers }, 2, train, [test]);
  const stated = Number(/without the second ReLU it is ([\d.]+) %/.exec(text)?.[1]);
  expect(Math.abs(second!.scores[0]! - stated)).toBeLessThan(0.3);
});

it('learns 2,000 images by heart in 30 epochs, and no more than that', async () => {
  const layers = [
    { units: 128, activation: 'relu' as const },
    { units: 64, activation: 'relu' as const },
    { units: 10 },
  ];
  const small = digitsOf('train', 0, 2000);
  const last = (
    await trainEpochs(specificationOf({ alpha: 0.1, network: { layers, batchSize: 10 } }), 30, small, [small, test])
  ).at(-1)!;
  expect(text).toContain('On those it gets 100 % right');
  expect(last.scores[0]).toBe(100);
  expect(last.scores[1]).toBeLessThan(93);
});
