import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { NetworkSpecification } from '../../../src/lib/nn/specification.ts';
import { Heartbeat } from '../../../src/lib/engine/worker/heartbeat.ts';
import { clientOf } from '../../support/joined-client.ts';
import { Listener, settingsOf } from '../../support/sessions.ts';
import { deltaRule } from '../../support/specifications.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval'] }));
afterEach(() => void vi.useRealTimers());

/** So many beats pass. */
const beats = (count: number): Promise<unknown> => vi.advanceTimersByTimeAsync(1000 * count);

describe('the heartbeat', () => {
  const hearts: Heartbeat[] = [];
  afterEach(() => hearts.splice(0).forEach((heart) => heart.beat(false)));

  function heart(isThere: boolean | undefined, mustStop = false) {
    const seen = { asked: 0, gone: 0, unheard: 0, mustStop };
    const heartbeat = new Heartbeat({
      ask: () => seen.asked++,
      isThere: async () => isThere,
      mustStop: () => seen.mustStop,
      onGone: () => seen.gone++,
      onUnheard: () => seen.unheard++,
    });
    hearts.push(heartbeat);
    heartbeat.beat(true);
    return { heartbeat, seen };
  }

  it('tells after three beats of silence that a worker is gone, if the browser says so', async () => {
    const { heartbeat, seen } = heart(false);
    heartbeat.heard();
    await beats(2);
    expect(seen).toMatchObject({ asked: 2, gone: 0 });
    await beats(1);
    expect(seen.gone).toBe(1);
  });

  it('waits as long as it takes for one that is there, but not if the reader wants it to stop', async () => {
    const { heartbeat, seen } = heart(true);
    heartbeat.heard();
    await beats(500);
    expect(seen.gone).toBe(0);
    seen.mustStop = true;
    await beats(1);
    expect(seen.gone).toBe(1);
  });

  it('lets one that is there ten beats to stop', async () => {
    const { heartbeat, seen } = heart(true, true);
    heartbeat.heard();
    await beats(9);
    expect(seen.gone).toBe(0);
    await beats(1);
    expect(seen.gone).toBe(1);
  });

  it('gives up after sixty beats where the browser cannot tell', async () => {
    const { heartbeat, seen } = heart(undefined);
    heartbeat.heard();
    await beats(59);
    expect(seen.gone).toBe(0);
    await beats(1);
    expect(seen.gone).toBe(1);
  });

  it('begins anew with one that was never heard, each time after twice as long', async () => {
    const { heartbeat, seen } = heart(undefined);
    const begunAt: number[] = [];
    for (let beat = 1; beat <= 220; beat++) {
      const before = seen.unheard;
      await beats(1);
      if (seen.unheard === before) continue;
      begunAt.push(beat);
      heartbeat.startAfresh();
    }
    expect(begunAt).toEqual([30, 90, 210]);
    heartbeat.heard();
    heartbeat.startAfresh();
    await beats(30);
    expect(seen).toMatchObject({ unheard: 4, gone: 0 });
  });

  it('never counts as gone what answers, what is still being loaded, or what nobody waits for', async () => {
    const { heartbeat, seen } = heart(false);
    await beats(100); // never heard: still being loaded
    heartbeat.heard();
    for (let beat = 0; beat < 20; beat++) {
      await beats(2);
      heartbeat.heard();
    }
    heartbeat.beat(false);
    await beats(100);
    expect(seen.gone).toBe(0);
    heartbeat.beat(true);
    await beats(2);
    heartbeat.startAfresh();
    await beats(100);
    expect(seen.gone).toBe(0);
  });
});

describe('a worker that ends without a word', () => {
  const momentum: NetworkSpecification = {
    ...deltaRule,
    layers: [{ units: 10, activation: 'identity', bias: true }],
    loss: 'crossEntropy',
    optimizer: { name: 'momentum', learningRate: 0.01, momentum: 0.9 },
    initialization: 'pytorch',
    batchSize: 10,
    order: 'shuffled',
  };
  const settings = settingsOf({ specification: momentum, epochs: 40, trainCount: 600, checkpoints: true });

  /** A run that has been told to go on, and whose worker ends right after its first checkpoint. */
  async function cutShort() {
    const joined = clientOf();
    const run = new Listener(joined.client.createSession('reference', settings));
    await run.after(() => run.session.step(1200), 'paused');
    run.session.run();
    await run.next('progress');
    joined.end();
    return { joined, run };
  }

  it('is followed by another if it never began, which is told all that it was', async () => {
    const joined = clientOf(undefined, undefined, { lost: 2 });
    const labels = joined.client.labels('test');
    const run = new Listener(joined.client.createSession('reference', settings));
    run.session.step(1200);
    await beats(29);
    expect(joined.connections).toBe(1);
    await beats(1);
    expect(joined.connections).toBe(2);
    await beats(60);
    expect(joined.connections).toBe(3);
    await run.after(() => run.session.step(600), 'paused');
    expect((await labels).length).toBeGreaterThan(0);
    expect(run.events.filter(({ type }) => type === 'notice' || type === 'failed')).toEqual([]);
  });

  it('is followed by another, in which the run ends as if nothing had happened', async () => {
    const undisturbed = new Listener(clientOf().client.createSession('reference', settings));
    await undisturbed.after(() => undisturbed.session.run(), 'finished');
    const { joined, run } = await cutShort();
    const finished = run.after(() => undefined, 'finished');
    await beats(3);
    expect(joined.connections).toBe(2);
    expect(run.all('notice').at(-1)!.message.message).toMatch(
      /Training went on at its last checkpoint, image [\d,]+\./,
    );
    await finished;
    expect(run.all('failed')).toEqual([]);
    expect(run.all('checkpoint').at(-1)).toEqual(undisturbed.all('checkpoint').at(-1));
  });

  it('is not followed by one after the other: without a checkpoint in between the run says so and waits', async () => {
    const { joined, run } = await cutShort();
    const off = run.session.subscribe(({ type }) => {
      if (type === 'weights') joined.end(); // as soon as the second worker has the run
    });
    await beats(3);
    await vi.waitFor(() => expect(joined.isThere).toBe(false), 10_000);
    off();
    await beats(3);
    expect(run.states.at(-1)).toBe('failed');
    expect(run.all('failed').at(-1)!.message.message).toBe("The engine's worker ended without a word.");
    expect(joined.connections).toBe(2);
  });

  it('leaves Stop working: the run stands at its last checkpoint', async () => {
    const { joined, run } = await cutShort();
    const at = run.all('checkpoint').at(-1)!.state.imagesSeen;
    run.session.stop();
    await beats(3);
    expect(run.states.at(-1)).toBe('stopped');
    expect(run.weights.imagesSeen).toBe(at);
    expect(run.all('notice').at(-1)!.message.message).toContain('The run stands at its last checkpoint');
    expect(joined.connections).toBe(1);
    const first = run.next('weights');
    await run.after(() => run.session.run(), 'finished');
    expect((await first).imagesSeen).toBe(at);
  });

  it('is followed by another, which answers what it had not answered', async () => {
    const joined = clientOf();
    await joined.client.available();
    joined.end();
    const labels = joined.client.labels('test');
    await beats(3);
    expect((await labels).length).toBe(10_000);
    expect(joined.connections).toBe(2);
  });
});
