import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const list = (values: readonly number[]): string => `[${values.map((value) => Number(value.toFixed(2))).join(' ')}]`;

/** What a common mistake would answer for these scores. */
const mistakes: ReadonlyArray<readonly [id: string, answer: (scores: readonly number[]) => number, message: string]> = [
  ['nothing-yet', () => 0, 'The guess stays 0, whatever the scores are.'],
  ['score-not-index', (scores) => Math.max(...scores), 'This is the highest score itself. The guess is where it stands.'],
  ['off-by-one', (scores) => highest(scores) + 1, 'The index is one too high: the first one is 0.'],
  ['lowest', (scores) => scores.indexOf(Math.min(...scores)), 'This is where the lowest score stands.'],
  ['starts-at-zero', (scores) => (Math.max(...scores) > 0 ? highest(scores) : 0), 'When all scores are below 0, none is found. Do not start from a highest score of 0: start from the first score.'],
  ['starts-at-zero', (scores) => (Math.max(...scores) > 0 ? highest(scores) : -1), 'When all scores are below 0, none is found. Do not start from a highest score of 0: start from the first score.'],
  ['largest-size', (scores) => highest(scores.map(Math.abs)), 'A large negative score is taken for the highest. Compare the scores with their sign.'],
  ['first-not-highest', (scores) => scores.findIndex((score) => score > 0), 'You stop at the first score above 0. A later one may be higher: look at all ten.'],
  ['first-not-highest', (scores) => scores.findIndex((score) => score > 0.5), 'You stop at the first score above 0.5. A later one may be higher: look at all ten.'],
  ['compares-neighbours', (scores) => Math.max(0, scores.findLastIndex((score, j) => j > 0 && score > scores[j - 1]!)), 'You compare each score with the one before it. Compare it with the best so far.'],
  ['missed-output', (scores) => highest(scores.slice(0, 9)), 'The last score is never looked at. j should run while j < 10.'],
];

function highest(scores: readonly number[]): number {
  return scores.indexOf(Math.max(...scores));
}

const check: Check = (reader, { random, describe, pass, fail }) => {
  const classify = reader['classify'];
  if (typeof classify !== 'function') return fail('no-function', `There should be an exported function named classify; found ${describe(classify)}.`);

  const answered: Array<{ readonly scores: readonly number[]; readonly answer: number }> = [];
  // Scores of both signs, then all below zero, then all near 50 as before training; the highest stands everywhere in turn.
  for (const [low, high] of [[-2, 2], [-5, -1], [45, 55]] as const) {
    for (let place = 0; place < 10; place++) {
      const prediction = random.vector(10, low, high); // [10]
      prediction[place] = high + 0.5;
      if (low === -2) prediction[(place + random.integer(1, 10)) % 10] = -4;
      const scores = Array.from(prediction);
      const answer: unknown = classify(prediction);
      const want = `For ${list(scores)} the highest score, ${scores[place]}, stands at index ${place}`;
      if (!prediction.every((score, j) => score === scores[j])) {
        return fail('changes-input', `classify changed the scores. sort works in place, and where each score stood is lost: look through them instead. ${want}.`);
      }
      if (typeof answer !== 'number') return fail('wrong-shape', `classify should give one number, the index; yours gives ${describe(answer)}. ${want}.`);
      answered.push({ scores, answer });
    }
  }
  const wrong = answered.filter(({ scores, answer }) => answer !== highest(scores));
  const [first] = wrong;
  if (!first) return pass('Every guess is right, also when all scores are below zero.');

  const got = `For ${list(first.scores)} the highest score stands at index ${highest(first.scores)}; yours is ${Number(first.answer.toFixed(2))}.`;
  for (const [id, of, message] of mistakes) {
    if (answered.every(({ scores, answer }) => Math.abs(answer - of(scores)) < 1e-6)) return fail(id, `${message} ${got}`);
  }
  return fail('wrong-index', `${wrong.length} of ${answered.length} guesses are wrong. ${got}`);
};

export default check;
