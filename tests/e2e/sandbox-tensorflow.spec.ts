import { expect, test, type Page } from '@playwright/test';
import { bundlePage, openPage, type Files } from './sandbox-page/bundle.ts';
import type { Bench } from './sandbox-page/main.ts';

declare const bench: Bench;

let files: Files;
test.beforeAll(async () => {
  files = await bundlePage();
});

const run = (page: Page, code: string) => page.evaluate((text) => bench.run(text), code);

/** Learns xor, and fits one convolution: forward, backward and the optimizer, on the backend of that name. */
const learning = (backend: string): string => `
import * as tf from 'tf';
await tf.setBackend('${backend}');
const model = tf.sequential();
model.add(tf.layers.dense({ units: 8, activation: 'tanh', inputShape: [2], kernelInitializer: tf.initializers.glorotNormal({ seed: 10 }) }));
model.add(tf.layers.dense({ units: 1, kernelInitializer: tf.initializers.glorotNormal({ seed: 11 }) }));
model.compile({ optimizer: tf.train.adam(0.1), loss: 'meanSquaredError' });
const x = tf.tensor2d([[0, 0], [0, 1], [1, 0], [1, 1]]);
const y = tf.tensor2d([[0], [1], [1], [0]]);
const { history } = await model.fit(x, y, { epochs: 60 });
const [, byFilter] = tf.grads((image, filter) => tf.sum(tf.conv2d(image, filter, 1, 'valid')))([tf.ones([1, 5, 5, 1]), tf.ones([3, 3, 1, 1])]);
const answers = [...await (model.predict(x) as tf.Tensor).data()].map((value) => Math.round(value));
console.log(tf.getBackend(), history.loss.length, answers, [...await byFilter.data()]);`;

test('reader can run TensorFlow.js without a network, and is told what loads and where it computes', async ({
  page,
}) => {
  await openPage(page, files);
  const first = await run(page, learning('wasm'));
  expect(first.end).toEqual({ outcome: 'done', milliseconds: expect.any(Number) });
  const [loading, computing, result] = first.shown;
  expect(loading).toMatchObject({
    level: 'info',
    values: [{ text: expect.stringMatching(/^TensorFlow\.js is loading, once: \d{3} kB\./) }],
  });
  expect(computing).toMatchObject({
    level: 'info',
    values: [
      { text: expect.stringMatching(/^TensorFlow\.js 4\.22\.0 computes in WebAssembly, on the processor \(wasm\)\./) },
    ],
  });
  expect(result).toMatchObject({
    values: [{ text: 'wasm' }, { text: '60' }, { head: [0, 1, 1, 0] }, { head: Array(9).fill(9) }],
  });
  // It is there now: nothing loads again, and the reader's own line is named.
  const second = await run(page, "import * as tf from 'tf';\n\ntf.matMul(tf.ones([2, 3]), tf.ones([2, 3]));");
  expect(second.shown).toHaveLength(1);
  expect(second.end).toMatchObject({ outcome: 'error', error: { line: 3 } });
});

test('reader can run TensorFlow.js on the graphics card @webgpu', async ({ page }) => {
  await openPage(page, files);
  const { end, shown } = await run(page, learning('webgpu'));
  expect(end, JSON.stringify(shown)).toMatchObject({ outcome: 'done' });
  expect(shown.at(-1)).toMatchObject({
    values: [{ text: 'webgpu' }, { text: '60' }, { head: [0, 1, 1, 0] }, { head: Array(9).fill(9) }],
  });
});
