import { computed, effect, signal, untracked, type ReadonlySignal, type Signal } from '@preact/signals';

/** What follows within so long belongs to the change before it: a word typed is one change, not its letters. */
const TOGETHER = 700; // ms
/** So many changes can be taken back. */
const MOST = 100;

export interface Undo {
  readonly possible: ReadonlySignal<boolean>;
  undo(): void;
  stop(): void;
}

/** Remembers what `value` was before each change, so that changes can be taken back, the last one first. */
export function undoOf<Value>(value: Signal<Value>, now: () => number = () => performance.now()): Undo {
  const before = signal<readonly Value[]>([]);
  let last = value.peek();
  let changedAt = Number.NEGATIVE_INFINITY;
  const stop = effect(() => {
    const newest = value.value;
    if (newest === last) return;
    const old = last;
    last = newest;
    const at = now();
    if (at - changedAt >= TOGETHER) untracked(() => (before.value = [...before.value, old].slice(-MOST)));
    changedAt = at;
  });
  return {
    possible: computed(() => before.value.length > 0),
    undo() {
      const to = before.peek().at(-1);
      if (to === undefined) return;
      before.value = before.peek().slice(0, -1);
      last = to;
      changedAt = Number.NEGATIVE_INFINITY;
      value.value = to;
    },
    stop,
  };
}
