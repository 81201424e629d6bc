import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Trial {
  readonly alpha: number;
  readonly validation: number;
  readonly test: number;
  readonly diverges: boolean;
}

const check: Check = async (reader, { random, close, describe, pass, fail }) => {
  const [rates, sweep] = [reader['rates'], reader['sweep']];
  if (typeof rates !== 'function') return fail('no-function', `There should be an exported function named rates; found ${describe(rates)}.`);
  if (typeof sweep !== 'function') return fail('no-function', `There should be an exported function named sweep; found ${describe(sweep)}.`);
  const show = (value: number): string => String(Number(value.toPrecision(4)));

  for (const count of [3, 5, 8]) {
    const least = 10 ** random.uniform(-4, -2);
    const most = least * 10 ** random.uniform(1.5, 3.5);
    const result: unknown = rates(least, most, count);
    const factor = (most / least) ** (1 / (count - 1));
    const expected = Array.from({ length: count }, (_, k) => least * factor ** k);
    // Each by its own size: the smallest count as much as the largest.
    const is = (values: readonly number[]): boolean => Array.isArray(result) && result.length === values.length && values.every((value, k) => close([result[k]], [value], 1e-4));
    if (is(expected) || (result instanceof Float32Array && close(Array.from(result, Math.log), expected.map(Math.log), 1e-4))) continue;
    const story = `From ${show(least)} to ${show(most)} in ${count} rates: ${expected.map(show).join(', ')}.`;
    if (!(Array.isArray(result) || ArrayBuffer.isView(result))) return fail('wrong-shape', `rates should give a list of numbers; yours gives ${describe(result)}. ${story}`);
    if (is([least, most])) return fail('only-the-ends', `Only the two ends are there. Put the others between them, each the same factor times the one before. ${story}`);
    if (is(expected.map((_, k) => least + ((most - least) * k) / (count - 1)))) {
      return fail('even-steps', `The rates grow by the same amount. Then nearly all of them lie near the top. Let them grow by the same factor. ${story}`);
    }
    const short = (most / least) ** (1 / count);
    if (is(expected.map((_, k) => least * short ** k))) return fail('most-missing', `Yours stop before ${show(most)}. There are ${count} rates, so ${count - 1} steps between them. ${story}`);
    if (is(expected.map((_, k) => least * short ** (k + 1)))) return fail('least-missing', `Yours begin above ${show(least)}. The first rate is the least itself: a factor to the power of 0. ${story}`);
    if (is(expected.map((_, k) => least * 10 ** k))) return fail('factor-ten', `Yours always grow by ten, whatever the ends are. The factor is the ${count - 1}th root of most / least. ${story}`);
    if (is(expected.toReversed())) return fail('falling-rates', `The rates are right, and come the largest first. Begin with the least. ${story}`);
    if (is(expected.slice(0, -1))) return fail('most-missing', `The last rate is missing. ${story}`);
    return fail('wrong-rates', `${story} Yours are ${[...(result as number[])].slice(0, 8).map((value) => show(Number(value))).join(', ')}.`);
  }

  for (let round = 0; round < 3; round++) {
    const trials: Trial[] = Array.from({ length: 6 }, (_, k) => ({ alpha: 0.001 * 3 ** k, validation: random.uniform(0.6, 0.9), test: random.uniform(0.6, 0.9), diverges: false }));
    // The best is neither the first nor the last; the test images prefer another; the largest diverges in some rounds.
    const best = random.integer(1, 3);
    trials[best] = { ...trials[best]!, validation: 0.93, test: 0.6 };
    trials[best + 1] = { ...trials[best + 1]!, test: 0.97 };
    const worst = best === 1 ? 3 : 1;
    trials[worst] = { ...trials[worst]!, validation: 0.4 };
    if (round > 0) trials[5] = { ...trials[5]!, diverges: true };
    if (round === 2) trials.reverse();
    const asked: number[] = [];
    let going = 0;
    let together = false;
    const tryRate = async (alpha: number): Promise<{ validation: number; test: number }> => {
      asked.push(alpha);
      together ||= ++going > 1;
      await null;
      going--;
      const trial = trials.find((one) => one.alpha === alpha);
      if (!trial) throw new Error(`tryRate: ${alpha} is not among the rates`);
      if (trial.diverges) throw new Error('The weights ran away: a number became NaN.');
      return { validation: trial.validation, test: trial.test };
    };
    let result: { alpha?: unknown; validation?: unknown } | undefined;
    const failing = trials.some(({ diverges }) => diverges);
    const story = `In this test the rates are ${trials.map(({ alpha, validation, diverges }) => `${show(alpha)} (${diverges ? 'diverges' : show(validation)})`).join(', ')}. The best is ${show(0.001 * 3 ** best)}.`;
    try {
      result = (await sweep(trials.map(({ alpha }) => alpha), tryRate)) as typeof result;
    } catch (error) {
      if (failing) return fail('ends-at-divergence', `One rate diverged, tryRate threw an error, and your sweep ended there. Catch it with try and catch, and go on with the next rate. ${story}`);
      throw error;
    }
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
      if (alpha === fine.at(-1)!.alpha) return fail('keeps-the-last', `sweep gives the last rate. Keep a rate only if it beats the best so far. ${got}`);
      return fail('wrong-rate', got);
    }
    if (together) return fail('all-at-once', `The right rate, but your trials run at the same time. They share one machine: wait for each with await before the next begins. ${story}`);
    if (typeof result.validation !== 'number' || Math.abs(result.validation - of(alpha)!.validation) > 1e-9) {
      return fail('wrong-validation', `The right rate. With it belongs its validation accuracy, ${show(of(alpha)!.validation)}; yours is ${describe(result.validation)}. ${story}`);
    }
  }
  return pass('Rates that grow by a factor, each tried in turn, and the best one chosen without a look at the test images.');
};

export default check;
