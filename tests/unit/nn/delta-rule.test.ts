import { describe, expect, it } from 'vitest';
import { deltaOf, emptyInk, isDeltaRule, predict, readInk, update } from '../../../src/lib/nn/delta-rule.ts';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { tinyDeltaRule } from '../../support/specifications.ts';

const [layer] = tinyDeltaRule.layers;

const others: Readonly<Record<string, Partial<NetworkSpecification>>> = {
  'a bias': { layers: [{ ...layer!, bias: true }] },
  'an activation': { layers: [{ ...layer!, activation: 'relu' }] },
  'a second layer': { layers: [layer!, layer!] },
  'another loss': { loss: 'crossEntropy' },
  momentum: { optimizer: { name: 'momentum', learningRate: 0.1, momentum: 0.9 } },
  batches: { batchSize: 2 },
  'inputs from -1 to 1': { normalization: 'symmetric' },
  L2: { l2: 0.1 },
  'dropped inputs': { inputDropout: 0.1 },
};

describe('the delta rule', () => {
  it('is recognised, whatever the start, the order and the rate', () => {
    expect(isDeltaRule(tinyDeltaRule)).toBe(true);
    expect(
      isDeltaRule({
        ...tinyDeltaRule,
        normalization: 'unit',
        l2: 0,
        inputDropout: 0,
        initialization: 'zeros',
        order: 'shuffled',
        optimizer: { name: 'sgd', learningRate: 1 },
      }),
    ).toBe(true);
  });

  for (const [what, change] of Object.entries(others)) {
    it(`is not taken for a network with ${what}`, () => {
      expect(isDeltaRule({ ...tinyDeltaRule, ...change })).toBe(false);
    });
  }

  it('predicts, finds delta and updates as on paper', () => {
    const ink = emptyInk(3);
    readInk(Uint8Array.of(9, 9, 9, 255, 0, 51), 1, ink); // the second image: 1, 0, 0.2
    expect(ink.count).toBe(2);
    const weights = Float32Array.of(0.5, 1, 7, 7, -1, 2); // [3, 2]
    const prediction = new Float32Array(2);
    predict(weights, ink, prediction);
    expect([...prediction].map((value) => Number(value.toFixed(6)))).toEqual([0.3, 1.4]);
    const delta = new Float32Array(2);
    deltaOf(prediction, 1, delta);
    expect([...delta].map((value) => Number(value.toFixed(6)))).toEqual([0.3, 0.4]);
    update(weights, ink, delta, 0.5);
    expect([...weights].map((value) => Number(value.toFixed(6)))).toEqual([0.35, 0.8, 7, 7, -1.03, 1.96]);
  });
});
