import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const show = (value: unknown): string => (typeof value === 'number' ? String(Number(value.toPrecision(4))) : 'not a number');
/** The slopes come from a network in 32-bit floats and from steps of about a hundredth: three digits are right. */
const ENOUGH = 0.004;

const check: Check = (reader, { random, copy, describe, pass, fail }) => {
  const { slopeOf, largestGap } = reader;
  if (typeof slopeOf !== 'function') return fail('no-function', `There should be an exported function named slopeOf; found ${describe(slopeOf)}.`);
  if (typeof largestGap !== 'function') return fail('no-function', `There should be an exported function named largestGap; found ${describe(largestGap)}.`);

  for (let round = 0; round < 3; round++) {
    // A loss whose slopes are known: a v² + b sin v, summed, and rounded as a network rounds.
    const size = random.integer(5, 9);
    const values = random.vector(size, -1, 1);
    const squares = random.vector(size, 1.5, 3);
    const waves = random.vector(size);
    const before = copy(values);
    /** How far each value stood from its place whenever the loss was worked out. */
    let steps: number[][] = [];
    const loss = (): number => {
      steps.push(Array.from(values, (value, k) => value - before[k]!));
      return Math.fround(values.reduce((sum, v, k) => sum + squares[k]! * v * v + waves[k]! * Math.sin(v), 0));
    };
    const truth = before.map((v, k) => 2 * squares[k]! * v + waves[k]! * Math.cos(v));

    const story = `In this test the loss depends on ${size} numbers.`;
    for (let k = 0; k < size; k++) {
      steps = [];
      const slope: unknown = slopeOf(loss, values, k);
      if (!values.every((value, i) => value === before[i])) return fail('values-not-restored', `After slopeOf, values[${k}] is ${show(values[k])} and was ${show(before[k])}. Keep it before the first step, and put it back at the end. ${story}`);
      if (typeof slope !== 'number' || Number.isNaN(slope)) return fail('no-slope', `slopeOf should give a number; yours gives ${describe(slope)}. ${story}`);
      if (steps.length === 0) return fail('nothing-yet', `The loss was never worked out. Call loss() with values[k] a step higher, and again with it a step lower. ${story}`);
      const wanted = truth[k]!;
      if (Math.abs(slope - wanted) <= ENOUGH) continue;
      const got = `The slope by values[${k}] is ${show(wanted)}; yours is ${show(slope)}.`;
      if (Math.abs(wanted) < 0.1) continue; // too flat to tell one mistake from another
      if (Math.abs(slope - 2 * wanted) <= 2 * ENOUGH) return fail('forgotten-two', `The slope is twice what it should be. From a step lower to a step higher is a way of two steps: divide by 2 * step. ${got} ${story}`);
      if (Math.abs(slope + wanted) <= ENOUGH) return fail('sign-of-slope', `The slope has the wrong sign: take the lower loss away from the higher one. ${got} ${story}`);
      const own = steps.map((step) => step[k]!);
      const longest = Math.max(...own.map(Math.abs));
      if (longest < 0.002) return fail('step-too-small', `The step is so small that it is lost in rounding: weights are 32-bit floats, with about seven digits. Take a step near 0.01. ${got} ${story}`);
      if (longest > 0.1) return fail('step-too-large', `The step is so large that the loss has bent by then. Take a step near 0.01. ${got} ${story}`);
      if (Math.abs(slope) < 0.1 * Math.abs(wanted)) return fail('not-divided', `This seems to be the difference of the two losses itself. Divide it by the way between them, 2 * step. ${got} ${story}`);
      if (Math.min(...own) >= 0 || Math.max(...own) <= 0) return fail('one-sided', `Nearly right. Going to one side only, the bend of the loss gets into the slope. Take a step to either side: the bends cancel. ${got} ${story}`);
      return fail('wrong-slope', `The slope is not what a small step up and a small step down show; a step near 0.01 will do. ${got} ${story}`);
    }

    // A right gradient, then one with a planted fault, high, low, first or last.
    const right: unknown = largestGap(loss, values, copy(truth));
    if (!values.every((value, i) => value === before[i])) return fail('values-not-restored', `After largestGap the values are not what they were. ${story}`);
    if (typeof right !== 'number' || Number.isNaN(right)) return fail('no-gap', `largestGap should give a number; yours gives ${describe(right)}. ${story}`);
    if (right < 0) return fail('signed-gap', `The gap is ${show(right)}. A gap counts to either side: Math.abs. ${story}`);
    for (const place of [0, size - 1, random.integer(0, size)]) {
      for (const sign of [1, -1]) {
        const fault = sign * random.uniform(0.5, 1);
        const gradient = copy(truth);
        gradient[place]! += fault;
        const gap = largestGap(loss, values, gradient) as number;
        const planted = `A fault of ${show(fault)} was planted in gradient[${place}], and largestGap says ${show(gap)}.`;
        if (Math.abs(gap - Math.abs(fault)) <= 2 * ENOUGH) continue;
        if (right <= ENOUGH && Math.abs(gap) <= 2 * ENOUGH) {
          return fail('fault-not-found', `${planted} Compare at every k, from 0 to values.length - 1, whichever side it is off to. ${story}`);
        }
        if (Math.abs(gap - Math.abs(fault) / size) <= 2 * ENOUGH) return fail('averaged', `${planted} A mean hides a single fault among many that are right. Keep the largest. ${story}`);
        if (Math.abs(gap + Math.abs(fault)) <= 2 * ENOUGH) return fail('signed-gap', `${planted} A gap counts to either side: Math.abs. ${story}`);
        return fail('wrong-gap', `${planted} It should be the largest distance between gradient[k] and slopeOf(loss, values, k). ${story}`);
      }
    }
    if (right > ENOUGH) return fail('wrong-gap', `All of a gradient was right, and largestGap says ${show(right)}. ${story}`);
  }
  return pass('Your measurement finds every planted fault, and leaves all values as they were.');
};

export default check;
