import { describe, expect, it } from 'vitest';
import { optimize, startOptimizing, type OptimizerSpecification } from '../../../src/lib/nn/optimizers.ts';

const gradient = Float32Array.of(1, -2);
const start = (specification: OptimizerSpecification) => startOptimizing(specification, Float32Array.of(0.5, 0.25));

describe('sgd', () => {
  const sgd: OptimizerSpecification = { name: 'sgd', learningRate: 0.25 };

  it('moves against the gradient by the learning rate', () => {
    expect([...optimize(sgd, gradient, start(sgd), 1).values]).toEqual([0.25, 0.75]);
  });
});

describe('momentum', () => {
  const momentum: OptimizerSpecification = { name: 'momentum', learningRate: 0.25, momentum: 0.5 };

  it('keeps half of its last velocity', () => {
    const first = optimize(momentum, gradient, start(momentum), 1);
    expect([...first.values]).toEqual([0.25, 0.75]);
    const second = optimize(momentum, gradient, first, 2);
    expect([...second.memories[0]!]).toEqual([1.5, -3]); // 0.5 · 1 + 1
    expect([...second.values]).toEqual([-0.125, 1.5]);
  });

  it('leaves what it was given as it was', () => {
    const before = start(momentum);
    optimize(momentum, gradient, before, 1);
    expect([...before.values, ...before.memories[0]!]).toEqual([0.5, 0.25, 0, 0]);
  });

  it('works in place when told to, with the same result', () => {
    const inPlace = start(momentum);
    for (const step of [1, 2]) expect(optimize(momentum, gradient, inPlace, step, inPlace)).toBe(inPlace);
    const pure = optimize(momentum, gradient, optimize(momentum, gradient, start(momentum), 1), 2);
    expect(inPlace).toEqual(pure);
  });
});

describe('nesterov', () => {
  const nesterov: OptimizerSpecification = { name: 'nesterov', learningRate: 0.25, momentum: 0.5 };

  it('looks ahead along its new velocity', () => {
    const first = optimize(nesterov, gradient, start(nesterov), 1); // v = g, step g + 0.5 v
    expect([...first.values]).toEqual([0.5 - 0.25 * 1.5, 0.25 + 0.25 * 3]);
    const second = optimize(nesterov, gradient, first, 2); // v = 1.5 g, step g + 0.75 g
    expect([...second.memories[0]!]).toEqual([1.5, -3]);
    expect([...second.values]).toEqual([0.125 - 0.25 * 1.75, 1 + 0.25 * 3.5]);
  });
});

describe('adam', () => {
  const adam: OptimizerSpecification = { name: 'adam', learningRate: 0.25, beta1: 0.5, beta2: 0.75, epsilon: 1e-8 };

  it('moves by the learning rate at first, whatever the size of the gradient', () => {
    const first = optimize(adam, gradient, start(adam), 1);
    expect([...first.memories[0]!]).toEqual([0.5, -1]);
    expect([...first.memories[1]!]).toEqual([0.25, 1]);
    expect(first.values[0]).toBeCloseTo(0.25, 6);
    expect(first.values[1]).toBeCloseTo(0.5, 6);
  });

  it('corrects its two means by the number of the step', () => {
    const first = optimize(adam, gradient, start(adam), 1);
    const second = optimize(adam, Float32Array.of(3, 0), first, 2); // m = 1.75, v = 2.4375
    expect(second.values[0]).toBeCloseTo(0.25 - (0.25 * (1.75 / 0.75)) / Math.sqrt(2.4375 / 0.4375), 6);
    expect(second.values[1]).toBeCloseTo(0.5 + (0.25 * (0.5 / 0.75)) / Math.sqrt(0.75 / 0.4375), 6);
  });

  it('stands still without a gradient', () => {
    expect([...optimize(adam, new Float32Array(2), start(adam), 1).values]).toEqual([0.5, 0.25]);
  });
});

describe('rmsprop', () => {
  const rmsprop: OptimizerSpecification = { name: 'rmsprop', learningRate: 0.25, decay: 0.75, epsilon: 0.5 };

  it('divides by the root of the mean square, and then adds epsilon', () => {
    const first = optimize(rmsprop, gradient, start(rmsprop), 1); // v = 0.25 and 1
    expect([...first.memories[0]!]).toEqual([0.25, 1]);
    expect(first.values[0]).toBeCloseTo(0.5 - 0.25 / (0.5 + 0.5), 6);
    expect(first.values[1]).toBeCloseTo(0.25 + 0.5 / (1 + 0.5), 6);
    expect(optimize(rmsprop, gradient, first, 2).memories[0]![0]).toBe(0.75 * 0.25 + 0.25);
  });
});
