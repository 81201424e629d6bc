import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const LEAK = 0.01;
type Mistake = readonly [id: string, answer: (sums: number[]) => number[], message: string];
/** A mistake that treats each sum alike. */
const each = (id: string, rule: (z: number) => number, message: string): Mistake => [id, (sums) => sums.map(rule), message];

const check: Check = (reader, { judge, inputs, words }) => {
  const { vector } = inputs;
  /** Small ones, so that a hundredth of them does not vanish beside what passes whole. */
  const questions = [
    { given: [Float32Array.of(1.5, -1.5, 0.25, -0.25)], what: 'sums of both signs' },
    { given: [vector(3, 'negative')], what: 'sums below 0' },
    { given: [vector(3, 'positive')], what: 'sums above 0' },
    { given: [Float32Array.of(25, 40, 7)], what: 'large sums' },
    { given: [Float32Array.of(-25, -40, -700)], what: 'sums far below 0' },
    { given: [vector(5).map((z) => z * 1e-4)], what: words.tiny },
    { given: [vector(1, 'negative')], what: 'one sum' },
    { given: [vector(49)], what: '49 sums' },
  ] as const satisfies readonly { given: readonly [Float32Array]; what: string }[];
  const judged = (name: 'leakyRelu' | 'slope', rule: (z: number) => number, mistakes: readonly Mistake[], wrong: readonly [string, string], more: readonly { given: [Float32Array]; what: string }[]) =>
    judge<[sums: Float32Array]>(reader, {
      name,
      takes: ['sums'],
      questions: [...questions.map(({ given: [sums], what }) => ({ given: [sums] as [Float32Array], what })), ...more],
      right: (sums) => sums.map(rule),
      untouched: ['nothing-yet', (sums) => sums.map(() => 0), `${name} still gives zeros. Look at each sum: is it above zero or below?`],
      mistakes: [
        ...mistakes,
        ['missed-unit', (sums) => sums.map((z, i) => (i === 0 ? 0 : rule(z))), 'The first number is always 0. The first index is 0.'],
        ['missed-unit', (sums) => sums.map((z, i) => (i === sums.length - 1 ? 0 : rule(z))), 'The last number is always 0. The index should run while it is below sums.length.'],
      ],
      keep: 'The backward pass needs the sums again: write into a new array.',
      shape: 'Give as many numbers as there are sums.',
      sound: 'Read each sum from 0 to sums.length - 1.',
      wrong,
      pass: 'Above zero all of it, below zero a hundredth, and the slopes to match.',
    });
  const outputs = judged('leakyRelu', (z) => (z > 0 ? z : LEAK * z), [
    each('plain-relu', (z) => Math.max(0, z), 'Below zero yours gives 0: that is the plain ReLU. The leaky one lets a hundredth through: LEAK * z.'),
    each('leak-alone', (z) => (z > 0 ? z : LEAK), 'Below zero yours gives LEAK, whatever the sum is. Multiply it by the sum: LEAK * z.'),
    each('leak-turned-up', (z) => (z > 0 ? z : -LEAK * z), 'Below zero yours is positive. The leak keeps the sign: LEAK * z is a little below zero.'),
    each('no-bend', (z) => z, 'Yours hands every sum on as it is. A layer without a bend adds nothing to the layer before it.'),
    each('leaks-on-both-sides', (z) => LEAK * z, 'Yours shrinks the positive sums too. Above zero they pass as they are.'),
    each('sides-swapped', (z) => (z > 0 ? LEAK * z : z), 'The two sides are swapped: above zero the sum passes whole, below it leaks.'),
    ...[0.1, 0.2, 0.3, 0.02, 0.005, 0.001].map((leak) => each('other-leak', (z) => (z > 0 ? z : leak * z), `Below zero yours lets ${leak} times the sum through. S2 takes PyTorch's slope, a hundredth: LEAK is 0.01.`)),
    each('divided-by-leak', (z) => (z > 0 ? z : z / LEAK), 'Below zero yours divides by LEAK. Multiply.'),
  ], ['wrong-output', 'leakyRelu should hand on a sum above zero as it is, and LEAK times a sum below.'], [{ given: [vector(7, 'zeros')], what: words.zeros }]);
  if (!outputs.passed) return outputs;
  return judged('slope', (z) => (z > 0 ? 1 : LEAK), [
    each('slope-of-relu', (z) => (z > 0 ? 1 : 0), 'Below zero your slope is 0: that is the plain ReLU\'s. With it a unit that is silent for every image can never learn again. The leak\'s slope is LEAK.'),
    each('slope-is-output', (z) => (z > 0 ? z : LEAK * z), 'Your slope is the output again. The slope says how fast the output grows: 1 above zero, LEAK below, whatever the size of the sum.'),
    each('slope-times-sum', (z) => (z > 0 ? 1 : LEAK * z), 'Below zero your slope still holds the sum. The slope of LEAK * z is LEAK.'),
    each('slope-of-line', () => 1, 'Your slope is 1 everywhere. Below zero the curve is flatter: LEAK.'),
    each('slope-negative', (z) => (z > 0 ? 1 : -LEAK), 'Below zero your slope is negative. The curve still rises there, only slowly: LEAK.'),
    each('leak-on-both-sides', () => LEAK, 'Your slope is LEAK everywhere. Above zero the curve rises by 1.'),
    each('sides-swapped', (z) => (z > 0 ? LEAK : 1), 'The two sides are swapped: above zero the slope is 1, below it is LEAK.'),
  ], ['wrong-slope', 'slope should be 1 for a sum above zero, and LEAK for a sum below.'], []);
};

export default check;
