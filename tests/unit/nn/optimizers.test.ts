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
