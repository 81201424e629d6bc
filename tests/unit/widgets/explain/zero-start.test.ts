import { expect, test } from 'vitest';
import {
  courseOf,
  kindsOfUnits,
  LESSONS,
  lossOf,
  STARTS,
  startOf,
  weightsOfUnit,
  wordsOf,
} from '../../../../src/components/widgets/explain/zero-start/model.ts';

const after = (name: (typeof STARTS)[number]) => courseOf(name, 90)[LESSONS]!;
const near = (got: readonly (readonly number[])[], wanted: readonly (readonly number[])[]): void =>
  got.forEach((row, i) => row.forEach((value, j) => expect(value).toBeCloseTo(wanted[i]![j]!, 6)));

// By NumPy in 64 bits, from the formulas of the chapter; the random start drawn by its RandomState(90).
test('from zeros only the last biases have learnt anything after 20 lessons', () => {
  const { weights1, weights2, bias1, bias2 } = after('zeros');
  expect([...weights1.flat(), ...weights2.flat(), ...bias1].every((value) => value === 0)).toBe(true);
  near([bias2], [[0.14220205, -0.14220205]]);
  expect(lossOf(after('zeros'))).toBeCloseTo(0.703224, 6);
});

test('from equal weights the three units take the same steps, to the last bit', () => {
  const course = courseOf('equal', 90);
  for (const network of course) expect(kindsOfUnits(network)).toBe(1);
  near(after('equal').weights1, [Array(3).fill(0.57136814), Array(3).fill(0.34210225)] as number[][]);
  near([after('equal').weights2[2]!], [[0.7814418, 0.2185582]]);
  expect(lossOf(after('equal'))).toBeCloseTo(0.6763923, 6);
});

test('from random weights they part', () => {
  expect(startOf('random', 90).weights1[0]![0]).toBeCloseTo(-0.49065545, 6);
  near(after('random').weights1, [
    [-0.62648115, -0.69986993, 0.73708451],
    [0.79009555, -0.68481802, -0.54570189],
  ]);
  expect(kindsOfUnits(after('random'))).toBe(3);
  expect(lossOf(after('random'))).toBeCloseTo(0.5566898, 6);
  expect(startOf('random', 91)).not.toEqual(startOf('random', 90));
});

test('a network in words says its numbers', () => {
  expect(weightsOfUnit(after('equal'), 1).map((weight) => weight.toFixed(2))).toEqual(['0.57', '0.34', '0.78', '0.22']);
  expect(wordsOf('equal', after('equal'))).toBe(
    'all 0.5: the three units are one. Weights to them: 0.57 and 0.34, three times. Loss 0.676.',
  );
  expect(wordsOf('random', after('random'))).toContain('3 units that differ. Weights to them: −0.63 and 0.79; ');
});
