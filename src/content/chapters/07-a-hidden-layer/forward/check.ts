import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
type Rows = readonly Numbers[];
type Given = [weights1: Float32Array[], bias1: Float32Array, weights2: Float32Array[], bias2: Float32Array, image: Float32Array];
type Function = (...given: unknown[]) => unknown;

const rectify = (values: Numbers): number[] => values.map((value) => Math.max(0, value));
const none = (values: Numbers): number[] => values.map(() => 0);
/** row × weights + bias */
const layer = (row: Numbers, weights: Rows, bias: Numbers): number[] => bias.map((start, j) => row.reduce((sum, value, i) => (value === 0 ? sum : sum + value * weights[i]![j]!), start));

const check: Check = (reader, { judge, inputs, random, words }) => {
  const { vector, matrix } = inputs;
  const relu = judge<[sums: Float32Array]>(reader, {
    name: 'relu',
    takes: ['sums'],
    questions: [
      { given: [Float32Array.of(1.5, -1.5, 0.25, -0.25)], what: 'sums of both signs' },
      { given: [vector(3, 'negative')], what: 'sums below 0' },
      { given: [vector(3, 'positive')], what: 'sums above 0' },
      { given: [Float32Array.of(25, -40, 7)], what: words.large },
      { given: [vector(5, 'tiny')], what: words.tiny },
      { given: [vector(7, 'zeros')], what: words.zeros },
      { given: [vector(1)], what: 'one hidden unit' },
      { given: [vector(32)], what: '32 hidden units' },
    ],
    right: rectify,
    untouched: ['nothing-yet', none, 'relu gives zeros only. Numbers above 0 should come through as they are.'],
    mistakes: [
      ['missing-relu', (sums) => sums, 'relu gives its numbers back as they are. Those below 0 should become 0.'],
      ['wrong-side', (sums) => sums.map((sum) => Math.min(0, sum)), 'relu keeps the numbers below 0 and drops those above. It should be the other way round.'],
      ['absolute-value', (sums) => sums.map(Math.abs), 'Numbers below 0 lose their sign. They should become 0.'],
      ['slope-for-value', (sums) => sums.map((sum) => Number(sum > 0)), 'relu gives 1 for numbers above 0. That is its slope; the value is the number itself.'],
      ['slope-for-value', (sums) => sums.map((sum) => Number(sum >= 0)), 'relu gives 1 for numbers that are not below 0. That is its slope; the value is the number itself.'],
      ['leaky', (sums) => sums.map((sum) => (sum > 0 ? sum : 0.01 * sum)), 'A little of the numbers below 0 comes through. That is LeakyReLU, which has its turn in chapter 8; here they become 0.'],
      ['capped', (sums) => sums.map((sum) => Math.min(6, Math.max(0, sum))), 'Nothing above 6 comes through. ReLU has no upper end: a number above 0 stays as it is.'],
      ['capped', (sums) => sums.map((sum) => Math.min(1, Math.max(0, sum))), 'Nothing above 1 comes through. ReLU has no upper end: a number above 0 stays as it is.'],
      ['missed-unit', (sums) => sums.map((sum, i) => (i === 0 ? 0 : Math.max(0, sum))), 'The first number is always 0. The first index is 0.'],
      ['missed-unit', (sums) => sums.map((sum, i) => (i === sums.length - 1 ? 0 : Math.max(0, sum))), 'The last number is always 0. i should run while i < sums.length.'],
    ],
    keep: 'The way back still needs the sums: write into a new array.',
    shape: 'Give as many numbers as it gets.',
    sound: 'Read sums[i] for i from 0 to sums.length - 1.',
    wrong: ['wrong-relu', 'relu should keep the numbers above 0 and make the others 0.'],
    pass: '',
  });
  if (!relu.passed) return relu;

  const { forward } = reader;
  const scores = (reading: Readonly<Record<string, unknown>>) => {
    const network = (units: number, sort: 'mixed' | 'negative' | 'positive' = 'mixed', scale = 0.2): [Float32Array[], Float32Array, Float32Array[], Float32Array] => [
      matrix(784, units, sort).map((row) => row.map((weight) => scale * weight)), vector(units), matrix(units, 10), vector(10),
    ];
    const [w1, , w2, b2] = network(5);
    const image = inputs.image();
    return judge<Given>(reading, {
      name: 'forward',
      takes: ['weights1', 'bias1', 'weights2', 'bias2', 'image'],
      questions: [
        { given: [...network(10), image], what: 'ten hidden units' },
        { given: [...network(7), inputs.image('stroke')], what: words.images.stroke },
        { given: [...network(7), inputs.image('edges')], what: words.images.edges },
        { given: [...network(6), inputs.image('blank')], what: words.images.blank },
        { given: [...network(4, 'positive', 1), inputs.image()], what: 'large hidden outputs' },
        { given: [w1, Float32Array.of(-200, -200, -200, -200, -200), w2, b2, image], what: 'every hidden unit cut off' },
        { given: [...network(6), inputs.image('black').map((pixel) => pixel * random.uniform(0.5, 1))], what: words.images.black },
        { given: [...network(1), inputs.image()], what: 'one hidden unit' },
        { given: [...network(6).map((part) => Array.from<number | Float32Array, unknown>(part as ArrayLike<number | Float32Array>, (row) => (typeof row === 'number' ? row / 1000 : row.map((value) => value / 1000)))), inputs.image()] as unknown as Given, what: words.tiny },
      ],
      tolerance: 1e-4,
      right: (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, b1)), w2, b2),
      untouched: ['nothing-yet', (_w1, _b1, _w2, b2) => none(b2), 'All scores are 0: forward does nothing yet.'],
      mistakes: [
        ['missing-relu', (w1, b1, w2, b2, x) => layer(layer(x, w1, b1), w2, b2), 'The sums go on to the second layer as they are. Without relu between them, two layers are one.'],
        ['relu-on-the-scores', (w1, b1, w2, b2, x) => rectify(layer(rectify(layer(x, w1, b1)), w2, b2)), 'relu is applied to the scores as well. They must be free to be negative: only the hidden layer is bent.'],
        ['relu-on-the-scores', (w1, b1, w2, b2, x) => rectify(layer(layer(x, w1, b1), w2, b2)), 'relu is applied to the scores instead of the hidden layer.'],
        ['forgotten-bias', (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, none(b1))), w2, none(b2)), 'Both biases are missing. Add bias1 to the first sums, and bias2 to the second.'],
        ['forgotten-bias', (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, none(b1))), w2, b2), 'bias1 is missing. Add it to the sums, before relu.'],
        ['forgotten-bias', (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, b1)), w2, none(b2)), 'bias2 is missing. Add it to the sums of the second layer.'],
        ['bias-after-relu', (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, none(b1))).map((value, i) => value + b1[i]!), w2, b2), 'bias1 is added after relu. It belongs to the sums: add it first, so that it moves the place where relu bends.'],
        ['hidden-not-scores', (w1, b1, _w2, _b2, x) => rectify(layer(x, w1, b1)), 'forward gives the hidden layer. It still has to meet weights2 and bias2.'],
        ['sums-not-scores', (w1, b1, _w2, _b2, x) => layer(x, w1, b1), 'forward gives the sums of the hidden layer. They still have to go through relu, and to meet weights2 and bias2.'],
        ['bias-alone', (_w1, _b1, _w2, b2) => b2, 'forward gives bias2 alone. Add the hidden outputs times weights2 to it.'],
        ['biases-subtracted', (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, b1.map((b) => -b))), w2, b2), 'bias1 is taken away from the sums. Add it.'],
        ['biases-subtracted', (w1, b1, w2, b2, x) => layer(rectify(layer(x, w1, b1)), w2, b2.map((b) => -b)), 'bias2 is taken away from the scores. Add it.'],
        ['capped', (w1, b1, w2, b2, x) => layer(layer(x, w1, b1).map((sum) => Math.min(6, Math.max(0, sum))), w2, b2), 'No hidden output is above 6. ReLU has no upper end.'],
      ],
      keep: 'It only reads the network and the image: sums go into new arrays.',
      shape: 'Give one score for each digit.',
      sound: 'There are 784 pixels, as many hidden units as bias1 has numbers, and ten scores.',
      example: (_seen, { at, told }) => `In one of the tests the score at [${at.join('][')}] should be ${told[0]} and is ${told[1]}.`,
      wrong: ['wrong-scores', 'The scores are not what the four arrays make of the image.'],
      pass: 'From 784 pixels through a hidden layer to ten scores, bent once on the way.',
    });
  };
  if (typeof forward !== 'function') return scores(reader);
  return scores({
    forward: (weights1: unknown, bias1: unknown, weights2: unknown, bias2: unknown, image: unknown) => (forward as Function)({ weights1, bias1, weights2, bias2 }, image),
  });
};

export default check;
