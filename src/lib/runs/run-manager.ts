import type { WeightTensor } from '../engine/contract.ts';
import type { Shown } from '../sandbox/contract.ts';
import type { RunOrder, RunRecord } from './run-record.ts';

/**
 * The runs of all trainers, on all pages of the book. As many train at once as the machine has room for; the others wait in a queue.
 * Calls never throw; what goes wrong is said in the record's `notice` or `message`.
 */
export interface RunManager {
  /** In order of creation. */
  readonly runs: readonly RunRecord[];
  /** How many kept runs cannot be read; they are left as they are. */
  readonly damaged: number;
  removeDamaged(): void;
  /** Resolves when those that the browser keeps are among them. */
  readonly ready: Promise<void>;
  /** Calls back after changes, at most about eight times a second. */
  subscribe(listener: () => void): () => void;
  /** Joins the queue; returns the run's id. With `images` it pauses after so many. */
  add(order: RunOrder, images?: number): string;
  /** Joins the queue as one: these runs train side by side, and share what room there is. */
  addTogether(orders: readonly RunOrder[]): readonly string[];
  /** Its place in the queue is kept: what is behind it waits. */
  pause(id: string): void;
  /** Goes on after a pause, a stop, a failure or a cut; joins the queue if there is no room. */
  resume(id: string): void;
  /** Goes on for `images` more, in whole batches, then pauses. */
  step(id: string, images: number): void;
  /** Ends it where it is, also while it is queued; what was trained stays. */
  stop(id: string): void;
  remove(id: string): void;
  /** Puts back the run that was removed last, with its weights. */
  undoRemove(): void;
  readonly removed: RunRecord | null;
  setHidden(id: string, hidden: boolean): void;
  /** After divergence: back to the last weights that were all finite numbers; then paused. */
  restoreLastGood(id: string): void;
  /** While it trains in this tab, about ten times a second anew; null otherwise. */
  latestWeights(id: string): readonly WeightTensor[] | null;
  /** As they are now, or were at its last checkpoint; also after a reload. Null when there are none. */
  weightsOf(id: string): Promise<readonly WeightTensor[] | null>;
  /** Calls back with what the reader's code prints and draws as it trains. */
  onShown(listener: (id: string, shown: Shown) => void): () => void;
}
