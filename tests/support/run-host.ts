import { IDBFactory, IDBKeyRange } from 'fake-indexeddb';
import * as fakes from 'fake-indexeddb';
import { vi } from 'vitest';
import type {
  EngineState,
  SessionEvent,
  SessionState,
  TrainingSession,
  TrainingSettings,
  WeightTensor,
} from '../../src/lib/engine/contract.ts';
import type { Places } from '../../src/lib/engine/places.ts';
import type { RunOrder } from '../../src/lib/runs/run-record.ts';
import { Runs } from '../../src/lib/runs/manager.ts';
import type { TabLine, TabMessage } from '../../src/lib/runs/other-tabs.ts';
import type { RunLocks } from '../../src/lib/runs/run-locks.ts';
import { RunStore } from '../../src/lib/runs/run-store.ts';
import type { ReaderSessionMaker, SessionMaker } from '../../src/lib/runs/run-host.ts';
import { settingsOf } from './sessions.ts';

/** Gives idb, which asks for the browser's classes by name, a fresh browser storage. */
export function freshStorage(): void {
  for (const [name, value] of Object.entries(fakes)) if (name.startsWith('IDB')) vi.stubGlobal(name, value);
  vi.stubGlobal('IDBKeyRange', IDBKeyRange);
  vi.stubGlobal('indexedDB', new IDBFactory());
}

export const orderOf = (title: string, more: Partial<RunOrder> = {}): RunOrder => ({
  scope: '06-batches/t',
  title,
  page: { path: 'chapters/06-batches/', title: 'Batches', anchor: 'trainer-t' },
  settings: settingsOf({ trainCount: 100 }),
  engine: 'reference',
  ...more,
});

/** Locks and the line between the tabs of one browser. */
export class Browser {
  readonly holders = new Map<string, object>();
  readonly #lines: { readonly tab: object; readonly listener: (message: TabMessage) => void }[] = [];

  locks(tab: object): RunLocks {
    const { holders } = this;
    return {
      async claim(id) {
        if (!holders.has(id)) holders.set(id, tab);
        return holders.get(id) === tab;
      },
      release: (id) => void (holders.get(id) === tab && holders.delete(id)),
      held: async () => new Set(holders.keys()),
    };
  }

  line(tab: object): TabLine {
    return {
      post: (message) =>
        this.#lines.filter((line) => line.tab !== tab).forEach(({ listener }) => listener(structuredClone(message))),
      listen: (listener) => void this.#lines.push({ tab, listener }),
    };
  }

  /** The tab is gone, without a word. */
  kill(tab: object): void {
    for (const [id, holder] of this.holders) if (holder === tab) this.holders.delete(id);
  }
}

const weightsAt = (imagesSeen: number): readonly WeightTensor[] => [
  { name: '0.weight', shape: [1], values: Float32Array.of(imagesSeen) },
];

/** A session that does what the test says: it trains when told to. */
export class PlayedSession implements TrainingSession {
  readonly settings: TrainingSettings;
  readonly from: EngineState | undefined;
  readonly by: 'reference' | 'reader';
  imagesSeen: number;
  /** Where it is to pause. */
  goal = Infinity;
  disposed = false;
  state: SessionState = 'idle';
  #listener: (event: SessionEvent) => void = () => undefined;

  constructor(settings: TrainingSettings, from?: EngineState, by: 'reference' | 'reader' = 'reference') {
    this.settings = settings;
    this.by = by;
    this.from = from;
    this.imagesSeen = from?.imagesSeen ?? 0;
  }

  run(): void {
    this.goal = Infinity;
    this.become('running');
    this.tell({ type: 'engine', engine: this.by });
  }

  pause(): void {
    this.checkpoint();
    this.become('paused');
  }

  stop(): void {
    this.checkpoint();
    this.become('stopped');
  }

  step(images: number): void {
    this.run();
    this.goal = this.imagesSeen + images;
  }

  rewind(): void {
    throw new Error('not played');
  }

  restoreLastGood(): void {
    throw new Error('not played');
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listener = listener;
    return () => undefined;
  }

  dispose(): void {
    this.disposed = true;
  }

  tell(event: SessionEvent): void {
    if (!this.disposed) this.#listener(event);
  }

  become(state: SessionState): void {
    this.state = state;
    this.tell({ type: 'state', state });
  }

  /** Trains up to `imagesSeen`, 1,000 images a second, with this accuracy and a loss of 1 - accuracy. */
  train(imagesSeen: number, trainAccuracy = 0.5): void {
    this.imagesSeen = imagesSeen;
    const imagesTotal = this.settings.epochs * (this.settings.trainCount ?? 60_000);
    this.tell({
      type: 'progress',
      imagesSeen,
      imagesTotal,
      imagesPerSecond: 1000,
      trainAccuracy,
      trainLoss: 1 - trainAccuracy,
    });
    this.tell({ type: 'weights', imagesSeen, weights: weightsAt(imagesSeen) });
  }

  checkpoint(): void {
    if (this.imagesSeen === 0) return;
    this.tell({
      type: 'checkpoint',
      state: {
        imagesSeen: this.imagesSeen,
        weights: weightsAt(this.imagesSeen),
        optimizer: { steps: this.imagesSeen, memory: [] },
      },
    });
  }

  finish(): void {
    this.train(this.settings.epochs * (this.settings.trainCount ?? 60_000));
    this.checkpoint();
    this.become('finished');
  }
}

/** Room for one run at a time, as on a phone with little memory. */
const ONE_PLACE: Places = { runs: 1, bytes: Infinity };

/** A tab of the browser with a run manager of its own; `sessions` are those that it has made, in order, `codes` what readers' code they were of. */
export function openTab({
  browser = new Browser(),
  maker,
  store = new RunStore(),
  places = ONE_PLACE,
}: { browser?: Browser; maker?: SessionMaker; store?: RunStore; places?: Places } = {}) {
  const tab = {};
  const sessions: PlayedSession[] = [];
  const codes: string[] = [];
  const shows: Parameters<ReaderSessionMaker['createSession']>[2][] = [];
  const toldOpen: boolean[] = [];
  const name = ++tabs;
  let ids = 0;
  const played: SessionMaker = {
    createSession(_engine, settings, from) {
      const session = new PlayedSession(settings, from);
      sessions.push(session);
      return session;
    },
  };
  const sandbox: ReaderSessionMaker = {
    createSession(code, settings, onShown, from) {
      const session = new PlayedSession(settings, from, 'reader');
      sessions.push(session);
      codes.push(code);
      shows.push(onShown);
      return session;
    },
  };
  const runs = new Runs({
    sandbox: async () => sandbox,
    engines: async () => maker ?? played,
    places,
    store,
    locks: browser.locks(tab),
    line: browser.line(tab),
    newId: () => `${name}-${++ids}`,
    now: () => Date.now(),
    schedule: (flush) => void setTimeout(flush),
    tellOpen: (any) => void toldOpen.push(any),
  });
  const states = (): string[] => runs.runs.map(({ title, state }) => `${title} ${state}`);
  return { runs, sessions, codes, shows, toldOpen, states, store, kill: () => browser.kill(tab) };
}
let tabs = 0;

export const NEW_VISIT = { ids: new Set<string>(), goOn: false } as const;
/** Lets all that is on its way arrive: turns of the clock, not time, so that a busy machine changes nothing. */
export async function soon(): Promise<void> {
  for (let turn = 0; turn < 25; turn++) await new Promise((resolve) => setTimeout(resolve, 1));
}
