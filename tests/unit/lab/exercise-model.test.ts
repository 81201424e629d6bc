import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { ExecutionEnd, ExecutionHandle, ExecutionRequest, Sandbox } from '../../../src/lib/sandbox/contract.ts';
import { readDraft } from '../../../src/lib/classroom/drafts.ts';
import { createExercise } from '../../../src/components/lab/exercise-model.ts';
import { freshStorage } from '../../support/browser-storage.ts';

const source = { id: '03-the-delta-rule/update', start: 'let a = 1;\nlet b = 2;', check: 'export default () => {};' };
const passed: ExecutionEnd = { outcome: 'done', milliseconds: 3, verdict: { passed: true, message: 'Right.' } };

/** A sandbox that ends when told to; it runs nothing. */
function puppet() {
  const requests: ExecutionRequest[] = [];
  const ends: ((end: ExecutionEnd) => void)[] = [];
  const sandbox = {
    run(request: ExecutionRequest): ExecutionHandle {
      requests.push(request);
      const { promise, resolve } = Promise.withResolvers<ExecutionEnd>();
      ends.push(resolve);
      return { end: promise, stop: () => resolve({ outcome: 'stopped' }) };
    },
  } as Sandbox;
  return { sandbox, requests, end: (i: number, end: ExecutionEnd) => ends[i]!(end) };
}

let browser: ReturnType<typeof freshStorage>;
beforeEach(() => {
  browser = freshStorage();
});
afterEach(() => vi.unstubAllGlobals());

function open() {
  const { sandbox, requests, end } = puppet();
  let time = 1000;
  const onPassed = vi.fn();
  const exercise = createExercise(source, { loadSandbox: async () => sandbox, now: () => ++time, onPassed });
  return { exercise, requests, end, onPassed };
}

const settle = () => new Promise((resolve) => setTimeout(resolve));

/** Another tab saves. */
const otherTab = (code: string, saved: number): void =>
  browser.otherTab(`delta-to-depth:draft:${source.id}`, JSON.stringify({ code, saved, versions: [] }));

describe('a run', () => {
  test('takes the text as it stands, with the check, and tells who trains with it', async () => {
    const { exercise, requests, end, onPassed } = open();
    exercise.edit('let a = 3;');
    const ended = exercise.start();
    await settle();
    expect(exercise.run.value.phase).toBe('running');
    expect(requests[0]).toMatchObject({ code: 'let a = 3;', check: source.check });
    end(0, passed);
    await ended;
    expect(exercise.run.value).toEqual({ phase: 'done', run: 1, end: passed });
    expect(onPassed.mock.calls).toEqual([['let a = 3;']]);
  });

  test('never starts by itself', async () => {
    const { requests } = open();
    await settle();
    expect(requests).toHaveLength(0);
  });

  test('whose check does not pass trains nothing', async () => {
    const { exercise, end, onPassed } = open();
    const ended = exercise.start();
    await settle();
    end(0, { ...passed, verdict: { passed: false, mistake: 'forgotten-alpha', message: 'Not yet.' } });
    await ended;
    expect(exercise.run.value).toMatchObject({ phase: 'done', end: { outcome: 'done', verdict: { passed: false } } });
    expect(onPassed).not.toHaveBeenCalled();
  });

  test('that is stopped neither passes nor trains', async () => {
    const { exercise, onPassed } = open();
    const ended = exercise.start();
    await settle();
    exercise.stop();
    await ended;
    expect(exercise.run.value).toMatchObject({ phase: 'done', end: { outcome: 'stopped' } });
    expect(onPassed).not.toHaveBeenCalled();
  });

  test('that is stopped before the sandbox has loaded ends at once and never begins', async () => {
    const { exercise, requests } = open();
    void exercise.start();
    exercise.stop();
    expect(exercise.run.value).toMatchObject({ phase: 'done', end: { outcome: 'stopped' } });
    await settle();
    expect(requests).toHaveLength(0);
  });

  test('gives way to a newer one, whose result alone counts', async () => {
    const { exercise, end, onPassed } = open();
    void exercise.start();
    await settle();
    const second = exercise.start();
    await settle();
    expect(exercise.run.value).toMatchObject({ phase: 'running', run: 2 });
    end(1, { outcome: 'done', milliseconds: 1, verdict: { passed: false, mistake: 'sign', message: 'No.' } });
    await second;
    expect(exercise.run.value).toMatchObject({ phase: 'done', run: 2 });
    expect(onPassed).not.toHaveBeenCalled();
  });

  test('marks the line that failed until the text changes', async () => {
    const { exercise, end } = open();
    const ended = exercise.start();
    await settle();
    end(0, { outcome: 'error', error: { message: 'x is not defined.', line: 2, column: 5 } });
    await ended;
    expect(exercise.mark.value).toEqual({ line: 2, column: 5, message: 'x is not defined.' });
    exercise.edit('let a = 1;');
    expect(exercise.mark.value).toBeNull();
  });

  test('shows what the code showed, and starts with an empty console', async () => {
    const { exercise, requests, end } = open();
    const first = exercise.start();
    await settle();
    const line = {
      kind: 'console',
      level: 'log',
      values: [{ kind: 'primitive', type: 'string', text: 'hello' }],
    } as const;
    requests[0]!.onShown(line);
    requests[0]!.onShown(line);
    end(0, passed);
    await first;
    expect(exercise.output.value.rows).toEqual([{ key: 0, shown: line, count: 2 }]);
    void exercise.start();
    expect(exercise.output.value.rows).toEqual([]);
    requests[0]!.onShown(line);
    await new Promise((resolve) => setTimeout(resolve, 80));
    expect(exercise.output.value.rows).toEqual([]);
  });

  test('that cannot start says what to do', async () => {
    const exercise = createExercise(source, {
      loadSandbox: () => Promise.reject(new Error('offline')),
      now: () => 1,
      onPassed: vi.fn(),
    });
    await exercise.start();
    expect(exercise.run.value).toMatchObject({
      phase: 'done',
      end: { outcome: 'error', error: { remedy: 'Check the connection, then run again.' } },
    });
  });
});

describe("the reader's text", () => {
  test('comes back after a reload and says from when', () => {
    const { exercise } = open();
    exercise.edit('mine');
    exercise.save();
    const again = open().exercise;
    expect(again.code.value).toBe('mine');
    expect(again.changed.value).toBe(2);
    expect(again.broughtBack.value).toBe(1001);
  });

  test('is saved a moment after typing', async () => {
    const { exercise } = open();
    exercise.edit('mine');
    expect(readDraft(source.id)).toBeNull();
    await new Promise((resolve) => setTimeout(resolve, 350));
    expect(readDraft(source.id)?.code).toBe('mine');
  });

  test('can be had back after a reset, until the next edit, and from the versions for good', () => {
    const { exercise } = open();
    exercise.edit('mine');
    exercise.reset();
    expect(exercise.code.value).toBe(source.start);
    expect(exercise.edited.value).toBe(false);
    exercise.undoReplace();
    expect(exercise.code.value).toBe('mine');
    exercise.reset();
    exercise.edit('something else');
    expect(exercise.replaced.value).toBeNull();
    expect(exercise.versions.value.map(({ code, because }) => [code, because])).toEqual([['mine', 'reset']]);
  });

  test('is kept when the solution comes in', () => {
    const { exercise } = open();
    exercise.edit('mine');
    exercise.replace('solution', 'solution');
    expect(exercise.replaced.value).toEqual({ code: 'mine', because: 'solution' });
    expect(exercise.versions.value[0]).toMatchObject({ code: 'mine', because: 'solution' });
  });

  test('gives way to newer text from another tab, and is kept', () => {
    const { exercise } = open();
    exercise.edit('mine');
    exercise.save(); // saved at 1001
    otherTab('older', 500);
    expect(exercise.code.value).toBe('mine');
    otherTab('newer', 5000);
    expect(exercise.code.value).toBe('newer');
    expect(exercise.replaced.value).toEqual({ code: 'mine', because: 'other-tab' });
    expect(exercise.versions.value.map(({ code }) => code)).toContain('mine');
  });

  test('follows the other tab quietly when it is not its own', () => {
    const { exercise } = open();
    otherTab('theirs', 5000);
    otherTab('theirs, longer', 6000);
    expect(exercise.code.value).toBe('theirs, longer');
    expect(exercise.replaced.value).toBeNull();
    expect(exercise.versions.value).toEqual([]);
  });

  test('is not lost when this tab has unsaved typing and another tab saves', () => {
    const { exercise } = open();
    exercise.edit('typed, not yet saved');
    otherTab('theirs', 5000);
    expect(exercise.replaced.value?.code).toBe('typed, not yet saved');
  });

  test('is kept as a version when it passes', async () => {
    const { exercise, end } = open();
    exercise.edit('right');
    const ended = exercise.start();
    await settle();
    end(0, passed);
    await ended;
    expect(exercise.versions.value[0]).toMatchObject({ code: 'right', because: 'passed' });
  });
});
