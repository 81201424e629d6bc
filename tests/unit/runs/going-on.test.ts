import { afterEach, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { ImageStore } from '../../../src/lib/data/image-store.ts';
import { createEngine } from '../../../src/lib/engine/create-engine.ts';
import { EngineSession } from '../../../src/lib/engine/session/engine-session.ts';
import type { RunRecord, RunState } from '../../../src/lib/runs/run-record.ts';
import type { SessionMaker } from '../../../src/lib/runs/run-host.ts';
import { BASE, serveFiles } from '../../support/file-server.ts';
import { Browser, freshStorage, openTab, orderOf } from '../../support/run-host.ts';
import { settingsOf } from '../../support/sessions.ts';
import { remembering } from '../../support/specifications.ts';

const EPOCH = 1800;
const settings = settingsOf({
  specification: remembering,
  epochs: 4,
  trainCount: EPOCH,
  testAt: [EPOCH, 4 * EPOCH],
  validation: { from: 50_000, count: 500 },
});

const store = new ImageStore({ base: BASE, ...serveFiles() });
const sessions: EngineSession[] = [];
const maker: SessionMaker = {
  createSession(engine, wanted, from) {
    const session = new EngineSession(engine, wanted, { storeOf: () => store, createEngine }, from);
    sessions.push(session);
    return session;
  },
};

beforeAll(() => Promise.all([store.load('train', 0, 60_000), store.load('test', 0, 10_000)]));
beforeEach(freshStorage);
afterEach(() => {
  for (const session of sessions.splice(0)) session.dispose();
  vi.unstubAllGlobals();
});

type Tab = ReturnType<typeof openTab>;
const when = ({ runs }: Tab, is: (record: RunRecord) => boolean): Promise<RunRecord> =>
  new Promise((resolve) => {
    const look = (): void => {
      const record = runs.runs[0];
      if (!record || !is(record)) return;
      off();
      resolve(record);
    };
    const off = runs.subscribe(look);
    setTimeout(look);
  });
const whenIn = (tab: Tab, state: RunState): Promise<RunRecord> => when(tab, (record) => record.state === state);

/** What a run has come to, without clocks; losses of training images are sums in another order. */
const results = ({ tests, validations, epochs, confusion, imagesSeen }: RunRecord) => ({
  tests,
  validations,
  confusion,
  imagesSeen,
  epochs: epochs.map(({ epoch, imagesSeen: at, training, validation, test }) => ({
    epoch,
    at,
    accuracy: training.accuracy,
    loss: training.loss.toPrecision(10),
    validation,
    test,
  })),
});

for (const engine of ['reference', 'simd'] as const) {
  it(`a run that a change of page, a stop and a reload broke off ends as one that nothing did (${engine})`, async () => {
    const whole = openTab({ maker });
    const wholeId = whole.runs.add(orderOf('whole', { settings, engine }));
    const wanted = await whenIn(whole, 'finished');
    const wantedWeights = await whole.runs.weightsOf(wholeId);
    expect(wanted.epochs.map(({ imagesSeen }) => imagesSeen)).toEqual([1, 2, 3, 4].map((epoch) => epoch * EPOCH));
    expect(wanted.tests.map(({ imagesSeen }) => imagesSeen)).toEqual([EPOCH, 4 * EPOCH]);
    whole.runs.remove(wholeId);
    await whole.runs.settled();

    const browser = new Browser();
    const first = openTab({ browser, maker });
    const id = first.runs.add(orderOf('broken', { settings, engine }));
    await when(first, ({ epochs }) => epochs.length > 0); // its end has a checkpoint
    first.runs.stop(id);
    await whenIn(first, 'stopped');
    first.runs.resume(id);
    await when(first, ({ state, imagesSeen }) => state === 'finished' || imagesSeen > 2 * EPOCH + 100);
    await first.runs.settled();
    const ids = new Set(first.runs.leave(false));
    for (const session of sessions) session.dispose();

    const second = openTab({ browser, maker });
    await second.runs.open({ ids, goOn: true });
    await when(second, ({ imagesSeen }) => imagesSeen > 3 * EPOCH);
    second.runs.pause(id);
    await when(second, ({ state }) => state === 'paused' || state === 'finished');
    await second.runs.settled();
    second.runs.leave(false);

    const third = openTab({ browser, maker });
    await third.runs.open({ ids, goOn: false });
    third.runs.resume(id);
    const got = await whenIn(third, 'finished');
    expect(results(got)).toEqual(results(wanted));
    expect(await third.runs.weightsOf(id)).toEqual(wantedWeights);
    // One arithmetic from beginning to end, whatever broke it off: its seed gives these numbers again.
    expect(got.arithmetic).toHaveLength(1);
    expect(got.arithmetic).toEqual(wanted.arithmetic);
    expect(got.anew).toBeUndefined();
  });
}
