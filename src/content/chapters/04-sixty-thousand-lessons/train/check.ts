import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Matrix = Float32Array[];
type Lesson = readonly [image: number, label: Float32Array];

const oneHot = (digit: number, value = 1): Float32Array => {
  const label = new Float32Array(10); // [10]
  if (digit >= 0 && digit < 10) label[digit] = value;
  return label;
};

function teach(weights: Matrix, image: Float32Array, label: Float32Array, alpha: number, judgedBy: Matrix = weights): void {
  const delta = label.map((truth) => -truth); // [10]
  const inked = Array.from(image.keys()).filter((i) => image[i] !== 0);
  for (const i of inked) for (let j = 0; j < 10; j++) delta[j]! += image[i]! * judgedBy[i]![j]!;
  for (const i of inked) for (let j = 0; j < 10; j++) weights[i]![j]! -= alpha * image[i]! * delta[j]!;
}

const check: Check = async (reader, { random, close, copy, describe, pass, fail }) => {
  const train = reader['train'];
  if (typeof train !== 'function') return fail('no-function', `There should be an exported function named train; found ${describe(train)}.`);

  for (const epochs of [2, 1, 3]) {
    const count = random.integer(5, 8);
    const images = Array.from({ length: count }, () => random.image()); // [count, 784]
    const digits = Uint8Array.from({ length: count }, (_, n) => (n < 2 ? 3 + 4 * n : random.integer(0, 10)));
    const alpha = random.uniform(0.005, 0.012);
    const start = random.matrix(784, 10, -0.5, 0.5); // [784, 10]

    const weights = copy(start);
    const [imagesBefore, digitsBefore] = [copy(images), copy(digits)];
    const returned: unknown = await train(weights, images, digits, alpha, epochs);

    if (!images.every((image, n) => image.every((pixel, i) => pixel === imagesBefore[n]![i])) || !digits.every((digit, n) => digit === digitsBefore[n])) {
      return fail('changes-input', 'train changed the images or the labels. They are needed again in the next pass: make a new one-hot array for each lesson.');
    }
    const story = `In this test: ${count} images, alpha ${alpha.toFixed(4)}, epochs ${epochs}, so ${count * epochs} lessons.`;
    if (weights.every((row, i) => row.every((value, j) => Object.is(value, start[i]![j]!)))) {
      const lost = returned === undefined ? '' : ` train returned ${describe(returned)}, but it should change the weights it is given.`;
      return fail('nothing-learnt', `After train, all 7,840 weights are what they were.${lost} Call update once for every image. ${story}`);
    }
    if (!weights.every((row) => row.every(Number.isFinite))) {
      return fail('label-not-one-hot',
        `Weights became NaN, not a number. update wants a label of ten numbers with a 1 at the digit, and labels[n] is only the digit, such as ${digits[0]}; also keep n below images.length. ${story}`);
    }

    /** What the weights would be if the lessons had been these. */
    const after = (lessons: readonly Lesson[]): Matrix => {
      const result = copy(start);
      for (const [n, label] of lessons) teach(result, images[n]!, label, alpha);
      return result;
    };
    const order = Array.from(digits, (_, n) => n);
    const repeated = <T>(list: readonly T[], times = epochs): T[] => Array.from({ length: times }, () => list).flat();
    const lesson = (n: number): Lesson => [n, oneHot(digits[n]!)];
    const learnt = (result: Matrix): boolean => close(weights, result, 1e-4);
    if (learnt(after(repeated(order).map(lesson)))) continue;

    if (epochs > 1) {
      if (learnt(after(order.map(lesson)))) return fail('one-epoch', `Only one pass was made. Put a loop over the epochs around the loop over the images. ${story}`);
      if (learnt(after(order.flatMap((n) => repeated([lesson(n)]))))) {
        return fail('epochs-inside', `Each image is taught ${epochs} times before the next one comes. An epoch is a pass over all images: its loop goes outside. ${story}`);
      }
    }
    if (learnt(after(repeated(order.toReversed()).map(lesson)))) return fail('reversed-order', `The images come last first. Take them in the order of the list. ${story}`);
    if (learnt(after(repeated(order.slice(0, -1)).map(lesson)))) return fail('missed-image', `The last image of each pass is never taught. n should run while n < images.length. ${story}`);
    if (learnt(after(repeated(order.slice(1)).map(lesson)))) return fail('missed-image', `The first image of each pass is never taught. The first index is 0. ${story}`);
    if (learnt(after(repeated([0]).map(lesson))) || learnt(after(lesson1()))) {
      return fail('same-image', `Only the first image is ever taught. Use images[n] and labels[n], with the n of your loop. ${story}`);
    }
    if (learnt(after(repeated(order).map((n) => [n, oneHot(digits[n]!, digits[n]!)])))) {
      return fail('digit-for-one', `The label holds the digit at its place. One-hot means a 1 there, whichever digit it is. ${story}`);
    }
    if (learnt(after(repeated(order).map((n) => [n, oneHot(digits[n]! - 1)])))) return fail('label-off-by-one', `The 1 stands one place too early. Digit 0 has index 0. ${story}`);
    if (learnt(after(stained(repeated(order), false))) || learnt(after(stained(repeated(order), true)))) {
      return fail('label-not-cleared', `The 1s of earlier labels are still there. Make a new array of zeros for each lesson. ${story}`);
    }
    if (learnt(allAtOnce())) {
      return fail('all-at-once', `All images of a pass are judged by the weights from before the pass. Here each lesson starts from what the last one left: update the weights image by image. ${story}`);
    }
    return fail('wrong-lessons', `The weights moved, but not as these lessons would move them: for each pass, for each image in order, one update with alpha as given. ${story}`);

    function lesson1(): Lesson[] {
      return repeated(order).map(() => lesson(0));
    }
    /** Labels written into one array that is never cleared, made once or once a pass. */
    function stained(sequence: readonly number[], oncePerPass: boolean): Lesson[] {
      let label = new Float32Array(10); // [10]
      return sequence.map((n, k) => {
        if (oncePerPass && k % count === 0) label = new Float32Array(10);
        label[digits[n]!] = 1;
        return [n, label.slice()];
      });
    }
    function allAtOnce(): Matrix {
      const result = copy(start);
      for (let epoch = 0; epoch < epochs; epoch++) {
        const before = copy(result);
        for (const n of order) teach(result, images[n]!, oneHot(digits[n]!), alpha, before);
      }
      return result;
    }
  }
  return pass('Every image, in order, one lesson each, as many passes as asked for.');
};

export default check;
