import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../src/lib/runs/run-record.ts';
import { givingWay, nextToBegin, type Room } from '../../../src/lib/runs/queue.ts';
import { newRun, withRecord, type Run } from '../../../src/lib/runs/run.ts';
import { orderOf } from '../../support/run-host.ts';

const run = (id: string, state: RunState, askedAt: number, heldAt = 0): Run => ({
  ...withRecord(newRun(orderOf(id), { id, group: id, at: askedAt, look: 0 }), { state }),
  heldAt,
});
const nextIn =
  (places: number, more: Partial<Room> = {}) =>
  (...runs: readonly Run[]): readonly string[] =>
    nextToBegin(runs, { runs: places, bytes: Infinity, elsewhere: [], ...more }).map(({ record }) => record.id);
const next = nextIn(1);

/** Trained side by side. */
const together = (group: string, ...runs: readonly Run[]): readonly Run[] => runs.map((one) => ({ ...one, group }));

describe('places', () => {
  it('are filled in the order in which runs were asked for', () => {
    const waiting = [run('c', 'queued', 3), run('a', 'queued', 1), run('b', 'queued', 2)];
    expect(nextIn(2)(...waiting)).toEqual(['a', 'b']);
    expect(nextIn(4)(...waiting)).toEqual(['a', 'b', 'c']);
    expect(nextIn(2)(run('on', 'running', 0), ...waiting)).toEqual(['a']);
    expect(nextIn(2)(run('on', 'running', 0), run('too', 'loading', 0), ...waiting)).toEqual([]);
  });

  it('are kept by what is paused or cut off, from what was asked for before that', () => {
    const held = run('held', 'paused', 1, 5);
    const waiting = [run('before', 'queued', 4), run('later', 'queued', 6), run('last', 'queued', 7)];
    expect(nextIn(2)(held, ...waiting)).toEqual(['before', 'later']);
    expect(nextIn(2)(held, run('on', 'running', 2), ...waiting)).toEqual(['later']);
    expect(nextIn(2)(held, run('more', 'cut-off', 1, 5), ...waiting)).toEqual(['later', 'last']);
  });

  it('hold a whole group or nothing of it, unless it is alone, and nobody overtakes it', () => {
    const group = together('g', run('a', 'queued', 1), run('b', 'queued', 1), run('c', 'queued', 1));
    expect(nextIn(2)(...group, run('after', 'queued', 2))).toEqual(['a', 'b', 'c']);
    expect(nextIn(2)(run('on', 'running', 0), ...group, run('after', 'queued', 2))).toEqual([]);
    expect(nextIn(4)(run('on', 'running', 0), ...group, run('after', 'queued', 2))).toEqual(['a', 'b', 'c']);
    const joining = together('g', run('on', 'running', 0), run('late', 'queued', 9));
    expect(nextIn(1)(...joining, run('other', 'queued', 1))).toEqual(['late']);
  });

  it('are fewer while other tabs train, but never none', () => {
    const elsewhere = [run('x', 'running', 0), run('y', 'running', 0)];
    const waiting = [run('a', 'queued', 1), run('b', 'queued', 2)];
    expect(nextIn(2, { elsewhere })(...waiting)).toEqual(['a']);
    expect(nextIn(3, { elsewhere })(...waiting)).toEqual(['a']);
    expect(nextIn(4, { elsewhere })(...waiting)).toEqual(['a', 'b']);
  });

  it('are bounded by memory: 70,000 images each, and the weights with all that is kept of them', () => {
    const waiting = [run('a', 'queued', 1), run('b', 'queued', 2)];
    const two = 2 * (70_000 * 784 + 16 * 7840); // 784-10 without bias under sgd
    expect(nextIn(2, { bytes: two })(...waiting)).toEqual(['a', 'b']);
    expect(nextIn(2, { bytes: two - 1 })(...waiting)).toEqual(['a']);
    expect(nextIn(2, { bytes: 1 })(...waiting)).toEqual(['a']);
  });
});

describe('the queue', () => {
  it('begins with what was asked for first, also at the beginning of time', () => {
    expect(next(run('b', 'queued', 7), run('a', 'queued', 3))).toEqual(['a']);
    expect(next(run('a', 'queued', 0))).toEqual(['a']);
  });

  it.each(['paused', 'cut-off'] as const)('waits behind a run that is %s, up to the very moment of that', (state) => {
    const held = run('held', state, 1, 5);
    expect(next(held, run('before', 'queued', 4))).toEqual([]);
    expect(next(held, run('then', 'queued', 5))).toEqual([]);
    expect(next(held, run('later', 'queued', 6), run('before', 'queued', 4))).toEqual(['later']);
  });

  it('lets go of no more than are too many, the oldest that are over', () => {
    const over = [1, 2, 3].map((at) => run(`${at}`, 'finished', at));
    expect(givingWay(over, 3)).toEqual([]);
    expect(givingWay([run('on', 'running', 0), ...over], 3).map(({ record }) => record.id)).toEqual(['1']);
  });
});
