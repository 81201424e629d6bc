import type { LoadProgress } from '../../data/contract.ts';
import { DataError } from '../../data/data-error.ts';
import type { SessionEvent, SessionState } from '../contract.ts';
import { say } from './messages.ts';
import { Progress } from './progress.ts';

/** What a run tells those who listen. */
export class Reports {
  readonly progress = new Progress();
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  #state: SessionState = 'idle';
  #loading: LoadProgress | undefined;

  get state(): SessionState {
    return this.#state;
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** From here on nobody hears anything. */
  silence(): void {
    this.#listeners.clear();
  }

  emit(event: SessionEvent): void {
    for (const listener of this.#listeners) listener(event);
  }

  become(state: SessionState): void {
    if (state === this.#state) return;
    this.#state = state;
    this.emit({ type: 'state', state });
  }

  /** The progress since it was last told. */
  tell(imagesSeen: number, imagesTotal: number): void {
    const event = this.progress.take(imagesSeen, imagesTotal, performance.now());
    if (event) this.emit(event);
  }

  /** Two parts of a run may wait for one file; the page is told once. */
  readonly loading = (progress: LoadProgress): void => {
    const last = this.#loading;
    if (last?.name === progress.name && last.loadedBytes === progress.loadedBytes && last.from === progress.from)
      return;
    this.#loading = progress;
    this.emit({ type: 'loading', progress });
  };

  diverged(imagesSeen: number, lastGood: number): void {
    this.progress.clear();
    this.become('diverged');
    this.emit({ type: 'diverged', imagesSeen, lastGood, message: say.diverged(imagesSeen, lastGood) });
  }

  failed(error: unknown): void {
    this.become('failed');
    this.emit({ type: 'failed', message: say.failed(error), retryable: error instanceof DataError });
  }
}
