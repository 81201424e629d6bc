import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Vector = readonly number[];
type Given = [weights: Float32Array, velocity: Float32Array, gradient: Float32Array, alpha: number, momentum: number];

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
  ['weights-still', (b, i) => [b.weights[i]!, rightVelocity(b, i)],
    'The velocity changed, but no weight moved. Take alpha times the velocity away from each.'],
  ['missed-weight', (b, i) => (i === 0 ? [b.weights[i]!, b.velocity[i]!] : right(b, i)),
    'The first weight and its velocity stay as they were. The first index is 0.'],
  ['missed-weight', (b, i) => (i === b.weights.length - 1 ? [b.weights[i]!, b.velocity[i]!] : right(b, i)),
    'The last weight and its velocity stay as they were. i should run while i < weights.length.'],
];

const check: Check = (reader, { judge, inputs, random, words }) => {
  const { vector } = inputs;
  const rate = (): number => random.uniform(0.05, 0.2);
  const keep = (): number => random.uniform(0.4, 0.95);
  const stepping = (rule: Rule) => (weights: number[], velocity: number[], gradient: number[], alpha: number, momentum: number): void => {
    const before: Before = { weights: weights.slice(), velocity: velocity.slice(), gradient, alpha, momentum };
    for (let i = 0; i < weights.length; i++) [weights[i], velocity[i]] = rule(before, i) as [number, number];
  };
  return judge<Given>(reader, {
    name: 'update',
    takes: ['weights', 'velocity', 'gradient', 'alpha', 'momentum'],
    changes: ['weights', 'velocity'],
    questions: [
      { given: [vector(3), vector(3), vector(3), 0.1, 0.9], what: 'three weights' },
      { given: [vector(4), new Float32Array(4), vector(4), rate(), keep()], what: 'a velocity of 0, as at the start' },
      { given: [vector(5), vector(5), vector(5), 0.25, 0.5], what: 'momentum 0.5' },
      { given: [vector(5), vector(5), vector(5), rate(), 0], what: 'momentum 0' },
      { given: [vector(4), vector(4), vector(4, 'negative'), rate(), keep()], what: 'slopes below 0' },
      { given: [vector(4), vector(4), vector(4, 'positive'), rate(), keep()], what: 'slopes above 0' },
      { given: [vector(6), vector(6), new Float32Array(6), rate(), keep()], what: 'a gradient of 0' },
      { given: [vector(3), vector(3).map((v) => 50 * v), vector(3).map((g) => 50 * g), rate(), keep()], what: words.large },
      { given: [new Float32Array(3), vector(3).map((v) => v / 1000), vector(3).map((g) => g / 1000), 0.003, 0.9], what: words.tiny },
      { given: [vector(1), vector(1), vector(1), rate(), keep()], what: 'one weight' },
      { given: [vector(7), vector(7), vector(7), 1, keep()], what: 'alpha 1' },
    ],
    tolerance: 1e-4,
    right: stepping(right),
    untouched: ['nothing-moved', () => undefined, 'After update, weights and velocity are what they were. Change both in place: velocity[i] = …, then weights[i] -= …, for every i.'],
    mistakes: mistakes.map(([id, rule, message]) => [id, stepping(rule), message] as const),
    names: { 'changes-input': 'changes-gradient' },
    keep: 'It is only read: the velocity is what remembers.',
    sound: 'Keep i below weights.length: past the end of a list there is nothing to add.',
    wrong: ['wrong-step', 'The step is not what the two formulas say.'],
    pass: 'Velocity first, then the weights, and the velocity is kept for the next step.',
  });
};

export default check;
