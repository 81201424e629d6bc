import { describe, expect, test } from 'vitest';
import { Panel, type Judge } from '../../../../src/components/widgets/pictures/judges/judge.ts';
import { summary } from '../../../../src/components/widgets/pictures/judges/Judges.tsx';
import { cursorWords, padAction, type Cursor } from '../../../../src/components/widgets/draw/keys.ts';
import { Pad } from '../../../../src/components/widgets/draw/pad.ts';
import { restingRuns, runJudge } from '../../../../src/components/widgets/pictures/judges/run-judges.ts';
import { mnist } from '../../../../src/lib/data/mnist.ts';
import type { RunRecord } from '../../../../src/lib/runs/run-record.ts';
import { deltaRule } from '../../../support/specifications.ts';

const mass = (pad: Pad): number => pad.ink.reduce((sum, grey) => sum + grey, 0);

describe('the pad', () => {
  test('marks are taken back one by one, a clearing too', () => {
    const pad = new Pad(mnist);
    pad.begin(50, 50);
    const dot = mass(pad);
    pad.begin(150, 150);
    pad.extend(200, 150);
    const both = mass(pad);
    expect(both).toBeGreaterThan(3 * dot);
    pad.clear();
    expect([mass(pad), pad.isEmpty]).toEqual([0, true]);
    pad.undo();
    expect(mass(pad)).toBe(both);
    pad.undo();
    expect(mass(pad)).toBe(dot);
    pad.undo();
    expect([mass(pad), pad.canUndo]).toEqual([0, false]);
    pad.undo();
    pad.clear(); // nothing to clear is no mark
    expect(pad.canUndo).toBe(false);
  });

  test('a picture lies in the middle, as large as fits, and can be drawn on and taken back', () => {
    const pad = new Pad(mnist);
    pad.begin(30, 30);
    const before = mass(pad);
    pad.lay({ width: 2, height: 1, ink: [255, 0] }); // becomes 280 x 140
    expect(mass(pad)).toBe(140 * 140 * 255);
    expect([
      pad.ink[69 * pad.side],
      pad.ink[70 * pad.side],
      pad.ink[209 * pad.side + 139],
      pad.ink[209 * pad.side + 140],
    ]).toEqual([0, 255, 255, 0]);
    pad.begin(200, 250);
    expect(mass(pad)).toBe(140 * 140 * 255 + before);
    pad.undo();
    pad.undo();
    expect(mass(pad)).toBe(before);
  });

  test('each change is told', () => {
    const pad = new Pad(mnist);
    const seen: number[] = [];
    pad.changes.subscribe((change) => seen.push(change));
    pad.begin(5, 5);
    pad.extend(6, 6);
    pad.undo();
    expect(seen).toEqual([0, 1, 2, 3]);
  });
});

describe('keys of the pad', () => {
  const pad = new Pad(mnist);
  const cursor: Cursor = { x: 135, y: 65, down: false };
  const press = (
    key: string,
    more: Partial<Record<'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey', boolean>> = {},
    from = cursor,
  ) => padAction({ key, shiftKey: false, ctrlKey: false, metaKey: false, altKey: false, ...more }, from, pad);

  test('arrows move by one pixel of MNIST, with Shift by three, and stop at the edge', () => {
    expect(press('ArrowRight')).toEqual({ do: 'move', to: { x: 145, y: 65, down: false } });
    expect(press('ArrowUp', { shiftKey: true })).toEqual({ do: 'move', to: { x: 135, y: 35, down: false } });
    expect(press('ArrowUp', { shiftKey: true }, { ...cursor, y: 15 })).toEqual({
      do: 'move',
      to: { x: 135, y: 5, down: false },
    });
  });

  test('Space, Escape, Backspace, Delete and Ctrl+Z do what they say; other keys are the page’s', () => {
    expect([
      press(' '),
      press(' ', {}, { ...cursor, down: true }),
      press('Escape', {}, { ...cursor, down: true }),
    ]).toEqual([
      { do: 'pen', down: true },
      { do: 'pen', down: false },
      { do: 'pen', down: false },
    ]);
    expect([press('Backspace'), press('z', { ctrlKey: true }), press('Delete')]).toEqual([
      { do: 'undo' },
      { do: 'undo' },
      { do: 'clear' },
    ]);
    expect([
      press('Tab'),
      press('Escape'),
      press('ArrowLeft', { altKey: true }),
      press('r', { ctrlKey: true }),
    ]).toEqual([null, null, null, null]);
    expect(cursorWords({ ...cursor, down: true }, pad)).toBe('Pen down at row 6, column 13');
  });
});

const judge = (
  name: string,
  load: Judge['load'] = () => Promise.resolve({ specification: deltaRule, weights: [] }),
): Judge => ({ key: name, name, data: 'mnist', about: '', load });
const says = (digit: number): Float32Array => Float32Array.from({ length: 10 }, (_, j) => (j === digit ? 1 : 0));

describe('the panel of networks', () => {
  test('asks each once for the newest drawing, skips those in between, and says why one cannot', async () => {
    const asked: number[] = [];
    const waiting: (() => void)[] = [];
    const panel = new Panel((_specification, _weights, image) => {
      asked.push(image[0]!);
      return new Promise((resolve) => waiting.push(() => resolve(says(image[0]!))));
    });
    const judges = [judge('a'), judge('b', () => Promise.reject(new Error('It is gone.')))];
    const answer = async (): Promise<void> => {
      await new Promise((resolve) => setTimeout(resolve));
      waiting.shift()!();
      await new Promise((resolve) => setTimeout(resolve));
    };
    panel.judge(judges, Uint8Array.of(1));
    panel.judge(judges, Uint8Array.of(2));
    panel.judge(judges, Uint8Array.of(3));
    await answer();
    expect(panel.opinions.value.get('b')).toEqual({ shares: false, problem: 'It is gone.' });
    await answer();
    expect(asked).toEqual([1, 3]);
    expect(summary(judges, panel.opinions.value, mnist)).toBe('1 of 2 networks says 3.');
    panel.judge(judges, null);
    await new Promise((resolve) => setTimeout(resolve));
    expect(panel.opinions.value.size).toBe(0);
  });

  test('the votes in words', () => {
    const judges = ['a', 'b', 'c', 'd'].map((name) => judge(name));
    const opinions = new Map(
      [
        ['a', 4],
        ['b', 9],
        ['c', 4],
      ].map(([name, digit]) => [name as string, { outputs: says(digit as number), shares: true }]),
    );
    expect(summary(judges, opinions, mnist)).toBe('2 of 4 networks say 4, 1 says 9.');
    expect(summary([judges[3]!], opinions, mnist)).toBe('Draw a digit: each network says what it reads.');
  });
});

test('runs at rest judge; one that has trained on is another judge', async () => {
  const run = (state: RunRecord['state'], imagesSeen: number): RunRecord =>
    ({
      id: 'r',
      state,
      imagesSeen,
      title: 'two',
      settings: { specification: deltaRule, epochs: 1, testAt: [] },
      tests: [{ imagesSeen: 60_000, correct: 6928, of: 10_000, loss: 1 }],
    }) as unknown as RunRecord;
  const runs = [
    run('running', 100),
    run('finished', 60_000),
    run('paused', 200),
    run('stopped', 0),
    run('cut-off', 300),
    run('diverged', 50),
  ];
  expect(restingRuns(runs).map(({ state }) => state)).toEqual(['finished', 'paused', 'cut-off']);
  const judged = runJudge(runs[1]!, () => Promise.resolve(null));
  expect(judged).toMatchObject({
    key: 'run-r-60000',
    name: 'two',
    about: '784-10, run of 60,000 images, 69.28 % of the test images',
  });
  expect(runJudge(runs[2]!, () => Promise.resolve([])).about).toBe('784-10, run of 200 images');
  await expect(judged.load()).rejects.toThrow('Its weights are no longer kept.');
});
