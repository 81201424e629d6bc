import { describe, expect, test } from 'vitest';
import {
  executionLine,
  nextExecutionState,
  type ExecutionEvent,
  type ExecutionState,
} from '../../../src/components/lab/execution-state.ts';

const after = (...events: ExecutionEvent[]): ExecutionState =>
  events.reduce(nextExecutionState, { phase: 'idle' } as ExecutionState);
const passed = { outcome: 'done', milliseconds: 12, verdict: { passed: true, message: 'It learns.' } } as const;

describe('run state', () => {
  test('goes from idle through compiling and running to done', () => {
    expect(after({ type: 'run', run: 1 }).phase).toBe('compiling');
    expect(after({ type: 'run', run: 1 }, { type: 'started', run: 1 }).phase).toBe('running');
    const end = after({ type: 'run', run: 1 }, { type: 'started', run: 1 }, { type: 'ended', run: 1, end: passed });
    expect(end).toEqual({ phase: 'done', run: 1, end: passed });
  });

  test('never lets a stopped run pass, even when its verdict comes after the stop', () => {
    const end = after(
      { type: 'run', run: 1 },
      { type: 'started', run: 1 },
      { type: 'stop' },
      { type: 'ended', run: 1, end: passed },
    );
    expect(end).toEqual({ phase: 'done', run: 1, end: { outcome: 'stopped' } });
  });

  test('ignores news of an older run', () => {
    const running = after({ type: 'run', run: 1 }, { type: 'run', run: 2 }, { type: 'started', run: 2 });
    expect(nextExecutionState(running, { type: 'ended', run: 1, end: passed })).toBe(running);
    expect(nextExecutionState(running, { type: 'silent', run: 1, seconds: 9 })).toBe(running);
  });

  test('ignores a stop and a late end when nothing runs', () => {
    const idle: ExecutionState = { phase: 'idle' };
    expect(nextExecutionState(idle, { type: 'stop' })).toBe(idle);
    expect(nextExecutionState(idle, { type: 'ended', run: 1, end: passed })).toBe(idle);
  });

  test('says each end in one line that does not lean on colour', () => {
    const done = (end: Extract<ExecutionState, { phase: 'done' }>['end']) =>
      executionLine({ phase: 'done', run: 1, end });
    expect(done(passed)).toEqual({ tone: 'good', lead: 'Passed.', text: 'It learns.' });
    expect(
      done({ outcome: 'done', milliseconds: 5, verdict: { passed: false, mistake: 'sign', message: 'Up, not down.' } }),
    ).toEqual({ tone: 'bad', lead: 'Not yet.', text: 'Up, not down.' });
    expect(done({ outcome: 'error', error: { message: 'x is not defined.', remedy: 'Declare it.', line: 7 } })).toEqual(
      {
        tone: 'bad',
        lead: 'Error in line 7.',
        text: 'x is not defined. Declare it.',
        line: 7,
      },
    );
    expect(done({ outcome: 'done', milliseconds: 0.2 })?.text).toBe('in 1 ms.');
    expect(done({ outcome: 'done', milliseconds: 2345 })?.text).toBe('in 2.3 s.');
    expect(done({ outcome: 'stopped' })?.lead).toBe('Stopped.');
  });

  test('offers Stop more urgently when there is no sign of life', () => {
    const silent = after(
      { type: 'run', run: 1 },
      { type: 'started', run: 1 },
      { type: 'silent', run: 1, seconds: 3.2 },
    );
    expect(executionLine(silent)?.text).toContain('No pause for 3 s.');
  });
});
