import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const LEAK = 0.01;
type Rule = (z: number) => number;

const outputs: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['plain-relu', (z) => Math.max(0, z), 'Below zero yours gives 0: that is the plain ReLU. The leaky one lets a hundredth through: LEAK * z.'],
  ['leak-alone', (z) => (z > 0 ? z : LEAK), 'Below zero yours gives LEAK, whatever the sum is. Multiply it by the sum: LEAK * z.'],
  ['leak-turned-up', (z) => (z > 0 ? z : -LEAK * z), 'Below zero yours is positive. The leak keeps the sign: LEAK * z is a little below zero.'],
  ['no-bend', (z) => z, 'Yours hands every sum on as it is. A layer without a bend adds nothing to the layer before it.'],
  ['leaks-on-both-sides', (z) => LEAK * z, 'Yours shrinks the positive sums too. Above zero they pass as they are.'],
  ['sides-swapped', (z) => (z > 0 ? LEAK * z : z), 'The two sides are swapped: above zero the sum passes whole, below it leaks.'],
  ['other-leak', (z) => (z > 0 ? z : 0.1 * z), 'Below zero yours lets a tenth through. S2 takes PyTorch\'s slope, a hundredth: LEAK is 0.01.'],
];
const slopes: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['slope-of-relu', (z) => (z > 0 ? 1 : 0), 'Below zero your slope is 0: that is the plain ReLU\'s. With it a unit that is silent for every image can never learn again. The leak\'s slope is LEAK.'],
  ['slope-is-output', (z) => (z > 0 ? z : LEAK * z), 'Your slope is the output again. The slope says how fast the output grows: 1 above zero, LEAK below, whatever the size of the sum.'],
  ['slope-times-sum', (z) => (z > 0 ? 1 : LEAK * z), 'Below zero your slope still holds the sum. The slope of LEAK * z is LEAK.'],
  ['slope-of-line', () => 1, 'Your slope is 1 everywhere. Below zero the curve is flatter: LEAK.'],
  ['slope-negative', (z) => (z > 0 ? 1 : -LEAK), 'Below zero your slope is negative. The curve still rises there, only slowly: LEAK.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const functions = { leakyRelu: reader['leakyRelu'], slope: reader['slope'] };
  for (const [name, found] of Object.entries(functions)) {
    if (typeof found !== 'function') return fail('no-function', `There should be an exported function named ${name}; found ${describe(found)}.`);
  }
  const { leakyRelu, slope } = functions as Record<string, (sums: Float32Array) => unknown>;

  for (let round = 0; round < 3; round++) {
    const count = 2 * random.integer(3, 8);
    const sums = random.vector(count, 0.3, 4).map((value, k) => (k % 2 ? -value : value)); // none is 0, where two slopes meet
    for (const [name, f, rule, mistakes] of [
      ['leakyRelu', leakyRelu!, (z: number) => (z > 0 ? z : LEAK * z), outputs],
      ['slope', slope!, (z: number) => (z > 0 ? 1 : LEAK), slopes],
    ] as const) {
      const given = copy(sums);
      const result = f(given);
      if (!given.every((value, k) => value === sums[k])) return fail('changes-input', `${name} changed the sums it was given. The backward pass needs them again: write into a new array.`);
      const wish = `For a sum of ${sums[0]!.toFixed(3)} it should be ${rule(sums[0]!).toFixed(3)}, for ${sums[1]!.toFixed(3)} it should be ${rule(sums[1]!).toFixed(5)}.`;
      if (!(Array.isArray(result) || result instanceof Float32Array) || result.length !== count) {
        return fail('wrong-shape', `${name} should give as many numbers as there are sums, ${count} here; yours gives ${describe(result)}.`);
      }
      // Number by number, since a leak is small beside what passes whole.
      const follows = (expected: Rule): boolean => [...result].every((value: unknown, k) => close([value], [expected(sums[k]!)], 1e-3));
      if (follows(rule)) continue;
      if (follows(() => 0)) return fail('nothing-yet', `${name} still gives zeros. Look at each sum: is it above zero or below? ${wish}`);
      for (const [id, mistaken, message] of mistakes) if (follows(mistaken)) return fail(id, `${message} ${wish}`);
      return fail(name === 'slope' ? 'wrong-slope' : 'wrong-output', `${name} gives other numbers. ${wish} Yours are ${[...result].slice(0, 2).map((value) => Number(value).toFixed(5)).join(' and ')}.`);
    }
  }
  return pass('Above zero all of it, below zero a hundredth, and the slopes to match.');
};

export default check;
