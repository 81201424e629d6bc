import { expect, test } from 'vitest';
import atBuild from '../../../../src/components/widgets/explain/lost-logarithm/at-build.ts';
import {
  lossAt,
  lossOf,
  noticeAt,
  outputsOf,
  sharesOf,
  slopeByScore,
  slopeByShare,
  wordsOf,
  type Ending,
} from '../../../../src/components/widgets/explain/lost-logarithm/model.ts';
import { batchesOf, distance } from '../../../../src/components/widgets/explain/lost-logarithm/run.ts';

const given = await atBuild('slopes');
const sum = (values: readonly number[]): number => values.reduce((total, value) => total + value, 0);

// By PyTorch in 64 bits: NumPy's generator with seed 0 for the weights and the order, nll_loss over softmax and over log_softmax.
test.each<[Ending, number, number, number]>([
  ['softmax', 1, -0.096414, 0.0001],
  ['softmax', 2, -0.100674, 0.000182],
  ['softmax', 10, -0.099379, 0.00063],
  ['softmax', 50, -0.095413, 0.00313],
  ['softmax', 100, -0.099232, 0.006007],
  ['logSoftmax', 1, 2.355869, 0.001124],
  ['logSoftmax', 2, 2.311238, 0.001917],
  ['logSoftmax', 10, 2.322288, 0.007221],
  ['logSoftmax', 50, 2.342462, 0.035884],
  ['logSoftmax', 100, 2.300546, 0.068006],
])('with %s, batch %d has the loss of PyTorch, and the weights have moved as far', (ending, batch, loss, moved) => {
  const { batches } = given;
  expect(batches[ending].loss).toHaveLength(100);
  expect(batches[ending].loss[batch - 1]).toBeCloseTo(loss, 4);
  expect(batches[ending].moved[batch - 1]! / moved).toBeCloseTo(1, 2);
});

// By NumPy in 64 bits.
const SUMS = [0.2114602, -0.1931444, -0.3996966, 0.1107438, 0.1368146, 0.200619, -0.0652114, -0.290803, 0.0629523, 0.0496443]; // prettier-ignore
const SHARES = [0.12334265, 0.08229921, 0.06694085, 0.11152511, 0.11447089, 0.12201268, 0.09353115, 0.07464197, 0.10632051, 0.10491497]; // prettier-ignore

test('the ten sums are those of PyTorch for the first image of the first batch', async () => {
  const { sums, label } = await atBuild('program');
  expect(label).toBe(7);
  sums.forEach((value, j) => expect(value).toBeCloseTo(SUMS[j]!, 5));
});

test('what passes through the four lines is that of NumPy', () => {
  const { sums, label } = given;
  outputsOf('softmax', sums).forEach((share, j) => expect(share).toBeCloseTo(SHARES[j]!, 6));
  outputsOf('logSoftmax', sums).forEach((log, j) => expect(log).toBeCloseTo(Math.log(SHARES[j]!), 5));
  expect(lossOf('softmax', sums, label)).toBeCloseTo(-0.074642, 6);
  expect(lossOf('logSoftmax', sums, label)).toBeCloseTo(2.5950523, 5);
  expect(sum(sharesOf('softmax', sums))).toBeCloseTo(11.0536527, 5);
  sharesOf('logSoftmax', sums).forEach((share, j) => expect(share).toBeCloseTo(SHARES[j]!, 6));
});

test('what is said of each line has its numbers', () => {
  const { sums, label } = given;
  expect(wordsOf(20, 'softmax', sums, label)).toContain('add up to 1.00');
  expect(wordsOf(43, 'softmax', sums, label)).toContain(
    'at the label 7 is 0.075, a share. With its sign changed, the loss is −0.075',
  );
  expect(wordsOf(43, 'logSoftmax', sums, label)).toContain(
    'is −2.595, a logarithm. With its sign changed, the loss is 2.595',
  );
  expect(wordsOf(57, 'softmax', sums, label)).toContain('adds up to 11.05');
  expect(wordsOf(57, 'logSoftmax', sums, label)).toContain('add up to 1.00');
});

// The chapter's own: p - 1 and p (p - 1).
test.each([
  [0.1, -0.09, -0.9],
  [0.001, -0.000999, -0.999],
  [0.5, -0.25, -0.5],
  [0.9, -0.09, -0.1],
])('where the right digit has a share of %d, both slopes by its score are as worked out by hand', (p, flat, steep) => {
  expect(slopeByScore('softmax', p)).toBeCloseTo(flat, 6);
  expect(slopeByScore('logSoftmax', p)).toBeCloseTo(steep, 6);
  const nudge = 1e-6;
  for (const ending of ['softmax', 'logSoftmax'] as const)
    expect(slopeByShare(ending, p)).toBeCloseTo(
      (lossAt(ending, p + nudge) - lossAt(ending, p - nudge)) / (2 * nudge),
      3,
    );
});

test('what is said of a share is true', () => {
  expect(noticeAt(0.001)).toContain('0.999. −p hardly pushes: 0.0010');
  expect(noticeAt(0.1)).toContain('10.0 times as hard');
  expect(noticeAt(0.9)).toContain('almost alike');
  for (const p of [0.5, 0.9])
    expect(slopeByScore('logSoftmax', p) / slopeByScore('softmax', p)).toBeLessThanOrEqual(2.01);
});

test('batches are told as they come, and stop when told to', async () => {
  const start = [{ name: 'w', shape: [2], values: Float32Array.of(1, 2) }];
  const moved = [{ name: 'w', shape: [2], values: Float32Array.of(4, 6) }];
  expect(distance(start, moved)).toBe(5);
  const stop = new AbortController();
  const told: number[] = [];
  const batches = await batchesOf(
    start,
    () => Promise.resolve({ loss: 0.5, weights: moved }),
    ({ moved: far }) => {
      told.push(far.length);
      if (far.length === 3) stop.abort();
    },
    stop.signal,
  );
  expect(told).toEqual([1, 2, 3]);
  expect(batches).toEqual({ loss: [0.5, 0.5, 0.5], moved: [5, 5, 5] });
});

test('an unknown preset says which there are', async () => {
  await expect(atBuild('listing')).rejects.toThrow('expected one of program, slopes');
});
