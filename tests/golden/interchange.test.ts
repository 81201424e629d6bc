import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { describe, expect, it } from 'vitest';
import { readMnist } from '../../src/lib/data/originals.ts';
import type { ReadModel } from '../../src/lib/interchange/model.ts';
import { readModelFile, writeModelFile } from '../../src/lib/interchange/sequential.ts';
import { evaluate } from '../../src/lib/nn/evaluation.ts';
import { readImages } from '../../src/lib/nn/images.ts';
import { Network } from '../../src/lib/nn/network.ts';
import { RandomState } from '../../src/lib/nn/random.ts';
import { findPython, runPython } from '../support/python.ts';
import { convolved, deep, modelOf, numbers, outputsOf } from '../unit/interchange/models.ts';
import { expectClose } from './close.ts';
import fixture from './fixtures/interchange.json' with { type: 'json' };

const networkOf = ({ specification, weights }: ReadModel): Network => {
  const network = new Network(specification, new RandomState(0));
  network.load(weights);
  return network;
};

describe('a file saved from PyTorch', () => {
  const test = readMnist('test');
  it.each(Object.entries(fixture))('%s scores here as there', (_name, { file, correct, loss, outputs }) => {
    const network = networkOf(readModelFile(readFileSync(new URL(`./fixtures/${file}`, import.meta.url))));
    const inputs = new Float32Array(3 * 784);
    readImages(test.images, [0, 1, 2], 784, inputs);
    expectClose('outputs', network.forward(inputs, 3).slice(0, 30), outputs.flat(), 1e-6);
    const evaluation = evaluate(network, test);
    expect(evaluation.correct).toBe(correct);
    expectClose('loss', [evaluation.loss], [loss], 1e-6);
  });
});

describe('a file saved here', () => {
  const python = findPython('numpy', 'torch');
  it.skipIf(python === null).each([
    ['dense layers', deep],
    ['convolutions', convolved],
  ])('%s: is taken by load_state_dict of the matching nn.Sequential, and predicts the same', (_name, specification) => {
    const model = modelOf(specification);
    const inputs = numbers(4 * specification.inputs);
    const folder = mkdtempSync(path.join(tmpdir(), 'interchange-'));
    try {
      writeFileSync(path.join(folder, 'model.safetensors'), writeModelFile(model));
      const script = new URL('./load_ours.py', import.meta.url).pathname;
      const outputs = JSON.parse(
        runPython(python!, [script, path.join(folder, 'model.safetensors')], JSON.stringify([...inputs])),
      ) as number[];
      expectClose('outputs', outputs, outputsOf(model, inputs), 1e-6);
    } finally {
      rmSync(folder, { recursive: true });
    }
  });
});
