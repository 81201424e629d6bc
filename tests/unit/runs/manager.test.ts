import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { MOST_RUNS } from '../../../src/lib/runs/queue.ts';
import { RunStore } from '../../../src/lib/runs/run-store.ts';
import { Browser, freshStorage, NEW_VISIT, openTab, orderOf, soon } from '../../support/run-host.ts';

/** As on a machine with two cores. */
const TWO = { runs: 2, bytes: Infinity };

beforeEach(freshStorage);
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllGlobals();
});

describe('the queue', () => {
  it('trains one run at a time, and the next when one ends, however it ends', async () => {
    const { runs, sessions, states } = openTab();
    const [a, b] = ['a', 'b', 'c', 'd'].map((title) => runs.add(orderOf(title)));
    await soon();
    expect(states()).toEqual(['a running', 'b queued', 'c queued', 'd queued']);
    runs.stop(a!);
    await soon();
    expect(states()).toEqual(['a stopped', 'b running', 'c queued', 'd queued']);
    sessions[1]!.become('failed');
    sessions[1]!.tell({ type: 'failed', message: { message: 'No data.' }, retryable: true });
    await soon();
    expect(states()).toEqual(['a stopped', 'b failed', 'c running', 'd queued']);
    expect(runs.runs[1]!.message?.message).toBe('No data.');
    sessions[2]!.finish();
    await soon();
    expect(states()).toEqual(['a stopped', 'b failed', 'c finished', 'd running']);
    expect(sessions.map(({ disposed }) => disposed)).toEqual([true, true, true, false]);
    runs.resume(b!);
    await soon();
    expect(states()).toEqual(['a stopped', 'b queued', 'c finished', 'd running']);
  });

  it('lets what was asked for together train side by side', async () => {
    const { runs, states, sessions } = openTab();
    runs.addTogether([orderOf('a'), orderOf('b')]);
    const c = runs.add(orderOf('c'));
    await soon();
    expect(states()).toEqual(['a running', 'b running', 'c queued']);
    sessions[0]!.finish();
    await soon();
    expect(states()).toEqual(['a finished', 'b running', 'c queued']);
    runs.remove(c);
    sessions[1]!.finish();
    await soon();
    expect(states()).toEqual(['a finished', 'b finished']);
  });

  it('holds what waits behind a pause, and lets pass what is asked for later', async () => {
    const { runs, states, sessions } = openTab();
    const [a] = ['a', 'b'].map((title) => runs.add(orderOf(title)));
    await soon();
    sessions[0]!.train(10);
    runs.pause(a!);
    await soon();
    expect(states()).toEqual(['a paused', 'b queued']);
    runs.add(orderOf('c'));
    await soon();
    expect(states()).toEqual(['a paused', 'b queued', 'c running']);
    runs.resume(a!);
    expect(states()[0]).toBe('a queued');
    sessions[1]!.finish();
    await soon();
    expect(states()).toEqual(['a queued', 'b running', 'c finished']);
    sessions[2]!.finish();
    await soon();
    expect(states()).toEqual(['a running', 'b finished', 'c finished']);
    expect(sessions[3]!.from?.imagesSeen).toBe(10); // its session gave way; its checkpoint was as good
  });

  it('begins as many runs as there are places, and the next as soon as one is free', async () => {
    const { runs, sessions, states } = openTab({ places: TWO });
    const [a, b, c] = ['a', 'b', 'c', 'd'].map((title) => runs.add(orderOf(title)));
    await soon();
    expect(states()).toEqual(['a running', 'b running', 'c queued', 'd queued']);
    sessions[0]!.train(10);
    runs.pause(a!); // keeps its place from those that were asked for before
    await soon();
    expect(states()).toEqual(['a paused', 'b running', 'c queued', 'd queued']);
    runs.add(orderOf('e'));
    await soon();
    expect(states()).toEqual(['a paused', 'b running', 'c queued', 'd queued', 'e running']);
    runs.stop(b!);
    await soon();
    expect(states()).toEqual(['a paused', 'b stopped', 'c queued', 'd queued', 'e running']);
    runs.resume(a!);
    await soon();
    expect(states()).toEqual(['a running', 'b stopped', 'c queued', 'd queued', 'e running']);
    sessions[2]!.finish(); // e
    await soon();
    expect(states()).toEqual(['a running', 'b stopped', 'c running', 'd queued', 'e finished']);
    runs.remove(c!);
    await soon();
    expect(states()).toEqual(['a running', 'b stopped', 'd running', 'e finished']);
  });

  it('lets a run go on beside its group, also where there is no place left', async () => {
    const { runs, sessions, states } = openTab();
    const [a] = runs.addTogether([orderOf('a'), orderOf('b')]);
    runs.add(orderOf('c'));
    await soon();
    sessions[0]!.train(10);
    runs.pause(a!);
    await soon();
    runs.resume(a!);
    await soon();
    expect(states()).toEqual(['a running', 'b running', 'c queued']);
  });

  it('goes on with all that are told to, before what waits', async () => {
    const { runs, sessions, states } = openTab({ places: TWO });
    const [a, b] = ['a', 'b', 'c'].map((title) => runs.add(orderOf(title)));
    await soon();
    for (const session of sessions) session.train(10);
    for (const id of [a!, b!]) runs.pause(id);
    await soon();
    expect(states()).toEqual(['a paused', 'b paused', 'c queued']);
    for (const id of [a!, b!]) runs.resume(id);
    await soon();
    expect(states()).toEqual(['a running', 'b running', 'c queued']);
    runs.pause(a!);
    runs.pause(b!);
    await soon();
    runs.stop(b!);
    await soon();
    expect(states()).toEqual(['a paused', 'b stopped', 'c running']);
  });

  it('says once which run gave way when there are more than are kept', async () => {
    const { runs, store } = openTab();
    const ids = Array.from({ length: MOST_RUNS }, (_, i) => runs.add(orderOf(`run ${i}`)));
    for (const id of ids.slice(0, 3)) runs.stop(id);
    await soon();
    runs.stop(ids[0]!);
    await soon();
    runs.add(orderOf('one more'));
    await runs.settled();
    expect(runs.runs).toHaveLength(MOST_RUNS);
    expect(runs.runs.map(({ title }) => title)).not.toContain('run 0');
    expect(runs.runs.at(-1)!.notice?.message).toContain('“run 0” gave way');
    expect(runs.runs.filter(({ notice }) => notice !== null)).toHaveLength(1);
    expect(await store.get(ids[0]!)).toBeNull();
  });
});

describe('a change of page', () => {
  it('takes a queue of eight along, and goes on from the last checkpoint', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    for (let i = 0; i < 8; i++) first.runs.add(orderOf(`run ${i}`));
    await soon();
    const [session] = first.sessions;
    session!.train(40, 0.25);
    first.runs.checkpoint(); // a press on a link
    session!.train(70, 1); // lost: there is no checkpoint of it
    first.runs.setHidden(first.runs.runs[3]!.id, true);
    await first.runs.settled();
    const ids = first.runs.leave(false);
    expect(ids).toHaveLength(8);

    const second = openTab({ browser });
    await second.runs.open({ ids: new Set(ids), goOn: true });
    await soon();
    expect(second.states()).toEqual(['run 0 running', ...Array.from({ length: 7 }, (_, i) => `run ${i + 1} queued`)]);
    expect(second.sessions[0]!.from).toMatchObject({ imagesSeen: 40, optimizer: { steps: 40 } });
    expect(second.runs.runs[0]).toMatchObject({
      imagesSeen: 40,
      seconds: 0.04,
      stretches: [{ imagesSeen: 40, span: 40, accuracy: 0.25 }],
    });
    expect(second.runs.runs[3]!.hidden).toBe(true);
    second.sessions[0]!.train(100, 0.75);
    // 40 images at 0.25 and 60 at 0.75, in 0.1 s at 1,000 a second.
    expect(second.runs.runs[0]!.epochs).toEqual([
      {
        epoch: 1,
        imagesSeen: 100,
        seconds: 0.1,
        training: { accuracy: 0.55, loss: expect.closeTo(0.45, 12) as number },
      },
    ]);
    second.sessions[0]!.finish();
    await soon();
    expect(second.states().slice(0, 2)).toEqual(['run 0 finished', 'run 1 running']);
  });

  it('after a reload nothing goes on unasked: what was on is cut off, and the queue waits behind it', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    for (const title of ['a', 'b']) first.runs.add(orderOf(title));
    await soon();
    first.sessions[0]!.train(30);
    first.sessions[0]!.checkpoint();
    first.sessions[0]!.train(60);
    first.sessions[0]!.tell({ type: 'notice', message: { message: 'Written down past the checkpoint.' } });
    await first.runs.settled();
    const ids = first.runs.leave(false);

    const second = openTab({ browser });
    await second.runs.open({ ids: new Set(ids), goOn: false });
    await soon();
    expect(second.states()).toEqual(['a cut-off', 'b queued']);
    expect(second.runs.runs[0]!.imagesSeen).toBe(30);
    expect(second.toldOpen).toEqual([true]);
    expect(second.sessions).toEqual([]);
    expect((await second.runs.weightsOf(ids[0]!))?.[0]?.values).toEqual(Float32Array.of(30));
    second.runs.resume(ids[0]!);
    await soon();
    expect(second.states()).toEqual(['a running', 'b queued']);
    expect(second.sessions[0]!.from?.imagesSeen).toBe(30);
    second.sessions[0]!.finish();
    await soon();
    expect(second.states()).toEqual(['a finished', 'b running']);
  });

  it('takes along all that train, whatever is paused beside them', async () => {
    const browser = new Browser();
    const first = openTab({ browser, places: TWO });
    const [a] = ['a', 'b'].map((title) => first.runs.add(orderOf(title)));
    await soon();
    first.runs.pause(a!);
    first.runs.add(orderOf('c'));
    first.runs.add(orderOf('d'));
    await soon();
    expect(first.states()).toEqual(['a paused', 'b running', 'c running', 'd queued']);
    await first.runs.settled();
    const ids = new Set(first.runs.leave(false));
    const second = openTab({ browser, places: TWO });
    await second.runs.open({ ids, goOn: true });
    await soon();
    expect(second.states()).toEqual(['a paused', 'b running', 'c running', 'd queued']);
  });

  it('after a reload, what was on is cut off, and the queue is taken up with the last of it', async () => {
    const browser = new Browser();
    const first = openTab({ browser, places: TWO });
    for (const title of ['a', 'b', 'c']) first.runs.add(orderOf(title));
    await soon();
    await first.runs.settled();
    const ids = first.runs.leave(false);
    const second = openTab({ browser, places: TWO });
    await second.runs.open({ ids: new Set(ids), goOn: false });
    await soon();
    expect(second.states()).toEqual(['a cut-off', 'b cut-off', 'c queued']);
    for (const id of ids.slice(0, 2)) second.runs.resume(id);
    await soon();
    expect(second.states()).toEqual(['a running', 'b running', 'c queued']);
    second.sessions[0]!.finish();
    await soon();
    expect(second.states()).toEqual(['a finished', 'b running', 'c running']);

    await second.runs.settled();
    second.runs.stop(ids[1]!);
    await second.runs.settled();
    second.runs.add(orderOf('d'));
    second.runs.add(orderOf('e'));
    await soon();
    await second.runs.settled();
    const left = second.runs.leave(false);
    const third = openTab({ browser, places: { runs: 3, bytes: Infinity } });
    await third.runs.open({ ids: new Set(left), goOn: false });
    expect(third.states().slice(2)).toEqual(['c cut-off', 'd cut-off', 'e queued']);
    third.runs.resume(ids[2]!);
    await soon();
    expect(third.states().slice(2)).toEqual(['c running', 'd cut-off', 'e running']);
  });

  it('runs that trained side by side are cut off together, and go on side by side', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    const ids = first.runs.addTogether([orderOf('a'), orderOf('b')]);
    first.runs.add(orderOf('c'));
    await soon();
    await first.runs.settled();
    first.kill();
    const second = openTab({ browser });
    await second.runs.open(NEW_VISIT);
    expect(second.states()).toEqual(['a cut-off', 'b cut-off', 'c queued']);
    for (const id of ids) second.runs.resume(id);
    await soon();
    expect(second.states()).toEqual(['a running', 'b running', 'c queued']);
  });

  it('tells of kept runs that cannot be read, leaves them until the reader lets them go, and brings the others', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    first.runs.add(orderOf('a'));
    await first.runs.settled();
    first.kill();
    const store = new RunStore();
    await store.putDamaged('broken', { record: { title: 'half a run' } });
    const second = openTab({ browser });
    await second.runs.open(NEW_VISIT);
    expect([second.states(), second.runs.damaged]).toEqual([['a cut-off'], 1]);
    expect(await store.damaged()).toEqual(['broken']);
    second.runs.removeDamaged();
    await second.runs.settled();
    expect([await store.damaged(), second.runs.damaged, (await store.list()).length]).toEqual([[], 0, 1]);
    await store.close();
  });

  it('is ready once what the browser keeps is there, also where it keeps nothing', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    first.runs.add(orderOf('a'));
    await first.runs.settled();
    first.kill();
    const second = openTab({ browser });
    const seen = second.runs.ready.then(() => second.states());
    await soon();
    expect(second.states()).toEqual([]);
    void second.runs.open(NEW_VISIT);
    expect(await seen).toEqual(['a cut-off']);
    vi.spyOn(RunStore.prototype, 'list').mockRejectedValue(new DOMException('no', 'SecurityError'));
    const third = openTab({ browser: new Browser() });
    void third.runs.open(NEW_VISIT);
    await third.runs.ready;
    expect(third.states()).toEqual([]);
  });

  it('let be, a run that was cut off leaves the next of its queue to be asked for', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    const [a, b] = ['a', 'b'].map((title) => first.runs.add(orderOf(title)));
    await soon();
    await first.runs.settled();
    first.kill();
    const second = openTab({ browser });
    await second.runs.open(NEW_VISIT);
    second.runs.stop(a!);
    await soon();
    expect(second.states()).toEqual(['a stopped', 'b cut-off']);
    second.runs.stop(b!);
    expect(second.states()).toEqual(['a stopped', 'b stopped']);
    expect(second.toldOpen).toEqual([true, false]);
  });

  it('a page that comes back goes on with what no other page has taken', async () => {
    const { runs, states, sessions, toldOpen } = openTab();
    const id = runs.add(orderOf('a'));
    await soon();
    sessions[0]!.train(20);
    sessions[0]!.checkpoint();
    await runs.settled();
    expect(runs.leave(true)).toEqual([id]);
    expect(sessions[0]!.disposed).toBe(true);
    // The next page looks for the mark that says so, and shows them.
    expect(toldOpen).toEqual([true]);
    await runs.open({ ids: new Set([id]), goOn: true });
    await soon();
    expect(states()).toEqual(['a running']);
    expect(toldOpen).toEqual([true, true]);
    expect(sessions[1]!.from?.imagesSeen).toBe(20);
  });
});

describe('two tabs', () => {
  it('show one run, trained by one of them; the other can stop it, and takes it over when the first is gone', async () => {
    const browser = new Browser();
    const one = openTab({ browser });
    const other = openTab({ browser });
    const id = one.runs.add(orderOf('a'));
    await soon();
    expect(other.states()).toEqual(['a running']);
    expect(other.runs.runs[0]).toMatchObject({
      elsewhere: true,
      notice: { message: 'Another tab of this browser trains this run.' },
    });
    other.runs.pause(id);
    await soon();
    expect(one.states()).toEqual(['a paused']);
    other.runs.resume(id);
    await soon();
    expect([one.states(), other.sessions.length]).toEqual([['a running'], 0]);
    one.sessions[0]!.train(50);
    one.sessions[0]!.checkpoint();
    await one.runs.settled();

    vi.useFakeTimers({ toFake: ['setTimeout'] });
    const third = openTab({ browser });
    await third.runs.open(NEW_VISIT);
    expect(third.runs.runs[0]).toMatchObject({ state: 'running', elsewhere: true });
    one.kill();
    await vi.advanceTimersByTimeAsync(5000);
    expect(third.states()).toEqual(['a running']); // one look may fall between two pages
    await vi.advanceTimersByTimeAsync(5000);
    vi.useRealTimers();
    await soon();
    expect(third.states()).toEqual(['a cut-off']);
    third.runs.resume(id);
    await soon();
    expect(third.sessions[0]!.from?.imagesSeen).toBe(50);
    expect(other.runs.runs[0]!.elsewhere).toBe(true);
  });

  it('share the places, but each has one', async () => {
    const browser = new Browser();
    const one = openTab({ browser, places: TWO });
    const other = openTab({ browser, places: TWO });
    const ids = ['a', 'b'].map((title) => one.runs.add(orderOf(title)));
    await soon();
    for (const title of ['c', 'd', 'e']) other.runs.add(orderOf(title));
    await soon();
    const of = ({ states }: typeof other) => states().filter((state) => /^[cde]/.test(state));
    expect(of(other)).toEqual(['c running', 'd queued', 'e queued']);
    one.runs.stop(ids[0]!);
    await soon();
    expect(of(other)).toEqual(['c running', 'd queued', 'e queued']);
    one.runs.stop(ids[1]!);
    await soon();
    expect(of(other)).toEqual(['c running', 'd running', 'e queued']);
  });

  it('that go on with the same run at once: one of them gets it', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    const id = first.runs.add(orderOf('a'));
    await soon();
    await first.runs.settled();
    first.kill();
    const [one, other] = [openTab({ browser }), openTab({ browser })];
    await Promise.all([one.runs.open(NEW_VISIT), other.runs.open(NEW_VISIT)]);
    one.runs.resume(id);
    other.runs.resume(id);
    await soon();
    expect([one.sessions.length, other.sessions.length]).toEqual([1, 0]);
    expect(other.runs.runs[0]!.elsewhere).toBe(true);
  });
});

describe('what is kept', () => {
  it('a removed run and its checkpoint are deleted, and come back whole', async () => {
    const { runs, sessions, store, states } = openTab();
    const id = runs.add(orderOf('a'));
    await soon();
    sessions[0]!.finish();
    await soon();
    runs.remove(id);
    await runs.settled();
    expect([runs.runs, runs.removed?.title, await store.get(id), await store.checkpoint(id)]).toEqual([
      [],
      'a',
      null,
      null,
    ]);
    runs.undoRemove();
    await soon();
    await runs.settled();
    expect([states(), runs.removed]).toEqual([['a finished'], null]);
    expect(await store.checkpoint(id)).toEqual({
      imagesSeen: 100,
      weights: [{ name: '0.weight', shape: [1], values: Float32Array.of(100) }],
    }); // a finished run keeps its weights only
    expect((await runs.weightsOf(id))?.[0]?.values).toEqual(Float32Array.of(100));
  });

  it('full storage is said, once, and the run goes on in memory', async () => {
    const { runs, sessions, states } = openTab();
    const id = runs.add(orderOf('a'));
    await soon();
    vi.spyOn(RunStore.prototype, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    sessions[0]!.train(30);
    sessions[0]!.checkpoint();
    await soon();
    expect(runs.runs[0]!.notice?.message).toContain('no room left');
    runs.stop(id);
    await soon();
    runs.resume(id);
    await soon();
    expect([states(), sessions[1]!.from?.imagesSeen]).toEqual([['a running'], 30]);
    expect((await runs.weightsOf(id))?.[0]?.values).toEqual(Float32Array.of(30));
  });

  it('full storage stays said, whatever else is, until the browser keeps the run again', async () => {
    const { runs, sessions } = openTab();
    runs.add(orderOf('a'));
    await soon();
    const put = vi.spyOn(RunStore.prototype, 'put').mockRejectedValue(new DOMException('full', 'QuotaExceededError'));
    sessions[0]!.train(30);
    sessions[0]!.checkpoint();
    await soon();
    sessions[0]!.tell({ type: 'notice', message: { message: 'No room for the digits.', remedy: 'Make some.' } });
    await soon();
    expect(runs.runs[0]!.notice?.message).toMatch(
      /^No room for the digits\. Make some\. .*no room left\. The run goes on/,
    );
    expect(runs.runs[0]!.notice?.remedy).toContain('Remove runs or models');
    put.mockRestore();
    sessions[0]!.train(60);
    sessions[0]!.checkpoint();
    await soon();
    expect(runs.runs[0]!.notice?.message).toBe('No room for the digits.');
  });

  it('forbidden storage is said, and all works until the page is left', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const { runs, states, sessions } = openTab();
    await runs.open(NEW_VISIT);
    const id = runs.add(orderOf('a'));
    await soon();
    expect(states()).toEqual(['a running']);
    expect(runs.runs[0]!.notice?.message).toContain('does not let the page keep anything');
    runs.stop(id); // before its first image: there is nothing to keep, and its session may go
    expect(sessions[0]!.disposed).toBe(true);
  });

  it('after divergence the last good weights come back, also after a reload', async () => {
    const browser = new Browser();
    const { runs, sessions, states } = openTab({ browser });
    const id = runs.add(orderOf('a'));
    await soon();
    sessions[0]!.train(30);
    sessions[0]!.train(60, Number.NaN);
    sessions[0]!.tell({
      type: 'weights',
      imagesSeen: 60,
      weights: [{ name: '0.weight', shape: [1], values: Float32Array.of(60) }],
    });
    sessions[0]!.become('diverged');
    sessions[0]!.tell({ type: 'diverged', imagesSeen: 70, lastGood: 60, message: { message: 'It diverged.' } });
    await soon();
    await runs.settled();
    expect(states()).toEqual(['a diverged']);
    const second = openTab({ browser });
    await second.runs.open(NEW_VISIT);
    expect(second.runs.runs[0]).toMatchObject({ state: 'diverged', message: { message: 'It diverged.' } });
    second.runs.restoreLastGood(id);
    await soon();
    expect(second.runs.runs[0]).toMatchObject({
      state: 'paused',
      imagesSeen: 60,
      message: null,
      notice: { message: 'These are the weights after image 60.' },
    });
    second.runs.resume(id);
    await soon();
    expect(second.sessions[0]!.from?.imagesSeen).toBe(60);
  });

  it('weights that can no longer be read are said, and the run begins anew', async () => {
    const browser = new Browser();
    const first = openTab({ browser });
    const id = first.runs.add(orderOf('a'));
    await soon();
    first.sessions[0]!.train(30);
    first.sessions[0]!.checkpoint();
    first.runs.stop(id);
    await first.runs.settled();
    vi.spyOn(RunStore.prototype, 'checkpoint').mockRejectedValue(new DOMException('broken', 'UnknownError'));
    const second = openTab({ browser });
    await second.runs.open(NEW_VISIT);
    second.runs.resume(id);
    await soon();
    expect(second.sessions[0]!.from).toBeUndefined();
    expect(second.runs.runs[0]).toMatchObject({
      imagesSeen: 0,
      stretches: [],
      notice: { message: expect.stringContaining('after image 30 can no longer be read') as string },
    });
  });
});
