import type { SessionEvent, TrainingSession, TrainingSettings } from '../../../src/lib/engine/contract.ts';
import type { ExecutionEnd, Shown } from '../../../src/lib/sandbox/contract.ts';
import { getSandbox } from '../../../src/lib/sandbox/sandbox.ts';

export interface Ran {
  readonly end: ExecutionEnd;
  readonly shown: readonly Shown[];
  readonly unresponsive: readonly number[];
  /** Milliseconds from `stop` to the end. */
  readonly stoppedIn: number;
  /** The longest time in which the page could do nothing else. */
  readonly longestTask: number;
}

export interface Trained {
  readonly events: readonly SessionEvent[];
  /** Milliseconds from the first `running` to the last event. */
  readonly milliseconds: number;
  readonly longestTask: number;
}

/** What a test does when the session tells something: once for each entry, in order. */
export interface Act {
  readonly when: SessionEvent['type'];
  readonly state?: string;
  readonly imagesSeen?: number;
  readonly call: 'run' | 'pause' | 'stop' | 'rewind' | 'restoreLastGood' | 'end' | readonly ['step', number];
}

/** Measures the longest gap between turns of the page. */
function watch(): () => number {
  let longest = 0;
  let last = performance.now();
  const timer = setInterval(() => {
    const now = performance.now();
    longest = Math.max(longest, now - last - 5);
    last = now;
  }, 5);
  return () => {
    clearInterval(timer);
    return longest;
  };
}

async function run(code: string, check?: string, stopAfter?: number | 'unresponsive'): Promise<Ran> {
  const shown: Shown[] = [];
  const unresponsive: number[] = [];
  const watching = watch();
  let stopped = Number.NaN;
  const stop = (): void => {
    stopped = performance.now();
    handle.stop();
  };
  const handle = getSandbox().run({
    code,
    ...(check === undefined ? {} : { check }),
    onShown: (one) => shown.push(one),
    onUnresponsive(seconds) {
      unresponsive.push(seconds);
      if (stopAfter === 'unresponsive') stop();
    },
  });
  if (typeof stopAfter === 'number') setTimeout(stop, stopAfter);
  const end = await handle.end;
  return { end, shown, unresponsive, stoppedIn: performance.now() - stopped, longestTask: watching() };
}

function apply(session: TrainingSession, call: Act['call']): void {
  if (typeof call !== 'string') session.step(call[1]);
  else if (call !== 'end') session[call]();
}

/** Runs a session until all acts are done and it is finished or has failed, or an act says `end`. */
function train(code: string, settings: TrainingSettings, begin: Act['call'], acts: readonly Act[]): Promise<Trained> {
  return new Promise((resolve) => {
    const events: SessionEvent[] = [];
    bench.events = events;
    const coming = [...acts];
    const watching = watch();
    let began = 0;
    const session = getSandbox().createSession(code, settings, () => undefined);
    bench.session = session;
    const finish = (): void => {
      // What comes in the same turn belongs to it.
      setTimeout(() => {
        session.dispose();
        resolve({ events, milliseconds: performance.now() - began, longestTask: watching() });
      }, 0);
    };
    session.subscribe((event) => {
      events.push(event);
      if (event.type === 'state' && event.state === 'running') began ||= performance.now();
      const [act] = coming;
      if (
        act &&
        act.when === event.type &&
        (act.state === undefined || ('state' in event && act.state === event.state)) &&
        (act.imagesSeen === undefined || ('imagesSeen' in event && event.imagesSeen >= act.imagesSeen))
      ) {
        coming.shift();
        apply(session, act.call);
        if (act.call === 'end') finish();
      } else if (
        coming.length === 0 &&
        event.type === 'state' &&
        ['finished', 'failed', 'diverged'].includes(event.state)
      )
        finish();
    });
    setTimeout(() => apply(session, begin), 0);
    // A test that waits in vain shall see what happened until then.
    setTimeout(finish, 60_000);
  });
}

/** `events` and `session` are those of the last training, while it goes on. */
const bench = { run, train, events: [] as readonly SessionEvent[], session: null as TrainingSession | null };
export type Bench = typeof bench;
Object.assign(globalThis, { bench });
