import { describe, expect, it, vi } from 'vitest';
import { engineRun, runSolution } from './programs.ts';
import { chapters } from './chapter-text.ts';

vi.setConfig({ testTimeout: 180_000 });

const text = chapters.find(({ id }) => id.startsWith('05'))!.source;
const thousands = (count: number): string => count.toLocaleString('en-US');
const right = (count: number): string => `${(count / 100).toFixed(2)} %`;

describe('chapter 5', () => {
  it('makes shares of the scores of image 101', () => {
    const powers = [-1.18, -0.65, 1.48, -1.11, 0.25, -0.31, 1.46, 2.87, 2.62, 1.88].map(Math.exp);
    const total = powers.reduce((a, b) => a + b);
    const share = (digit: number): string => `${((100 * powers[digit]!) / total).toFixed(1)} %`;
    expect(text).toContain(`gives them ${share(7)}, ${share(8)} and ${share(9)}`);
    expect(text).toContain(`gets ${share(5)}`);
    const highest = (powersOfTwo: readonly number[]): string =>
      `${Math.round((100 * powersOfTwo[2]!) / powersOfTwo.reduce((a, b) => a + b))} %`;
    expect(text).toContain(`had ${highest([1, 2, 8])} and has ${highest([1, 4, 64])} now`);
  });

  it('knows where powers overflow, and what losses cost', () => {
    expect([
      Math.exp(709) < Infinity,
      Math.exp(710),
      Math.fround(Math.exp(88)) < Infinity,
      Math.fround(Math.exp(89)),
    ]).toEqual([true, Infinity, true, Infinity]);
    const beyond = (value: number): string => `$${(value / 1e38).toFixed(1)} \\cdot 10^{38}$`;
    expect(text).toContain(`no more than about ${beyond((2 - 2 ** -23) * 2 ** 127)}`);
    expect(text).toContain(`$e^{89}$ is about ${beyond(Math.exp(89))}`);
    expect(text).toContain(
      `costs ${(-Math.log(0.5)).toFixed(2)}, a quarter ${(-Math.log(0.25)).toFixed(2)}, a hundredth ${(-Math.log(0.01)).toFixed(2)}`,
    );
    expect(text).toContain(`is about ${Math.round(400 * Math.LN10)}`);
  });

  it('trains with the solution of its last exercise, and without the bias', async () => {
    const counts = async (change: (code: string) => string = (code) => code): Promise<string[]> => {
      const lines = await runSolution('05-scores-to-probabilities/train', change);
      return lines.flatMap((line) => /^epoch \d: (\d+) right/.exec(line)?.[1] ?? []);
    };
    const [first, second, third] = (await counts()).map(Number);
    expect(text).toContain(
      `${thousands(first!)} after the first pass, ${thousands(second!)} after the second, ${thousands(third!)} after the third: ${right(third!)}`,
    );
    expect(text).toContain(`answer={${third! / 100}}`);
    const [without] = await counts((code) =>
      code.replace('bias[j] -= alpha * delta[j]', 'bias[j] = 0').replace('epoch <= 3', 'epoch <= 1'),
    );
    expect(text).toContain(`the bias is worth ${first! - Number(without)} more right answers`);
  });

  it('trains on the simd engine what its trainer trains', async () => {
    const { correct } = await engineRun({ layers: [{ units: 10 }] }, 5);
    expect(text).toContain(`end at ${right(correct)}`);
  });
});
