import { beforeAll, describe, expect, it } from 'vitest';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import type { Evaluation, NetworkSpecification } from '../../../src/lib/engine/contract.ts';
import { ReferenceEngine } from '../../../src/lib/engine/reference/reference-engine.ts';
import { evaluate } from '../../../src/lib/nn/evaluation.ts';
import { Network } from '../../../src/lib/nn/network.ts';
import { RandomState } from '../../../src/lib/nn/random.ts';
import { BASE, serveFiles } from '../../support/file-server.ts';
import { deltaRule } from '../../support/specifications.ts';

const store = new ImageStore({ base: BASE, ...serveFiles() });
const never = new AbortController().signal;
beforeAll(() => Promise.all([store.load('test', 0, 10_000), store.load('train', 0, 1)]));

const softmax: NetworkSpecification = {
  ...deltaRule,
  layers: [{ units: 10, activation: 'logSoftmax', bias: true }],
  loss: 'negativeLogLikelihood',
  initialization: 'pytorch',
};
const hidden: NetworkSpecification = {
  ...softmax,
  layers: [{ units: 12, activation: 'relu', bias: true }, ...softmax.layers],
};

/** Equal, but for the order in which the losses of single images were added up. */
function expectSame(actual: Evaluation, expected: Evaluation): void {
  expect({ ...actual, loss: 0 }).toEqual({ ...expected, loss: 0 });
  expect(Math.abs(actual.loss / expected.loss - 1)).toBeLessThan(1e-12);
}

describe('the reference engine', () => {
  it.each([
    ['the delta rule', deltaRule],
    ['a layer with bias and softmax', softmax],
    ['a hidden layer', hidden],
    ['inputs from -1 to 1', { ...softmax, normalization: 'symmetric' as const }],
  ])('scores the test images as the network itself does: %s', async (_name, specification) => {
    const test = store.digits('test');
    const engine = new ReferenceEngine(specification);
    const expected = evaluate(new Network(specification, new RandomState(10)), test);
    expectSame(await engine.evaluate(test, never), expected);
    expectSame(await engine.evaluate(test, never), expected);
  });

  it('scores after training with the trained weights', async () => {
    const engine = new ReferenceEngine(deltaRule);
    await engine.train(store.digits('train'), 100, never);
    expect((await engine.evaluate(store.digits('test'), never)).correct).toBe(1835); // S4
  });

  it('scores the first images of a set', async () => {
    const test = store.digits('test');
    const engine = new ReferenceEngine(deltaRule);
    const whole = await engine.evaluate(test, never);
    const part = await engine.evaluate({ ...test, count: 500 }, never);
    expectSame(part, evaluate(new Network(deltaRule, new RandomState(10)), { ...test, count: 500 }));
    expect(await engine.evaluate(test, never)).toEqual(whole);
  });

  it('predicts rows of images', async () => {
    const images = new Float32Array(2 * 784);
    images[3] = 1;
    images[784 + 5] = 0.5;
    const engine = new ReferenceEngine(deltaRule);
    const { values } = (await engine.readWeights())[0]!;
    const outputs = await engine.predict(images);
    expect([...outputs]).toEqual([...values.subarray(30, 40), ...values.subarray(50, 60).map((weight) => weight / 2)]);
    await expect(engine.predict(new Float32Array(5))).rejects.toThrow(
      'images: expected rows of 784 numbers, got 5 numbers',
    );
  });

  it('stops scoring when told to', async () => {
    const controller = new AbortController();
    controller.abort();
    await expect(
      new ReferenceEngine(deltaRule).evaluate(store.digits('test'), controller.signal),
    ).rejects.toMatchObject({ name: 'AbortError' });
  });
});
