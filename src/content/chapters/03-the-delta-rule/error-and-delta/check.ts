import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';

type Ten = readonly number[];
type Of = (score: number, truth: number) => number;
type Mistake = readonly [id: string, of: Of, message: string];

const each = (of: Of) => (prediction: Ten, label: Ten): number[] => prediction.map((score, j) => of(score, label[j]!));
const total = (values: Ten): number => values.reduce((sum, value) => sum + value, 0);

const square: Of = (p, y) => (p - y) ** 2;
const difference: Of = (p, y) => p - y;

const deltaMistakes: readonly Mistake[] = [
  ['sign-of-delta', (p, y) => y - p, 'Your delta has its sign turned round. A score above its label should give a positive delta: prediction minus label.'],
  ['squared-delta', square, 'Your delta is squared. Squaring is for the error; delta keeps its sign, so that it can say which way to go.'],
  ['absolute-delta', (p, y) => Math.abs(p - y), 'Your delta has lost its sign. A score that is too low should give a negative delta.'],
  ['only-too-high', (p, y) => Math.max(0, p - y), 'Your delta is 0 where a score is too low. It should be negative there: prediction minus label, whatever the sign.'],
  ['only-too-low', (p, y) => Math.min(0, p - y), 'Your delta is 0 where a score is too high. It should be positive there: prediction minus label, whatever the sign.'],
  ['direction-only', (p, y) => Math.sign(p - y), 'Your delta says only whether a score is too high or too low. It should say by how much, too.'],
  ['factor-two', (p, y) => 2 * (p - y), 'Your delta is twice the difference. The slope of the squared error does hold a 2, but in this book that 2 goes into alpha: leave it out.'],
  ['forgotten-label', (p) => p, 'Your delta is the prediction itself. Take the label away from it.'],
  ['forgotten-label', (p) => -p, 'Your delta is minus the prediction. Take the label away from the prediction.'],
  ['forgotten-prediction', (_p, y) => y, 'Your delta is the label itself. Take it away from the prediction.'],
  ['forgotten-prediction', (_p, y) => -y, 'Your delta is minus the label. Start from the prediction.'],
  ['label-added', (p, y) => p + y, 'You add the label. Take it away from the prediction.'],
];
const errorMistakes: readonly Mistake[] = [
  ['error-not-squared', (p, y) => p - y, 'Your error is the difference, not its square, so it can be negative. Multiply the difference by itself.'],
  ['error-not-squared', (p, y) => y - p, 'Your error is the difference, not its square, so it can be negative. Multiply the difference by itself.'],
  ['error-not-squared', (p, y) => Math.abs(p - y), 'Your error is the size of the difference, but not its square. Multiply the difference by itself.'],
  ['error-doubled', (p, y) => 2 * (p - y), 'Your error is twice the difference. Multiply the difference by itself.'],
  ['error-doubled', (p, y) => 2 * (p - y) ** 2, 'Your error is twice the square. Leave out the 2.'],
  ['squares-apart', (p, y) => p * p - y * y, 'Your error squares prediction and label one by one, then subtracts. Subtract first, then square.'],
  ['label-added', (p, y) => (p + y) ** 2, 'You add the label before you square. Take it away.'],
  ['halved-error', (p, y) => (p - y) ** 2 / 2, 'Your error is half the square. Some books halve it; this one takes the whole square.'],
  ['sign-of-error', (p, y) => -((p - y) ** 2), 'Your error is below 0. A square never is: leave out the minus.'],
  ['forgotten-label', (p) => p * p, 'Your error is the square of the prediction alone. Take the label away before you square.'],
  ['cubed', (p, y) => (p - y) ** 3, 'Your error is the third power of the difference. Multiply the difference by itself once.'],
];

function judgeOne(name: 'error' | 'delta', reader: Readonly<Record<string, unknown>>, correct: Of, mistakes: readonly Mistake[], { judge, inputs, random, show, words }: CheckTools) {
  const label = (): Float32Array => inputs.oneHot(random.integer(0, 10));
  const nearly = label();
  const right = each(correct);
  return judge<[prediction: Float32Array, label: Float32Array]>(reader, {
    name,
    takes: ['prediction', 'label'],
    questions: [
      { given: [random.vector(10, -3, 3), label()], what: 'scores of both signs' },
      { given: [random.vector(10, 0.05, 0.95), label()], what: 'scores between 0 and 1' },
      { given: [random.vector(10, -9, -2), label()], what: 'scores that are all below 0' },
      { given: [random.vector(10, 45, 60), label()], what: 'scores near 50, as before training' },
      { given: [inputs.vector(10, 'tiny'), label()], what: words.tiny },
      { given: [inputs.vector(10, 'large'), label()], what: words.large },
      { given: [inputs.vector(10).map((off, j) => nearly[j]! + off / 50), nearly], what: 'scores that are nearly right' },
      { given: [inputs.oneHot(3), inputs.oneHot(3)], what: 'scores that are exactly right' },
      { given: [inputs.oneHot(0), inputs.oneHot(9)], what: 'a wrong answer that is quite sure' },
      { given: [new Float32Array(10), inputs.oneHot(0)], what: 'scores that are all 0' },
    ],
    right,
    untouched: ['nothing-yet', each(() => 0), `${name} gives zero for every output, whatever the scores are. Go through the ten of them, and fill in each.`],
    mistakes: [
      ...mistakes.map(([id, of, message]) => [id, each(of), message] as const),
      ['one-number', (p, y) => total(right(p, y)), `${name} should be ten numbers, one for each output. You added them up.`],
      ['one-number', (p, y) => total(right(p, y)) / 10, `${name} should be ten numbers, one for each output. You took their mean.`],
      ['averaged', (p, y) => right(p, y).map((value) => value / 10), `Every number of ${name} is divided by ten. Leave that out: nothing is averaged here.`],
      ['missed-output', (p, y) => right(p, y).map((value, j) => (j === 9 ? 0 : value)), 'The last output is left out. j should run while j < 10.'],
      ['missed-output', (p, y) => right(p, y).map((value, j) => (j === 0 ? 0 : value)), 'The first output is left out. The first index is 0.'],
    ],
    keep: 'Write into a new array: update will need both again.',
    shape: 'There is one number for each output.',
    sound: 'prediction and label have ten numbers, from 0 to 9.',
    example: ({ given: [p, y] }, { at: [j], told }) =>
      `With prediction[${j}] = ${show(p[Number(j)]!)} and label[${j}] = ${y[Number(j)]}, ${name}[${j}] should be ${told[0]}, and is ${told[1]}.`,
    wrong: ['wrong-numbers', `Some numbers of ${name} are off.`],
    pass: 'Error and delta are right. One says how far off the network is, the other which way to go.',
  });
}

const check: Check = (reader, tools) => {
  const error = judgeOne('error', reader, square, errorMistakes, tools);
  return error.passed ? judgeOne('delta', reader, difference, deltaMistakes, tools) : error;
};

export default check;
