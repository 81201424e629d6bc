import type { ConsoleLevel } from '../contract.ts';
import { inspect } from '../inspect.ts';
import { LIMITS } from '../limits.ts';
import type { Outbox } from './outbox.ts';
import { lineInStack, lineOf } from './stack.ts';

/** Replaces the worker's console by one whose lines go to the page. */
export function installConsole(outbox: Outbox): void {
  const write = (level: ConsoleLevel, values: readonly unknown[]): void => {
    const shown = values.slice(0, LIMITS.values).map((value) => inspect(value, lineOf));
    if (values.length > LIMITS.values)
      shown[LIMITS.values - 1] = { kind: 'cut', text: `… ${values.length - LIMITS.values + 1} more` };
    // A trace is cheap to take and dear to read: it is read only if the line is sent.
    const { stackTraceLimit } = Error;
    Reflect.set(Error, 'stackTraceLimit', 8);
    const trace = new Error();
    Reflect.set(Error, 'stackTraceLimit', stackTraceLimit);
    outbox.add({ kind: 'console', level, values: shown }, () => lineInStack(trace.stack));
  };
  const counts = new Map<string, number>();
  const starts = new Map<string, number>();
  const now = performance.now.bind(performance);
  const label = (value: unknown): string => (value === undefined ? 'default' : String(value)).slice(0, LIMITS.title);
  const since = (name: string): string => {
    const start = starts.get(name);
    return start === undefined ? `${name}: not started` : `${name}: ${(now() - start).toFixed(1)} ms`;
  };
  const log =
    (level: ConsoleLevel) =>
    (...values: unknown[]): void =>
      write(level, values);
  const nothing = (): void => undefined;
  const methods = {
    log: log('log'),
    info: log('info'),
    warn: log('warn'),
    error: log('error'),
    debug: log('debug'),
    trace: log('debug'),
    dir: (value: unknown): void => write('log', [value]),
    dirxml: log('log'),
    table: (value: unknown): void => write('log', [value]),
    group: log('log'),
    groupCollapsed: log('log'),
    groupEnd: nothing,
    clear: nothing,
    profile: nothing,
    profileEnd: nothing,
    timeStamp: nothing,
    assert: (holds: unknown, ...values: unknown[]): void => {
      if (!holds) write('error', ['Assertion failed', ...values]);
    },
    count: (name?: unknown): void => {
      const key = label(name);
      counts.set(key, (counts.get(key) ?? 0) + 1);
      write('info', [`${key}: ${counts.get(key)}`]);
    },
    countReset: (name?: unknown): void => void counts.delete(label(name)),
    time: (name?: unknown): void => void starts.set(label(name), now()),
    timeLog: (name?: unknown, ...values: unknown[]): void => write('info', [since(label(name)), ...values]),
    timeEnd: (name?: unknown): void => {
      write('info', [since(label(name))]);
      starts.delete(label(name));
    },
  };
  Object.defineProperty(globalThis, 'console', {
    value: methods,
    writable: true,
    configurable: true,
    enumerable: false,
  });
}
