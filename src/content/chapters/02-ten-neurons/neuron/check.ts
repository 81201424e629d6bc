import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const list = (values: Float32Array): string => `[${Array.from(values, (value) => Number(value.toFixed(1))).join(' ')}]`;
const add = (values: Iterable<number>): number => Array.from(values).reduce((total, value) => total + value, 0);

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const neuron = reader['neuron'];
  if (typeof neuron !== 'function') return fail('no-function', `There should be an exported function named neuron; found ${describe(neuron)}.`);

  for (const count of [3, 3, 784]) {
    // Rounded to tenths, so that the message shows the very numbers.
    const inputs = random.vector(count, 0.2, 2).map((value) => Math.round(10 * value) / 10); // [count]
    const weights = random.vector(count, -3, 3).map((value) => Math.round(10 * value) / 10 + 0.05); // [count]
    const [x, w] = [copy(inputs), copy(weights)];
    const result: unknown = neuron(inputs, weights);
    const products = x.map((value, i) => value * w[i]!);
    const expected = add(products);
    const show = (value: number): string => String(Number(value.toFixed(3)));
    const want = count === 3
      ? `For inputs ${list(x)} and weights [${Array.from(w, show).join(' ')}] it should be ${show(expected)}`
      : `For ${count} inputs it should be ${show(expected)}`;

    if (!inputs.every((value, i) => value === x[i]) || !weights.every((value, i) => value === w[i])) {
      return fail('changes-input', 'neuron changed its inputs or its weights. It should only read them.');
    }
    if (typeof result === 'object' && result !== null && close(result, products)) {
      return fail('list-of-products', `These are the products, one by one. A neuron has one output: add them up. ${want}.`);
    }
    if (typeof result !== 'number') return fail('wrong-shape', `neuron should give one number; yours gives ${describe(result)}. ${want}.`);
    if (Number.isNaN(result)) return fail('not-a-number', `neuron gave NaN, not a number. Does i stay below inputs.length? Past the end of a list there is nothing to multiply. ${want}.`);
    const is = (value: number): boolean => Math.abs(result - value) <= 1e-3 * Math.max(1, Math.abs(value));
    if (is(expected)) continue;

    const got = `${want}; yours is ${show(result)}.`;
    if (result === 0) return fail('nothing-yet', `The output is still 0: nothing has been added to it. ${got}`);
    if (is(products.at(-1)!)) return fail('last-product-only', `Only the last product is left. Add each one to what is there (+=), instead of putting it in its place (=). ${got}`);
    if (is(products[0]!)) return fail('first-product-only', `Only the first product is there. Return after the loop, not inside it. ${got}`);
    if (is(add(x))) return fail('forgotten-weights', `You add up the inputs alone. Multiply each by its weight. ${got}`);
    if (is(add(w))) return fail('forgotten-inputs', `You add up the weights alone. Multiply each by its input. ${got}`);
    if (is(add(x) * add(w))) return fail('product-of-sums', `You add first and multiply then. Each input must meet its own weight: multiply first, then add. ${got}`);
    if (is(add(x) + add(w))) return fail('sum-for-product', `You add input and weight. Multiply them. ${got}`);
    if (is(products.reduce((total, value) => total * value, 1))) return fail('product-of-products', `The products are multiplied with each other. Add them. ${got}`);
    if (is(expected - products.at(-1)!)) return fail('missed-input', `The last input is left out. i should run while i < inputs.length. ${got}`);
    if (is(expected - products[0]!)) return fail('missed-input', `The first input is left out. The first index is 0. ${got}`);
    if (is(expected / count)) return fail('averaged', `You divide by the number of inputs. A neuron gives the plain sum. ${got}`);
    if (is(add(x.map((value, i) => value * w.at(-1 - i)!)))) return fail('wrong-partner', `Inputs meet the weights in the opposite order. Input i belongs to weight i. ${got}`);
    if (count > 3) return fail('fixed-length', `With three inputs it is right, with ${count} it is not. Take the number of inputs from inputs.length. ${got}`);
    return fail('wrong-number', got);
  }
  return pass('It works for three inputs and for 784. Ten of these make the whole network.');
};

export default check;
