import { createLab } from '../lab.ts';
import type { ReaderMessage } from '../../engine/contract.ts';
import { infoLine } from '../info-line.ts';
import { provideLab } from '../lab-module.ts';
import type { Program } from '../protocol.ts';
import { installConsole } from './console.ts';
import { linkOver, type Link } from './link.ts';
import { lockDown } from './lockdown.ts';
import { Outbox } from './outbox.ts';
import { Requests } from './requests.ts';
import { runProgram } from './run-program.ts';
import { lineOf, toReaderMessage } from './stack.ts';
import { onStrayError } from './stray-errors.ts';
import { startTensorFlow } from './tensorflow.ts';
import { Timers } from './timers.ts';
import { trainProgram } from './train-program.ts';

// Taken before readers' code can change them.
const now = performance.now.bind(performance);
const every = globalThis.setInterval;
const after = globalThis.setTimeout;
const listen = globalThis.addEventListener.bind(globalThis);

async function start(program: Program, link: Link): Promise<void> {
  const outbox = new Outbox((items) => link.send({ type: 'shown', items }), now);
  every(() => outbox.flush(), 100);
  let wake = (): void => undefined;
  let stray = (_error: unknown): void => undefined;
  onStrayError((error) => stray(error));
  const requests = new Requests(
    link,
    () => wake(),
    (error) => stray(error),
  );
  const timers = new Timers(() => wake());
  const show = (shown: Parameters<Outbox['add']>[0]): void => {
    const trace = new Error();
    outbox.add(shown, () => lineOf(trace));
  };
  const lab = createLab({ ...requests.host, show });
  await provideLab(lab);
  const modules: Record<string, object> = { lab };
  if (program.tensorFlow) {
    // Before readers' code, and while all of the worker is still there.
    const started = await startTensorFlow(program.tensorFlow, now).catch(toReaderMessage);
    if (!('tf' in started))
      return link.send({
        type: 'error',
        error: { ...started, remedy: 'TensorFlow.js did not start in this browser. Reload the page, then run again.' },
      });
    modules['tf'] = started.tf;
    outbox.add(infoLine(started.says));
  }
  installConsole(outbox);
  timers.install();
  lockDown([lab]);

  /** Nothing pending, also after the promises and messages that are on their way have had their turn. */
  const idle = async (): Promise<void> => {
    for (;;) {
      // Chromium tells of a rejection that nobody caught after the next timer, not before.
      for (let turn = 0; turn < 3; turn++) await new Promise<void>((resolve) => void after(resolve, 0));
      if (timers.pending + requests.pending === 0) return;
      await new Promise<void>((resolve) => {
        wake = resolve;
        if (timers.pending + requests.pending === 0) resolve();
      });
    }
  };
  const fail = (error: ReaderMessage): void => {
    outbox.flush(true);
    link.send({ type: 'error', error });
  };
  const listenForStray = (listener: typeof stray): void => void (stray = listener);
  if (program.type === 'train') return trainProgram(program, { link, onStrayError: listenForStray, fail, now });
  return runProgram(program, modules, {
    idle,
    onStrayError: listenForStray,
    now,
    fail,
    finish(end) {
      outbox.flush(true);
      link.send({ type: 'done', ...end });
    },
  });
}

// The frame hands over one port; one message on it is the program.
listen(
  'message',
  (event) => {
    const link = linkOver(event.ports[0]!);
    link.take(['run', 'train'], (program) => void start(program, link));
  },
  { once: true },
);
