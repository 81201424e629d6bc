import { placesHere } from '../engine/places.ts';
import { LEFT_RUNS_KEY, OPEN_RUNS_KEY, RUNS_BEFORE } from '../storage/names.ts';
import { readText, textKeys, writeText } from '../storage/text.ts';
import { OPEN_RUNS_EVENT } from './open-runs-event.ts';
import type { RunManager } from './run-manager.ts';
import { Runs } from './manager.ts';
import type { TabLine, TabMessage } from './other-tabs.ts';
import { NoLocks, WebLocks } from './run-locks.ts';
import { RunStore } from './run-store.ts';
import { runsGoOn, readMark } from './leave-mark.ts';
import type { RunHost } from './run-host.ts';

/** Time between two calls of those who listen: about eight a second, so that drawing never crowds the page. */
const FLUSH_EVERY = 120; // ms

function openLine(): TabLine {
  if (typeof BroadcastChannel === 'undefined') return { post: () => undefined, listen: () => undefined };
  const channel = new BroadcastChannel('delta-to-depth:runs');
  return {
    post: (message) => channel.postMessage(message),
    listen: (listener) => channel.addEventListener('message', ({ data }: MessageEvent<TabMessage>) => listener(data)),
  };
}

function schedule(): RunHost['schedule'] {
  let last = -FLUSH_EVERY;
  return (flush) => {
    setTimeout(
      () => {
        last = performance.now();
        flush();
      },
      Math.max(0, last + FLUSH_EVERY - performance.now()),
    );
  };
}

/** The page's engines, sandbox, storage and clock. Engines and sandbox are fetched when first needed. */
const browserHost = (store: RunStore): RunHost => ({
  async engines() {
    const { getEngineClient } = await import('../engine/client.ts');
    return getEngineClient();
  },
  async sandbox() {
    const { getSandbox } = await import('../sandbox/sandbox.ts');
    return getSandbox();
  },
  places: placesHere(),
  store,
  locks: typeof navigator.locks === 'undefined' ? new NoLocks() : new WebLocks(navigator.locks),
  line: openLine(),
  newId: () =>
    [...crypto.getRandomValues(new Uint8Array(9))].map((byte) => byte.toString(36).padStart(2, '0')).join(''),
  now: () => Date.now(),
  schedule: schedule(),
  tellOpen(any) {
    writeText(OPEN_RUNS_KEY, any ? '1' : undefined);
    if (any) document.dispatchEvent(new Event(OPEN_RUNS_EVENT));
  },
});

/** Brings the runs of single-layer trainers that a version before 1.0 has kept as text into the store. */
async function moveRunsBefore(store: RunStore): Promise<void> {
  if (textKeys(RUNS_BEFORE).length === 0) return;
  await import('./old-runs.ts')
    .then((before) => before.moveRunsBefore(store, Date.now()))
    .catch((error: unknown) =>
      console.warn('Runs of an earlier version could not be moved; they stay where they are.', error),
    );
}

/** What the page before this one left, and whether its runs go on here by themselves. */
function inheritance(type: NavigationTimingType): { ids: ReadonlySet<string>; goOn: boolean } {
  const mark = readMark(readText(LEFT_RUNS_KEY, 'sessionStorage'));
  writeText(LEFT_RUNS_KEY, undefined, 'sessionStorage');
  return { ids: new Set(mark?.ids), goOn: mark !== null && runsGoOn(mark, { type, began: performance.timeOrigin }) };
}

/** Whether something happens on a link to another page of the book. */
function leadsAway({ target }: Event): boolean {
  const link = target instanceof Element ? target.closest<HTMLAnchorElement>('a[href]') : null;
  return link !== null && link.origin === location.origin && link.pathname !== location.pathname;
}

/** When a page goes away it is too late for a checkpoint; while the next one is on its way there is time. */
const LEAVING = ['pointerdown', 'click'] as const;

function start(): Runs {
  const store = new RunStore();
  const runs = new Runs(browserHost(store));
  /** What is not known yet on a page that is left at once, and so is handed on. */
  let handedOn: readonly string[] = [];
  const open = async (type: NavigationTimingType): Promise<void> => {
    const from = inheritance(type);
    handedOn = from.goOn ? [...from.ids] : [];
    await moveRunsBefore(store);
    await runs.open(from);
    handedOn = [];
  };
  for (const press of LEAVING)
    document.addEventListener(press, (event) => leadsAway(event) && runs.checkpoint(), { passive: true });
  window.addEventListener('pagehide', ({ persisted }) => {
    const ids = [...runs.leave(persisted), ...handedOn];
    if (ids.length > 0) writeText(LEFT_RUNS_KEY, JSON.stringify({ ids, at: Date.now() }), 'sessionStorage');
  });
  window.addEventListener('pageshow', ({ persisted }) => {
    if (persisted) void open('back_forward');
  });
  const [navigation] = performance.getEntriesByType('navigation') as PerformanceNavigationTiming[];
  void open(navigation?.type ?? 'reload');
  return runs;
}

let shared: Runs | undefined;

/** The page's one run manager. It begins with what the browser keeps: `runs` fills a moment after the first call. */
export const getRunManager = (): RunManager => (shared ??= start());
