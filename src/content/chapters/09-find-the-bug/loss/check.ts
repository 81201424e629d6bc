import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Given = [scores: Float32Array, label: number];
interface Case {
  readonly z: readonly number[]; // [10]
  readonly p: readonly number[]; // [10]
  readonly label: number;
  /** -log p of the label, kept safe. */
  readonly right: number;
  /** A probability of 10 to the minus hundreds: it is 0 in any float. */
  readonly isSure: boolean;
}

function caseOf(z: readonly number[], label: number): Case {
  const largest = Math.max(...z);
  const powers = z.map((score) => Math.exp(score - largest));
  const total = powers.reduce((sum, power) => sum + power, 0);
  const right = largest + Math.log(total) - z[label]!;
  return { z, p: powers.map((power) => power / total), label, right, isSure: largest - Math.min(...z) > 100 };
}

const losses: ReadonlyArray<readonly [id: string, rule: (c: Case) => number | null, message: string]> = [
  ['still-minus-p', ({ p, label }) => -p[label]!, 'This is still S3\'s loss: minus the probability of the right digit. Take minus its logarithm.'],
  ['sign', ({ right, isSure }) => (isSure ? null : -right), 'The sign is wrong: this is the logarithm itself, and it falls as the answer gets worse. Put a minus in front.'],
  ['log-base-ten', ({ right, isSure }) => (isSure ? null : right / Math.LN10), 'This is the logarithm to base ten. Take Math.log, the natural one: softmax has powers of e.'],
  ['log-base-two', ({ right, isSure }) => (isSure ? null : right / Math.LN2), 'This is the logarithm to base two. Take Math.log, the natural one: softmax has powers of e.'],
  ['score-alone', ({ z, label }) => -z[label]!, 'This is minus the score. A score is no probability until softmax has compared it with the others.'],
  ['one-minus-p', ({ p, label }) => 1 - p[label]!, 'This is 1 - p. It has the same slope as -p, and the same trouble. Take minus the logarithm.'],
  ['all-digits', ({ p, isSure }) => (isSure ? null : -p.reduce((sum, share) => sum + Math.log(share), 0)), 'You add up the logarithms of all ten. Only the right digit\'s counts.'],
  ['log-of-zero', ({ right }) => (right > 100 ? Infinity : right), 'With ordinary scores the loss is right. But where the network is very sure of a wrong digit, the probability of the right one became 0 before you took its logarithm. Take the logarithm of the sum instead, as in chapter 5: largest + log(sum of powers) - scores[label].'],
  ['score-forgotten', ({ z, right, label }) => right + z[label]!, 'This is the logarithm of the sum alone. Take the score of the right digit away from it.'],
  ['score-added', ({ z, right, label }) => right + 2 * z[label]!, 'The score of the right digit is added. Take it away.'],
  ['largest-forgotten', ({ z, right }) => right - Math.max(...z), 'The largest score was taken out of the powers, and does not come back. Add it: largest + log(sum of powers) - scores[label].'],
];
const gradients: ReadonlyArray<readonly [id: string, rule: (c: Case, j: number) => number | null, message: string]> = [
  ['gradient-left', ({ p, label }, j) => p[label]! * (p[j]! - Number(j === label)), 'The loss is mended, but the slope is still that of -p: it is multiplied by p[label], so it vanishes where the answer is worst. For -log p that factor falls away.'],
  ['gradient-sign', ({ p, label }, j) => Number(j === label) - p[j]!, 'Every slope has the wrong sign. It is the probability minus the label: below zero at the right digit, above zero elsewhere.'],
  ['only-the-label', ({ p, label }, j) => (j === label ? p[j]! - 1 : 0), 'Only the right digit gets a slope. The other scores are in the sum below the fraction line, so each has one too: its own probability.'],
  ['by-probability', ({ p, label, isSure }, j) => (isSure ? null : j === label ? -1 / p[j]! : 0), 'This is the slope by the probability, -1 / p. Asked for is the slope by the score, before softmax.'],
  ['forgotten-label', ({ p }, j) => p[j]!, 'These are the probabilities. Take 1 away at the right digit.'],
  ['label-everywhere', ({ p }, j) => p[j]! - 1, 'You take 1 away from every probability. Only the right digit has a 1 in its label.'],
  ['label-added', ({ p, label }, j) => p[j]! + Number(j === label), 'The label is added to the probabilities. Take it away.'],
  ['label-alone', ({ label }, j) => -Number(j === label), 'The probabilities are missing: this is minus the label alone.'],
];

const check: Check = (reader, { judge, inputs, random }) => {
  const { vector } = inputs;
  const low = random.integer(0, 10);
  const sure = (most: number): Float32Array => Float32Array.from({ length: 10 }, (_, j) => (j === low ? -most : j === (low + 3) % 10 ? most : 0));
  const questions: { given: Given; what: string }[] = [
    { given: [vector(10), random.integer(1, 9)], what: 'scores of both signs' },
    { given: [vector(10, 'positive'), random.integer(0, 10)], what: 'scores above 0' },
    { given: [vector(10, 'negative'), random.integer(0, 10)], what: 'scores below 0' },
    { given: [vector(10), 0], what: 'label 0' },
    { given: [vector(10), 9], what: 'label 9' },
    { given: [vector(10).map((z) => 4 * z + 1), random.integer(0, 10)], what: 'larger scores' },
    { given: [Float32Array.from({ length: 10 }, (_, j) => (j === 4 ? 6 : 0.1 * j)), 4], what: 'a right digit of large probability' },
    { given: [new Float32Array(10), random.integer(0, 10)], what: 'scores that are all 0' },
    { given: [sure(20), low], what: 'a right digit of small probability' },
    { given: [sure(400), low], what: 'scores of -400 and 400' },
    { given: [sure(900), low], what: 'scores of -900 and 900' },
    { given: [sure(700), (low + 3) % 10], what: 'a network that is sure of the right digit' },
  ];
  const takes = ['scores', 'label'];
  const loss = judge<Given>(reader, {
    name: 'loss',
    takes,
    questions,
    tolerance: 1e-4,
    right: (z, label) => caseOf(z, label).right,
    mistakes: losses.map(([id, rule, message]) => [id, (z, label) => rule(caseOf(z, label)), message] as const),
    keep: 'They are only read.',
    shape: 'Give one number.',
    sound: 'A power of e overflows soon: take the largest score away first. And the logarithm of 0 is -Infinity.',
    example: ({ given: [z, label] }, { told }) => {
      const { p } = caseOf(z, label);
      return `In a test the right digit has the score ${Number(z[label]!.toPrecision(4))} and the probability ${Number(p[label]!.toPrecision(4))}, so the loss should be ${told[0]}; yours is ${told[1]}.`;
    },
    wrong: ['wrong-loss', 'This is not minus the logarithm of the probability of the right digit.'],
    pass: '',
  });
  if (!loss.passed) return loss;
  const all = (z: readonly number[], label: number, rule: (c: Case, j: number) => number | null): (number | null)[] | null => {
    const one = caseOf(z, label);
    const slopes = z.map((_, j) => rule(one, j));
    return slopes.includes(null) ? null : slopes;
  };
  return judge<Given>(reader, {
    name: 'gradient',
    takes,
    // Where the right digit is nearly certain, the slopes are nearly 0: there, rounding is all that could be judged.
    questions: questions.slice(0, -1),
    tolerance: 1e-4,
    right: (z, label) => all(z, label, ({ p }, j) => p[j]! - Number(j === label)),
    mistakes: gradients.map(([id, rule, message]) => [id, (z, label) => all(z, label, rule), message] as const),
    keep: 'They are only read.',
    shape: 'Give ten numbers, one slope for each score.',
    sound: 'A power of e overflows soon: take the largest score away first.',
    example: ({ given: [z, label] }, { at: [j], told }) => `In a test the right digit is ${label}, and digit ${j} has the probability ${Number(caseOf(z, label).p[Number(j)]!.toPrecision(4))}: its slope should be ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-gradient', 'The slopes should be the probabilities, minus 1 at the right digit.'],
    pass: 'Minus the logarithm, and a slope that is largest where the network is most wrong.',
  });
};

export default check;
