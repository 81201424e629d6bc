import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Vector = Float32Array;

/** What went into one step. */
interface Before {
  readonly weights: Vector;
  readonly velocity: Vector;
  readonly gradient: Vector;
  readonly alpha: number;
  readonly momentum: number;
}

/** What weight i and its velocity should be after the step: [weight, velocity]. */
type Rule = (b: Before, i: number) => readonly [weight: number, velocity: number];

const rightVelocity = (b: Before, i: number): number => b.momentum * b.velocity[i]! + b.gradient[i]!;
const right: Rule = (b, i) => {
  const v = rightVelocity(b, i);
  return [b.weights[i]! - b.alpha * v, v];
};

const mistakes: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['forgot-to-keep', (b, i) => [right(b, i)[0], b.velocity[i]!],
    'The weights moved rightly, but velocity is what it was before. The next step needs it: write the new value into velocity[i].'],
  ['velocity-reset', (b, i) => [b.weights[i]! - b.alpha * b.gradient[i]!, b.gradient[i]!],
    'Each step begins afresh: the velocity is the gradient alone. Keep momentum times the old velocity, and add the gradient to it.'],
  ['no-velocity', (b, i) => [b.weights[i]! - b.alpha * b.gradient[i]!, b.velocity[i]!],
    'This is the step without momentum. Work out the velocity first, and move the weights by it.'],
  ['learning-rate-inside', (b, i) => {
    const v = b.momentum * b.velocity[i]! + b.alpha * b.gradient[i]!;
    return [b.weights[i]! - v, v];
  },
    'Alpha went into the velocity. While alpha stays the same that takes the same steps, and some books write it so. Here, as in PyTorch, the velocity is kept without alpha, and alpha multiplies it when the weights move.'],
  ['learning-rate-twice', (b, i) => {
    const v = b.momentum * b.velocity[i]! + b.alpha * b.gradient[i]!;
    return [b.weights[i]! - b.alpha * v, v];
  },
    'Alpha counts twice: once in the velocity, and once when the weights move. Leave it out of the velocity.'],
  ['learning-rate-left-out', (b, i) => [b.weights[i]! - rightVelocity(b, i), rightVelocity(b, i)],
    'The velocity is right, but the weights move by all of it. Multiply by alpha.'],
  ['uphill', (b, i) => [b.weights[i]! + b.alpha * rightVelocity(b, i), rightVelocity(b, i)],
    'The velocity is right, but the weights move the wrong way. The gradient points uphill: take the step away (-=).'],
  ['gradient-subtracted', (b, i) => {
    const v = b.momentum * b.velocity[i]! - b.gradient[i]!;
    return [b.weights[i]! - b.alpha * v, v];
  },
    'The gradient is taken away from the velocity, and the velocity from the weights: two minus signs make an uphill step. Add the gradient to the velocity.'],
  ['downhill-velocity', (b, i) => {
    const v = b.momentum * b.velocity[i]! - b.gradient[i]!;
    return [b.weights[i]! + b.alpha * v, v];
  },
    'Your velocity points downhill, and is added. That is a sound form of its own, but here the velocity points as the gradient does: add the gradient to it, and take the step away from the weights.'],
  ['gradient-shrunk', (b, i) => {
    const v = b.momentum * b.velocity[i]! + (1 - b.momentum) * b.gradient[i]!;
    return [b.weights[i]! - b.alpha * v, v];
  },
    'The gradient is multiplied by 1 - momentum, as in an average. Add the whole gradient.'],
  ['old-velocity', (b, i) => [b.weights[i]! - b.alpha * b.velocity[i]!, rightVelocity(b, i)],
    'The weights move by the old velocity. Work out the new velocity first, then move the weights by that.'],
  ['forgotten-momentum', (b, i) => {
    const v = b.velocity[i]! + b.gradient[i]!;
    return [b.weights[i]! - b.alpha * v, v];
  },
    'The whole old velocity is kept, so it never fades. Multiply it by momentum.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const update = reader['update'];
  if (typeof update !== 'function') return fail('no-function', `There should be an exported function named update; found ${describe(update)}.`);

  for (let round = 0; round < 3; round++) {
    const count = random.integer(3, 8);
    const weights = random.vector(count, -1, 1);
    const velocity = random.vector(count, 0.5, 2).map((value, i) => (i % 2 ? -value : value));
    const momentum = random.uniform(0.4, 0.95);
    // Three steps on the same velocity; alpha falls on the way.
    for (let step = 0; step < 3; step++) {
      const gradient = random.vector(count, 0.5, 2).map((value, i) => (i % 3 ? value : -value));
      const alpha = 0.2 / (step + 1) + random.uniform(0, 0.05);
      const before: Before = { weights: copy(weights), velocity: copy(velocity), gradient: copy(gradient), alpha, momentum };
      update(weights, velocity, gradient, alpha, momentum);

      if (gradient.some((value, i) => value !== before.gradient[i])) return fail('changes-gradient', 'update changed the gradient. It is only read: the velocity is what remembers.');
      const bad = [...weights, ...velocity].find((value) => !Number.isFinite(value));
      if (bad !== undefined) return fail('not-a-number', `A weight or a velocity became ${bad}. Keep i below weights.length: past the end of a list there is nothing to add.`);
      const still = weights.every((value, i) => value === before.weights[i]);
      if (still && velocity.every((value, i) => value === before.velocity[i])) {
        return fail('nothing-moved', 'After update, weights and velocity are what they were. Change both in place: velocity[i] = …, then weights[i] -= …, for every i.');
      }
      const follows = (rule: Rule): boolean =>
        close(weights, before.weights.map((_, i) => rule(before, i)[0]), 1e-4) && close(velocity, before.velocity.map((_, i) => rule(before, i)[1]), 1e-4);
      if (follows(right)) continue;

      const [w, v] = right(before, 0);
      const show = (value: number): string => String(Number(value.toPrecision(4)));
      const example = `For instance, with momentum ${show(momentum)}, alpha ${show(alpha)}, old velocity ${show(before.velocity[0]!)} and gradient ${show(before.gradient[0]!)}: `
        + `velocity[0] should become ${show(v)} and weights[0] ${show(w)}; yours became ${show(velocity[0]!)} and ${show(weights[0]!)}.`;
      for (const [id, rule, message] of mistakes) if (follows(rule)) return fail(id, `${message} ${example}`);
      if (still) return fail('weights-still', `The velocity changed, but no weight moved. Take alpha times the velocity away from each. ${example}`);
      return fail('wrong-step', `The step is not what the two formulas say. ${example}`);
    }
  }
  return pass('Velocity first, then the weights, and the velocity is kept for the next step.');
};

export default check;
