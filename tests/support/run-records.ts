import type { RunManager } from '../../src/lib/runs/run-manager.ts';
import type { RunOrder, RunRecord } from '../../src/lib/runs/run-record.ts';
import type { TrainingSettings } from '../../src/lib/engine/contract.ts';

/** A run of these settings that has done nothing yet, with some of it replaced. */
export function recordOf(settings: TrainingSettings, change: Partial<RunRecord> = {}): RunRecord {
  return {
    scope: 'test/one',
    title: 'one',
    page: { path: 'chapters/test/', title: 'Test', anchor: 'trainer-one' },
    settings,
    engine: 'auto',
    id: 'a',
    state: 'queued',
    by: null,
    because: null,
    timed: [],
    imagesSeen: 0,
    imagesTotal: settings.epochs * (settings.trainCount ?? 60_000),
    imagesPerSecond: 0,
    seconds: 0,
    stretches: [],
    epochs: [],
    tests: [],
    validations: [],
    confusion: null,
    notice: null,
    message: null,
    loading: null,
    createdAt: 1_790_000_000_000,
    look: 0,
    hidden: false,
    ...change,
  };
}

/** A manager that only writes down what it is told: its first run trains, the others wait. `kept` are in once `open` is called, or else at once. */
export function listManager(kept: readonly RunRecord[] = []): RunManager & {
  change(id: string, change: Partial<RunRecord>): void;
  open(): void;
  readonly told: string[];
} {
  let runs: readonly RunRecord[] = [];
  let opened: () => void = () => undefined;
  const ready = new Promise<void>((resolve) => (opened = resolve));
  if (kept.length === 0) opened();
  let removed: RunRecord | null = null;
  const listeners = new Set<() => void>();
  const told: string[] = [];
  const set = (next: readonly RunRecord[]): void => {
    runs = next;
    for (const listener of listeners) listener();
  };
  const tell =
    (word: string) =>
    (id: string): void =>
      void told.push(`${word} ${id}`);
  const add = (order: RunOrder, state: RunRecord['state']): string => {
    const id = `run-${runs.length + 1}`;
    set([...runs, recordOf(order.settings, { ...order, id, look: runs.length, state })]);
    return id;
  };
  return {
    get runs() {
      return runs;
    },
    get removed() {
      return removed;
    },
    ready,
    damaged: 0,
    removeDamaged: () => undefined,
    open() {
      set([...kept, ...runs]);
      opened();
    },
    told,
    change: (id, change) => set(runs.map((run) => (run.id === id ? { ...run, ...change } : run))),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    add(order, images) {
      const id = add(order, runs.some(({ state }) => state === 'running') ? 'queued' : 'running');
      if (images !== undefined) told.push(`step ${id} ${images}`);
      return id;
    },
    addTogether: (orders) => orders.map((order) => add(order, 'running')),
    pause: tell('pause'),
    resume: tell('resume'),
    step: (id, images) => void told.push(`step ${id} ${images}`),
    stop: tell('stop'),
    remove(id) {
      removed = runs.find((run) => run.id === id) ?? null;
      set(runs.filter((run) => run.id !== id));
    },
    undoRemove() {
      if (removed) set([...runs, removed]);
      removed = null;
    },
    setHidden: tell('hide'),
    restoreLastGood: tell('restore'),
    latestWeights: () => null,
    weightsOf: () => Promise.resolve(null),
    onShown: () => () => undefined,
  };
}
