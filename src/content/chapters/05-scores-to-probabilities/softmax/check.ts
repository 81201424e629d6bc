import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];

const total = (values: Numbers): number => values.reduce((sum, value) => sum + value, 0);
const shares = (values: Numbers): number[] => values.map((value) => value / total(values));
const powers = (scores: Numbers, less = 0): number[] => scores.map((score) => Math.exp(score - less));
const highest = (scores: Numbers): number => Math.max(...scores);
const softmax = (scores: Numbers): number[] => shares(powers(scores, highest(scores)));

/** As in an array of 32-bit numbers: what is too large becomes Infinity, what is too small 0. */
const narrow = (values: Numbers): number[] => values.map(Math.fround);

const isBroken = (got: unknown): boolean => Array.isArray(got) && got.some((value) => !Number.isFinite(value));

const check: Check = (reader, { judge, inputs, random, words }) => {
  const tenths = (length: number, low: number, high: number): Float32Array => random.vector(length, low, high).map((score) => Math.round(10 * score) / 10);
  return judge<[scores: Float32Array]>(reader, {
    name: 'softmax',
    takes: ['scores'],
    questions: [
      { given: [tenths(3, -2, 2)], what: 'three scores' },
      { given: [tenths(4, -3, 4)], what: words.mixed },
      { given: [random.vector(10, -3, 4)], what: 'ten scores' },
      { given: [random.vector(7, -5, -1)], what: 'scores that are all below 0' },
      { given: [inputs.vector(5, 'equal')], what: 'scores that are all the same' },
      { given: [inputs.vector(6, 'tiny')], what: 'very small scores' },
      { given: [Float32Array.of(2.5)], what: 'one score' },
      { given: [new Float32Array(4)], what: 'scores of 0' },
      { given: [random.vector(10, 20, 30)], what: 'scores between 20 and 30' },
      { given: [random.vector(10, -30, 30)], what: 'scores far apart' },
      { given: [random.vector(10, -3, 4).map((score) => score + 1000)], what: 'scores near 1000', hard: true },
      { given: [random.vector(10, -3, 4).map((score) => score - 1000)], what: 'scores near -1000', hard: true },
      { given: [random.vector(10, -400, 400)], what: 'scores hundreds apart', hard: true },
    ],
    right: softmax,
    untouched: ['nothing-yet', (scores) => scores.map(() => 0), 'All of them are 0, whatever the scores are. Fill in a share for each.'],
    mistakes: [
      ['softmax-unstable', (scores) => shares(powers(scores, Math.min(...scores))), 'The lowest score is taken away, and what is far above it still overflows. Take the highest away.'],
      ['softmax-unstable', (scores) => shares(narrow(powers(scores, Math.min(...scores)))), 'The lowest score is taken away, and what is far above it still overflows. Take the highest away.'],
      ['softmax-unstable', (scores) => shares(narrow(powers(scores, Math.min(0, ...scores)))), 'The lowest score is taken away, and what is far above it still overflows. Take the highest away.'],
      ['softmax-unstable', (scores) => shares(powers(scores, Math.min(0, ...scores))), 'The lowest score is taken away, and what is far above it still overflows. Take the highest away.'],
      ['scores-unchanged', (scores) => scores, 'These are the scores themselves. Raise e to the power of each, with Math.exp.'],
      ['missing-sum', (scores) => narrow(powers(scores, highest(scores))), 'The powers are right, but they do not add up to 1. Divide each by the sum of all.'],
      ['missing-sum', (scores) => narrow(powers(scores)), 'The powers of e are there, but they do not add up to 1. Divide each by the sum of all.'],
      ['missing-exponential', (scores) => shares(scores), 'The scores are divided by their sum, without Math.exp. Scores below 0 then give shares below 0.'],
      ['missing-exponential', (scores) => shares(scores.map((score) => score - Math.min(...scores))), 'The scores are moved and divided by their sum, without Math.exp. The lowest one gets no share at all.'],
      ['missing-exponential', (scores) => shares(scores.map((score) => score - highest(scores))), 'The differences are divided by their sum, without Math.exp: the highest score gets 0.'],
      ['sign-of-exponent', (scores) => softmax(scores.map((score) => -score)), 'The lowest score has the largest share. The exponent is score minus highest, in that order.'],
      ['sign-of-exponent', (scores) => shares(narrow(scores.map((score) => Math.exp(highest(scores) - score)))), 'The lowest score has the largest share. The exponent is score minus highest, in that order.'],
      ['sign-of-exponent', (scores) => shares(narrow(scores.map((score) => Math.exp(-score)))), 'The lowest score has the largest share. The exponent is score minus highest, in that order.'],
      ['sum-for-difference', (scores) => shares(narrow(scores.map((score) => Math.exp(score + highest(scores))))), 'The highest score is added to each. Take it away: the exponent is score minus highest.'],
      ['maximum-once', (scores) => powers(scores, highest(scores)).map((power) => power / total(powers(scores))), 'The highest score is taken away above the line, but not in the sum below it. Take it away in both.'],
      ['maximum-once', (scores) => powers(scores).map((power) => power / total(powers(scores, highest(scores)))), 'The highest score is taken away in the sum, but not above the line. Take it away in both.'],
      ['maximum-once', (scores) => narrow(powers(scores)).map((power) => power / total(powers(scores, highest(scores)))), 'The highest score is taken away in the sum, but not above the line. Take it away in both.'],
      ['hard-maximum', (scores) => scores.map((score) => Number(score === highest(scores))), 'The highest score takes everything. Softmax gives each score its share.'],
      ['logarithm', (scores) => scores.map((score) => score - highest(scores) - Math.log(total(powers(scores, highest(scores))))), 'These are the logarithms of the shares. Here the shares themselves are asked for.'],
      ['wrong-base', (scores) => shares(scores.map((score) => 2 ** (score - highest(scores)))), 'These are shares of the powers of 2. Softmax takes the powers of e: Math.exp.'],
      ['divided-by-length', (scores) => powers(scores, highest(scores)).map((power) => power / scores.length), 'The powers are divided by how many there are. Divide each by their sum.'],
      ['divided-by-highest-share', (scores) => powers(scores, highest(scores)), 'The highest score always gets 1. Divide each power by the sum of all.'],
      ['sum-starts-at-one', (scores) => powers(scores, highest(scores)).map((power, _, all) => power / (1 + total(all))), 'The sum is 1 too large. Start it from 0.'],
      ['running-sum', (scores) => powers(scores, highest(scores)).map((power, j, all) => power / total(all.slice(0, j + 1))), 'Each power is divided by the sum of those before it and itself. Add up all of them first, in a loop of its own.'],
      ['missed-score', (scores) => powers(scores, highest(scores)).map((power, _, all) => power / total(all.slice(1))), 'The first power is missing in the sum. The first index is 0.'],
      ['missed-score', (scores) => powers(scores, highest(scores)).map((power, _, all) => power / total(all.slice(0, -1))), 'The last power is missing in the sum. j should run while j < scores.length.'],
    ],
    facts: [
      ['softmax-unstable', (seen) => seen.some(({ fine, given: [scores] }) => !fine && highest(scores) > 80) && seen.every(({ fine, got, given: [scores] }) => fine || (isBroken(got) && Math.abs(highest(scores)) > 80)),
        'Right for small scores, but not for large ones: Math.exp(1000) is Infinity, and Infinity divided by Infinity is not a number. Take the highest score away from each before Math.exp.'],
      ['maximum-starts-at-zero', (seen) => seen.every(({ fine, got, given: [scores] }) => fine || (isBroken(got) && highest(scores) < -80)),
        'When all scores are far below 0, every power is 0, and 0 divided by 0 is not a number. Start the highest score from -Infinity, or from the first score.'],
      ['clipped-scores', (seen) => seen.every(({ fine, got, given: [scores] }) => fine || (!isBroken(got) && scores.some((score) => Math.abs(score) > 10))),
        'Small scores get their shares, and large ones do not, as if they were cut off somewhere. Only their distance from the highest one matters: take that away, and cut off nothing.'],
    ],
    keep: 'Others still need them: write into a new array.',
    shape: 'There is one share for each score.',
    sound: 'Take the highest score away from each before Math.exp, and divide by the sum of all powers.',
    wrong: ['wrong-probabilities', 'Some shares are not what they should be: e to the power of each score, divided by the sum of these powers.'],
    pass: 'Shares of any scores, near or far: they add up to 1, and nothing overflows.',
  });
};

export default check;
