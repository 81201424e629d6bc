import type { Run } from './run.ts';
import type { RunLocks } from './run-locks.ts';

/** What one tab may ask of the tab that has a run in hand. */
export type Command = 'pause' | 'resume' | 'step' | 'stop' | 'remove' | 'hide' | 'show' | 'restoreLastGood';

export type TabMessage =
  | { readonly type: 'run'; readonly run: Run }
  | { readonly type: 'removed'; readonly id: string }
  /** `images` for a step. */
  | { readonly type: 'do'; readonly command: Command; readonly id: string; readonly images?: number };

/** A line to the other tabs of the book; a tab does not hear itself. */
export interface TabLine {
  post(message: TabMessage): void;
  listen(listener: (message: TabMessage) => void): void;
}

const LOOK_EVERY = 4000; // ms

/** Looks now and then whether the tabs that have runs in hand are still there. */
export class Watch {
  readonly #locks: RunLocks;
  readonly #watched: () => readonly string[];
  readonly #onGone: (id: string) => void;
  #missed: ReadonlySet<string> = new Set();
  #waits = false;

  /** `onGone` hears of a run that nobody has held twice in a row: between two pages of one tab nobody does for a moment. */
  constructor(locks: RunLocks, watched: () => readonly string[], onGone: (id: string) => void) {
    this.#locks = locks;
    this.#watched = watched;
    this.#onGone = onGone;
  }

  start(): void {
    if (this.#waits || this.#watched().length === 0) return;
    this.#waits = true;
    setTimeout(() => void this.#look(), LOOK_EVERY);
  }

  async #look(): Promise<void> {
    const held = await this.#locks.held().catch(() => new Set<string>());
    const missed = this.#watched().filter((id) => !held.has(id));
    const gone = missed.filter((id) => this.#missed.has(id));
    this.#missed = new Set(missed);
    this.#waits = false;
    for (const id of gone) this.#onGone(id);
    this.start();
  }
}
