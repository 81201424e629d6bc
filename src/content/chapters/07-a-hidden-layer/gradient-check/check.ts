import type { Check } from '../../../../lib/sandbox/check-contract.ts';
import type { Verdict } from '../../../../lib/sandbox/contract.ts';

/** The slopes come from a network in 32-bit floats and from steps of about a hundredth: three digits are right. */
const ENOUGH = 0.004;
/** A value that went up and down again by steps may be off in its last digit. */
const ROUNDING = 1e-6;

/** Two numbers with as many digits as it takes to tell them apart. */
function tell(a: number, b: number): [string, string] {
  for (let digits = 4; digits < 17; digits++) {
    const told = [a, b].map((value) => String(Number(value.toPrecision(digits)))) as [string, string];
    if (a === b || told[0] !== told[1]) return told;
  }
  return [String(a), String(b)];
}

const check: Check = (reader, { random, describe, show, pass, fail }) => {
  const { slopeOf, largestGap } = reader;
  if (typeof slopeOf !== 'function') return fail('no-function', `There should be an exported function named slopeOf; found ${describe(slopeOf)}.`);
  if (typeof largestGap !== 'function') return fail('no-function', `There should be an exported function named largestGap; found ${describe(largestGap)}.`);

  for (const size of [6, 1, 9]) {
    // A loss whose slopes are known and never flat: a v² + b sin v, summed, and rounded as a network rounds.
    const start = Float32Array.from({ length: size }, (_, k) => (k % 2 ? -1 : 1) * random.uniform(0.3, 1));
    const squares = random.vector(size, 1.5, 8);
    const waves = random.vector(size, -0.3, 0.3);
    const truth = Array.from(start, (v, k) => 2 * squares[k]! * v + waves[k]! * Math.cos(v));
    const story = `In this test the loss depends on ${size === 1 ? 'one number' : `${size} numbers`}.`;

    /** How far each value stood from its place whenever the loss was worked out. */
    let steps: number[][] = [];
    const asked = (): { readonly values: Float32Array; readonly loss: () => number } => {
      const values = start.slice();
      const loss = (): number => {
        let total = 0;
        const step: number[] = [];
        for (let k = 0; k < size; k++) {
          step[k] = values[k]! - start[k]!;
          total += squares[k]! * values[k]! ** 2 + waves[k]! * Math.sin(values[k]!);
        }
        if (steps.length < 10_000) steps.push(step);
        return Math.fround(total);
      };
      steps = [];
      return { values, loss };
    };
    const notRestored = (values: Float32Array, name: string, hint: string): Verdict | undefined => {
      for (let i = 0; i < size; i++) {
        if (Math.abs(values[i]! - start[i]!) <= ROUNDING) continue;
        const [was, is] = tell(start[i]!, values[i]!);
        return fail('values-not-restored', `After ${name}, values[${i}] is ${is} and was ${was}. ${hint} ${story}`);
      }
      return undefined;
    };

    for (let k = 0; k < size; k++) {
      const { values, loss } = asked();
      const slope: unknown = slopeOf(loss, values, k);
      const changed = notRestored(values, 'slopeOf', 'Keep it before the first step, and put it back at the end.');
      if (changed) return changed;
      if (typeof slope !== 'number' || Number.isNaN(slope)) return fail('no-slope', `slopeOf should give a number; yours gives ${describe(slope)}. ${story}`);
      if (steps.length === 0) return fail('nothing-yet', `The loss was never worked out. Call loss() with values[k] a step higher, and again with it a step lower. ${story}`);
      const stray = [...Array(size).keys()].find((i) => i !== k && steps.some((step) => Math.abs(step[i]!) > ROUNDING));
      const wanted = truth[k]!;
      const [want, is] = tell(wanted, slope);
      const got = `The slope by values[${k}] is ${want}; yours is ${is}.`;
      const own = steps.map((step) => step[k]!);
      const [lowest, highest] = [Math.min(...own), Math.max(...own)];
      if (Math.abs(slope - wanted) <= ENOUGH && lowest < 0 && highest > 0 && stray === undefined) continue;
      if (stray !== undefined) return fail('other-values-moved', `For the slope by values[${k}] you moved values[${stray}]. Only values[k] may take a step. ${story}`);
      if (highest === 0 && lowest === 0) {
        return steps.length > 1
          ? fail('step-too-small', `Whenever the loss was worked out, values[${k}] stood where it was. Either it takes no step, or one so small that a 32-bit float, with its seven digits, can't hold it. Take a step near 0.01 up, then one down. ${got} ${story}`)
          : fail('no-step', `The loss was worked out once, with values[${k}] where it was. Set it a step higher, call loss(); a step lower, call it again. ${got} ${story}`);
      }
      const longest = Math.max(highest, -lowest);
      const bothSides = lowest < 0 && highest > 0;
      if (Math.abs(slope - 2 * wanted) <= 2 * ENOUGH) return fail('forgotten-two', `The slope is twice what it should be. From a step lower to a step higher is a way of two steps: divide by 2 * step. ${got} ${story}`);
      if (Math.abs(slope + wanted) <= ENOUGH) return fail('sign-of-slope', `The slope has the wrong sign: take the lower loss away from the higher one. ${got} ${story}`);
      if (highest - lowest > 1e-3 && Math.abs(slope - wanted * (highest - lowest)) <= 1e-5 + 0.05 * Math.abs(slope)) return fail('not-divided', `This is the difference of the two losses itself. Divide it by the way between them, 2 * step. ${got} ${story}`);
      if (!bothSides && Math.abs(slope - wanted) <= 0.1 * Math.max(1, Math.abs(wanted))) return fail('one-sided', `Nearly right. Going to one side only, the bend of the loss gets into the slope. Take a step to either side: the bends cancel. ${got} ${story}`);
      if (longest < 0.002 && Math.abs(slope - wanted) <= 2e-6 / longest) return fail('step-too-small', `The step is so small that it is lost in rounding: weights are 32-bit floats, with about seven digits. Take a step near 0.01. ${got} ${story}`);
      if (longest > 0.1 && Math.abs(slope - wanted) <= longest ** 2) return fail('step-too-large', `The step is so large that the loss has bent by then. Take a step near 0.01. ${got} ${story}`);
      return fail('wrong-slope', `The slope is not what a small step up and a small step down show; a step near 0.01 will do. ${got} ${story}`);
    }

    /** What largestGap makes of this gradient. */
    const gapOf = (gradient: readonly number[]): Verdict | number => {
      const { values, loss } = asked();
      const given = Float32Array.from(gradient);
      const gap: unknown = largestGap(loss, values, given);
      const changed = notRestored(values, 'largestGap', 'It only measures.');
      if (changed) return changed;
      for (let k = 0; k < size; k++) if (given[k] !== Math.fround(gradient[k]!)) return fail('changes-gradient', `largestGap changed gradient[${k}]. It is only read. ${story}`);
      if (typeof gap !== 'number' || Number.isNaN(gap)) return fail('no-gap', `largestGap should give a number; yours gives ${describe(gap)}. ${story}`);
      return gap;
    };

    // Gradients with one planted fault, high or low, at each place; then with several; then without.
    for (let place = 0; place < size; place++) {
      for (const sign of [1, -1]) {
        const fault = sign * (place === size - 1 ? random.uniform(8, 12) : random.uniform(0.5, 1));
        const gap = gapOf(truth.map((slope, k) => (k === place ? slope + fault : slope)));
        if (typeof gap !== 'number') return gap;
        if (Math.abs(gap - Math.abs(fault)) <= 2 * ENOUGH) continue;
        const planted = `A fault of ${show(fault)} was planted in gradient[${place}], and largestGap says ${show(gap)}.`;
        if (Math.abs(gap) <= 2 * ENOUGH) return fail('fault-not-found', `${planted} Compare at every k, from 0 to values.length - 1, whichever side it is off to. ${story}`);
        if (size > 1 && Math.abs(gap - Math.abs(fault) / size) <= 2 * ENOUGH) return fail('averaged', `${planted} A mean hides a single fault among many that are right. Keep the largest. ${story}`);
        if (Math.abs(gap + Math.abs(fault)) <= 2 * ENOUGH) return fail('signed-gap', `${planted} A gap counts to either side: Math.abs. ${story}`);
        return fail('wrong-gap', `${planted} It should be the largest distance between gradient[k] and slopeOf(loss, values, k). ${story}`);
      }
    }
    const faults = truth.map((_, k) => (k % 2 ? -1 : 1) * (0.4 + 0.2 * ((k * 4) % size)));
    const several = gapOf(truth.map((slope, k) => slope + faults[k]!));
    if (typeof several !== 'number') return several;
    const most = Math.max(...faults.map(Math.abs));
    if (Math.abs(several - most) > 2 * ENOUGH) {
      const planted = `Every slope of a gradient was off, by ${show(most)} at most, and largestGap says ${show(several)}.`;
      if (Math.abs(several - faults.reduce((sum, fault) => sum + Math.abs(fault), 0)) <= 2 * ENOUGH * size) return fail('gaps-added', `${planted} The gaps are added up. Keep the largest. ${story}`);
      if (Math.abs(several - Math.abs(faults.at(-1)!)) <= 2 * ENOUGH) return fail('last-gap', `${planted} That is the last one. Keep the largest: Math.max. ${story}`);
      return fail('wrong-gap', `${planted} Keep the largest. ${story}`);
    }
    const right = gapOf(truth);
    if (typeof right !== 'number') return right;
    if (right < -ENOUGH) return fail('signed-gap', `All of a gradient was right, and largestGap says ${show(right)}. A gap counts to either side: Math.abs. ${story}`);
    if (right > ENOUGH) return fail('wrong-gap', `All of a gradient was right, and largestGap says ${show(right)}. ${story}`);
  }
  return pass('Your measurement finds every planted fault, and leaves all values as they were.');
};

export default check;
