import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { percent } from '../../src/components/widgets/explain/kit/numbers.ts';
import shuffledPixels from '../../src/components/widgets/explain/shuffled-pixels/at-build.ts';
import { JUDGED_BY, TRAINED_ON } from '../../src/components/widgets/explain/shuffled-pixels/model.ts';
import { chapters } from './chapter-text.ts';

const text = chapters.find(({ id }) => id.startsWith('13'))!.source;
const counted = (count: number): string => count.toLocaleString('en-US');

describe('chapter 13', () => {
  const network = tf.sequential({
    layers: [
      tf.layers.conv2d({ filters: 8, kernelSize: 5, inputShape: [28, 28, 1] }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.conv2d({ filters: 16, kernelSize: 5 }),
      tf.layers.maxPooling2d({ poolSize: 2 }),
      tf.layers.flatten(),
      tf.layers.dense({ units: 10 }),
    ],
  });
  const dense = tf.sequential({
    layers: [tf.layers.dense({ units: 490, inputShape: [784] }), tf.layers.dense({ units: 10 })],
  });

  it('asks about the shuffle what its figure found', async () => {
    const { dense, convolution } = (await shuffledPixels()).curves;
    const last = (values: readonly number[]): string => percent(values.at(-1)!);
    expect(text).toContain(
      `learns ${counted(TRAINED_ON)} digits, twice over, and gets ${last(dense.inOrder)} of ${counted(JUDGED_BY)} test images right`,
    );
    expect(text).toContain(`explanation="${last(dense.shuffled)}. To a dense layer`);
    expect(convolution.shuffled.at(-1)!).toBeLessThan(dense.shuffled.at(-1)!);
  });

  it('states the shapes and parameters of its network', () => {
    const rows = [...text.matchAll(/^\| [^|]+ \| ([\dx ]+) \| ([\d,]*) ?\|$/gm)].map(([, shape, parameters]) => [
      shape,
      parameters,
    ]);
    expect(rows).toEqual([
      ['28 x 28 x 1', ''],
      ...network.layers.map((layer) => [
        (layer.outputShape as number[]).slice(1).join(' x '),
        layer.countParams() === 0 ? '' : counted(layer.countParams()),
      ]),
    ]);
    expect(text).toContain(
      `In all it has ${counted(network.countParams())} parameters. S2's network has ${counted(dense.countParams())}, which is ${Math.round(dense.countParams() / network.countParams())} times`,
    );
  });

  it('counts what a dense layer in place of the first would need', () => {
    const outputs = 8 * 24 * 24;
    expect(text).toContain(`= ${counted(outputs)} numbers`);
    expect(text).toContain(
      `784 × ${counted(outputs)} weights and ${counted(outputs)} biases: ${counted(785 * outputs)}. The convolution has ${network.layers[0]!.countParams()}`,
    );
  });

  it('counts the parameters of the larger network', () => {
    const [first, second, hidden] = [16, 32, 128];
    const parameters = 26 * first + (25 * first + 1) * second + (16 * second + 1) * hidden + (hidden + 1) * 10;
    expect(text).toContain(`That makes ${counted(parameters)} parameters, still only a fifth`);
    expect(Math.round(dense.countParams() / parameters)).toBe(5);
    const products = 24 * 24 * 25 * first + 8 * 8 * 25 * first * second + 16 * second * hidden + hidden * 10;
    expect(text).toContain(`about ${(products / 1e6).toFixed(1)} million multiplications, nearly three times`);
    expect(products / (784 * 490 + 490 * 10)).toSatisfy((times: number) => times > 2.8 && times < 3);
    const told = [...text.matchAll(/= ([\d{},]+)\}\$ \|$/gm)].map(([, value]) => Number(value!.replace(/[{},]/g, '')));
    expect(told).toHaveLength(3);
    expect(told.reduce((a, b) => a + b)).toBe(products);
  });

  it('works out both walks of one weight, step by step', () => {
    const [alpha, mu] = [0.5, 0.5];
    const walk = (ahead: boolean): number[][] => {
      let [weight, velocity] = [8, 0];
      return [1, 2, 3].map(() => {
        const gradient = weight;
        velocity = mu * velocity + gradient;
        const move = alpha * (ahead ? gradient + mu * velocity : velocity);
        weight -= move;
        return [velocity, move, weight];
      });
    };
    const [plain, nesterov] = [walk(false), walk(true)];
    const rows = [...text.matchAll(/^\| (\d)((?: \| [−\d.]+){6}) \|$/gm)].map(([, step, rest]) => [
      Number(step),
      ...rest!
        .split(' | ')
        .slice(1)
        .map((value) => Number(value.replace('−', '-'))),
    ]);
    expect(rows).toEqual(plain.map((row, n) => [n + 1, ...row, ...nesterov[n]!]));
  });
});
