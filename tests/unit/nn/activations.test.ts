import { describe, expect, it } from 'vitest';
import { activationNamed, activations } from '../../../src/lib/nn/activations.ts';
import { namesOf } from '../../../src/lib/settings/choose.ts';
import { lossNamed } from '../../../src/lib/nn/losses.ts';
import type { ActivationName } from '../../../src/lib/settings/choices.ts';

function output(name: ActivationName, ...z: number[]): number[] {
  const a = new Float32Array(z.length);
  activationNamed(name).output(Float32Array.from(z), a, 0, z.length);
  return [...a];
}

const near = (actual: readonly number[], expected: readonly number[]): void => {
  expect(actual.length).toBe(expected.length);
  actual.forEach((value, i) => {
    expect(value).toBeCloseTo(expected[i]!, 6);
  });
};

describe('activations', () => {
  it('have their known values', () => {
    near(output('identity', -2, 0, 3), [-2, 0, 3]);
    near(output('sigmoid', 0, Math.log(3), -Math.log(3)), [0.5, 0.75, 0.25]);
    near(output('tanh', 0, Math.log(3)), [0, 0.8]);
    near(output('relu', -2, 0, 3), [0, 0, 3]);
    near(output('leakyRelu', -2, 0, 3), [-0.02, 0, 3]);
    near(output('softmax', 0, Math.log(3)), [0.25, 0.75]);
    near(output('logSoftmax', 0, Math.log(3)), [Math.log(0.25), Math.log(0.75)]);
  });

  it('do not overflow on large sums', () => {
    near(output('softmax', 1000, 1000, -1000), [0.5, 0.5, 0]);
    near(output('logSoftmax', 1000, 1000), [Math.log(0.5), Math.log(0.5)]);
    near(output('softmax', -1000, -1000), [0.5, 0.5]);
    near(output('sigmoid', 1000, -1000), [1, 0]);
    const scores = Float32Array.of(1000, -1000);
    const delta = new Float32Array(2);
    expect(lossNamed('crossEntropy').value(scores, 1, 0, 2)).toBe(2000);
    lossNamed('crossEntropy').derivative(delta, scores, 1, 0, 2);
    expect([...delta]).toEqual([1, -1]);
  });

  for (const name of namesOf(activations)) {
    it(`${name} lets what is not a number show`, () => {
      expect(output(name, NaN, 1)[0]).toBeNaN();
    });
  }

  it('are refused by a wrong name, with the known ones', () => {
    expect(() => activationNamed('Relu' as ActivationName)).toThrow(
      `activation: expected one of ${namesOf(activations).join(', ')}; got "Relu"`,
    );
  });
});
