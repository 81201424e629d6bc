import { readFileSync } from 'node:fs';
import '@tensorflow/tfjs-backend-cpu';
import * as tf from '@tensorflow/tfjs-layers';
import { describe, expect, it } from 'vitest';
import { TRAIN_COUNT } from '../../src/lib/data/mnist.ts';
import { chapters } from './chapter-text.ts';

const text = chapters.find(({ id }) => id.startsWith('12'))!.source;
const measured = readFileSync('docs/performance.md', 'utf8');
const cell = (row: string, column: number): string => {
  const line = measured.split('\n').find((each) => each.startsWith(`| ${row}`))!;
  return line.split('|')[column + 1]!.trim();
};

describe('chapter 12', () => {
  it('quotes the times that the bench has written down', () => {
    const times = {
      cpu: cell('TensorFlow.js 4.22, plain JavaScript', 1),
      wasm: cell('TensorFlow.js 4.22, WebAssembly', 1),
      torch: cell('PyTorch, 1 thread', 1),
      simd: cell('simd engine | 0', 1),
    };
    expect(text).toContain(`| TensorFlow.js, \`cpu\` | ${times.cpu} |`);
    expect(text).toContain(`| TensorFlow.js, \`wasm\` | ${times.wasm} |`);
    expect(text).toContain(`| PyTorch, one thread | ${times.torch} |`);
    expect(text).toContain(`| this book's engine for the processor | ${times.simd} |`);
    const steps = TRAIN_COUNT / 30;
    expect(text).toContain(
      `An epoch has ${steps.toLocaleString('en-US')} such steps. That is more than eight minutes in the first row, and under two seconds`,
    );
    expect((steps * Number(times.cpu)) / 60_000).toSatisfy((minutes: number) => minutes > 8 && minutes < 9);
    expect((steps * Number(times.simd)) / 1000).toBeLessThan(2);
    expect(Number(times.cpu) / Number(times.simd)).toBeGreaterThan(100);
  });

  it('quotes the dispatches that the bench has counted', () => {
    const [theirs, ours] = [cell('TensorFlow.js 4.22, `optimizer.minimize`', 4), cell("the book's kernels", 4)].map(
      Number,
    );
    expect(text).toContain(`answer={${theirs}}`);
    expect(text).toContain(`take ${ours}.`);
  });

  it('counts the parameters and the memory', () => {
    const model = tf.sequential({
      layers: [tf.layers.dense({ units: 490, inputShape: [784] }), tf.layers.dense({ units: 10 })],
    });
    expect(text).toContain(`${model.countParams().toLocaleString('en-US')} parameters`);
    expect(text).toContain(`are ${Math.round((TRAIN_COUNT * 784 * 4) / 1e6)} MB`);
    expect(text).toContain(
      `${TRAIN_COUNT / 100} batches leave ${((2 * TRAIN_COUNT) / 100).toLocaleString('en-US')} tensors`,
    );
    expect(tf.layers.leakyReLU().getConfig()['alpha']).toBe(0.3);
  });
});
