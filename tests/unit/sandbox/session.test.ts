import { afterEach, describe, expect, it } from 'vitest';
import type { EngineState, ReaderMessage, SessionEvent, TrainingSettings } from '../../../src/lib/engine/contract.ts';
import type { SandboxFrame } from '../../../src/lib/sandbox/frame.ts';
import { linkOver } from '../../../src/lib/sandbox/runtime/link.ts';
import { Requests } from '../../../src/lib/sandbox/runtime/requests.ts';
import { trainProgram } from '../../../src/lib/sandbox/runtime/train-program.ts';
import { ReaderSession } from '../../../src/lib/sandbox/session.ts';
import { readMessage } from '../../../src/lib/sandbox/validate.ts';
import { serveFiles } from '../../support/file-server.ts';
import { clientOf } from '../../support/joined-client.ts';
import { Listener, settingsOf } from '../../support/sessions.ts';

const UPDATE = `
export function update(weights: Float32Array[], image: Float32Array, label: Float32Array, alpha: number) {
  const prediction = label.map((_, j) => image.reduce((sum, x, i) => sum + x * weights[i][j], 0));
  image.forEach((x, i) => label.forEach((y, j) => (weights[i][j] -= alpha * x * (prediction[j] - y))));
}`;

/** For what a busy machine may take longer over. */
const PATIENCE = { timeout: 20_000 };

const ports: MessagePort[] = [];
afterEach(() => {
  for (const port of ports.splice(0)) port.close();
});

/** The sandbox without its walls: the program that trains in its worker, joined to the session by a channel. */
function openFrame(imports = Promise.resolve()): Pick<SandboxFrame, 'start'> & { started: number } {
  return {
    started: 0,
    start(program, listener, transfer = []) {
      this.started++;
      const { port1, port2 } = new MessageChannel();
      ports.push(port1, port2);
      port1.onmessage = ({ data }) => listener.message(readMessage(data)!);
      const link = linkOver(port2);
      const inside = structuredClone(program, { transfer }) as Parameters<typeof trainProgram>[0];
      // As in the worker: requests are listened for at once, training when all that comes before it is there.
      new Requests(
        link,
        () => undefined,
        () => undefined,
      );
      const room = {
        link,
        onStrayError: () => undefined,
        fail: (error: ReaderMessage) => link.send({ type: 'error', error }),
        now: () => performance.now(),
      };
      void imports.then(() => trainProgram(inside, room));
      return { send: (message, more = []) => port1.postMessage(message, more), terminate: () => port1.close() };
    },
  };
}

function start(
  settings: Partial<TrainingSettings>,
  server = serveFiles(),
  imports?: Promise<void>,
  from?: EngineState,
) {
  const frame = openFrame(imports);
  const { client } = clientOf(server);
  const session = new ReaderSession(
    UPDATE,
    settingsOf(settings),
    { frame, client: () => Promise.resolve(client) },
    () => undefined,
    from,
  );
  return { frame, run: new Listener(session) };
}

const tested = (run: Listener) =>
  run.all('tested').map(({ imagesSeen, evaluation }) => [imagesSeen, evaluation.correct]);
/** S4 of the published systems, after so many images. */
const S4 = [
  [0, 1256],
  [100, 1835],
];

describe("a run by the reader's code", () => {
  it('is finished only when all its scores are in', async () => {
    let bring = (): void => undefined;
    const late = new Promise<void>((resolve) => (bring = resolve));
    const server = serveFiles((file) => (file.startsWith('test-') ? late.then(() => undefined) : undefined));
    const { run } = start({ trainCount: 100, testAt: [0, 100] }, server);
    const trained = new Promise<void>((resolve) =>
      run.session.subscribe((event) => event.type === 'weights' && event.imagesSeen === 100 && resolve()),
    );
    const finished = run.after(() => run.session.run(), 'finished');
    await trained;
    // The worker rests; many turns later the run still waits for the test images.
    await new Promise((resolve) => void setTimeout(resolve, 100));
    expect(run.states.at(-1)).toBe('running');
    expect(tested(run)).toEqual([]);
    bring();
    await finished;
    expect(tested(run)).toEqual(S4);
    expect(run.events.at(-1)).toEqual({ type: 'state', state: 'finished' });
  });

  it('is not finished when a score fails, and has it when it is run again', async () => {
    let broken = true;
    const server = serveFiles((file) =>
      broken && file.startsWith('test-') ? new Response(null, { status: 404 }) : undefined,
    );
    const { run } = start({ trainCount: 100, testAt: [0, 100] }, server);
    await run.after(() => run.session.run(), 'failed');
    expect(run.all('failed')[0]).toMatchObject({ retryable: true });
    broken = false;
    await run.after(() => run.session.run(), 'finished');
    expect(tested(run)).toEqual(S4);
  });

  it('starts no worker when it is paused while the code is compiled, and goes on later', async () => {
    const { frame, run } = start({ trainCount: 100, testAt: [100] });
    run.session.run();
    await run.after(() => run.session.pause(), 'paused');
    await new Promise((resolve) => void setTimeout(resolve, 50));
    expect(frame.started).toBe(0);
    await run.after(() => run.session.run(), 'finished');
    expect(frame.started).toBe(1);
    expect(tested(run)).toEqual([[100, 1835]]);
  });

  it('trains, however late its worker is ready to listen', async () => {
    let ready = (): void => undefined;
    const imports = new Promise<void>((resolve) => (ready = resolve));
    const { frame, run } = start({ trainCount: 100, testAt: [100] }, serveFiles(), imports);
    const finished = run.after(() => run.session.run(), 'finished');
    await expect.poll(() => frame.started).toBe(1);
    await new Promise((resolve) => void setTimeout(resolve, 50));
    ready();
    await finished;
    expect(tested(run)).toEqual([[100, 1835]]);
  });
});

const checkpoints = (run: Listener): EngineState[] => run.all('checkpoint').map(({ state }) => state);

describe("checkpoints of a run by the reader's code", () => {
  const settings = { trainCount: 100, testAt: [0, 60, 100], checkpoints: true } as const;

  it('come after the scores until then, on pause and finish, and none unless they are asked for', async () => {
    const { run } = start(settings);
    await run.after(() => run.session.step(60), 'paused');
    await expect.poll(() => checkpoints(run).at(-1)?.imagesSeen, PATIENCE).toBe(60);
    const last = (found: (event: SessionEvent) => boolean): number => run.events.findLastIndex(found);
    expect(last(({ type }) => type === 'tested')).toBeLessThan(last(({ type }) => type === 'checkpoint'));
    await run.after(() => run.session.run(), 'finished');
    expect(checkpoints(run).at(-1)?.imagesSeen).toBe(100);
    const { run: without } = start({ trainCount: 100, testAt: [] });
    await without.after(() => without.session.run(), 'finished');
    expect(checkpoints(without)).toEqual([]);
  });

  it('are all that it takes to go on: the weights are those of a run that nothing broke off', async () => {
    const { run: whole } = start(settings);
    await whole.after(() => whole.session.run(), 'finished');
    const { run: first } = start(settings);
    await first.after(() => first.session.step(60), 'paused');
    await expect.poll(() => checkpoints(first).at(-1)?.imagesSeen, PATIENCE).toBe(60);
    first.session.dispose();
    const { run: second } = start(settings, serveFiles(), undefined, structuredClone(checkpoints(first).at(-1)!));
    await second.after(() => second.session.run(), 'finished');
    expect(second.all('weights')[0]!.imagesSeen).toBe(60);
    expect(checkpoints(second).at(-1)).toEqual(checkpoints(whole).at(-1));
    expect(tested(second)).toEqual(tested(whole).slice(1));
  });

  it('of other shapes are refused in words', async () => {
    const from = { imagesSeen: 5, weights: [{ name: '0.weight', shape: [2], values: Float32Array.of(1, 2) }] };
    const { run } = start(settings, serveFiles(), undefined, from);
    await expect.poll(() => run.all('failed')).toHaveLength(1);
    expect(run.all('failed')[0]!.message.message).toContain('expected one matrix of 7840, got 2');
  });
});
