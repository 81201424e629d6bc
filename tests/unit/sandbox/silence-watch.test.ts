import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { SilenceWatch } from '../../../src/lib/sandbox/silence-watch.ts';
import type { ToWorker } from '../../../src/lib/sandbox/protocol.ts';

beforeEach(() => void vi.useFakeTimers({ toFake: ['setInterval', 'clearInterval', 'performance'] }));
afterEach(() => void vi.useRealTimers());

test('a silence is told about once a second, and so is its end', () => {
  const said: number[] = [];
  let asked = 0;
  const port = {
    postMessage: (message: ToWorker) => void (message.type === 'ping' && (asked = message.count)),
  } as MessagePort;
  const watch = new SilenceWatch(port, (seconds) => said.push(seconds));
  watch.start();
  watch.answered(asked);
  vi.advanceTimersByTime(500);
  expect(said).toEqual([]);
  vi.advanceTimersByTime(3000);
  expect(said).toEqual([2, 3]);
  watch.answered(asked - 1); // an answer to an earlier question, late
  expect(said).toEqual([2, 3]);
  watch.answered(asked);
  expect(said).toEqual([2, 3, 0]);
  vi.advanceTimersByTime(500);
  watch.answered(asked);
  expect(said).toEqual([2, 3, 0]);
  watch.stop();
});
