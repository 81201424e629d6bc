import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Case {
  readonly z: Float32Array; // [10]
  readonly p: number[]; // [10]
  readonly label: number;
  /** -log p of the label, kept safe. */
  readonly right: number;
}

function caseOf(z: Float32Array, label: number): Case {
  const largest = Math.max(...z);
  const powers = Array.from(z, (score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  return { z, p: powers.map((power) => power / total), label, right: largest + Math.log(total) - z[label]! };
}

const losses: ReadonlyArray<readonly [id: string, rule: (c: Case) => number, message: string]> = [
  ['still-minus-p', ({ p, label }) => -p[label]!, 'This is still S3\'s loss: minus the probability of the right digit. Take minus its logarithm.'],
  ['sign', ({ right }) => -right, 'The sign is wrong: this is the logarithm itself, and it falls as the answer gets worse. Put a minus in front.'],
  ['log-base-ten', ({ right }) => right / Math.LN10, 'This is the logarithm to base ten. Take Math.log, the natural one: softmax has powers of e.'],
  ['log-base-two', ({ right }) => right / Math.LN2, 'This is the logarithm to base two. Take Math.log, the natural one: softmax has powers of e.'],
  ['score-alone', ({ z, label }) => -z[label]!, 'This is minus the score. A score is no probability until softmax has compared it with the others.'],
  ['one-minus-p', ({ p, label }) => 1 - p[label]!, 'This is 1 - p. It has the same slope as -p, and the same trouble. Take minus the logarithm.'],
  ['all-digits', ({ p }) => -p.reduce((sum, share) => sum + Math.log(share), 0), 'You add up the logarithms of all ten. Only the right digit\'s counts.'],
];
const gradients: ReadonlyArray<readonly [id: string, rule: (c: Case, j: number) => number, message: string]> = [
  ['gradient-left', ({ p, label }, j) => p[label]! * (p[j]! - Number(j === label)), 'The loss is mended, but the slope is still that of -p: it is multiplied by p[label], so it vanishes where the answer is worst. For -log p that factor falls away.'],
  ['gradient-sign', ({ p, label }, j) => Number(j === label) - p[j]!, 'Every slope has the wrong sign. It is the probability minus the label: below zero at the right digit, above zero elsewhere.'],
  ['only-the-label', ({ p, label }, j) => (j === label ? p[j]! - 1 : 0), 'Only the right digit gets a slope. The other scores are in the sum below the fraction line, so each has one too: its own probability.'],
  ['by-probability', ({ p, label }, j) => (j === label ? -1 / p[j]! : 0), 'This is the slope by the probability, -1 / p. Asked for is the slope by the score, before softmax.'],
  ['forgotten-label', ({ p }, j) => p[j]!, 'These are the probabilities. Take 1 away at the right digit.'],
  ['label-everywhere', ({ p }, j) => p[j]! - 1, 'You take 1 away from every probability. Only the right digit has a 1 in its label.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const [loss, gradient] = [reader['loss'], reader['gradient']];
  if (typeof loss !== 'function') return fail('no-function', `There should be an exported function named loss; found ${describe(loss)}.`);
  if (typeof gradient !== 'function') return fail('no-function', `There should be an exported function named gradient; found ${describe(gradient)}.`);
  const show = (value: number): string => String(Number(value.toPrecision(4)));

  for (let round = 0; round < 4; round++) {
    const c = caseOf(random.vector(10, -2, 2), random.integer(0, 10));
    const given = copy(c.z);
    const value: unknown = loss(given, c.label);
    const story = `In this test the right digit has the probability ${show(c.p[c.label]!)}, so the loss should be ${show(c.right)}.`;
    if (!given.every((score, j) => score === c.z[j])) return fail('changes-input', 'loss changed the scores it was given. They are only read.');
    if (typeof value !== 'number') return fail('wrong-shape', `loss should give one number; yours gives ${describe(value)}. ${story}`);
    if (!close(value, c.right, 1e-3)) {
      for (const [id, rule, message] of losses) if (close(value, rule(c), 1e-3)) return fail(id, `${message} ${story}`);
      return fail('wrong-loss', `${story} Yours is ${show(value)}.`);
    }
    const slopes: unknown = gradient(copy(c.z), c.label);
    const rule = ({ p, label }: Case, j: number): number => p[j]! - Number(j === label);
    const all = (f: (c: Case, j: number) => number): number[] => c.p.map((_, j) => f(c, j));
    if (close(slopes, all(rule), 1e-3)) continue;
    const wish = `In this test the right digit is ${c.label} with the probability ${show(c.p[c.label]!)}: its slope should be ${show(c.p[c.label]! - 1)}.`;
    if (!(Array.isArray(slopes) || slopes instanceof Float32Array) || slopes.length !== 10) {
      return fail('wrong-shape', `gradient should give ten numbers, one for each score; yours gives ${describe(slopes)}. ${wish}`);
    }
    for (const [id, mistaken, message] of gradients) if (close(slopes, all(mistaken), 1e-3)) return fail(id, `${message} ${wish}`);
    return fail('wrong-gradient', `${wish} Yours is ${show(Number(slopes[c.label]))}.`);
  }

  // A network that is sure of the wrong digit: the probability of the right one is too small to be held.
  const label = random.integer(0, 10);
  const sure = Float32Array.from({ length: 10 }, (_, j) => (j === label ? -400 : j === (label + 3) % 10 ? 400 : 0));
  const value: unknown = loss(copy(sure), label);
  if (!close(value, 800, 1e-3)) {
    return fail('log-of-zero',
      `With ordinary scores the loss is right. But with a score of -400 at the right digit and 400 at another it is ${String(value)}, and should be 800. The probability became 0 before you took its logarithm. Take the logarithm of the sum instead, as in chapter 5: largest + log(sum of powers) - scores[label].`);
  }
  const slopes: unknown = gradient(copy(sure), label);
  if (!(slopes as number[])?.[label] || Math.abs((slopes as number[])[label]! + 1) > 1e-3) return fail('wrong-gradient', 'With scores of -400 and 400 the slope at the right digit should be -1.');
  return pass('Minus the logarithm, and a slope that is largest where the network is most wrong.');
};

export default check;
