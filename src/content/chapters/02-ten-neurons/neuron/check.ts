import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const add = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);
const products = (x: readonly number[], w: readonly number[]): number[] => x.map((value, i) => value * w[i]!);
const neuron = (x: readonly number[], w: readonly number[]): number => add(products(x, w));

const check: Check = (reader, { judge, inputs, words }) => {
  // Rounded to tenths, so that the message shows the very numbers.
  const tenths = (count: number): Float32Array => inputs.vector(count).map((value) => Math.round(10 * value) / 10);
  const { vector } = inputs;
  return judge<[inputs: Float32Array, weights: Float32Array]>(reader, {
    name: 'neuron',
    takes: ['inputs', 'weights'],
    questions: [
      { given: [Float32Array.of(0.5, 1.5, 2), tenths(3)], what: 'three inputs' },
      { given: [Float32Array.of(1, 0, -2.5), tenths(3)], what: 'an input below 0' },
      { given: [tenths(1), tenths(1)], what: 'one input' },
      { given: [tenths(4), Float32Array.of(0.5, 0, -1, 2)], what: 'a weight of 0' },
      { given: [tenths(5), tenths(5)], what: 'five inputs' },
      { given: [vector(8, 'large'), vector(8, 'large')], what: words.large },
      { given: [vector(8, 'positive').map((value) => 5 + value), vector(8, 'positive')], what: 'a large output' },
      { given: [vector(8, 'positive').map((value) => 5 + value), vector(8, 'negative')], what: 'an output far below 0' },
      { given: [vector(8, 'tiny'), vector(8)], what: words.tiny },
      { given: [inputs.image(), vector(784)], what: 'a whole image' },
    ],
    right: neuron,
    mistakes: [
      ['nothing-yet', () => 0, 'The output is 0 every time. Add input times weight to it, for each input.'],
      ['list-of-products', products, 'These are the products, one by one. A neuron has one output: add them up.'],
      ['last-product-only', (x, w) => products(x, w).at(-1), 'Only the last product is left. Add each one to what is there (+=), instead of putting it in its place (=).'],
      ['first-product-only', (x, w) => products(x, w)[0], 'Only the first product is there. Return after the loop, not inside it.'],
      ['forgotten-weights', (x) => add(x), 'You add up the inputs alone. Multiply each by its weight.'],
      ['forgotten-inputs', (_x, w) => add(w), 'You add up the weights alone. Multiply each by its input.'],
      ['product-of-sums', (x, w) => add(x) * add(w), 'You add first and multiply then. Each input must meet its own weight: multiply first, then add.'],
      ['sum-for-product', (x, w) => add(x) + add(w), 'You add input and weight. Multiply them.'],
      ['difference-for-product', (x, w) => add(x) - add(w), 'You take the weight away from the input. Multiply them.'],
      ['product-of-products', (x, w) => products(x, w).reduce((total, value) => total * value, 1), 'The products are multiplied with each other. Add them.'],
      ['missed-input', (x, w) => neuron(x, w) - products(x, w).at(-1)!, 'The last input is left out. i should run while i < inputs.length.'],
      ['missed-input', (x, w) => neuron(x, w) - products(x, w)[0]!, 'The first input is left out. The first index is 0.'],
      ['averaged', (x, w) => neuron(x, w) / x.length, 'You divide by the number of inputs. A neuron gives the plain sum.'],
      ['sign', (x, w) => -neuron(x, w), 'The sign is turned round: add the products (+=), do not take them away.'],
      ['wrong-partner', (x, w) => neuron(x, w.toReversed()), 'Inputs meet the weights in the opposite order. Input i belongs to weight i.'],
      ['skips-negatives', (x, w) => add(products(x, w).filter((_, i) => x[i]! > 0)), 'Inputs below 0 are left out. Every input counts, whatever its sign.'],
      ['skips-negatives', (x, w) => add(products(x, w).filter((_, i) => w[i]! > 0)), 'Weights below 0 are left out. They count too: they speak against.'],
      ['never-below-zero', (x, w) => Math.max(0, neuron(x, w)), 'The output is never below 0. The sum may well be: give it as it is.'],
      ['lost-sign', (x, w) => Math.abs(neuron(x, w)), 'The output has lost its sign. The sum may be below 0: give it as it is.'],
      ['fixed-length', (x, w) => (x.length < 3 ? NaN : neuron(x.slice(0, 3), w)), 'Three inputs are taken, however many there are. Take the number of inputs from inputs.length.'],
    ],
    keep: 'It should only read its inputs and its weights.',
    shape: 'A neuron has one output.',
    sound: 'Does i stay below inputs.length? Past the end of a list there is nothing to multiply.',
    wrong: ['wrong-number', 'The output is not the sum of input times weight.'],
    pass: 'It works for three inputs and for 784. Ten of these make the whole network.',
  });
};

export default check;
