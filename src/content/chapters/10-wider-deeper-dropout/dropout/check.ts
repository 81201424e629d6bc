import type { Check } from '../../../../lib/sandbox/check-contract.ts';

type Draws = readonly number[];
type Rule = (share: number, draw: number, i: number, draws: Draws) => number;

const masks: ReadonlyArray<readonly [id: string, rule: Rule, message: string]> = [
  ['not-scaled', (share, draw) => (draw >= share ? 1 : 0), 'The right values stay, but as they are. With fewer of them the sums behind get smaller, and when nothing is dropped they jump. Multiply those that stay by 1 / (1 - share).'],
  ['scaled-by-share', (share, draw) => (draw >= share ? 1 / share : 0), 'The right values stay, and are multiplied by 1 / share. What is left is 1 - share of them: make up for that, by 1 / (1 - share).'],
  ['scaled-down', (share, draw) => (draw >= share ? 1 - share : 0), 'The values that stay are made smaller. They must make up for those that are gone: divide by 1 - share.'],
  ['keeps-the-share', (share, draw) => (draw < share ? 1 / (1 - share) : 0), 'You keep what should go: share is the part that is dropped. A value goes when its draw is below share.'],
  ['keeps-the-share', (share, draw) => (draw < share ? 1 / share : 0), 'You keep what should go: share is the part that is dropped. A value goes when its draw is below share.'],
  ['always-half', (share, draw) => (draw >= 0.5 ? 1 / (1 - share) : 0), 'Half of the values go, whatever share says. Compare each draw with share.'],
  ['draws-as-mask', (_share, draw) => draw, 'The mask holds the draws themselves. A value stays whole or goes: 1 / (1 - share) or 0.'],
];

const check: Check = (reader, { random, close, copy, describe, pass, fail }) => {
  const names = ['dropoutMask', 'drop', 'dropDeltas'] as const;
  for (const name of names) if (typeof reader[name] !== 'function') return fail('no-function', `There should be an exported function named ${name}; found ${describe(reader[name])}.`);
  const { dropoutMask, drop, dropDeltas } = reader as unknown as Record<(typeof names)[number], (...args: unknown[]) => unknown>;

  for (let round = 0; round < 3; round++) {
    const count = random.integer(40, 60);
    const share = [0.25, 0.1, 0.4][round]!;
    const draws = Array.from({ length: 2 * count }, () => random.uniform());
    let drawn = 0;
    const mask: unknown = dropoutMask!(count, share, () => draws[drawn++ % draws.length]!);
    const keptBy = (rule: Rule): number[] => draws.slice(0, count).map((draw, i) => rule(share, draw, i, draws));
    const right = keptBy((part, draw) => (draw >= part ? 1 / (1 - part) : 0));
    const story = `In this test ${count} values, share ${share}; the first draws are ${draws.slice(0, 3).map((draw) => draw.toFixed(2)).join(', ')}, so the mask begins ${right.slice(0, 3).map((value) => Number(value.toFixed(4))).join(', ')}.`;
    if (!(Array.isArray(mask) || mask instanceof Float32Array || mask instanceof Float64Array) || mask.length !== count) {
      return fail('wrong-shape', `dropoutMask should give ${count} numbers, one for each value; yours gives ${describe(mask)}. ${story}`);
    }
    const is = (expected: readonly number[]): boolean => close(mask, expected, 1e-5);
    if (!is(right)) {
      if (is(right.map(() => 1))) return fail('nothing-dropped', `The mask is all ones, so nothing is dropped. Draw a number for each value; where it is below share, put 0. ${story}`);
      if (drawn <= 1) return fail('one-draw-for-all', `You draw ${drawn} number for all ${count} values, so all stay or all go. Draw anew for each. ${story}`);
      for (const [id, rule, message] of masks) if (is(keptBy(rule))) return fail(id, `${message} ${story}`);
      const zeros = [...mask].filter((value: unknown) => value === 0).length;
      if (drawn === 0 || drawn === count || zeros > 0) return fail('wrong-mask', `The mask is not what the draws say. Yours begins ${[...mask].slice(0, 3).map((value) => Number(Number(value).toFixed(4))).join(', ')}. ${story}`);
      return fail('wrong-mask', `The mask should hold 0 and 1 / (1 - share) only. ${story}`);
    }

    const given = Float32Array.from(right);
    for (const name of ['drop', 'dropDeltas'] as const) {
      const values = random.vector(count, -2, 2);
      const [before, maskBefore] = [copy(values), copy(given)];
      const result: unknown = (name === 'drop' ? drop : dropDeltas)!(values, given);
      if (!values.every((value, i) => value === before[i]) || !given.every((value, i) => value === maskBefore[i])) return fail('changes-input', `${name} changed what it was given. The backward pass needs it as it was: make a new array.`);
      const expected = before.map((value, i) => value * given[i]!);
      if (close(result, expected, 1e-4)) continue;
      const example = `For instance ${before[0]!.toFixed(3)} with the mask ${given[0]!.toFixed(3)} should give ${expected[0]!.toFixed(3)}.`;
      if (close(result, before, 1e-5)) {
        return name === 'drop'
          ? fail('forward-without-mask', `The mask is right, but drop hands the values on as they are. Multiply each by its place in the mask. ${example}`)
          : fail('backward-without-mask', `Forward is right, but the deltas pass as if nothing had been dropped. A value that was dropped had no part in the loss: multiply each delta by the same mask. ${example}`);
      }
      if (close(result, before.map((value, i) => (given[i]! > 0 ? value : 0)), 1e-4)) return fail('mask-not-scaled', `${name} drops the right ones, but leaves the others as they are. Multiply by the mask: it holds the scale. ${example}`);
      if (close(result, before.map((value, i) => value * given[i]! ** 2), 1e-4)) return fail('mask-twice', `${name} multiplies by the mask twice. Once is enough. ${example}`);
      return fail('wrong-values', `${name} gives other numbers. ${example} Yours gives ${describe(result)}.`);
    }
  }
  return pass('The right share goes, the rest makes up for it, and the deltas pass the same mask.');
};

export default check;
