import { afterEach, expect, it } from 'vitest';
import type { FromWorker, Program, ToWorker } from '../../../src/lib/sandbox/protocol.ts';
import { linkOver } from '../../../src/lib/sandbox/runtime/link.ts';

let page: MessagePort;
afterEach(() => page.close());

function open() {
  const { port1, port2 } = new MessageChannel();
  page = port1;
  const answers: FromWorker[] = [];
  port1.onmessage = ({ data }) => answers.push(data as FromWorker);
  const say = (...messages: readonly (ToWorker | Program)[]): void => messages.forEach((one) => port1.postMessage(one));
  /** What was said before has been heard, since pings come in the same order. */
  const heard = async (): Promise<void> => {
    const count = answers.length;
    say({ type: 'ping', count });
    await expect.poll(() => answers.length).toBe(count + 1);
  };
  return { link: linkOver(port2), say, heard, answers };
}

const until = (imagesSeen: number): ToWorker => ({ type: 'train-until', imagesSeen });
const reply = (id: number): ToWorker => ({ type: 'reply', id });

it('keeps what comes before its listener, and hands it over once, in order', async () => {
  const { link, say, heard } = open();
  const training: ToWorker[] = [];
  const replies: ToWorker[] = [];
  say(until(1), reply(1), { type: 'pause' }, until(2));
  await heard();
  link.take(['reply', 'train-progress'], (message) => replies.push(message));
  expect(replies).toEqual([reply(1)]);
  say(until(3), reply(2));
  await heard();
  link.take(['train-until', 'pause'], (message) => training.push(message));
  say(until(4));
  await heard();
  expect(training).toEqual([until(1), { type: 'pause' }, until(2), until(3), until(4)]);
  expect(replies).toEqual([reply(1), reply(2)]);
});

it('begins with the program, whatever comes with it', async () => {
  const { link, say, heard } = open();
  const program: Program = { type: 'run', code: '1', seed: 1 };
  say(until(1), program, until(2));
  await heard();
  const programs: Program[] = [];
  link.take(['run', 'train'], (message) => programs.push(message));
  expect(programs).toEqual([program]);
  const training: ToWorker[] = [];
  link.take(['train-until'], (message) => training.push(message));
  expect(training).toEqual([until(1), until(2)]);
});

it('answers signs of life without a listener', async () => {
  const { heard, answers } = open();
  await heard();
  await heard();
  expect(answers).toEqual([
    { type: 'pong', count: 0 },
    { type: 'pong', count: 1 },
  ]);
});
