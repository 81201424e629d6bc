import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const show = (value: number): string => String(Number(value.toPrecision(4)));

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const normalise = reader['normalise'];
  if (typeof normalise !== 'function') return fail('no-function', `There should be an exported function named normalise; found ${describe(normalise)}.`);

  for (let round = 0; round < 3; round++) {
    const darkest = round === 0 ? 255 : 200;
    const pixels = Uint8Array.from(random.image(), (value) => Math.round(darkest * value)); // [784]
    const spot = random.integer(0, 784);
    pixels[spot] = darkest;
    const before = copy(pixels);
    const result: unknown = normalise(pixels);
    const example = `For instance ${before[spot]} should become ${before[spot]} / 255 = ${show(before[spot]! / 255)}`;

    if (!pixels.every((value, i) => value === before[i])) {
      return fail('changes-input', 'normalise changed the pixels it was given. Write into a new Float32Array; the grey values may be needed again.');
    }
    if (!ArrayBuffer.isView(result) && !Array.isArray(result)) return fail('wrong-shape', `normalise should give 784 numbers; yours gives ${describe(result)}. ${example}.`);
    const numbers = Array.from(result as ArrayLike<unknown>);
    if (numbers.length !== 784) return fail('wrong-shape', `normalise should give as many numbers as it gets, 784; yours gives ${describe(result)}.`);
    if (!numbers.every(Number.isFinite)) return fail('not-a-number', `Some results are not numbers: at index ${numbers.findIndex((value) => !Number.isFinite(value))} stands ${String(numbers.find((value) => !Number.isFinite(value)))}. Read pixels[i] for i from 0 to 783.`);

    const is = (of: (value: number) => number): boolean => close(numbers, Array.from(before, of));
    if (is((value) => value / 255)) continue;

    const got = `${example}; yours is ${show(numbers[spot] as number)}.`;
    if (is(() => 0) && !(result instanceof Uint8Array)) return fail('nothing-yet', `All 784 results are 0, so the loop is still to be written. ${example}.`);
    if (result instanceof Uint8Array || is((value) => Math.floor(value / 255)) || is((value) => Math.round(value / 255))) {
      return fail('whole-numbers', `The results are whole numbers, so every grey is lost. A Uint8Array cannot hold 0.5 (its map gives a Uint8Array too), and floor or round cut it off. Put the results into a Float32Array. ${got}`);
    }
    if (is((value) => value)) return fail('not-divided', `The values come out as they went in. Divide each by 255. ${got}`);
    if (is((value) => 1 - value / 255)) return fail('flipped', `Dark and light are exchanged: paper became 1 and ink 0. In this book paper is 0. ${got}`);
    if (is((value) => value / 127.5 - 1)) return fail('minus-one-to-one', `The results run from -1 to 1. Chapter 9 uses that scale; here 0 to 1 is asked for. ${got}`);
    if (is((value) => value / darkest)) return fail('divided-by-darkest', `You divide by the darkest pixel of this image, so each image gets a scale of its own. Divide all by the same 255. ${got}`);
    if (is((value) => (100 * value) / 255)) return fail('percent', `The results run from 0 to 100. They should run from 0 to 1. ${got}`);
    if (is((value) => value / 256)) {
      return fail('wrong-scale', `You divide by 256. There are 256 grey values, but the largest is 255, and it should become exactly 1. ${got}`);
    }
    return fail('wrong-numbers', `The shape is right, some of the numbers are not. ${got}`);
  }
  return pass('0 stays 0, 255 becomes 1, and every grey lies between.');
};

export default check;
