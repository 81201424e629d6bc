import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Trial {
  readonly alpha: number;
  readonly validation: number;
  readonly test: number;
  readonly diverges: boolean;
}

const check: Check = async (reader, { judge, plain, random, describe, pass, fail }) => {
  const [rates, sweep] = [reader['rates'], reader['sweep']];
  if (typeof rates !== 'function') return fail('no-function', `There should be an exported function named rates; found ${describe(rates)}.`);
  if (typeof sweep !== 'function') return fail('no-function', `There should be an exported function named sweep; found ${describe(sweep)}.`);
  const show = (value: number): string => String(Number(value.toPrecision(4)));

  // A rate is judged by its own size, the smallest as much as the largest: as a share of what it should be.
  const expected = (least: number, most: number, count: number): number[] => Array.from({ length: count }, (_, k) => least * (most / least) ** (k / (count - 1)));
  type Of = (least: number, most: number, count: number) => readonly number[];
  const shares = (of: Of) => (least: number, most: number, count: number): number[] => {
    const right = expected(least, most, count);
    return of(least, most, count).map((rate, k) => rate / (right[k] ?? 1));
  };
  const span = (): [number, number] => {
    const least = 10 ** random.uniform(-4, -2);
    return [least, least * 10 ** random.uniform(1.5, 3.5)];
  };
  const judgedRates = judge<[least: number, most: number, count: number]>({
    rates: (least: number, most: number, count: number): unknown => {
      const given = plain((rates as (...all: unknown[]) => unknown)(least, most, count));
      const right = expected(least, most, count);
      return Array.isArray(given) ? given.map((rate: unknown, k) => (typeof rate === 'number' ? rate / (right[k] ?? 1) : rate)) : given;
    },
  }, {
    name: 'rates',
    takes: ['least', 'most', 'count'],
    questions: [
      { given: [0.01, 1, 3], what: 'three rates' },
      { given: [...span(), 5], what: 'five rates' },
      { given: [...span(), 8], what: 'eight rates' },
      { given: [...span(), 2], what: 'two rates' },
      { given: [0.5, 0.9, 4], what: 'ends that lie near each other' },
      { given: [1e-6, 1e-1, 6], what: 'very small rates' },
      { given: [2, 600, 4], what: 'rates above 1' },
    ],
    right: shares(expected),
    mistakes: ([
      ['only-the-ends', (least, most) => [least, most], 'Only the two ends are there. Put the others between them, each the same factor times the one before.'],
      ['even-steps', (least, most, count) => expected(1, 2, count).map((_, k) => least + ((most - least) * k) / (count - 1)), 'The rates grow by the same amount. Then nearly all of them lie near the top. Let them grow by the same factor.'],
      ['most-missing', (least, most, count) => expected(1, 2, count).map((_, k) => least * (most / least) ** (k / count)), 'Yours stop before the most. There are count rates, so count - 1 steps between them.'],
      ['least-missing', (least, most, count) => expected(1, 2, count).map((_, k) => least * (most / least) ** ((k + 1) / count)), 'Yours begin above the least. The first rate is the least itself: a factor to the power of 0.'],
      ['factor-ten', (least, _most, count) => expected(1, 2, count).map((_, k) => least * 10 ** k), 'Yours always grow by ten, whatever the ends are. The factor is the root of most / least, the one of count - 1.'],
      ['falling-rates', (least, most, count) => expected(least, most, count).toReversed(), 'The rates are right, and come the largest first. Begin with the least.'],
      ['most-missing', (least, most, count) => expected(least, most, count).slice(0, -1), 'The last rate is missing.'],
      ['least-missing', (least, most, count) => expected(least, most, count).slice(1), 'The first rate is missing.'],
      ['least-missing', (least, most, count) => expected(1, most / least, count), 'Yours begin at 1, whatever the least is. Multiply by least.'],
      ['all-the-same', (least, _most, count) => expected(1, 2, count).map(() => least), 'All rates are the least. Each is a factor times the one before.'],
    ] as readonly (readonly [string, Of, string])[]).map(([id, of, message]) => [id, shares(of), message] as const),
    names: { 'wrong-shape': 'wrong-shape' },
    shape: 'Give a list of so many numbers.',
    sound: 'Divide by count - 1 in the exponent, and take no root of a number below 0.',
    example: ({ given: [least, most, count] }, { at: [k], got }) => `From ${show(least)} to ${show(most)} in ${count} rates: ${expected(least, most, count).map(show).join(', ')}. Yours has ${show(got * expected(least, most, count)[Number(k)]!)} at [${k}].`,
    wrong: ['wrong-rates', 'The rates do not run from the least to the most by a constant factor.'],
    pass: '',
  });
  if (!judgedRates.passed) return judgedRates;
  const list = (): unknown => (rates as (...all: unknown[]) => unknown)(0.1, 1, 4);
  if (list() === list()) return fail('shared-array', 'Two calls of rates give one and the same list, so each overwrites the answer of the one before. Make a new one inside the function.');

  let before: unknown;
  for (let round = 0; round < 7; round++) {
    const trials: Trial[] = Array.from({ length: 6 }, (_, k) => ({ alpha: 0.001 * 3 ** k, validation: random.uniform(0.6, 0.9), test: random.uniform(0.6, 0.9), diverges: false }));
    // The best is neither the first nor the last; the test images prefer another; the largest diverges in some rounds.
    const best = random.integer(1, 3);
    trials[best] = { ...trials[best]!, validation: 0.93, test: 0.6 };
    trials[best + 1] = { ...trials[best + 1]!, test: 0.97 };
    const worst = best === 1 ? 3 : 1;
    trials[worst] = { ...trials[worst]!, validation: 0.4 };
    if (round > 0) trials[5] = { ...trials[5]!, diverges: true };
    if (round === 2) trials.reverse();
    // All of them poor; one alone; the best last.
    if (round === 3) trials.forEach((trial, k) => (trials[k] = { ...trial, validation: trial.validation / 4, test: trial.test / 4 }));
    if (round === 4) trials.forEach((trial, k) => (trials[k] = { ...trial, diverges: k !== best, validation: k === best ? 0.08 : 0.5 }));
    if (round === 5) trials.push(...trials.splice(best, 1));
    if (round === 6) trials.unshift(...trials.splice(best, 1));
    const asked: number[] = [];
    let strange: unknown;
    let going = 0;
    let together = false;
    const tryRate = async (alpha: number): Promise<{ validation: number; test: number }> => {
      asked.push(alpha);
      together ||= ++going > 1;
      await null;
      going--;
      const trial = trials.find((one) => one.alpha === alpha);
      if (!trial) {
        strange ??= alpha;
        throw new Error(`tryRate: ${alpha} is not among the rates`);
      }
      if (trial.diverges) throw new Error('The weights ran away: a number became NaN.');
      return { validation: trial.validation, test: trial.test };
    };
    let result: { alpha?: unknown; validation?: unknown } | undefined;
    const failing = trials.some(({ diverges }) => diverges);
    const asking = round === 5 ? 'The best comes last.' : round === 6 ? 'The best comes first.' : '';
    const story = `In this test the rates are ${trials.map(({ alpha, validation, diverges }) => `${show(alpha)} (${diverges ? 'diverges' : show(validation)})`).join(', ')}. The best is ${show(0.001 * 3 ** best)}. ${asking}`.trim();
    try {
      const candidates = trials.map(({ alpha }) => alpha);
      result = (await sweep(candidates, tryRate)) as typeof result;
      const moved = trials.findIndex(({ alpha }, k) => candidates[k] !== alpha);
      if (moved >= 0 || candidates.length !== trials.length) return fail('changes-input', `sweep changed the list of rates that it was given. It is only read. ${story}`);
    } catch (error) {
      if (failing) return fail('ends-at-divergence', `One rate diverged, tryRate threw an error, and your sweep ended there. Catch it with try and catch, and go on with the next rate. ${story}`);
      throw error;
    }
    if (strange !== undefined) return fail('other-rates', `sweep tried ${typeof strange === 'number' ? show(strange) : describe(strange)}, which is not among the rates. Try each of candidates, as it is. ${story}`);
    if (asked.length === 0) return fail('nothing-tried', `rates is right. sweep has not tried any rate yet: call tryRate for each of them, and wait for it with await. ${story}`);
    if (typeof result !== 'object' || result === null) return fail('wrong-shape', `sweep should give { alpha, validation }; yours gives ${describe(result)}. ${story}`);
    const of = (alpha: unknown): Trial | undefined => trials.find((trial) => trial.alpha === alpha);
    const fine = trials.filter(({ diverges }) => !diverges);
    const top = (by: (trial: Trial) => number): number => fine.toSorted((a, b) => by(b) - by(a))[0]!.alpha;
    const { alpha } = result;
    if (alpha !== top(({ validation }) => validation)) {
      const got = `Yours is ${typeof alpha === 'number' ? show(alpha) : describe(alpha)}. ${story}`;
      if (new Set(asked).size < trials.length) return fail('not-all-tried', `Only ${new Set(asked).size} of ${trials.length} rates were tried. Try each of them. ${got}`);
      if (alpha === top(({ test }) => test)) return fail('chosen-by-test', `This rate is the best on the test images. Those must not take part in the choice: compare validation. ${got}`);
      if (alpha === top(({ validation }) => -validation)) return fail('worst-rate', `This rate is the worst of all. Keep the one with the higher validation: if (validation > best.validation). ${got}`);
      if (of(alpha)?.diverges) return fail('picks-the-diverged', `This rate diverged. It has no validation accuracy at all. ${got}`);
      if (alpha === trials[0]!.alpha) return fail('keeps-the-first', `sweep gives the first rate, whatever the others get. A promise is no number: wait for it with await, then compare validation. ${got}`);
      if (fine.length > 1 && alpha === fine.at(-1)!.alpha) return fail('keeps-the-last', `sweep gives the last rate. Keep a rate only if it beats the best so far. ${got}`);
      return fail('wrong-rate', got);
    }
    if (new Set(asked).size < trials.length) return fail('not-all-tried', `The right rate, but only ${new Set(asked).size} of ${trials.length} rates were tried. Try each of them. ${story}`);
    if (result === before) return fail('shared-array', 'Two calls of sweep give one and the same object, so each overwrites the answer of the one before. Make a new one inside the function.');
    before = result;
    if (asked.length > trials.length) return fail('tried-twice', `The right rate, but some rates were tried more than once: ${asked.length} trainings for ${trials.length} rates. Keep what tryRate gives in a variable. ${story}`);
    if (together) return fail('all-at-once', `The right rate, but your trials run at the same time. They share one machine: wait for each with await before the next begins. ${story}`);
    if (typeof result.validation !== 'number' || Math.abs(result.validation - of(alpha)!.validation) > 1e-9) {
      return fail('wrong-validation', `The right rate. With it belongs its validation accuracy, ${show(of(alpha)!.validation)}; yours is ${describe(result.validation)}. ${story}`);
    }
  }
  return pass('Rates that grow by a factor, each tried in turn, and the best one chosen without a look at the test images.');
};

export default check;
