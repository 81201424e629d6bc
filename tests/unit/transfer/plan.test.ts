import { describe, expect, it } from 'vitest';
import { NO_PROGRESS } from '../../../src/lib/classroom/progress.ts';
import type { Draft } from '../../../src/lib/classroom/drafts.ts';
import { newRun, withRecord, type Run } from '../../../src/lib/runs/run.ts';
import type { RunRecord } from '../../../src/lib/runs/run-record.ts';
import { planOf, type Change, type Here } from '../../../src/lib/transfer/plan.ts';
import type { WorkItem } from '../../../src/lib/transfer/work-item.ts';
import { orderOf } from '../../support/run-host.ts';

const EMPTY: Here = {
  progress: NO_PROGRESS,
  place: null,
  guesses: new Map(),
  replies: new Map(),
  drafts: new Map(),
  tries: new Map(),
  models: [],
  runs: [],
};
const one = (item: WorkItem, here: Partial<Here> = {}): Change | undefined =>
  planOf([item], { ...EMPTY, ...here }).changes[0];
const draft = (code: string, saved: number, ...versions: Draft['versions']): Draft => ({ code, saved, versions });
const draftItem = (theirs: Draft): WorkItem => ({ kind: 'draft', exercise: '03-a/update', draft: theirs });
const runOf = (change: Partial<RunRecord>): Run =>
  withRecord(newRun(orderOf('a'), { id: 'r1', group: 'r1', at: 5, look: 0 }), change);
const runItem = (change: Partial<RunRecord>): WorkItem => ({ kind: 'run', run: runOf(change), checkpoint: null });

describe('bringing in a file', () => {
  it('adds marks, and takes none away', () => {
    const here = { progress: { version: 1, steps: { a: ['x', 'y'], b: ['z'] }, passed: ['a/one'] } } as const;
    const item: WorkItem = { kind: 'progress', progress: { version: 1, steps: { a: ['y', 'w'] }, passed: ['a/two'] } };
    expect(one(item, here)).toEqual({
      kind: 'progress',
      progress: { version: 1, steps: { a: ['x', 'y', 'w'], b: ['z'] }, passed: ['a/one', 'a/two'] },
      steps: 1,
      passed: 1,
    });
    expect(one({ kind: 'progress', progress: here.progress }, here)).toBeUndefined();
  });

  it('lets the newer of two texts stand, and keeps the other among its versions', () => {
    const ours = draft('ours', 10, { code: 'old', saved: 1, because: 'reset' });
    const here = { drafts: new Map([['03-a/update', ours]]) };
    expect(one(draftItem(draft('theirs', 20)), here)).toMatchObject({
      way: 'newer',
      draft: { code: 'theirs', saved: 20, versions: [{ code: 'ours', because: 'file' }, { code: 'old' }] },
    });
    expect(one(draftItem(draft('theirs', 5)), here)).toMatchObject({
      way: 'older',
      draft: { code: 'ours', saved: 10, versions: [{ code: 'theirs', saved: 5, because: 'file' }, { code: 'old' }] },
    });
    expect(one(draftItem(ours), here)).toBeUndefined();
    expect(one(draftItem(draft('theirs', 5)))).toMatchObject({ way: 'new', draft: { code: 'theirs' } });
  });

  it('never loses the version that has passed, however many there are', () => {
    const many = Array.from({ length: 10 }, (_, i) => ({ code: `v${i}`, saved: 100 + i, because: 'reset' as const }));
    const here = { drafts: new Map([['03-a/update', draft('ours', 300, ...many)]]) };
    const passed = { code: 'right', saved: 2, because: 'passed' as const };
    const change = one(draftItem(draft('theirs', 200, passed)), here);
    const { versions } = (change as Extract<Change, { kind: 'draft' }>).draft;
    expect(versions).toHaveLength(10);
    expect(versions[0]).toMatchObject({ code: 'theirs', because: 'file' });
    expect(versions).toContainEqual(passed);
  });

  it('keeps the larger count of tries', () => {
    const item: WorkItem = { kind: 'tries', exercise: '03-a/update', tries: 3 };
    expect(one(item)).toEqual(item);
    expect(one(item, { tries: new Map([['03-a/update', 2]]) })).toEqual(item);
    expect(one(item, { tries: new Map([['03-a/update', 3]]) })).toBeUndefined();
  });

  it('keeps a guess that was made here, and adds others', () => {
    const item: WorkItem = { kind: 'guess', question: 'a/b', guess: '9' };
    expect(one(item)).toEqual(item);
    expect(one(item, { guesses: new Map([['a/b', '4']]) })).toBeUndefined();
  });

  it('lets nothing train because of a file', () => {
    for (const state of ['queued', 'loading', 'running', 'paused', 'cut-off'] as const)
      expect(one(runItem({ state }))).toMatchObject({ way: 'new', run: { record: { state: 'stopped' } } });
    expect(one(runItem({ state: 'finished' }))).toMatchObject({ run: { record: { state: 'finished' } } });
  });

  it('lets the newer of two replies to a class stand', () => {
    const item = (text: string, saved: number): WorkItem => ({
      kind: 'reply',
      question: '03-a/question-1',
      reply: { text, saved },
    });
    const here = { replies: new Map([['03-a/question-1', { text: 'first', saved: 5 }]]) };
    expect(one(item('newer', 6))).toEqual(item('newer', 6));
    expect(one(item('newer', 6), here)).toEqual(item('newer', 6));
    expect(one(item('older', 4), here)).toBeUndefined();
    expect(one(item('first', 6), here)).toBeUndefined();
  });

  it('takes the state of a run that has seen more images, unless the run is in hand here', () => {
    const here = (change: Partial<RunRecord>) => ({ runs: [runOf(change)] });
    expect(one(runItem({ imagesSeen: 200 }), here({ imagesSeen: 100, state: 'stopped' }))).toMatchObject({
      way: 'further',
    });
    expect(one(runItem({ imagesSeen: 100 }), here({ imagesSeen: 100, state: 'stopped' }))).toBeUndefined();
    expect(one(runItem({ imagesSeen: 200 }), here({ imagesSeen: 100, state: 'running' }))).toBeUndefined();
  });

  it('knows a model again that is here already, also by another name', () => {
    const summary = {
      id: 4,
      name: 'mine',
      specification: runOf({}).record.settings.specification,
      imagesSeen: 60_000,
      by: 'simd',
      result: { correct: 1, of: 2, loss: 3 },
      savedAt: 11,
    };
    const item: WorkItem = { kind: 'model', model: { ...summary, id: 9, name: 'renamed', weights: [] } };
    const plan = planOf([item], { ...EMPTY, models: [summary] });
    expect(plan).toEqual({ changes: [], alike: 1 });
    expect(planOf([item], { ...EMPTY, models: [{ ...summary, savedAt: 12 }] }).changes).toHaveLength(1);
  });
});
