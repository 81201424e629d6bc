import { afterEach, describe, expect, it, vi } from 'vitest';
import { EnginePool } from '../../../src/lib/engine/pool.ts';
import { clientOf } from '../../support/joined-client.ts';
import { Listener, settingsOf } from '../../support/sessions.ts';
import { deltaRule, remembering } from '../../support/specifications.ts';

/** A pool whose workers are hosts in this thread, in the order in which they are made: those that train, then the one that answers. */
function poolOf(places: number) {
  const workers: ReturnType<typeof clientOf>[] = [];
  const pool = new EnginePool({
    places,
    open(onRest) {
      const joined = clientOf(undefined, onRest);
      workers.push(joined);
      return joined.client;
    },
  });
  return { pool, workers, sessions: () => workers.map(({ client }) => client.sessions) };
}

afterEach(() => void vi.useRealTimers());

describe('the pool of engines', () => {
  it.each(['reference', 'simd'] as const)('trains each run to the bit as alone (%s)', async (engine) => {
    const seeds = [1, 2, 3];
    const settings = (seed: number) =>
      settingsOf({
        specification: { ...remembering, seed },
        epochs: 2,
        trainCount: 900,
        checkpoints: true,
        validation: { from: 900, count: 300 },
      });
    const endOf = (run: Listener) => ({
      state: run.all('checkpoint').at(-1)!.state,
      score: run.all('validated').at(-1)!.evaluation,
    });
    const alone = [];
    for (const seed of seeds) {
      const run = new Listener(clientOf().client.createSession(engine, settings(seed)));
      await run.after(() => run.session.run(), 'finished');
      alone.push(endOf(run));
    }
    const { pool } = poolOf(2); // two of the three share a worker
    const together = seeds.map((seed) => new Listener(pool.createSession(engine, settings(seed))));
    await Promise.all(together.map((run) => run.after(() => run.session.run(), 'finished')));
    expect(together.map(endOf)).toEqual(alone);
    expect(alone[0]!.state.weights).not.toEqual(alone[1]!.state.weights);
  });

  it('gives each run a worker of its own as long as there is one, and then the one with the fewest', () => {
    const { pool, sessions } = poolOf(2);
    const [first, second] = [
      pool.createSession('reference', settingsOf()),
      pool.createSession('reference', settingsOf()),
    ];
    expect(sessions()).toEqual([1, 1, 0]);
    const third = pool.createSession('reference', settingsOf());
    expect(sessions()).toEqual([2, 1, 0]);
    second.dispose();
    pool.createSession('reference', settingsOf());
    expect(sessions()).toEqual([2, 1, 0]);
    first.dispose();
    third.dispose();
    pool.createSession('reference', settingsOf());
    expect(sessions()).toEqual([1, 1, 0]);
  });

  it('hands on where a run starts', async () => {
    const { pool } = poolOf(2);
    const settings = settingsOf({ specification: remembering, trainCount: 900, checkpoints: true });
    const first = new Listener(pool.createSession('reference', settings));
    await first.after(() => first.session.step(300), 'paused');
    const { state } = first.all('checkpoint').at(-1)!;
    const second = new Listener(pool.createSession('reference', settings, structuredClone(state)));
    const [end, again] = [first, second].map((run) => run.after(() => run.session.run(), 'finished'));
    await Promise.all([end, again]);
    expect(second.all('progress')[0]!.imagesSeen).toBeGreaterThan(300);
    expect(second.weights).toEqual(first.weights);
  });

  it('answers from a worker in which nothing trains, and starts none that is not needed', async () => {
    const { pool, workers } = poolOf(2);
    const run = new Listener(pool.createSession('reference', settingsOf({ trainCount: 300 })));
    await run.after(() => run.session.run(), 'finished');
    expect(workers.map(({ connections }) => connections)).toEqual([1, 0, 0]);
    const { weights } = run.weights;
    await Promise.all([
      pool.available(),
      pool.labels('test'),
      pool.digits('test', 0, 1),
      pool.evaluate(deltaRule, weights, 'test'),
      pool.outputs(deltaRule, weights, new Uint8Array(784)),
    ]);
    expect(workers.map(({ connections }) => connections)).toEqual([1, 0, 1]);
  });

  it('gets the worker ready in which the next run will train, unless another trains there', async () => {
    const { pool, workers } = poolOf(2);
    const prepared = workers.map(({ client }) => vi.spyOn(client, 'prepare'));
    pool.prepare('code');
    pool.createSession('reference', settingsOf());
    pool.prepare('images', 'mnist');
    pool.createSession('reference', settingsOf());
    pool.prepare('images');
    expect(prepared.map(({ mock }) => mock.calls)).toEqual([[['code', undefined]], [['images', 'mnist']], []]);
  });

  it('has one worker for everything where there is room for one run', async () => {
    const { pool, workers } = poolOf(1);
    pool.createSession('reference', settingsOf());
    pool.createSession('reference', settingsOf());
    await pool.available();
    expect(workers.map(({ connections }) => connections)).toEqual([1]);
  });

  it('ends a worker that has rested for half a minute, with its images, but never the first', async () => {
    vi.useFakeTimers({ toFake: ['setTimeout', 'setInterval'] });
    const { pool, workers } = poolOf(2);
    const runs = [1, 2].map(() => pool.createSession('reference', settingsOf()));
    const [first, second] = workers.map(({ client }) => vi.spyOn(client, 'dispose'));
    runs.forEach((run) => run.dispose());
    await vi.advanceTimersByTimeAsync(29_000);
    expect(second).not.toHaveBeenCalled();
    await vi.advanceTimersByTimeAsync(2000);
    expect([first!.mock.calls.length, second!.mock.calls.length]).toEqual([0, 1]);
    const again = [1, 2].map(() => pool.createSession('reference', settingsOf()));
    expect(workers.map(({ connections }) => connections)).toEqual([1, 2, 0]);
    again[1]!.dispose();
    const inTime = pool.createSession('reference', settingsOf()); // takes the place before its worker ends
    await vi.advanceTimersByTimeAsync(40_000);
    expect(second).toHaveBeenCalledTimes(1);
    inTime.dispose();
    pool.dispose();
  });
});
