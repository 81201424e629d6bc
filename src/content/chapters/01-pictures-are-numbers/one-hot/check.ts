import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const list = (values: ArrayLike<number>): string => `[${Array.from(values).join(' ')}]`;
const tenOf = (of: (j: number) => number): number[] => Array.from({ length: 10 }, (_, j) => of(j));

const check: Check = (reader, { random, describe, pass, fail }) => {
  const oneHot = reader['oneHot'];
  if (typeof oneHot !== 'function') return fail('no-function', `There should be an exported function named oneHot; found ${describe(oneHot)}.`);

  const first = random.integer(2, 8);
  const digits = [first, ...tenOf((j) => j).filter((j) => j !== first)];
  const answers = new Map<number, unknown>();
  for (const digit of digits) {
    const label: unknown = oneHot(digit);
    answers.set(digit, label);
    const example = `For the digit ${digit} it should be ${list(tenOf((j) => Number(j === digit)))}`;
    if (!ArrayBuffer.isView(label) && !Array.isArray(label)) return fail('wrong-shape', `oneHot should give ten numbers; yours gives ${describe(label)}. ${example}.`);
    const numbers = Array.from(label as ArrayLike<number>);
    if (numbers.length !== 10) return fail('wrong-length', `oneHot should give ten numbers, one for each digit from 0 to 9; yours gives ${describe(label)}. ${example}.`);
    const is = (of: (j: number) => number): boolean => numbers.every((value, j) => value === of(j));
    if (is((j) => Number(j === digit))) continue;

    const got = `${example}; yours is ${list(numbers)}.`;
    if (digit !== first && numbers.filter((value) => value === 1).length > 1 && numbers.at(first) === 1 && is((j) => Number(answers.has(j)))) {
      return fail('shared-array', `The 1s of earlier calls are still there, because all calls share one array. Make a new one inside the function. ${got}`);
    }
    if (is(() => 0)) return fail('nothing-yet', `All ten numbers are 0. ${got}`);
    if (digit > 0 && is((j) => Number(j === digit - 1))) return fail('off-by-one', `The 1 stands one place too early. Index 0 belongs to the digit 0. ${got}`);
    if (is((j) => Number(j === (digit + 1) % 10))) return fail('off-by-one', `The 1 stands one place too late. Index 0 belongs to the digit 0. ${got}`);
    if (is((j) => (j === digit ? digit : 0))) return fail('digit-for-one', `The place is right, but the digit itself stands there. Put a 1, whichever digit it is. ${got}`);
    if (is((j) => Number(j !== digit))) return fail('inverted', `0 and 1 are exchanged: only the right digit should be 1. ${got}`);
    if (is((j) => Number(j <= digit)) || is((j) => Number(j < digit))) return fail('counts-up', `You fill in all places up to the digit. One-hot means one 1, at the digit only. ${got}`);
    if (is(() => digit)) return fail('digit-everywhere', `The digit stands in all ten places. ${got}`);
    return fail('wrong-numbers', `Something else came out. ${got}`);
  }
  const [one, other] = [answers.get(digits[0]!), answers.get(digits[1]!)];
  if (one === other) return fail('shared-array', 'All calls return the same array, so each call overwrites the answer of the one before. Make a new one inside the function.');
  return pass('All ten digits come out right. This is what the network should answer.');
};

export default check;
