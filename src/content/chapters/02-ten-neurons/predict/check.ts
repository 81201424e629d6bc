import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];

const show = (value: number): string => String(Number(value.toPrecision(4)));

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const predict = reader['predict'];
  if (typeof predict !== 'function') return fail('no-function', `There should be an exported function named predict; found ${describe(predict)}.`);

  for (let round = 0; round < 3; round++) {
    const image = random.image(); // [784]
    image[0] = random.uniform(0.5, 1);
    image[783] = random.uniform(0.5, 1);
    const weights: Matrix = random.matrix(784, 10, -0.5, 1); // [784, 10]
    const [x, w] = [copy(image), copy(weights)];
    const result: unknown = predict(image, weights);

    /** Ten sums over the pixels, each term by `of`. */
    const sums = (of: (pixel: number, weight: number) => number, from = 0, to = 784): number[] =>
      Array.from({ length: 10 }, (_, j) => w.slice(from, to).reduce((total, row, i) => total + of(x[from + i]!, row[j]!), 0));
    const expected = sums((pixel, weight) => pixel * weight);
    const want = (j: number): string => `In this test prediction[${j}] should be ${show(expected[j]!)}`;

    if (!image.every((pixel, i) => pixel === x[i]) || !weights.every((row, i) => row.every((weight, j) => weight === w[i]![j]))) {
      return fail('changes-input', 'predict changed the image or the weights. It should only read them.');
    }
    if (typeof result === 'number') {
      const guess = expected.indexOf(Math.max(...expected));
      if (result === guess) return fail('guess-not-scores', `predict gave ${result}, the digit with the highest score. That comes next; here all ten scores are asked for.`);
      return fail('one-number', `predict should give ten numbers, one for each digit; yours gives one, ${show(result)}. Keep a sum for each output. ${want(0)}.`);
    }
    if (!ArrayBuffer.isView(result) && !Array.isArray(result)) return fail('wrong-shape', `predict should give ten numbers; yours gives ${describe(result)}. ${want(0)}.`);
    const scores = Array.from(result as ArrayLike<number>);
    if (scores.length !== 10) return fail('wrong-shape', `predict should give ten numbers, one for each column of the weights; yours gives ${describe(result)}. ${want(0)}.`);
    if (close(scores, expected)) continue;

    const bad = scores.findIndex((score) => !Number.isFinite(score));
    if (bad >= 0) {
      return fail('transposed-weights', `prediction[${bad}] is ${scores[bad]}. Probably the indices are swapped: weights[i][j] is row i, the pixel, and column j, the digit. weights[j][i] reads past the end of a row of 10. ${want(bad)}.`);
    }
    const worst = expected.reduce((most, value, j) => (Math.abs(scores[j]! - value) > Math.abs(scores[most]! - expected[most]!) ? j : most), 0);
    const got = `${want(worst)}; yours is ${show(scores[worst]!)}.`;
    if (scores.every((score) => score === 0)) return fail('nothing-yet', `All ten scores are 0: nothing has been added to them yet. ${got}`);
    if (close(scores, sums((pixel, weight) => pixel * weight, 783))) {
      return fail('last-pixel-only', `Only the last pixel counts. Add each product to prediction[j] (+=), instead of putting it in its place (=). ${got}`);
    }
    if (close(scores, sums((_pixel, weight) => weight))) return fail('forgotten-image', `You add up the weights alone. Multiply each by its pixel, or every image gets the same scores. ${got}`);
    if (close(scores, sums((pixel) => pixel))) return fail('forgotten-weights', `You add up the pixels alone, so all ten scores are the same. Multiply each pixel by its weight. ${got}`);
    if (close(scores, sums((pixel, weight) => pixel + weight))) return fail('sum-for-product', `You add pixel and weight. Multiply them. ${got}`);
    if (close(scores, sums((pixel, weight) => (pixel > 0 ? weight : 0)))) return fail('ink-or-not', `Every inked pixel counts fully, however grey it is. Multiply by image[i]. ${got}`);
    if (close(scores, expected.map((value) => value / 784))) return fail('averaged', `You divide by 784. A score is the plain sum. ${got}`);
    if (close(scores, sums((pixel, weight) => pixel * weight, 0, 783)) || close(scores, sums((pixel, weight) => pixel * weight, 1))) {
      return fail('missed-pixel', `One pixel is left out, the first or the last. i should run from 0 while i < image.length. ${got}`);
    }
    if (close(scores.slice(0, 9), expected.slice(0, 9)) && scores[9] === 0) return fail('missed-output', `The last output is left out. j should run while j < 10. ${got}`);
    const running = expected.reduce<number[]>((list, value) => [...list, value + (list.at(-1) ?? 0)], []);
    if (close(scores, running)) return fail('running-sum', `Each score still holds the ones before it. Every output starts its own sum at 0. ${got}`);
    return fail('wrong-numbers', `The shape is right, some of the numbers are not. ${got}`);
  }
  return pass('7,840 multiplications, ten scores. With the random weights of seed 10 you should see 49.02, 53.17, 53.57 and so on. (The widget in the step before cuts decimals off: 53.56.)');
};

export default check;
