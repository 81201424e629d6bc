import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { canGoOn } from '../../../src/lib/runs/run-record.ts';
import type { RunOrder } from '../../../src/lib/runs/run-record.ts';
import { Browser, freshStorage, NEW_VISIT, openTab, orderOf, soon } from '../../support/run-host.ts';

beforeEach(freshStorage);
afterEach(() => vi.unstubAllGlobals());

const CODE = 'export function update(weights) { return weights }';
const readersOrder = (title: string, more: Partial<RunOrder> = {}): RunOrder => orderOf(title, { code: CODE, ...more });

describe('steps', () => {
  it('trains one image, then another, then all that is left', async () => {
    const { runs, sessions, states } = openTab();
    const id = runs.add(orderOf('a'), 1);
    await soon();
    expect(sessions[0]!.goal).toBe(1);
    sessions[0]!.train(1);
    sessions[0]!.pause();
    expect(states()).toEqual(['a paused']);
    runs.step(id, 2);
    await soon();
    expect(sessions).toHaveLength(1);
    expect(sessions[0]!.goal).toBe(3);
    sessions[0]!.train(3);
    sessions[0]!.pause();
    runs.resume(id);
    await soon();
    expect(sessions[0]!.goal).toBe(Infinity);
    expect(states()).toEqual(['a running']);
  });

  it('waits in the queue like any run, and then takes its step', async () => {
    const { runs, sessions, states } = openTab();
    runs.add(orderOf('a'));
    runs.add(orderOf('b'), 5);
    await soon();
    expect(states()).toEqual(['a running', 'b queued']);
    sessions[0]!.finish();
    await soon();
    expect(states()).toEqual(['a finished', 'b running']);
    expect(sessions[1]!.goal).toBe(5);
  });

  it('takes a step that had begun to its end on the next page', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    first.runs.add(orderOf('a'), 60);
    await soon();
    first.sessions[0]!.train(40);
    first.runs.checkpoint();
    await first.runs.settled();
    const ids = new Set(first.runs.leave(false));
    const second = openTab({ browser });
    await second.runs.open({ ids, goOn: true });
    await soon();
    expect(second.sessions[0]!.from?.imagesSeen).toBe(40);
    expect(second.sessions[0]!.goal).toBe(60);
  });

  it('is asked of the tab that has the run', async () => {
    const browser = new Browser();
    const [first, second] = [openTab({ browser }), openTab({ browser })];
    const id = first.runs.add(orderOf('a'), 1);
    await soon();
    first.sessions[0]!.train(1);
    first.sessions[0]!.pause();
    await soon();
    second.runs.step(id, 3);
    await soon();
    expect(first.sessions[0]!.goal).toBe(4);
    expect(second.sessions).toEqual([]);
  });
});

describe("a run of the reader's code", () => {
  it('is made by the sandbox, and what the code shows is told with the run that it is of', async () => {
    const { runs, codes, shows, states } = openTab();
    const told: unknown[] = [];
    const stop = runs.onShown((...what) => told.push(what));
    const id = runs.add(readersOrder('mine'));
    await soon();
    expect(codes).toEqual([CODE]);
    expect(states()).toEqual(['mine running']);
    expect(runs.runs[0]!.by).toBe('reader');
    const shown = { kind: 'dropped', count: 1 } as const;
    shows[0]!(shown);
    stop();
    shows[0]!(shown);
    expect(told).toEqual([[id, shown]]);
  });

  it('does not go on by itself on the next page, where the runs of the engines do', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    first.runs.add(readersOrder('mine'));
    first.runs.add(orderOf('the book’s'));
    first.runs.add(readersOrder('mine, too'));
    await soon();
    first.sessions[0]!.train(40);
    first.runs.checkpoint();
    await first.runs.settled();
    const ids = new Set(first.runs.leave(false));

    const second = openTab({ browser });
    await second.runs.open({ ids, goOn: true });
    await soon();
    expect(second.codes).toEqual([]);
    expect(second.states()).toEqual(['mine cut-off', 'the book’s running', 'mine, too cut-off']);
    second.sessions[0]!.finish();
    await soon();
    expect(second.codes).toEqual([]);

    // Asked for, it goes on from its last checkpoint, with the code that it began with.
    second.runs.resume(second.runs.runs[0]!.id);
    await soon();
    expect(second.codes).toEqual([CODE]);
    expect(second.sessions[1]!.from?.imagesSeen).toBe(40);
    second.sessions[1]!.finish();
    await soon();
    expect(second.states()).toEqual(['mine finished', 'the book’s finished', 'mine, too cut-off']);
    expect(second.codes).toEqual([CODE]);
  });

  it('does not begin by itself in a queue that the reader takes up again after a reload', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    first.runs.add(orderOf('the book’s'));
    first.runs.add(readersOrder('mine'));
    await soon();
    await first.runs.settled();
    first.runs.leave(false);

    const second = openTab({ browser });
    await second.runs.open(NEW_VISIT);
    expect(second.states()).toEqual(['the book’s cut-off', 'mine cut-off']);
    second.runs.resume(second.runs.runs[0]!.id);
    await soon();
    second.sessions[0]!.finish();
    await soon();
    expect(second.states()).toEqual(['the book’s finished', 'mine cut-off']);
    expect(second.codes).toEqual([]);
  });

  it('does not go on by itself when the reader comes back to its page', async () => {
    const { runs, codes, states } = openTab();
    runs.add(readersOrder('mine'));
    await soon();
    await runs.settled();
    const ids = new Set(runs.leave(true));
    await runs.open({ ids, goOn: true });
    await soon();
    expect(states()).toEqual(['mine cut-off']);
    expect(codes).toHaveLength(1);
  });

  it('cannot go on where its code is not known, or would fail alike', async () => {
    const { runs, sessions, states } = openTab();
    const id = runs.add(readersOrder('mine'));
    await soon();
    expect(canGoOn({ ...runs.runs[0]!, state: 'stopped' })).toBe(true);
    const { code: _, ...unknown } = runs.runs[0]!;
    expect(canGoOn({ ...unknown, state: 'stopped' })).toBe(false);
    sessions[0]!.become('failed');
    sessions[0]!.tell({ type: 'failed', message: { message: 'x is not defined', line: 3 }, retryable: false });
    expect(canGoOn(runs.runs[0]!)).toBe(false);
    runs.resume(id);
    await soon();
    expect(states()).toEqual(['mine failed']);
    expect(sessions).toHaveLength(1);
  });
});
