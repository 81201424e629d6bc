import { describe, expect, it } from 'vitest';
import type { RunState } from '../../../src/lib/runs/run-record.ts';
import { givingWay, nextToBegin } from '../../../src/lib/runs/queue.ts';
import { newRun, withRecord, type Run } from '../../../src/lib/runs/run.ts';
import { orderOf } from '../../support/run-host.ts';

const run = (id: string, state: RunState, askedAt: number, heldAt = 0): Run => ({
  ...withRecord(newRun(orderOf(id), { id, group: id, at: askedAt, look: 0 }), { state }),
  heldAt,
});
const next = (...runs: readonly Run[]): readonly string[] => nextToBegin(runs).map(({ record }) => record.id);

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
