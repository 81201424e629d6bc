import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const check: Check = (reader, { random, copy, describe, pass, fail }) => {
  const accuracy = reader['accuracy'];
  if (typeof accuracy !== 'function') return fail('no-function', `There should be an exported function named accuracy; found ${describe(accuracy)}.`);

  for (let round = 0; round < 3; round++) {
    const weights = random.matrix(784, 10, -1, 1); // [784, 10]
    const count = random.integer(31, 60);
    const images = Array.from({ length: count }, () => random.image()); // [count, 784]
    const scores = images.map((image) => Float32Array.from({ length: 10 }, (_, j) => image.reduce((sum, pixel, i) => sum + pixel * weights[i]![j]!, 0)));
    const highest = scores.map((row) => row.indexOf(Math.max(...row)));
    const lowest = scores.map((row) => row.indexOf(Math.min(...row)));
    // Two thirds are guessed right, the first and the last among them; half of the others show the lowest score.
    const right = (n: number): boolean => n === count - 1 || n % 3 !== 1;
    const labels = Uint8Array.from(highest, (digit, n) => {
      if (right(n)) return digit;
      return n % 2 === 0 ? lowest[n]! : (digit + random.integer(1, 10)) % 10;
    });
    const share = (guess: (n: number) => number, from = 0, to = count): number => {
      let correct = 0;
      for (let n = from; n < to; n++) if (guess(n) === labels[n]) correct++;
      return correct;
    };
    const correct = share((n) => highest[n]!);
    const want = `In this test set of ${count} images ${correct} are guessed right, which is ${Number((correct / count).toFixed(4))}.`;

    const before = copy(weights);
    let looked = false;
    const watched = new Proxy(images, {
      get(list, key) {
        if (typeof key === 'string' && /^\d+$/.test(key)) looked = true;
        return Reflect.get(list, key) as unknown;
      },
    });
    const result: unknown = accuracy(weights, watched, labels);

    if (!weights.every((row, i) => row.every((value, j) => Object.is(value, before[i]![j]!)))) {
      return fail('trains-while-testing', 'The weights changed while they were tested. A test only looks: predict and compare, but do not update.');
    }
    if (typeof result !== 'number') return fail('wrong-shape', `accuracy should be one number from 0 to 1; yours is ${describe(result)}. ${want}`);
    if (Number.isNaN(result)) return fail('not-a-number', `accuracy came out as NaN, not a number. Divide by images.length, and read labels[n] for the same n as images[n]. ${want}`);
    const is = (value: number): boolean => Math.abs(result - value) < 1e-6;
    if (is(correct / count)) continue;

    const got = `Yours is ${Number(result.toFixed(4))}.`;
    if (is(correct)) return fail('count-not-share', `You count rightly. Now make it a share: divide by the number of images. ${want} ${got}`);
    if (is((100 * correct) / count)) return fail('percent', `This is the accuracy in per cent. Give the share, from 0 to 1, and multiply by 100 only to show it. ${want} ${got}`);
    if (is(1 - correct / count)) return fail('error-rate', `This is the share that is guessed wrong. ${want} ${got}`);
    if ([10, 784, 10_000, 60_000].some((number) => is(correct / number))) {
      return fail('fixed-count', `You divide by a fixed number. Divide by images.length, which is ${count} here. ${want} ${got}`);
    }
    if (is(share((n) => highest[n]!, 0, count - 1) / count) || is(share((n) => highest[n]!, 1) / count)) {
      return fail('missed-image', `One image is never looked at, the first or the last. n should run from 0 up to, but not including, images.length. ${want} ${got}`);
    }
    if (is(share((n) => lowest[n]!) / count)) return fail('lowest-score', `You take the lowest score for the guess. The guess is where the highest stands. ${want} ${got}`);
    if (!looked) return fail('nothing-yet', `Your function has not looked at any image yet. Go through all of them, and count those that are guessed right. ${want} ${got}`);
    if (result === 0) {
      return fail('never-right', `No image at all counts as right. Compare labels[n] with the index of the highest score (argmax), not with a score or a list. ${want}`);
    }
    if (result === 1) return fail('always-right', `Every image counts as right. Compare the guess with labels[n], with ===. ${want}`);
    return fail('wrong-share', `${want} ${got} Compare argmax of the ten scores with labels[n], image by image.`);
  }
  return pass('The share is right. Chance alone would reach about 10 %; now you can measure how far above it the weights come.');
};

export default check;
