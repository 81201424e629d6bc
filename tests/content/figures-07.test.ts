import { describe, expect, it, vi } from 'vitest';
import { chapters } from './chapter-text.ts';
import { engineRun, runSolution, solutionOf } from './programs.ts';

vi.setConfig({ testTimeout: 180_000 });

const text = chapters.find(({ id }) => id.startsWith('07'))!.source;
const right = (count: number): string => `${(count / 100).toFixed(2)} %`;
const bent = [{ units: 32, activation: 'relu' as const }, { units: 10 }];

type Vector = Float32Array;
interface Network {
  readonly weights1: Vector[];
  readonly bias1: Vector;
  readonly weights2: Vector[];
  readonly bias2: Vector;
}

describe('chapter 7', () => {
  it('counts weights and passes', () => {
    const weights = 784 * 32 + 32 + 32 * 10 + 10;
    expect(text).toContain(`= ${weights.toLocaleString('en-US').replace(',', '{,}')}$`);
    expect(text).toContain(`${(2 * weights).toLocaleString('en-US')} of them for one image`);
  });

  it('trains without a bend, from zeros, and as its trainer does', async () => {
    const { correct } = await engineRun({ layers: [{ units: 32 }, { units: 10 }] }, 3);
    expect(text).toContain(`explanation="${right(correct)}.`);
    const zeros = await engineRun({ layers: bent, initialization: 'zeros' }, 1);
    expect(text).toContain(`explanation="${right(zeros.correct)}.`);
    expect(zeros.confusion.every((count, place) => (place % 10 === 1 ? count > 0 : count === 0))).toBe(true);
    expect(text).toContain(`with seed 0 end at ${right((await engineRun({ layers: bent }, 5)).correct)}`);
  });

  it('trains with the solution of its last exercise', async () => {
    const [line] = await runSolution('07-a-hidden-layer/train', (code) => code.replace('epoch <= 2', 'epoch <= 1'));
    const count = Number(/^epoch 1: (\d+) right/.exec(line!)?.[1]);
    expect(text).toContain(`answer={${count / 100}}`);
    expect(text).toContain(`explanation="${right(count)}.`);
  });

  it('has gradients that its own check by finite differences confirms', async () => {
    const { backward } = await solutionOf('07-a-hidden-layer/backward');
    const { largestGap } = await solutionOf('07-a-hidden-layer/gradient-check');
    const { forward } = await solutionOf('07-a-hidden-layer/forward');
    let seed = 1;
    const numbers = (length: number): Vector => Float32Array.from({ length }, () => Math.sin(seed++ * 12.9898));
    const rows = (count: number, length: number): Vector[] => Array.from({ length: count }, () => numbers(length));
    const network: Network = { weights1: rows(6, 5), bias1: numbers(5), weights2: rows(5, 10), bias2: numbers(10) };
    const image = numbers(6).map(Math.abs);
    const label = Float32Array.from({ length: 10 }, (_, j) => Number(j === 3));
    const loss = (): number => {
      const scores = (forward as (network: Network, image: Vector) => Vector)(network, image);
      return Math.log(scores.reduce((sum, score) => sum + Math.exp(score), 0)) - scores[3]!;
    };
    const gradients = (backward as (...values: unknown[]) => Record<string, Vector & Vector[]>)(network, image, label);
    const gap = (values: Vector, gradient: Vector): number =>
      (largestGap as (...values: unknown[]) => number)(loss, values, gradient);
    const gaps = [
      ...network.weights1.map((row, k) => gap(row, gradients['weightDeltas1']![k]!)),
      gap(network.bias1, gradients['delta1']!),
      ...network.weights2.map((row, k) => gap(row, gradients['weightDeltas2']![k]!)),
      gap(network.bias2, gradients['delta2']!),
    ];
    expect(Math.max(...gaps)).toBeLessThan(1e-3);
  });
});
