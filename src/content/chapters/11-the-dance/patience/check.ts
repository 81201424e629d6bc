import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Stop {
  readonly best: number;
  readonly stop: number;
}
type Rule = (scores: readonly number[], patience: number) => Stop;

/** Walks the epochs; `bad` says whether this one uses up patience, `better` whether it is a new best. */
function walk(scores: readonly number[], patience: number, better: (score: number, best: number, before: number) => boolean, inARow = true): Stop {
  let [best, waited] = [0, 0];
  for (let epoch = 1; epoch < scores.length; epoch++) {
    if (better(scores[epoch]!, scores[best]!, scores[epoch - 1]!)) {
      if (scores[epoch]! >= scores[best]!) best = epoch;
      if (inARow) waited = 0;
    } else if (++waited >= patience) return { best, stop: epoch };
  }
  return { best, stop: scores.length - 1 };
}
const right: Rule = (scores, patience) => walk(scores, patience, (score, best) => score > best);

const mistakes: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['never-stops', (scores) => ({ best: scores.indexOf(Math.max(...scores)), stop: scores.length - 1 }), 'You look at all epochs and take the best. But training stops before the end, and what comes after is never seen.'],
  ['last-is-best', (scores, patience) => ({ best: right(scores, patience).stop, stop: right(scores, patience).stop }), 'It stops in the right place, but keeps the last epoch. The best one is earlier: keep that.'],
  ['one-epoch-late', (scores, patience) => right(scores, patience + 1), 'It stops one epoch late. With patience 1, the first epoch without a new best is the last.'],
  ['one-epoch-early', (scores, patience) => right(scores, patience - 1), 'It stops one epoch early. With patience 2, two epochs in a row without a new best are trained.'],
  ['compares-with-the-epoch-before', (scores, patience) => walk(scores, patience, (score, _best, before) => score > before), 'You compare each epoch with the one before it. An accuracy can rise again and still be below the best: compare with the best so far.'],
  ['counts-all-told', (scores, patience) => walk(scores, patience, (score, best) => score > best, false), 'You count all epochs without a new best, all told. They must be in a row: begin again at zero when a new best comes.'],
  ['a-tie-is-better', (scores, patience) => walk(scores, patience, (score, best) => score >= best), 'An equal accuracy counts as a new best in yours. It is no better: keep the earlier epoch, and let it use up patience.'],
  ['best-of-all', (scores, patience) => ({ best: scores.indexOf(Math.max(...scores)), stop: right(scores, patience).stop }), 'It stops in the right place, but keeps an epoch that comes after the stop. That one is never trained.'],
  ['lowest', (scores, patience) => walk(scores, patience, (score, best) => score < best), 'You look for the lowest. These are accuracies: higher is better.'],
  ['keeps-the-first', (scores) => ({ best: 0, stop: scores.length - 1 }), 'It keeps epoch 0 and never stops. Walk through the accuracies, remember the best, and count the epochs since.'],
];

const check: Check = (reader, { random, close, describe, pass, fail }) => {
  const [bestSoFar, stopWithPatience] = [reader['bestSoFar'], reader['stopWithPatience']];
  if (typeof bestSoFar !== 'function') return fail('no-function', `There should be an exported function named bestSoFar; found ${describe(bestSoFar)}.`);
  if (typeof stopWithPatience !== 'function') return fail('no-function', `There should be an exported function named stopWithPatience; found ${describe(stopWithPatience)}.`);

  for (let round = 0; round < 4; round++) {
    // Dips of one and of two, a tie, a rise that stays below the best, a long decline, and a late best that nobody reaches.
    const [shape, patience] = round % 2 === 0
      ? ([[90, 92, 91, 93, 92, 94, 93, 93.5, 95, 94, 94.5, 94.2, 94.1, 94, 93.9, 97], 3] as const)
      : ([[88, 90, 89, 91, 91, 90.5, 92, 91.9, 91.8, 91.7, 96, 97], 2] as const);
    const shift = Math.round(random.uniform(0, 90)) / 100;
    const scores = shape.map((score) => Number((score + shift).toFixed(2)));
    const before = scores.slice();
    const list = scores.join(', ');

    const climbing: unknown = bestSoFar(scores);
    const expected = before.map((_, k) => Math.max(...before.slice(0, k + 1)));
    if (scores.some((score, k) => score !== before[k])) return fail('changes-input', 'bestSoFar changed the accuracies. They are the record: make a new list.');
    const wish = `For ${list} it should be ${expected.join(', ')}.`;
    if (!close(climbing, expected, 1e-5)) {
      if (close(climbing, before, 1e-5)) return fail('no-record', `bestSoFar gives the accuracies as they are. The best so far never falls: at each epoch, the highest up to there. ${wish}`);
      if (typeof climbing === 'number') return fail('one-number', `bestSoFar gives one number. Give the best up to each epoch, a list of the same length. ${wish}`);
      if (close(climbing, before.map(() => Math.max(...before)), 1e-5)) return fail('sees-the-future', `bestSoFar gives the best of all epochs everywhere. After epoch 0 nobody knows the later ones: the highest up to there. ${wish}`);
      if (close(climbing, before.map((score, k) => Math.max(score, before[k - 1] ?? -Infinity)), 1e-5)) return fail('last-two-only', `bestSoFar looks back one epoch only. Keep the best of all up to there. ${wish}`);
      if (close(climbing, before.map((_, k) => Math.min(...before.slice(0, k + 1))), 1e-5)) return fail('worst-so-far', `bestSoFar gives the lowest so far. These are accuracies: higher is better. ${wish}`);
      return fail('wrong-record', `${wish} Yours gives ${describe(climbing)}.`);
    }

    const result = stopWithPatience(scores, patience) as Partial<Stop> | undefined;
    if (scores.some((score, k) => score !== before[k])) return fail('changes-input', 'stopWithPatience changed the accuracies. They are the record: only read them.');
    const wanted = right(before, patience);
    const story = `For ${list} with patience ${patience} it should be best ${wanted.best}, stop ${wanted.stop}, counted from 0`;
    if (typeof result !== 'object' || result === null || typeof result.best !== 'number' || typeof result.stop !== 'number') {
      return fail('wrong-shape', `stopWithPatience should give { best, stop }, two indices; yours gives ${describe(result)}. ${story}.`);
    }
    const is = ({ best, stop }: Stop): boolean => result.best === best && result.stop === stop;
    if (is(wanted)) continue;
    const got = `${story}; yours is best ${result.best}, stop ${result.stop}.`;
    for (const [id, rule, message] of mistakes) if (is(rule(before, patience))) return fail(id, `${message} ${got}`);
    if (is({ best: wanted.best + 1, stop: wanted.stop + 1 })) return fail('counted-from-one', `Your epochs are counted from 1. Give their indices, counted from 0. ${got}`);
    return fail('wrong-stop', got);
  }
  return pass('A record that never falls, and a rule for stopping that was made beforehand.');
};

export default check;
