import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Scores = readonly number[];
const highest = (scores: Scores): number => scores.indexOf(Math.max(...scores));
const endOf = (scores: Scores, from: number, by: 1 | -1): number => {
  let guess = from;
  while (scores[guess + by] !== undefined && scores[guess + by]! > scores[guess]!) guess += by;
  return guess;
};

const check: Check = (reader, { judge, random, inputs, words }) => {
  /** Ten scores, the highest at `place`. */
  const scores = (low: number, high: number, place: number): Float32Array => {
    const all = random.vector(10, low, high).map((score) => Math.round(100 * score) / 100);
    all[place] = high + (high - low) / 8;
    return all;
  };
  const places = Array.from({ length: 10 }, (_, place) => place);
  const tied = (): Float32Array => {
    const all = scores(-2, 2, random.integer(0, 5));
    all[random.integer(5, 10)] = Math.max(...all);
    return all;
  };
  return judge<[prediction: Float32Array]>(reader, {
    name: 'classify',
    takes: ['prediction'],
    questions: [
      ...places.map((place) => {
        const all = scores(-2, 2, place);
        all[(place + random.integer(1, 10)) % 10] = -4;
        return { given: [all] as [Float32Array], what: words.mixed };
      }),
      ...places.map((place) => ({ given: [scores(45, 55, place)] as [Float32Array], what: 'scores near 50, as before training' })),
      ...places.map((place) => ({ given: [scores(-9, -3, place)] as [Float32Array], what: 'scores that are all below 0' })),
      { given: [scores(-0.9, -0.2, 4)], what: 'scores that are all a little below 0' },
      { given: [scores(-90_000, -50_000, 3)], what: 'scores far below 0' },
      { given: [scores(0.0001, 0.0002, 7).map((score, j) => score + j * 1e-6)], what: 'very small scores' },
      { given: [tied()], what: 'two highest scores that are equal' },
      { given: [tied()], what: 'two highest scores that are equal' },
      { given: [inputs.vector(10, 'equal')], what: 'ten equal scores' },
    ],
    right: highest,
    tolerance: 0,
    untouched: ['nothing-yet', () => 0, 'The guess is 0, whatever the scores are. Go through them, and keep the index of the highest.'],
    mistakes: [
      ['score-not-index', (scores) => Math.max(...scores), 'This is the highest score itself. The guess is where it stands.'],
      ['off-by-one', (scores) => highest(scores) + 1, 'The index is one too high: the first one is 0.'],
      ['lowest', (scores) => scores.indexOf(Math.min(...scores)), 'This is where the lowest score stands.'],
      ['lowest', (scores) => scores.lastIndexOf(Math.min(...scores)), 'This is where the lowest score stands.'],
      ['last-of-equals', (scores) => scores.lastIndexOf(Math.max(...scores)), 'Of equal scores you take the last. A later one should only win when it is higher: > and not >=.'],
      ...[0, -1, -10, -100, -1000, -10_000].flatMap((start) => [0, -1].map((missing) => [
        start === 0 ? 'starts-at-zero' : 'starts-too-high',
        (scores: Scores) => (Math.max(...scores) > start ? highest(scores) : missing),
        `When all scores are below ${start}, none is found. Do not start from a highest score of ${start}: start from the first score.`,
      ] as const)),
      ['largest-size', (scores) => highest(scores.map(Math.abs)), 'A large negative score is taken for the highest. Compare the scores with their sign.'],
      ['first-not-highest', (scores) => scores.findIndex((score) => score > 0), 'You stop at the first score above 0. A later one may be higher: look at all ten.'],
      ['first-not-highest', (scores) => scores.findIndex((score) => score > 0.5), 'You stop at the first score above 0.5. A later one may be higher: look at all ten.'],
      ['first-not-highest', (scores) => endOf(scores, 0, 1), 'You stop where the scores fall for the first time. A later one may be higher: look at all ten.'],
      ['compares-neighbours', (scores) => Math.max(0, scores.findLastIndex((score, j) => j > 0 && score > scores[j - 1]!)), 'You compare each score with the one before it. Compare it with the best so far.'],
      ['compares-with-first', (scores) => Math.max(0, scores.findLastIndex((score) => score > scores[0]!)), 'You compare each score with the first one. Compare it with the best so far.'],
      ['missed-output', (scores) => highest(scores.slice(0, 9)), 'The last score is never looked at. j should run while j < 10.'],
      ['missed-output', (scores) => 1 + highest(scores.slice(1)), 'The first score is never looked at. The first index is 0.'],
      ['last-always', () => 9, 'The guess is 9, whatever the scores are. Change it only when a score is higher than the best so far.'],
    ],
    keep: 'sort works in place, and where each score stood is lost: look through the scores instead.',
    shape: 'The guess is one number, the index.',
    example: ({ given: [scores], right }, { told }) =>
      `For [${scores.map((score) => Number(score.toPrecision(6))).join(', ')}] the highest score stands at index ${String(right)}; yours is ${told[1]}.`,
    wrong: ['wrong-index', 'Some guesses are wrong.'],
    pass: 'Every guess is right, also when all scores are below zero, and the first of two equals wins.',
  });
};

export default check;
