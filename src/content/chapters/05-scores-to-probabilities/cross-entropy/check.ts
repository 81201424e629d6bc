import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Of<Result> = (scores: Numbers, label: Numbers) => Result;

/** ln Σ e^z, without overflow. */
function logTotal(scores: Numbers): number {
  const highest = Math.max(...scores);
  return highest + Math.log(scores.reduce((sum, score) => sum + Math.exp(score - highest), 0));
}
const sharesOf = (scores: Numbers): number[] => scores.map((score) => Math.exp(score - logTotal(scores)));
const rightOf = (label: Numbers): number => label.indexOf(1);
const total = (values: Numbers): number => values.reduce((sum, value) => sum + value, 0);

const loss: Of<number> = (scores, label) => logTotal(scores) - scores[rightOf(label)]!;
const delta: Of<number[]> = (scores, label) => sharesOf(scores).map((share, j) => share - label[j]!);
/** Deltas made one by one, of the share, the truth and the score. */
const each = (of: (share: number, truth: number, score: number) => number): Of<number[]> => (scores, label) =>
  sharesOf(scores).map((share, j) => of(share, label[j]!, scores[j]!));
/** Minus the logarithm of something else. */
const minusLog = (of: Of<number>): Of<number> => (scores, label) => -Math.log(of(scores, label));

const lossMistakes: ReadonlyArray<readonly [id: string, of: Of<number>, message: string]> = [
  ['sign-of-loss', (s, y) => -loss(s, y), 'The loss is below 0. The logarithm of a share is never above 0: put a minus before it, so that the loss falls as the network gets better.'],
  ['wrong-logarithm', (s, y) => loss(s, y) / Math.LN10, 'This is the logarithm to base 10. Use Math.log, the natural one; its slope is what makes delta so short.'],
  ['wrong-logarithm', (s, y) => loss(s, y) / Math.LN2, 'This is the logarithm to base 2. Use Math.log, the natural one; its slope is what makes delta so short.'],
  ['forgotten-label', (s) => total(s.map((score) => logTotal(s) - score)), 'All the logarithms are added up. Only that of the right digit counts: the label has its 1 there.'],
  ['share-of-the-guess', (s) => logTotal(s) - Math.max(...s), 'This is the logarithm of the largest share. Take that of the right digit, whatever the guess is.'],
  ['share-of-the-guess', (s) => logTotal(s) - Math.min(...s), 'This is the logarithm of the smallest share. Take that of the right digit.'],
  ['missing-logarithm', (s, y) => -sharesOf(s)[rightOf(y)]!, 'This is minus the share itself. Take its logarithm: Math.log.'],
  ['missing-logarithm', (s, y) => 1 - sharesOf(s)[rightOf(y)]!, 'This is what the share lacks to 1. Take minus its logarithm: -Math.log.'],
  ['missing-logarithm', (s, y) => sharesOf(s)[rightOf(y)]!, 'This is the share itself. Take minus its logarithm: -Math.log.'],
  ['forgotten-sum', (s, y) => -s[rightOf(y)]!, 'This is minus the score of the right digit. Take away the logarithm of the sum as well: a score is high only beside the others.'],
  ['forgotten-sum', (s, y) => Math.max(...s) - s[rightOf(y)]!, 'The logarithm of the sum is missing: take it away from score minus highest.'],
  ['sign-of-sum', (s, y) => Math.max(...s) - s[rightOf(y)]! - (logTotal(s) - Math.max(...s)), 'The logarithm of the sum has the wrong sign: take it away from score minus highest, before you put the minus.'],
  ['maximum-once', (s, y) => logTotal(s) - Math.max(...s) - s[rightOf(y)]!, 'The highest score is taken away in the sum, but not from the score of the right digit.'],
  ['maximum-once', (s, y) => logTotal(s) + Math.max(...s) - s[rightOf(y)]!, 'The highest score is taken away from the score of the right digit, but not in the sum.'],
  ['squared-error', (s, y) => total(delta(s, y).map((value) => value ** 2)), 'This is the squared error of the shares. Cross-entropy is minus the logarithm of the right one.'],
  ['averaged', (s, y) => loss(s, y) / s.length, 'The loss is divided by the number of digits. It is the logarithm of one share, so there is nothing to average.'],
  ['missed-score', (s, y) => logTotal(s.slice(1)) - s[rightOf(y)]!, 'The first score is missing in the sum. The first index is 0.'],
  ['missed-score', (s, y) => logTotal(s.slice(0, -1)) - s[rightOf(y)]!, 'The last score is missing in the sum. j should run while j < scores.length.'],
  ['sum-starts-at-one', (s, y) => Math.max(...s) - s[rightOf(y)]! + Math.log(1 + Math.exp(logTotal(s) - Math.max(...s))), 'The sum is 1 too large. Start it from 0.'],
  ['log-of-zero', minusLog((s, y) => Math.fround(sharesOf(s)[rightOf(y)]!)), 'A very small share is rounded to 0, and the logarithm of 0 is -Infinity. Work out the logarithm from the scores, without the share: score - highest - ln(sum).'],
  ['log-of-zero', minusLog((s, y) => sharesOf(s)[rightOf(y)]!), 'A very small share is rounded to 0, and the logarithm of 0 is -Infinity. Work out the logarithm from the scores, without the share: score - highest - ln(sum).'],
];

const deltaMistakes: ReadonlyArray<readonly [id: string, of: Of<number[]>, message: string]> = [
  ['sign-of-delta', each((p, y) => y - p), 'Delta has the wrong sign: it is probabilities minus label. Too high a share has a positive delta.'],
  ['forgotten-softmax', each((_p, y, z) => z - y), 'Delta is worked out from the scores. Make shares of them first, by softmax.'],
  ['delta-without-label', each((p) => p), 'These are the shares themselves. Take the label away.'],
  ['label-added', each((p, y) => p + y), 'The label is added. Take it away: probabilities minus label.'],
  ['absolute-delta', each((p, y) => Math.abs(p - y)), 'Delta has lost its sign. The share of the right digit is too low, so its delta is negative.'],
  ['only-too-high', each((p, y) => Math.max(0, p - y)), 'Delta is 0 for the right digit. Its share is too low, so its delta should be negative.'],
  ['squared-delta', each((p, y) => (p - y) ** 2), 'Delta is squared, and has lost its sign. It is probabilities minus label.'],
  ['factor-two', each((p, y) => 2 * (p - y)), 'Delta is twice what it should be. Cross-entropy has no square, and no 2 comes from it.'],
  ['only-the-label', each((p, y) => (y === 1 ? p - 1 : 0)), 'Only the right digit has a delta. The others have shares too, and should have none.'],
  ['only-the-others', each((p, y) => (y === 1 ? 0 : p)), 'The right digit has no delta. Its share should be 1: take the label away.'],
  ['slope-of-the-logarithm', (s, y) => each((p, truth) => -truth / p)(s, y), 'This is how the loss changes with the shares. Delta is asked by the scores: the slope of softmax turns it into probabilities minus label.'],
  ['slope-twice', each((p, y) => (p - y) * p * (1 - p)), 'Probabilities minus label already holds the slope of softmax. Do not multiply by p (1 - p) again.'],
  ['missed-output', (s, y) => delta(s, y).map((value, j, all) => (j === all.length - 1 ? 0 : value)), 'The last output has no delta. j should run while j < scores.length.'],
  ['missed-output', (s, y) => delta(s, y).map((value, j) => (j === 0 ? 0 : value)), 'The first output has no delta. The first index is 0.'],
];

type Given = [scores: Float32Array, label: Float32Array];
const far = (scores: Numbers): boolean => Math.max(...scores) - Math.min(...scores) > 60;
const large = (scores: Numbers): boolean => Math.max(...scores.map(Math.abs)) > 80;

function questions({ inputs, random, words }: CheckTools) {
  const ask = (scores: Float32Array, what: string, right = random.integer(0, scores.length)): { given: Given; what: string } => ({ given: [scores, inputs.oneHot(right, scores.length)], what });
  const hard = (...asked: Parameters<typeof ask>) => ({ ...ask(...asked), hard: true });
  const tenths = (length: number): Float32Array => random.vector(length, -2, 3).map((score) => Math.round(10 * score) / 10);
  const surely = random.vector(10, -2, 3);
  return [
    ask(tenths(3), 'three scores'),
    ask(tenths(10), 'ten scores'),
    ask(random.vector(10, -2, 3), words.mixed, 0),
    ask(random.vector(10, -2, 3), words.mixed, 9),
    ask(random.vector(5, -5, -1), 'scores that are all below 0'),
    ask(random.vector(4, 3, 9), 'scores that are all above 0'),
    ask(new Float32Array(10), 'scores of 0'),
    ask(surely.map((score, j) => (j === 4 ? 5 : score)), 'the right digit ahead', 4),
    ask(surely.map((score, j) => (j === 4 ? 5 : score)), 'a wrong digit ahead', 5),
    ask(surely.map((score, j) => (j === 7 ? 5.7 : score / 15)), 'the right digit far ahead', 7),
    hard(random.vector(10, -2, 3).map((score) => score + 1000), 'scores near 1000'),
    hard(random.vector(10, -2, 3).map((score) => score - 1000), 'scores near -1000'),
    hard(Float32Array.from({ length: 10 }, (_, j) => -30 * j), 'shares that are very small', random.integer(2, 4)),
    hard(Float32Array.from({ length: 10 }, (_, j) => -950 * j), 'shares that are 0 in any number a computer has', random.integer(1, 10)),
  ];
}

const check: Check = (reader, tools) => {
  const keep = 'Only read the scores and the label, and write into new arrays.';
  const overflows = 'Right for small scores. Where they are near 1000, Math.exp(1000) is Infinity. Take the highest score away from each before Math.exp.';
  const ofLoss = tools.judge<Given>(reader, {
    name: 'crossEntropy',
    takes: ['scores', 'label'],
    questions: questions(tools),
    right: loss,
    untouched: ['nothing-yet', () => 0, 'The loss is 0, whatever the scores are.'],
    mistakes: lossMistakes,
    facts: [
      ['not-one-number', (seen) => seen.every(({ got }) => typeof got !== 'number'), 'crossEntropy should give one number for all the scores; yours gives something else.'],
      ['softmax-unstable', (seen) => seen.some(({ fine, given: [scores] }) => !fine && Math.max(...scores) > 80) && seen.every(({ fine, got, given: [scores] }) => fine || (typeof got === 'number' && !Number.isFinite(got) && large(scores))), overflows],
      ['log-of-zero', (seen) => seen.every(({ fine, got, given: [scores] }) => fine || (far(scores) && typeof got === 'number' && !Number.isFinite(got))), 'A very small share is rounded to 0, and the logarithm of 0 is -Infinity. Work out the logarithm from the scores, without the share: score - highest - ln(sum).'],
      ['clipped-logarithm', (seen) => seen.every(({ fine, got, given: [scores] }) => fine || (far(scores) && Number.isFinite(got))), 'Where a share is very small, the loss is finite, but wrong, as with a tiny number added to the share, or a limit on it. Work it out from the scores: score - highest - ln(sum).'],
    ],
    keep,
    shape: 'The loss is one number.',
    sound: 'Take the highest score away from each before Math.exp, and work out the logarithm from the scores.',
    wrong: ['wrong-loss', "The loss is not minus the logarithm of the right digit's share."],
    pass: '',
  });
  if (!ofLoss.passed) return ofLoss;
  return tools.judge<Given>(reader, {
    name: 'delta',
    takes: ['scores', 'label'],
    questions: questions(tools),
    right: delta,
    untouched: ['no-delta-yet', (scores) => scores.map(() => 0), 'Every delta is 0, whatever the scores are. Fill in probabilities minus label.'],
    mistakes: deltaMistakes,
    facts: [
      ['softmax-unstable', (seen) => seen.every(({ fine, got, given: [scores] }) => fine || (large(scores) && Array.isArray(got) && got.some((value) => !Number.isFinite(value)))), overflows],
    ],
    keep,
    shape: 'There is one delta for each score.',
    sound: 'Take the highest score away from each before Math.exp.',
    wrong: ['wrong-delta', 'Some deltas are not probabilities minus label.'],
    pass: 'The loss is right for any scores, and its delta is as short as in chapter 3.',
  });
};

export default check;
