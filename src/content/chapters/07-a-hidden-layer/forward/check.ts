import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Numbers = readonly number[];
interface Network {
  readonly weights1: Float32Array[];
  readonly bias1: Float32Array;
  readonly weights2: Float32Array[];
  readonly bias2: Float32Array;
}

const list = (values: ArrayLike<number>): string => `[${Array.from(values, (value) => Number(value.toPrecision(3))).join(', ')}]`;
const rectify = (values: Numbers): Numbers => values.map((value) => Math.max(0, value));
const times = (row: Numbers, matrix: readonly ArrayLike<number>[], columns: number): Numbers =>
  Array.from({ length: columns }, (_, j) => row.reduce((sum, value, i) => sum + value * matrix[i]![j]!, 0));
const plus = (a: Numbers, b: ArrayLike<number>): Numbers => a.map((value, j) => value + b[j]!);

const reluMistakes: ReadonlyArray<readonly [id: string, of: (value: number) => number, message: string]> = [
  ['nothing-yet', () => 0, 'relu gives zeros only. Numbers above 0 should come through as they are.'],
  ['missing-relu', (value) => value, 'relu gives its numbers back as they are. Those below 0 should become 0.'],
  ['wrong-side', (value) => Math.min(0, value), 'relu keeps the numbers below 0 and drops those above. It should be the other way round.'],
  ['absolute-value', Math.abs, 'Numbers below 0 lose their sign. They should become 0.'],
  ['slope-for-value', (value) => Number(value > 0), 'relu gives 1 for numbers above 0. That is its slope; the value is the number itself.'],
  ['leaky', (value) => (value > 0 ? value : 0.01 * value), 'A little of the numbers below 0 comes through. That is LeakyReLU, which has its turn in chapter 8; here they become 0.'],
];

/** What a common mistake makes of the scores. */
const forwardMistakes: ReadonlyArray<readonly [id: string, of: (network: Network, image: Numbers) => Numbers, message: string]> = [
  ['nothing-yet', ({ bias2 }) => Array.from(bias2, () => 0), 'All scores are 0: forward does nothing yet.'],
  ['missing-relu', (n, x) => plus(times(plus(times(x, n.weights1, n.bias1.length), n.bias1), n.weights2, n.bias2.length), n.bias2), 'The sums go on to the second layer as they are. Without relu between them, two layers are one.'],
  ['relu-on-the-scores', (n, x) => rectify(scoresOf(n, x)), 'relu is applied to the scores as well. They must be free to be negative: only the hidden layer is bent.'],
  ['relu-on-the-scores', (n, x) => rectify(plus(times(plus(times(x, n.weights1, n.bias1.length), n.bias1), n.weights2, n.bias2.length), n.bias2)), 'relu is applied to the scores instead of the hidden layer.'],
  ['forgotten-bias', (n, x) => times(rectify(times(x, n.weights1, n.bias1.length)), n.weights2, n.bias2.length), 'Both biases are missing. Add bias1 to the first sums, and bias2 to the second.'],
  ['forgotten-bias', (n, x) => plus(times(rectify(times(x, n.weights1, n.bias1.length)), n.weights2, n.bias2.length), n.bias2), 'bias1 is missing. Add it to the sums, before relu.'],
  ['forgotten-bias', (n, x) => times(rectify(plus(times(x, n.weights1, n.bias1.length), n.bias1)), n.weights2, n.bias2.length), 'bias2 is missing. Add it to the sums of the second layer.'],
  ['bias-after-relu', (n, x) => plus(times(plus(rectify(times(x, n.weights1, n.bias1.length)), n.bias1), n.weights2, n.bias2.length), n.bias2), 'bias1 is added after relu. It belongs to the sums: add it first, so that it moves the place where relu bends.'],
  ['hidden-not-scores', (n, x) => rectify(plus(times(x, n.weights1, n.bias1.length), n.bias1)), 'forward gives the hidden layer. It still has to meet weights2 and bias2.'],
];

function scoresOf({ weights1, bias1, weights2, bias2 }: Network, image: Numbers): Numbers {
  return plus(times(rectify(plus(times(image, weights1, bias1.length), bias1)), weights2, bias2.length), bias2);
}

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const { relu, forward } = reader;
  if (typeof relu !== 'function') return fail('no-function', `There should be an exported function named relu; found ${describe(relu)}.`);
  if (typeof forward !== 'function') return fail('no-function', `There should be an exported function named forward; found ${describe(forward)}.`);

  const sums = random.vector(12, -2, 2);
  sums.set([1.5, -1.5]);
  const before = copy(sums);
  const hidden: unknown = relu(sums);
  if (!close(sums, before, 0)) return fail('changes-input', 'relu changed the sums. The way back still needs them: write into a new array.');
  const want = `Of ${list(before)} it should make ${list(rectify(Array.from(before)))}`;
  if ((hidden as Numbers | undefined)?.length !== 12) return fail('wrong-shape', `relu should give as many numbers as it gets, here 12; yours gives ${describe(hidden)}. ${want}.`);
  if (!close(hidden, rectify(Array.from(before)), 1e-6)) {
    for (const [id, of, message] of reluMistakes) if (close(hidden, Array.from(before, of), 1e-6)) return fail(id, `${message} ${want}.`);
    return fail('wrong-relu', `${want}; yours is ${list(hidden as Numbers)}.`);
  }

  const asked = Array.from({ length: 3 }, (_, round) => {
    const units = round === 0 ? 10 : 7;
    const network: Network = { weights1: random.matrix(784, units, -0.2, 0.2), bias1: random.vector(units), weights2: random.matrix(units, 10), bias2: random.vector(10) };
    const image = random.image();
    const [networkBefore, imageBefore] = [{ ...network, weights1: copy(network.weights1), weights2: copy(network.weights2), bias1: copy(network.bias1), bias2: copy(network.bias2) }, copy(image)];
    const scores: unknown = forward(network, image);
    const changed = !close(image, imageBefore, 0) || (['weights1', 'bias1', 'weights2', 'bias2'] as const).some((name) => !close(network[name], networkBefore[name], 0));
    return { network: networkBefore, image: Array.from(imageBefore), scores, changed };
  });
  if (asked.some(({ changed }) => changed)) return fail('changes-input', 'forward changed the network or the image. It only reads them: sums go into new arrays.');
  const [{ network, image, scores }] = asked as [(typeof asked)[0]];
  const story = `In this test the scores should be ${list(scoresOf(network, image))}`;
  if (asked.every((one) => close(one.scores, scoresOf(one.network, one.image), 1e-4))) return pass('From 784 pixels through a hidden layer to ten scores, bent once on the way.');
  for (const [id, of, message] of forwardMistakes) {
    if (asked.every((one) => close(one.scores, of(one.network, one.image), 1e-4))) return fail(id, `${message} ${story}.`);
  }
  if ((scores as Numbers | undefined)?.length !== 10) return fail('wrong-shape', `forward should give ten scores; yours gives ${describe(scores)}. ${story}.`);
  return fail('wrong-scores', `The scores are not what the four arrays make of this image. ${story}; yours are ${list(scores as Numbers)}.`);
};

export default check;
