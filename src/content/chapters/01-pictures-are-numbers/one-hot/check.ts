import type { Check } from '../../../../lib/sandbox/check-contract.ts';

const tenOf = (of: (j: number) => number): number[] => Array.from({ length: 10 }, (_, j) => of(j));

const check: Check = (reader, { judge, random }) => {
  const first = random.integer(2, 8);
  const digits = [first, ...tenOf((j) => j).filter((j) => j !== first)];
  return judge<[digit: number]>(reader, {
    name: 'oneHot',
    takes: ['digit'],
    questions: digits.map((digit) => ({ given: [digit], what: `a ${digit}` })),
    right: (digit) => tenOf((j) => Number(j === digit)),
    tolerance: 0,
    untouched: ['nothing-yet', () => tenOf(() => 0), 'All ten numbers are 0, whichever digit it is. Set the one at the digit to 1.'],
    mistakes: [
      ['off-by-one', (digit) => tenOf((j) => Number(j === digit - 1)), 'The 1 stands one place too early. Index 0 belongs to the digit 0.'],
      ['off-by-one', (digit) => tenOf((j) => Number(j === (digit + 9) % 10)), 'The 1 stands one place too early. Index 0 belongs to the digit 0.'],
      ['off-by-one', (digit) => tenOf((j) => Number(j === digit + 1)), 'The 1 stands one place too late. Index 0 belongs to the digit 0.'],
      ['off-by-one', (digit) => tenOf((j) => Number(j === (digit + 1) % 10)), 'The 1 stands one place too late. Index 0 belongs to the digit 0.'],
      ['digit-for-one', (digit) => tenOf((j) => (j === digit ? digit : 0)), 'The place is right, but the digit itself stands there. Put a 1, whichever digit it is.'],
      ['inverted', (digit) => tenOf((j) => Number(j !== digit)), '0 and 1 are exchanged: only the right digit should be 1.'],
      ['backwards', (digit) => tenOf((j) => Number(j === 9 - digit)), 'The places are counted from the end. Index 0 belongs to the digit 0.'],
      ['counts-up', (digit) => tenOf((j) => Number(j <= digit)), 'You fill in all places up to the digit. One-hot means one 1, at the digit only.'],
      ['counts-up', (digit) => tenOf((j) => Number(j < digit)), 'You fill in all places before the digit. One-hot means one 1, at the digit only.'],
      ['counts-up', (digit) => tenOf((j) => Number(j >= digit)), 'You fill in all places from the digit on. One-hot means one 1, at the digit only.'],
      ['digit-everywhere', (digit) => tenOf(() => digit), 'The digit stands in all ten places.'],
    ],
    facts: [
      ['wrong-length', (seen) => seen.every(({ got }) => Array.isArray(got) && got.length !== 10), 'oneHot should give ten numbers, one for each digit from 0 to 9; yours gives another count.'],
    ],
    shape: 'It takes one number for each digit from 0 to 9.',
    wrong: ['wrong-numbers', 'Something else came out.'],
    pass: 'All ten digits come out right. This is what the network should answer.',
  });
};

export default check;
