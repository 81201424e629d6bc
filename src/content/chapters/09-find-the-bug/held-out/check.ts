import type { Check } from '../../../../lib/sandbox/check-contract.ts';

interface Digits {
  readonly images: Uint8Array[];
  readonly labels: Uint8Array;
}

const check: Check = (reader, { random, describe, pass, fail }) => {
  const [accuracy, gap] = [reader['accuracy'], reader['gap']];
  if (typeof accuracy !== 'function') return fail('no-function', `There should be an exported function named accuracy; found ${describe(accuracy)}.`);
  if (typeof gap !== 'function') return fail('no-function', `There should be an exported function named gap; found ${describe(gap)}.`);

  for (let round = 0; round < 3; round++) {
    // An image's first pixel is what the network will answer.
    const answers: Digits[] = [random.integer(60, 90), random.integer(21, 40)].map((count) => ({
      images: Array.from({ length: count }, () => Uint8Array.from({ length: 784 }, (_, i) => (i === 0 ? random.integer(0, 10) : random.integer(0, 256)))),
      labels: new Uint8Array(count),
    }));
    const shares = [random.uniform(0.85, 0.95), random.uniform(0.5, 0.7)];
    const right = answers.map(({ images, labels }, set) => {
      let count = 0;
      images.forEach((image, n) => {
        const isRight = n < images.length * shares[set]!;
        count += Number(isRight);
        labels[n] = isRight ? image[0]! : (image[0]! + random.integer(1, 10)) % 10;
      });
      return count;
    });
    const [training, test] = answers as [Digits, Digits];
    const predict = (image: Uint8Array): Float32Array => Float32Array.from({ length: 10 }, (_, j) => (j === image[0] ? 2 : -1));
    const [a, b] = [right[0]! / training.images.length, right[1]! / test.images.length];
    const both = (right[0]! + right[1]!) / (training.images.length + test.images.length);
    const story = `In this test ${right[0]} of ${training.images.length} training images are answered rightly, and ${right[1]} of ${test.images.length} test images.`;

    const result: unknown = accuracy(predict, training, test);
    if (typeof result !== 'number') return fail('wrong-shape', `accuracy should be one number from 0 to 1; yours is ${describe(result)}. ${story}`);
    const is = (value: number): boolean => Math.abs(result - value) < 1e-6;
    const mixed = test.images.filter((image, n) => image[0] === training.labels[n]).length / test.images.length;
    if (!is(b)) {
      const want = `${story} So it should be ${b.toFixed(4)}; yours is ${Number(result.toFixed(4))}.`;
      if (is(a)) return fail('training-images', `This is measured on the training images, as in S3. The network has learnt from those: measure on the test images. ${want}`);
      if (is(both)) return fail('both-sets', `This is measured on both sets together. The training images flatter it: leave them out. ${want}`);
      if (is((a + b) / 2)) return fail('average-of-both', `This is the average of the two accuracies. Half of it still flatters: leave the training images out. ${want}`);
      if (is(right[1]! / training.images.length)) return fail('divided-by-training', `You count the right answers among the test images, and divide by the number of training images. ${want}`);
      if (is(mixed)) return fail('labels-of-training', `You compare the answers for test images with labels of training images. Both must come from the test set. ${want}`);
      if (is(right[1]!)) return fail('count-not-share', `This is a count. Divide by the number of test images. ${want}`);
      if (is(100 * b)) return fail('percent', `This is in per cent. Give the share, from 0 to 1. ${want}`);
      return fail('wrong-share', want);
    }

    const points: unknown = gap(predict, training, test);
    const wish = `${story} That is ${(100 * a).toFixed(2)} % and ${(100 * b).toFixed(2)} %, a gap of ${(100 * (a - b)).toFixed(2)} points`;
    if (typeof points !== 'number') return fail('wrong-shape', `gap should be one number; yours is ${describe(points)}. ${wish}.`);
    const gives = (value: number): boolean => Math.abs(points - value) < 1e-4;
    if (gives(100 * (a - b))) continue;
    const got = `${wish}; yours is ${Number(points.toFixed(4))}.`;
    if (points === 0) return fail('no-gap', `The accuracy is honest now. The gap is still 0: take the test accuracy away from the training accuracy. ${got}`);
    if (gives(100 * (b - a))) return fail('gap-upside-down', `The gap has the wrong sign. It is positive when training flatters: training minus test. ${got}`);
    if (gives(a - b)) return fail('gap-not-in-points', `This is the difference of the shares. In points it is a hundred times that. ${got}`);
    if (gives((100 * (a - b)) / a) || gives((100 * (a - b)) / b)) return fail('gap-as-ratio', `You divide the difference by one of the two. Points are the plain difference. ${got}`);
    return fail('wrong-gap', got);
  }
  return pass('Measured where it counts, on images that taught the network nothing. And you know by how much the other figure flatters.');
};

export default check;
