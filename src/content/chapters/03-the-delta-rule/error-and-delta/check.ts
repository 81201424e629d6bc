import type { Check, CheckTools } from '../../../../lib/sandbox/check-contract.ts';

type Mistake = readonly [id: string, of: (prediction: number, label: number) => number, message: string];

/** What each wrong number would be if this were the mistake. */
const deltaMistakes: readonly Mistake[] = [
  ['nothing-yet', () => 0, 'delta gives zero for every output, so its loop is still to be written.'],
  ['sign-of-delta', (p, y) => y - p, 'Your delta has its sign turned round. A score above its label should give a positive delta: prediction minus label.'],
  ['squared-delta', (p, y) => (p - y) ** 2, 'Your delta is squared. Squaring is for the error; delta keeps its sign, so that it can say which way to go.'],
  ['absolute-delta', (p, y) => Math.abs(p - y), 'Your delta has lost its sign. A score that is too low should give a negative delta.'],
  ['factor-two', (p, y) => 2 * (p - y), 'Your delta is twice the difference. The slope of the squared error does hold a 2, but in this book that 2 goes into alpha: leave it out.'],
  ['forgotten-label', (p) => p, 'Your delta is the prediction itself. Take the label away from it.'],
];
const errorMistakes: readonly Mistake[] = [
  ['nothing-yet', () => 0, 'error gives zero for every output, so its loop is still to be written.'],
  ['error-not-squared', (p, y) => p - y, 'Your error is the difference, not its square, so it can be negative. Multiply the difference by itself.'],
  ['error-not-squared', (p, y) => y - p, 'Your error is the difference, not its square, so it can be negative. Multiply the difference by itself.'],
  ['error-not-squared', (p, y) => Math.abs(p - y), 'Your error is the size of the difference, but not its square. Multiply the difference by itself.'],
  ['squares-apart', (p, y) => p * p - y * y, 'Your error squares prediction and label one by one, then subtracts. Subtract first, then square.'],
  ['halved-error', (p, y) => (p - y) ** 2 / 2, 'Your error is half the square. Some books halve it; this one takes the whole square.'],
  ['forgotten-label', (p) => p * p, 'Your error is the square of the prediction alone. Take the label away before you square.'],
];

const isTen = (value: unknown): value is ArrayLike<number> =>
  (Array.isArray(value) || value instanceof Float32Array || value instanceof Float64Array) && value.length === 10 && Array.from<unknown>(value).every(Number.isFinite);
const show = (value: number): string => String(Number(value.toPrecision(4)));

function judge(name: 'error' | 'delta', given: unknown, correct: Mistake[1], mistakes: readonly Mistake[], tools: CheckTools) {
  const { random, close, copy, describe, fail } = tools;
  if (typeof given !== 'function') return fail('no-function', `There should be an exported function named ${name}; found ${describe(given)}.`);
  for (let round = 0; round < 3; round++) {
    const prediction = random.vector(10, -3, 3); // [10]
    const label = new Float32Array(10); // [10]
    label[random.integer(0, 10)] = 1;
    const [p, y] = [copy(prediction), copy(label)];
    const result: unknown = given(prediction, label);
    const all = (of: Mistake[1]): Float32Array => p.map((score, j) => of(score, y[j]!));
    const sum = (of: Mistake[1]): number => all(of).reduce((total, value) => total + value, 0);

    if (prediction.some((value, j) => value !== p[j]) || label.some((value, j) => value !== y[j])) {
      return fail('changes-input', `${name} changed the prediction or the label it was given. Write into a new array: update will need both again.`);
    }
    const example = (j: number): string => `With prediction[${j}] = ${show(p[j]!)} and label[${j}] = ${y[j]}, ${name}[${j}] should be ${show(correct(p[j]!, y[j]!))}`;
    if (typeof result === 'number') {
      const added = close(result, sum(correct)) || close(result, sum(correct) / 10);
      return fail('one-number', `${name} should be ten numbers, one for each output; yours is ${added ? 'one: you added them up' : 'one number'}. ${example(0)}.`);
    }
    if (!isTen(result)) return fail('wrong-shape', `${name} should be 10 numbers; yours is ${describe(result)}. ${example(0)}.`);
    if (close(result, all(correct))) continue;

    const numbers = Float32Array.from(result);
    const worst = p.reduce((best, score, j) => (Math.abs(numbers[j]! - correct(score, y[j]!)) > Math.abs(numbers[best]! - correct(p[best]!, y[best]!)) ? j : best), 0);
    for (const [id, of, message] of mistakes) {
      if (close(result, all(of))) return fail(id, `${message} ${example(worst)}, and is ${show(numbers[worst]!)}.`);
    }
    return fail('wrong-numbers', `Some numbers of ${name} are off. ${example(worst)}, and is ${show(numbers[worst]!)}.`);
  }
  return undefined;
}

const check: Check = (reader, tools) =>
  judge('error', reader['error'], (p, y) => (p - y) ** 2, errorMistakes, tools)
  ?? judge('delta', reader['delta'], (p, y) => p - y, deltaMistakes, tools)
  ?? tools.pass('Error and delta are right. One says how far off the network is, the other which way to go.');

export default check;
