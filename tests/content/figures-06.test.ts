import { readFileSync } from 'node:fs';
import { describe, expect, it, vi } from 'vitest';
import { chapters } from './chapter-text.ts';
import { readDigits } from './mnist-files.ts';
import { engineRun, runSolution } from './programs.ts';

vi.setConfig({ testTimeout: 180_000 });

const text = chapters.find(({ id }) => id.startsWith('06'))!.source;
const thousands = (count: number): string => count.toLocaleString('en-US');
const right = (count: number): string => `${(count / 100).toFixed(2)} %`;
const oneLayer = { layers: [{ units: 10 }] };

/** How far the gradient of one random image is from that of all, as a multiple of the latter's length; weights and biases all zero. */
function noiseOfOne(): number {
  const { images, labels } = readDigits('train', 0, 60_000);
  const full = new Float64Array(785 * 10);
  let squares = 0; // |x|²|δ|², with the bias's input of 1
  labels.forEach((label, n) => {
    let ink = 1;
    for (let i = 0; i < 785; i++) {
      const pixel = i === 784 ? 1 : images[n * 784 + i]! / 255;
      if (pixel === 0) continue;
      if (i < 784) ink += pixel * pixel;
      for (let j = 0; j < 10; j++) full[i * 10 + j]! += (pixel * (0.1 - Number(j === label))) / labels.length;
    }
    squares += (ink * 0.9) / labels.length;
  });
  const length = full.reduce((sum, value) => sum + value * value, 0);
  return Math.sqrt((squares - length) / length);
}

describe('chapter 6', () => {
  it('measures the noise of batches', () => {
    const noise = noiseOfOne();
    const row = [1, 10, 30, 100, 1000].map((size) => (noise / Math.sqrt(size)).toPrecision(2));
    expect(text).toContain(`| typical distance | ${row.join(' | ')} |`);
  });

  it('takes five steps with all images', async () => {
    const { correct } = await engineRun({ ...oneLayer, initialization: 'zeros', batchSize: 60_000 }, 5, { alpha: 0.5 });
    expect(text).toContain(`answer={${correct / 100}}`);
  });

  it('trains with the solution of the mini-batch loop, and on sorted images', async () => {
    const counts = async (change?: (code: string) => string): Promise<number[]> =>
      (await runSolution('06-batches/train', change)).flatMap((line) =>
        Number(/^epoch \d: (\d+) right/.exec(line)?.[1] ?? []),
      );
    const [first, second] = await counts();
    expect(text).toContain(
      `${thousands(first!)} right after the first and ${thousands(second!)} after the second. That is ${right(second!)}`,
    );
    const byLabel =
      'Array.from({ length: count }, (_, n) => n).sort((a, b) => training.labels[a] - training.labels[b])';
    const [sorted] = await counts((code) =>
      code.replace('random.permutation(count)', byLabel).replace('epoch <= 2', 'epoch <= 1'),
    );
    const nines = (set: 'train' | 'test', count: number): number =>
      readDigits(set, 0, count).labels.filter((label) => label === 9).length;
    expect(sorted).toBe(nines('test', 10_000));
    expect(text).toContain(`${thousands(sorted!)} right, which is the number of nines`);
    expect(text).toContain(`the last ${thousands(nines('train', 60_000))} images`);
  });

  it('makes seconds an epoch of the times that the bench has written down', () => {
    const lines = readFileSync('docs/performance.md', 'utf8').split('\n');
    const head = lines.findIndex((line) => line.startsWith('| batch, 490 hidden units'));
    const cells = (line: string): number[] => line.split('|').slice(2, -1).map(Number);
    const [sizes, steps] = [cells(lines[head]!), cells(lines[head + 2]!)];
    expect(sizes).toEqual([1, 10, 30, 100, 300]);
    const seconds = sizes.map((size, k) => ((60_000 / size) * steps[k]!) / 1000);
    expect(text).toContain(`| seconds | ${seconds.map((value) => value.toFixed(1)).join(' | ')} |`);
  });

  it('trains one epoch with each batch size', async () => {
    const counts: string[] = [];
    for (const batchSize of [1, 10, 30, 100, 1000])
      counts.push(((await engineRun({ ...oneLayer, batchSize }, 1)).correct / 100).toFixed(2));
    expect(text).toContain(`| right, % | ${counts.join(' | ')} |`);
    expect(text).toContain(
      `Batches of 1,000 reach ${right((await engineRun({ ...oneLayer, batchSize: 1000 }, 1, { alpha: 1 })).correct)}`,
    );
  });
});
