import { readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import type { CardCall } from '../../../../src/lib/engine/webgpu/record-calls.ts';
import { recordCalls } from '../../../../src/lib/engine/webgpu/record-calls.ts';
import atBuild from '../../../../src/components/widgets/explain/dispatches/at-build.ts';
import {
  callWords,
  countsOf,
  kernelWords,
  recordingFrom,
  shortName,
  stepWords,
  verdictOf,
} from '../../../../src/components/widgets/explain/dispatches/model.ts';

const { first } = atBuild();
const { tensorflow, book } = first.card!;

/** A cell of the table that the bench printed: a step of 784-490-10. */
const measured = (row: string, column: number): number => {
  const line = readFileSync('docs/performance.md', 'utf8')
    .split('\n')
    .find((each) => each.startsWith(`| ${row}`))!;
  return Number(line.split('|')[column + 1]);
};

describe('the step that the book has recorded', () => {
  test('is of as many dispatches and bytes as the bench counted in another way', () => {
    const theirs = countsOf(tensorflow);
    expect(theirs.dispatches).toBe(measured('TensorFlow.js 4.22, `optimizer.minimize`', 4));
    expect(theirs.uploaded / 1000).toBeCloseTo(measured('TensorFlow.js 4.22, `optimizer.minimize`', 6), 1);
    // The two that list dark pixels serve up to 2,048 images, which is 68 steps of 30.
    const lists = book.calls.filter(({ name = '' }) => name.startsWith('list'));
    expect(lists).toHaveLength(2);
    expect(countsOf(book).dispatches - lists.length).toBe(measured("the book's kernels", 4));
  });

  test('sends 30 images up: as 32-bit floats by TensorFlow.js, as bytes by the book', () => {
    const sizes = (calls: readonly CardCall[]): unknown[] => calls.map(({ bytes }) => bytes);
    expect(sizes(tensorflow.calls)).toContain(30 * 784 * 4);
    expect(sizes(tensorflow.calls)).toContain(30 * 10 * 4);
    expect(sizes(book.calls)).toContain(30 * 784);
    // The loss, and loss and answer of each image.
    expect(countsOf(tensorflow).readBack).toBe(4);
    expect(countsOf(book).readBack).toBe(30 * 2 * 4);
  });

  test('goes on in time, and has words for each kernel', () => {
    for (const { calls, milliseconds } of [tensorflow, book]) {
      const times = calls.map(({ at }) => at);
      expect(times).toEqual([...times].sort((a, b) => a - b));
      expect(times.at(-1)).toBeLessThanOrEqual(milliseconds);
      for (const { name } of calls) if (name) expect(kernelWords(name)).not.toBe(name);
    }
    expect(
      tensorflow.calls.filter(({ name }) => name === 'matMulPacked' || name === 'matMulSmallOutputSize'),
    ).toHaveLength(5);
  });
});

test('words for operations are those of TensorFlow.js, number by number', () => {
  const operations = (kind: 'binary' | 'unary'): string[] => {
    const source = readFileSync(`node_modules/@tensorflow/tfjs-backend-webgpu/dist/${kind}_op_util.js`, 'utf8');
    const names: string[] = [];
    for (const [, number, name] of source.matchAll(/OpType\["\w+"\] = (\d+)\] = "(\w+)"/g))
      names[Number(number)] = name!;
    return names;
  };
  const [binary, unary] = [operations('binary'), operations('unary')];
  const said = { ADD: /^add/, DIV: /^divide/, GREATER: /^compare/, MUL: /^multiply, number/, SUB: /^subtract/ };
  for (const [name, words] of Object.entries(said))
    expect(kernelWords(`binary_${binary.indexOf(name)}`)).toMatch(words);
  const alone = { EXP: /^e to the power/, LOG: /logarithm/, NEG: /sign/, LEAKYRELU: /leaky ReLU/ };
  for (const [name, words] of Object.entries(alone)) expect(kernelWords(`unary_${unary.indexOf(name)}`)).toMatch(words);
});

test('a kernel is named by the part of its key that says what it does', () => {
  expect(shortName('binary_17_1,1_128,1,12,2,2float32,float32,float32A,B;true_true')).toBe('binary_17');
  expect(shortName('matMulPacked_4,4,1_false_true')).toBe('matMulPacked');
  expect(shortName('reduce_sum_64,1,12,1float32')).toBe('reduce_sum');
  expect(shortName('updateFirst')).toBe('updateFirst');
  expect(kernelWords('someNewKernel')).toBe('someNewKernel');
});

test('says a call, a step and both in words', () => {
  const calls: CardCall[] = [
    { kind: 'upload', at: 0, bytes: 23_520 },
    { kind: 'dispatch', at: 0.5, name: 'updateFirst' },
    { kind: 'submit', at: 1 },
    { kind: 'read', at: 1.5, until: 21.5, bytes: 240 },
  ];
  expect(calls.map(callWords)).toEqual([
    'upload: 23.5 kB',
    "dispatch: all of the first layer's step",
    'submit: the dispatches so far are handed over',
    'read back: 240 bytes, there after 20 ms',
  ]);
  const recording = { calls, milliseconds: 25 };
  expect(stepWords(recording)).toBe(
    '1 dispatch in 1 submit, 23.5 kB up, 240 bytes down, 25 ms, of which 20 ms waiting for what is read back',
  );
  expect(
    verdictOf({
      adapter: 'a card',
      card: { tensorflow: { calls, milliseconds: 50 }, book: recording },
      processor: 0.94,
    }),
  ).toBe('On a card: 1 dispatch took 50 ms, 1 took 25 ms, 2.0 times less. The same step on the processor: 0.9 ms.');
  expect(verdictOf({ adapter: 'This browser has no WebGPU.', card: null, processor: null })).toBe(
    'This browser has no WebGPU.',
  );
});

test('takes no recording that is none from the sandbox', () => {
  expect(recordingFrom({ calls: [{ kind: 'dispatch', at: 1, name: 'binary_17_1,1' }], milliseconds: 2 })).toEqual({
    calls: [{ kind: 'dispatch', at: 1, name: 'binary_17' }],
    milliseconds: 2,
  });
  for (const broken of [
    null,
    7,
    { calls: [] },
    { calls: [{ kind: 'other', at: 1 }], milliseconds: 2 },
    { calls: [{ kind: 'read', at: '1' }], milliseconds: 2 },
  ])
    expect(() => recordingFrom(broken)).toThrow('broken');
});

test('records what is asked of a card, in order, and then leaves the card as it was', async () => {
  const nothing = (): undefined => undefined;
  const sent: string[] = [];
  /** Objects of one kind share a prototype, as those of a browser do. */
  const Pass = {
    setPipeline: nothing,
    dispatchWorkgroups: () => sent.push('dispatch'),
    dispatchWorkgroupsIndirect: nothing,
    end: nothing,
  };
  const Queue = { submit: () => sent.push('submit'), writeBuffer: nothing as (...args: unknown[]) => unknown };
  const Buffer = { mapAsync: (_mode: number) => Promise.resolve(), destroy: nothing };
  const bufferOf = ({ size }: { size: number }): typeof Buffer =>
    Object.assign(Object.create(Buffer) as typeof Buffer, { size });
  const Card = { createBuffer: bufferOf, createCommandEncoder: () => ({ beginComputePass: () => made(Pass) }) };
  const made = <Kind extends object>(kind: Kind): Kind => Object.create(kind) as Kind;
  const kinds = [Pass, Queue, Buffer, Card];
  const before = kinds.map((kind) => ({ ...kind }));
  const card = Object.assign(made(Card), { queue: made(Queue) });
  const recording = recordCalls(card as unknown as GPUDevice);
  card.queue.writeBuffer({}, 0, new Float32Array(10));
  card.queue.writeBuffer({}, 0, new Float32Array(10), 2, 3);
  const [one, other] = [made(Pass), made(Pass)] as unknown as {
    setPipeline(of: object): void;
    dispatchWorkgroups(): void;
  }[];
  one!.setPipeline({ label: 'first' });
  other!.setPipeline({ label: 'second' });
  one!.dispatchWorkgroups();
  other!.dispatchWorkgroups();
  card.queue.submit();
  await card.createBuffer({ size: 64 }).mapAsync(1);
  const calls = recording.stop();
  card.queue.submit();
  expect(sent).toEqual(['dispatch', 'dispatch', 'submit', 'submit']);
  expect(calls.map(({ kind, bytes, name }) => [kind, bytes ?? name])).toEqual([
    ['upload', 40],
    ['upload', 12],
    ['dispatch', 'first'],
    ['dispatch', 'second'],
    ['submit', undefined],
    ['read', 64],
  ]);
  expect(calls.at(-1)!.until).toBeGreaterThanOrEqual(calls.at(-1)!.at);
  expect(kinds.map((kind) => ({ ...kind }))).toEqual(before);
});
