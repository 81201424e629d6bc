import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];

const total = (values: Numbers): number => values.reduce((sum, value) => sum + value, 0);
const shares = (values: Numbers): Numbers => values.map((value) => value / total(values));
const powers = (scores: Numbers, less = 0): Numbers => scores.map((score) => Math.exp(score - less));
const expectedOf = (scores: Numbers): Numbers => shares(powers(scores, Math.max(...scores)));
const list = (values: Numbers): string => `[${values.map((value) => Number(value.toPrecision(3))).join(', ')}]`;

/** What a common mistake makes of the scores, and what to say about it. */
const mistakes: ReadonlyArray<readonly [id: string, of: (scores: Numbers) => Numbers, message: string]> = [
  ['nothing-yet', (scores) => scores.map(() => 0), 'All of them are 0: nothing has been written into probabilities yet.'],
  ['scores-unchanged', (scores) => scores, 'These are the scores themselves. Raise e to the power of each, with Math.exp.'],
  ['missing-sum', (scores) => powers(scores, Math.max(...scores)), 'The powers are right, but they do not add up to 1. Divide each by the sum of all.'],
  ['missing-sum', (scores) => powers(scores), 'The powers of e are there, but they do not add up to 1. Divide each by the sum of all.'],
  ['missing-exponential', (scores) => shares(scores), 'The scores are divided by their sum, without Math.exp. Scores below 0 then give shares below 0.'],
  ['missing-exponential', (scores) => shares(scores.map((score) => score - Math.min(...scores))), 'The scores are moved and divided by their sum, without Math.exp. The lowest one gets no share at all.'],
  ['missing-exponential', (scores) => shares(scores.map((score) => score - Math.max(...scores))), 'The differences are divided by their sum, without Math.exp: the highest score gets 0.'],
  ['sign-of-exponent', (scores) => shares(powers(scores.map((score) => -score))), 'The lowest score has the largest share. The exponent is score minus highest, in that order.'],
  ['maximum-once', (scores) => powers(scores, Math.max(...scores)).map((power) => power / total(powers(scores))), 'The highest score is taken away above the line, but not in the sum below it. Take it away in both.'],
  ['maximum-once', (scores) => powers(scores).map((power) => power / total(powers(scores, Math.max(...scores)))), 'The highest score is taken away in the sum, but not above the line. Take it away in both.'],
  ['hard-maximum', (scores) => scores.map((score) => Number(score === Math.max(...scores))), 'The highest score takes everything. Softmax gives each score its share.'],
  ['logarithm', (scores) => expectedOf(scores).map(Math.log), 'These are the logarithms of the shares. Here the shares themselves are asked for.'],
  ['wrong-base', (scores) => shares(scores.map((score) => 2 ** score)), 'These are shares of the powers of 2. Softmax takes the powers of e: Math.exp.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const softmax = reader['softmax'];
  if (typeof softmax !== 'function') return fail('no-function', `There should be an exported function named softmax; found ${describe(softmax)}.`);

  const asked: { readonly scores: Numbers; readonly result: Numbers }[] = [];
  for (const length of [10, 10, 4]) {
    const given = random.vector(length, -3, 4); // [length]
    const before = copy(given);
    const returned: unknown = softmax(given);
    if (!given.every((score, j) => score === before[j])) return fail('changes-input', 'softmax changed the scores. Others still need them: write into a new array.');
    const scores = Array.from(before);
    const want = `For the scores ${list(scores)} the shares are ${list(expectedOf(scores))}`;
    if (typeof returned !== 'object' || returned === null || (returned as Numbers).length !== length) {
      return fail('wrong-shape', `softmax should give as many numbers as there are scores, here ${length}; yours gives ${describe(returned)}. ${want}.`);
    }
    asked.push({ scores, result: Array.from(returned as ArrayLike<number>) });
  }
  const wrong = asked.find(({ scores, result }) => !close(result, expectedOf(scores), 1e-5));
  if (wrong) {
    const got = `For the scores ${list(wrong.scores)} the shares are ${list(expectedOf(wrong.scores))}; yours are ${list(wrong.result)}.`;
    for (const [id, of, message] of mistakes) {
      if (asked.every(({ scores, result }) => close(result, of(scores), 1e-5))) return fail(id, `${message} ${got}`);
    }
    return fail('wrong-probabilities', `Some shares are not what they should be: e to the power of each score, divided by the sum of these powers. ${got}`);
  }

  // The same gaps far up and far down: the shares must not change.
  for (const away of [1000, -1000]) {
    const scores = random.vector(10, -3, 4).map((score) => score + away); // [10]
    const result = Array.from(softmax(scores) as ArrayLike<number>);
    if (close(result, expectedOf(Array.from(scores)), 1e-4)) continue;
    const got = `For the scores ${list(Array.from(scores).slice(0, 3))} and so on, yours gives ${list(result.slice(0, 3))}.`;
    if (result.every(Number.isFinite)) return fail('clipped-scores', `Scores near ${away} get wrong shares, as if they were cut off somewhere. Only their distance from the highest one matters. ${got}`);
    if (away > 0) {
      return fail('softmax-unstable', `Right for small scores, but not for large ones: Math.exp(1000) is Infinity, and Infinity divided by Infinity is not a number. Take the highest score away from each before Math.exp. ${got}`);
    }
    return fail('maximum-starts-at-zero', `When all scores are far below 0, every power is 0, and 0 divided by 0 is not a number. Your highest score seems to start at 0: start from -Infinity, or from the first score. ${got}`);
  }
  return pass('Shares of any scores, near or far: they add up to 1, and nothing overflows.');
};

export default check;
