import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Rows = readonly (readonly number[])[];
type Labels = readonly number[];
type Given = [predict: (image: ArrayLike<number>) => Float32Array, trainingImages: Uint8Array[], trainingLabels: Uint8Array, testImages: Uint8Array[], testLabels: Uint8Array];
type Function = (...given: unknown[]) => unknown;

/** How many of these the network answers rightly: its answer is an image's first pixel. */
const count = (images: Rows, labels: Labels): number => images.filter((image, n) => image[0] === labels[n]).length;
const share = (images: Rows, labels: Labels): number => count(images, labels) / images.length;

const check: Check = (reader, { judge, random, describe, fail }) => {
  const names = ['accuracy', 'gap'] as const;
  for (const name of names) if (typeof reader[name] !== 'function') return fail('no-function', `There should be an exported function named ${name}; found ${describe(reader[name])}.`);

  /** So many images, of which about this share is answered rightly, the right ones anywhere. */
  const set = (size: number, part: number): [Uint8Array[], Uint8Array] => {
    const images = Array.from({ length: size }, () => Uint8Array.from({ length: 12 }, (_, i) => (i === 0 ? random.integer(0, 10) : random.integer(10, 256))));
    const labels = Uint8Array.from(images, (image, n) => {
      const isRight = part === 1 || (part > 0 && (n === 0 ? false : n === size - 1 ? true : random.uniform() < part));
      return isRight ? image[0]! : (image[0]! + random.integer(1, 10)) % 10;
    });
    return [images, labels];
  };
  const of = (top: number, rest: number) => (image: ArrayLike<number>): Float32Array => Float32Array.from({ length: 10 }, (_, j) => (j === image[0] ? top : rest));
  const [scores, below, shares] = [of(2, -1), of(-3, -40), of(0.91, 0.01)];
  const questions = [
    { given: [scores, ...set(5, 0.7), ...set(4, 0.5)], what: 'a handful of images' },
    { given: [scores, ...set(61, 0.9), ...set(37, 0.5)], what: 'a network that does better in training' },
    { given: [shares, ...set(40, 0.5), ...set(53, 0.85)], what: 'a network that does better in the test' },
    { given: [below, ...set(30, 0.9), ...set(31, 0.7)], what: 'scores below 0' },
    { given: [scores, ...set(20, 1), ...set(20, 0)], what: 'no right answer in the test' },
    { given: [scores, ...set(20, 0.5), ...set(20, 1)], what: 'nothing but right answers in the test' },
    { given: [scores, ...set(230, 0.95), ...set(310, 0.8)], what: 'hundreds of images' },
    { given: [scores, ...set(3, 0.5), ...set(1, 1)], what: 'one test image' },
    { given: [scores, ...set(30, 0.2), ...set(60, 1e-9)], what: 'hardly a right answer' },
  ] as const satisfies readonly { given: Given; what: string }[];
  const story = ([, trainingImages, trainingLabels, testImages, testLabels]: readonly [unknown, Rows, Labels, Rows, Labels]): string =>
    `In a test ${count(trainingImages, trainingLabels)} of ${trainingImages.length} training images are answered rightly, and ${count(testImages, testLabels)} of ${testImages.length} test images.`;
  const takes = ['predict', 'the training images', 'the training labels', 'the test images', 'the test labels'];
  const reading = Object.fromEntries(
    names.map((name) => [
      name,
      (predict: unknown, trainingImages: unknown, trainingLabels: unknown, testImages: unknown, testLabels: unknown) =>
        (reader[name] as Function)(predict, { images: trainingImages, labels: trainingLabels }, { images: testImages, labels: testLabels }),
    ]),
  );

  const accuracy = judge<Given>(reading, {
    name: 'accuracy',
    takes,
    questions,
    right: (_p, _a, _b, images, labels) => share(images, labels),
    untouched: ['training-images', (_p, images, labels) => share(images, labels), 'This is measured on the training images, as in S3. The network has learnt from those: measure on the test images.'],
    mistakes: [
      ['both-sets', (_p, a, la, b, lb) => (count(a, la) + count(b, lb)) / (a.length + b.length), 'This is measured on both sets together. The training images flatter it: leave them out.'],
      ['average-of-both', (_p, a, la, b, lb) => (share(a, la) + share(b, lb)) / 2, 'This is the average of the two accuracies. Half of it still flatters: leave the training images out.'],
      ['divided-by-training', (_p, a, _la, b, lb) => count(b, lb) / a.length, 'You count the right answers among the test images, and divide by the number of training images.'],
      ['labels-of-training', (_p, _a, la, b) => share(b, la), 'You compare the answers for test images with labels of training images. Both must come from the test set.'],
      ['labels-of-test', (_p, a, _la, _b, lb) => share(a, lb), 'You compare the answers for training images with labels of test images. Both must come from the test set.'],
      ['count-not-share', (_p, _a, _la, b, lb) => count(b, lb), 'This is a count. Divide by the number of test images.'],
      ['percent', (_p, _a, _la, b, lb) => 100 * share(b, lb), 'This is in per cent. Give the share, from 0 to 1.'],
      ['share-of-mistakes', (_p, _a, _la, b, lb) => 1 - share(b, lb), 'This is the share of wrong answers. Count the right ones.'],
      ['first-hundred', (_p, _a, _la, b, lb) => share(b.slice(0, 100), lb), 'Only the first hundred images are asked. Measure on all of the test set.'],
      ['last-left-out', (_p, _a, _la, b, lb) => (b.length < 2 ? null : count(b.slice(0, -1), lb) / b.length), 'The last test image is not counted. n should run while n < images.length.'],
      ['first-left-out', (_p, _a, _la, b, lb) => (b.length < 2 ? null : (count(b, lb) - Number(b[0]![0] === lb[0])) / b.length), 'The first test image is not counted. The first index is 0.'],
    ],
    keep: 'The sets are only read.',
    shape: 'Give one number from 0 to 1.',
    sound: 'Divide by the number of test images.',
    example: ({ given }, { told }) => `${story(given)} So it should be ${told[0]}; yours is ${told[1]}.`,
    wrong: ['wrong-share', 'This is not the share of the test images that are answered rightly.'],
    pass: '',
  });
  if (!accuracy.passed) return accuracy;
  return judge<Given>(reading, {
    name: 'gap',
    takes,
    questions,
    right: (_p, a, la, b, lb) => 100 * (share(a, la) - share(b, lb)),
    untouched: ['no-gap', () => 0, 'The accuracy is honest now. The gap is still 0: take the test accuracy away from the training accuracy.'],
    mistakes: [
      ['gap-upside-down', (_p, a, la, b, lb) => 100 * (share(b, lb) - share(a, la)), 'The gap has the wrong sign. It is positive when training flatters: training minus test.'],
      ['absolute-gap', (_p, a, la, b, lb) => 100 * Math.abs(share(a, la) - share(b, lb)), 'Your gap is never below 0. Where the network does better in the test, it should be: training minus test, with its sign.'],
      ['absolute-gap', (_p, a, la, b, lb) => 100 * Math.max(0, share(a, la) - share(b, lb)), 'Your gap is never below 0. Where the network does better in the test, it should be: training minus test, with its sign.'],
      ['gap-not-in-points', (_p, a, la, b, lb) => share(a, la) - share(b, lb), 'This is the difference of the shares. In points it is a hundred times that.'],
      ['gap-as-ratio', (_p, a, la, b, lb) => (100 * (share(a, la) - share(b, lb))) / share(a, la), 'You divide the difference by the accuracy in training. Points are the plain difference.'],
      ['gap-as-ratio', (_p, a, la, b, lb) => (share(b, lb) === 0 ? null : (100 * (share(a, la) - share(b, lb))) / share(b, lb)), 'You divide the difference by the accuracy in the test. Points are the plain difference.'],
      ['no-gap', (_p, a, la) => 100 * share(a, la), 'This is the accuracy in training, in per cent. Take that in the test away from it.'],
      ['no-gap', (_p, _a, _la, b, lb) => 100 * share(b, lb), 'This is the accuracy in the test, in per cent. Take it away from that in training.'],
      ['added', (_p, a, la, b, lb) => 100 * (share(a, la) + share(b, lb)), 'The two accuracies are added. Take the second away.'],
    ],
    keep: 'The sets are only read.',
    shape: 'Give one number: the points by which training flatters.',
    sound: 'Divide by the number of images of each set.',
    example: ({ given }, { told }) => `${story(given)} That is a gap of ${told[0]} points; yours is ${told[1]}.`,
    wrong: ['wrong-gap', 'The gap is the accuracy in training minus that in the test, in points.'],
    pass: 'Measured where it counts, on images that taught the network nothing. And you know by how much the other figure flatters.',
  });
};

export default check;
