import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Stop {
  readonly best: number;
  readonly stop: number;
}
type Rule = (scores: readonly number[], patience: number) => Stop | null;
type Numbers = readonly number[];

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
const right = (scores: Numbers, patience: number): Stop => walk(scores, patience, (score, best) => score > best);

/** Whether so many epochs in a row, the last ones before the end or not, brought no new best. */
const runsOut = (scores: Numbers, patience: number): boolean => {
  const { best, stop } = right(scores, patience);
  return stop - best >= patience;
};

const mistakes: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['never-stops', (scores) => ({ best: scores.indexOf(Math.max(...scores)), stop: scores.length - 1 }), 'You look at all epochs and take the best. But training stops before the end, and what comes after is never seen.'],
  ['last-is-best', (scores, patience) => ({ best: right(scores, patience).stop, stop: right(scores, patience).stop }), 'It stops in the right place, but keeps the last epoch. The best one is earlier: keep that.'],
  ['one-epoch-late', (scores, patience) => right(scores, patience + 1), 'It stops one epoch late. With patience 1, the first epoch without a new best is the last.'],
  ['one-epoch-early', (scores, patience) => (patience < 2 ? null : right(scores, patience - 1)), 'It stops one epoch early. With patience 2, two epochs in a row without a new best are trained.'],
  ['compares-with-the-epoch-before', (scores, patience) => walk(scores, patience, (score, _best, before) => score > before), 'You compare each epoch with the one before it. An accuracy can rise again and still be below the best: compare with the best so far.'],
  ['counts-all-told', (scores, patience) => walk(scores, patience, (score, best) => score > best, false), 'You count all epochs without a new best, all told. They must be in a row: begin again at zero when a new best comes.'],
  ['a-tie-is-better', (scores, patience) => walk(scores, patience, (score, best) => score >= best), 'An equal accuracy counts as a new best in yours. It is no better: keep the earlier epoch, and let it use up patience.'],
  ['best-of-all', (scores, patience) => ({ best: scores.indexOf(Math.max(...scores)), stop: right(scores, patience).stop }), 'It stops in the right place, but keeps an epoch that comes after the stop. That one is never trained.'],
  ['lowest', (scores, patience) => walk(scores, patience, (score, best) => score < best), 'You look for the lowest. These are accuracies: higher is better.'],
  ['counted-from-one', (scores, patience) => ({ best: right(scores, patience).best + 1, stop: right(scores, patience).stop + 1 }), 'Your epochs are counted from 1. Give their indices, counted from 0.'],
  ['counted-from-one', (scores, patience) => (runsOut(scores, patience) ? { best: right(scores, patience).best + 1, stop: right(scores, patience).stop + 1 } : right(scores, patience)), 'Where patience runs out, your epochs are counted from 1. Give their indices, counted from 0.'],
  ['last-is-best', (scores, patience) => (runsOut(scores, patience) ? { best: right(scores, patience).stop, stop: right(scores, patience).stop } : right(scores, patience)), 'It stops in the right place, but where patience runs out it keeps the last epoch. The best one is earlier: keep that.'],
  ['never-given', (scores, patience) => (runsOut(scores, patience) ? right(scores, patience) : (undefined as unknown as Stop)), 'Where patience runs out, all is right. Where it never does, nothing comes back: after the loop, give the best epoch, and the last one as stop.'],
  ['stop-is-best', (scores, patience) => ({ best: right(scores, patience).best, stop: right(scores, patience).best }), 'stop is the best epoch in yours. Training goes on for patience epochs more: give the last one that is trained.'],
  ['stop-before', (scores, patience) => ({ best: right(scores, patience).best, stop: right(scores, patience).stop - 1 }), 'best is right, and stop one too early. It is the last epoch that is trained.'],
  ['stop-after', (scores, patience) => ({ best: right(scores, patience).best, stop: right(scores, patience).stop + 1 }), 'best is right, and stop one too late. It is the last epoch that is trained.'],
  ['swapped', (scores, patience) => ({ best: right(scores, patience).stop, stop: right(scores, patience).best }), 'best and stop are exchanged.'],
  ['lowest', (scores, patience) => walk(scores.map((score) => -score), patience, (score, best) => score > best), 'You look for the lowest. These are accuracies: higher is better.'],
  ['keeps-the-first', (scores) => ({ best: 0, stop: scores.length - 1 }), 'It keeps epoch 0 and never stops. Walk through the accuracies, remember the best, and count the epochs since.'],
];

const records: ReadonlyArray<readonly [id: string, rule: (scores: Numbers) => unknown, message: string]> = [
  ['no-record', (scores) => scores, 'bestSoFar gives the accuracies as they are. The best so far never falls: at each epoch, the highest up to there.'],
  ['last-two-only', (scores) => scores.map((score, k) => Math.max(score, scores[k - 1] ?? 0)), 'bestSoFar looks back one epoch only. Keep the best of all up to there.'],
  ['one-number', (scores) => Math.max(...scores), 'bestSoFar gives one number. Give the best up to each epoch, a list of the same length.'],
  ['one-number', (scores) => scores.at(-1), 'bestSoFar gives one number. Give the best up to each epoch, a list of the same length.'],
  ['sees-the-future', (scores) => scores.map(() => Math.max(...scores)), 'bestSoFar gives the best of all epochs everywhere. After epoch 0 nobody knows the later ones: the highest up to there.'],
  ['last-two-only', (scores) => scores.map((score, k) => Math.max(score, scores[k - 1] ?? -Infinity)), 'bestSoFar looks back one epoch only. Keep the best of all up to there.'],
  ['worst-so-far', (scores) => scores.map((_, k) => Math.min(...scores.slice(0, k + 1))), 'bestSoFar gives the lowest so far. These are accuracies: higher is better.'],
  ['one-epoch-behind', (scores) => scores.map((_, k) => Math.max(...scores.slice(0, Math.max(1, k)))), 'Each number is the best before its epoch. The epoch itself counts too.'],
];

const check: Check = (reader, { judge, random }) => {
  const shift = Math.round(random.uniform(0, 90)) / 100;
  const moved = (...scores: number[]): number[] => scores.map((score) => Number((score + shift).toFixed(2)));
  // Dips of one and of two, a tie, a rise that stays below the best, a long decline, and a late best that nobody reaches.
  const long = moved(90, 92, 91, 93, 92, 94, 93, 93.5, 95, 94, 94.5, 94.2, 94.1, 94, 93.9, 97);
  const tied = moved(88, 90, 89, 91, 91, 90.5, 92, 91.9, 91.8, 91.7, 96, 97);
  const cases: readonly (readonly [what: string, scores: number[], patience: number])[] = [
    ['a dip, then a better epoch', moved(90, 92, 91, 93, 92, 91), 2],
    ['a late best that is never reached', long, 3],
    ['two equal epochs', tied, 2],
    ['a tie with the best at the end of patience', moved(80, 85, 84, 85, 86, 87), 2],
    ['patience 1', moved(80, 82, 81, 90), 1],
    ['accuracies that only rise', moved(70, 75, 79, 82), 2],
    ['accuracies that only fall', moved(90, 80, 70, 60, 50), 3],
    ['patience that does not run out', moved(60, 70, 69, 71, 70), 3],
    ['more patience than epochs', moved(70, 69, 68), 10],
    ['epochs without a new best that are not in a row', moved(70, 69, 72, 71, 74, 73, 76, 75), 2],
    ['a rise below the best', moved(90, 85, 86, 87, 88, 89, 95), 4],
    ['shares from 0 to 1', [0.02, 0.5, 0.4, 0.6, 0.58, 0.59], 2],
    ['one epoch', moved(50), 2],
  ];
  const record = judge<[accuracies: number[]]>(reader, {
    name: 'bestSoFar',
    takes: ['accuracies'],
    questions: [...cases, ['numbers below 0', [-5, -3, -4, -2.5, -2.75], 1] as (typeof cases)[number]].map(([what, scores]) => ({ given: [[...scores]], what })),
    right: (scores) => scores.map((_, k) => Math.max(...scores.slice(0, k + 1))),
    mistakes: records,
    keep: 'They are the record: make a new list.',
    shape: 'Give the best up to each epoch, a list of the same length.',
    sound: 'Begin below every accuracy, and look at no epoch past the last.',
    wrong: ['wrong-record', 'At each epoch, give the highest accuracy up to there.'],
    pass: '',
  });
  if (!record.passed) return record;
  return judge<[accuracies: number[], patience: number]>(reader, {
    name: 'stopWithPatience',
    takes: ['accuracies', 'patience'],
    questions: cases.map(([what, scores, patience]) => ({ given: [scores, patience], what })),
    right,
    mistakes,
    keep: 'They are the record: only read them.',
    shape: 'Give { best, stop }, two indices, also when patience never runs out: then stop is the last epoch there is.',
    sound: 'best and stop are indices of epochs.',
    example: ({ given: [scores, patience], right: wanted, got }) => {
      const [a, b] = [wanted, got] as unknown as [Stop, Stop];
      return `For ${scores.join(', ')} with patience ${patience} it should be best ${a.best}, stop ${a.stop}, counted from 0; yours is best ${b.best}, stop ${b.stop}.`;
    },
    wrong: ['wrong-stop', 'It does not stop, or does not keep, as it should.'],
    pass: 'A record that never falls, and a rule for stopping that was made beforehand.',
  });
};

export default check;
