import { describe, expect, it } from 'vitest';
import type { Exercise } from '../../../src/lib/sandbox/check-kit/exercise.ts';
import { createCheckTools } from '../../../src/lib/sandbox/check-tools.ts';

const { close, fresh, inputs, judge, judgeAsync, plain } = createCheckTools(7);

type Halves = Exercise<[values: Float32Array]>;
const halves: Halves = {
  name: 'halve',
  takes: ['values'],
  questions: [
    { given: [Float32Array.of(1, -2, 4)], what: 'both signs' },
    { given: [Float32Array.of(8)], what: 'one number' },
    { given: [Float32Array.of(1e-6, 3e-6)], what: 'very small numbers' },
    { given: [Float32Array.of(0, 5)], what: 'zeros among them' },
  ],
  right: (values) => values.map((value) => value / 2),
  untouched: ['nothing-yet', (values) => values.map(() => 0), 'All are 0.'],
  mistakes: [
    ['doubled', (values) => values.map((value) => 2 * value), 'You double.'],
    ['lost-sign', (values) => values.map((value) => Math.abs(value) / 2), 'You lose the sign.'],
  ],
  keep: 'Write into a new array.',
  wrong: ['wrong-numbers', 'Some are off.'],
  pass: 'Right.',
};
const verdict = (halve: unknown, exercise: Halves = halves) => judge({ halve }, exercise);
const named = (halve: unknown) => {
  const { passed, ...rest } = verdict(halve);
  return passed ? 'passed' : (rest as { mistake: string }).mistake;
};
const half = (values: Float32Array): Float32Array => values.map((value) => value / 2);

describe('a check made of properties', () => {
  it('passes what is right, in a typed array or a plain one', () => {
    expect(named(half)).toBe('passed');
    expect(named((values: Float32Array) => Array.from(values, (value) => value / 2))).toBe('passed');
    expect(named((values: Float32Array) => Float64Array.from(values, (value) => value / 2))).toBe('passed');
  });

  it('names a mistake only if it explains every answer', () => {
    expect(named((values: Float32Array) => values.map((value) => 2 * value))).toBe('doubled');
    expect(named((values: Float32Array) => values.map((value) => (values.length === 1 ? value / 2 : 2 * value)))).toBe(
      'wrong-numbers',
    );
  });

  it('says what was asked, what should come out and what did, with digits enough to tell them apart', () => {
    const { message } = verdict((values: Float32Array) =>
      values.map((value) => value / 2 + (value === 8 ? 0.0004 : 0)),
    );
    expect(message).toBe(
      'Some are off. 3 of 4 cases come out right, but not with one number. With values [8] it should be [4]; yours is [4.0004].',
    );
  });

  it('says that nothing is done only where the result is that of the start file', () => {
    expect(named((values: Float32Array) => values.map(() => 0))).toBe('nothing-yet');
    expect(named((values: Float32Array) => values.map((value) => (value > 4 ? 1 : 0)))).toBe('wrong-numbers');
  });

  it.each([
    ['a number', () => 1, 'wrong-shape'],
    ['nothing', () => undefined, 'wrong-shape'],
    ['more numbers than there should be', (values: Float32Array) => [...half(values), 1], 'wrong-shape'],
    ['a promise', async () => [1], 'wrong-shape'],
    ['rows of NaN', (values: Float32Array) => [values.map(() => NaN)], 'wrong-shape'],
    ['NaN', (values: Float32Array) => values.map(() => NaN), 'not-a-number'],
    ['infinities', (values: Float32Array) => values.map(() => Infinity), 'not-a-number'],
    ['no function', 3, 'no-function'],
  ])('refuses %s', (_what, halve, mistake) => {
    expect(named(halve)).toBe(mistake);
  });

  it('sees an argument that was changed, also where its own methods say it was not', () => {
    const spoil = (values: Float32Array): Float32Array => {
      const result = half(values);
      values.fill(0);
      Object.assign(values, { every: () => true, map: () => values, slice: () => values });
      return result;
    };
    expect(verdict(spoil)).toMatchObject({
      mistake: 'changes-input',
      message: expect.stringContaining('values[2] was 4 and is 0'),
    });
  });

  it('sees an argument that a later call changes', () => {
    const seen: Float32Array[] = [];
    const late = (values: Float32Array): Float32Array => {
      seen.at(-1)?.fill(0);
      seen.push(values);
      return half(values);
    };
    expect(verdict(late)).toMatchObject({
      mistake: 'changes-input',
      message: expect.stringContaining('in a later call'),
    });
  });

  it('sees one array, or one piece of memory, given for two questions', () => {
    const one = new Float32Array(3);
    const sameArray = (values: Float32Array): unknown =>
      Object.assign(Array.isArray(values) ? [] : shared, { length: values.length }, half(values));
    const shared: number[] = [];
    expect(named(sameArray)).toBe('shared-array');
    const sameMemory = (values: Float32Array): Float32Array => {
      one.set(half(values));
      return one.subarray(0, values.length);
    };
    expect(named(sameMemory)).toBe('shared-array');
  });

  it('sees one array given for two questions with the same answer', () => {
    const nothing = [0, 0];
    const questions = ['a blank image', 'another'].map((what) => ({
      given: [new Float32Array(2)] as [Float32Array],
      what,
    }));
    expect(verdict(() => nothing, { ...halves, questions })).toMatchObject({ mistake: 'shared-array' });
    expect(verdict(() => [0, 0], { ...halves, questions })).toMatchObject({ passed: true });
  });

  it('sees two rows that are one array, and says which', () => {
    const square: Exercise<[size: number]> = {
      ...(halves as unknown as Exercise<[size: number]>),
      takes: ['size'],
      questions: [{ given: [2] }, { given: [3] }],
      right: (size) => Array.from({ length: size }, () => new Array<number>(size).fill(0)),
      mistakes: [],
    };
    const rows = (size: number) => new Array<number[]>(size).fill(new Array<number>(size).fill(0));
    expect(judge({ halve: rows }, { ...square, untouched: ['never', () => 1, ''] })).toMatchObject({
      mistake: 'shared-row',
      message: expect.stringContaining('Rows 0 and 1'),
    });
  });

  it('sees an answer that hangs on the calls before', () => {
    let calls = 0;
    expect(named((values: Float32Array) => values.map((value) => value / 2 + calls++))).toBe('remembers-calls');
  });

  it('tests each case by its own size: what is off among small numbers is not hidden by large ones', () => {
    expect(named((values: Float32Array) => values.map((value) => value / 2 + 1e-8))).toBe('wrong-numbers');
  });

  it('lets 32-bit rounding pass, and nothing that is ten times as wide', () => {
    const off = (by: number) => (values: Float32Array) => values.map((value) => (value / 2) * (1 + by));
    expect(named(off(1.5e-5))).toBe('passed');
    expect(named(off(2.5e-5))).toBe('wrong-numbers');
  });

  it('asks what is hard only when all else is right', () => {
    let asked = 0;
    const exercise: Halves = {
      ...halves,
      questions: [...halves.questions, { given: [Float32Array.of(1000)], hard: true }],
    };
    const counting = (factor: number) => (values: Float32Array) => {
      if (values[0] === 1000) asked++;
      return values.map((value) => value * factor);
    };
    expect(verdict(counting(2), exercise)).toMatchObject({ mistake: 'doubled' });
    expect(asked).toBe(0);
    expect(verdict(counting(0.5), exercise).passed).toBe(true);
    expect(asked).toBe(1);
  });

  it('tells what is already wrong before it tells what is thrown later', () => {
    const thrower = (values: Float32Array): Float32Array => {
      if (values.length === 2) throw new RangeError('too short');
      return values.map((value) => 2 * value);
    };
    expect(named(thrower)).toBe('doubled');
    expect(() =>
      verdict((values: Float32Array) =>
        values.length === 2 ? (undefined as unknown as { x: Float32Array }).x : half(values),
      ),
    ).toThrow(TypeError);
  });
});

describe('a check of what is changed in place', () => {
  const step: Exercise<[weights: Float32Array[], alpha: number]> = {
    name: 'step',
    takes: ['weights', 'alpha'],
    changes: ['weights'],
    questions: [{ given: [inputs.matrix(2, 3), 0.001] }, { given: [inputs.matrix(4, 1), 0.002] }],
    right: (weights, alpha) => weights.forEach((row) => row.forEach((value, j) => (row[j] = value - alpha * value))),
    mistakes: [['not-in-place', () => undefined, 'Nothing moved.']],
    wrong: ['wrong-step', 'It moved elsewhere.'],
    pass: 'Right.',
  };
  const by = (factor: number) => (weights: Float32Array[], alpha: number) => {
    for (const row of weights) for (let j = 0; j < row.length; j++) row[j]! -= factor * alpha * row[j]!;
  };

  it('judges how far it moved, not where it stands', () => {
    expect(judge({ step: by(1) }, step)).toMatchObject({ passed: true });
    expect(judge({ step: by(1.01) }, step)).toMatchObject({ mistake: 'wrong-step' });
    expect(judge({ step: by(0) }, step)).toMatchObject({ mistake: 'not-in-place' });
  });

  it('takes new values instead, where they may be returned', () => {
    const anew = (weights: Float32Array[], alpha: number) =>
      weights.map((row) => row.map((value) => value - alpha * value));
    expect(judge({ step: anew }, step)).toMatchObject({ mistake: 'not-in-place' });
    expect(judge({ step: anew }, { ...step, mayReturn: true })).toMatchObject({ passed: true });
  });

  it('waits for a function that may be async', async () => {
    const late = async (weights: Float32Array[], alpha: number): Promise<void> => {
      await Promise.resolve();
      by(1)(weights, alpha);
    };
    expect(await judgeAsync({ step: late }, step)).toMatchObject({ passed: true });
  });
});

describe('the tools of a check', () => {
  it.each([
    [0.9e-4, true],
    [1.1e-4, false],
    [2e-4, false],
  ])('call numbers that are %d apart close: %s', (apart, expected) => {
    expect(close(1 + apart, 1)).toBe(expected);
    expect(close([5, 1 + apart], [0.5, 1])).toBe(false);
    expect(close([1000 * (1 + apart), 0], [1000, 0])).toBe(expected);
  });

  it('copy out what a reader gives by index, whatever its methods and its length say', () => {
    const list = Object.assign(Float32Array.of(1, 2), { map: () => [], [Symbol.iterator]: null });
    Object.defineProperty(list, 'length', { value: 99 });
    expect(plain(list)).toEqual([1, 2]);
    expect(plain([{ steps: 2 }])).toEqual([{ steps: 2 }]);
  });

  it('make an argument anew for everyone who is asked', () => {
    const counter = fresh(() => {
      let n = 0;
      return { next: () => n++ };
    });
    const exercise: Exercise<[counter: typeof counter]> = {
      name: 'draw',
      takes: ['counter'],
      questions: [{ given: [counter] }, { given: [counter] }],
      right: (own) => own.next(),
      wrong: ['wrong', 'Off.'],
      pass: 'Right.',
    };
    expect(judge({ draw: (one: { next(): number }) => one.next() }, exercise)).toMatchObject({ passed: true });
  });

  it('draw images by their properties', () => {
    expect(Math.max(...inputs.image('blank'))).toBe(0);
    expect(Math.min(...inputs.image('black'))).toBeGreaterThan(0);
    expect(Math.max(...inputs.image('faint'))).toBeLessThan(0.02);
    const edges = inputs.greys('edges');
    expect([edges[0]! > 100, edges[783]! > 100]).toEqual([true, true]);
    const inked = inputs.image('stroke').filter((pixel) => pixel > 0).length;
    expect(inked).toBeGreaterThan(40);
    expect(inked).toBeLessThan(300);
  });
});
