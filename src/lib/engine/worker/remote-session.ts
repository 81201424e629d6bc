import type { EngineState, SessionEvent, SessionState, TrainingSession, TrainingSettings } from '../contract.ts';
import { say } from '../session/messages.ts';
import type { SessionCommand } from './protocol.ts';

/** States in which a lost worker takes something away from the reader. */
const UNDER_WAY: ReadonlySet<SessionState> = new Set(['loading', 'running', 'paused', 'stopped']);
/** States in which `run` and `step` do nothing. */
const AT_AN_END: ReadonlySet<SessionState> = new Set(['finished', 'diverged']);

/** A session in the worker as the page holds it. */
export class RemoteSession implements TrainingSession {
  readonly settings: TrainingSettings;
  /** True while the worker has this session. */
  opened = false;
  readonly #command: (command: SessionCommand) => void;
  readonly #listeners = new Set<(event: SessionEvent) => void>();
  #state: SessionState = 'idle';
  #from: EngineState | undefined;

  constructor(settings: TrainingSettings, from: EngineState | undefined, command: (command: SessionCommand) => void) {
    this.settings = settings;
    this.#from = from;
    this.#command = command;
  }

  run(): void {
    this.#expectToRun();
    this.#command({ do: 'run' });
  }

  pause(): void {
    this.#command({ do: 'pause' });
  }

  step(images: number): void {
    this.#expectToRun();
    this.#command({ do: 'step', images });
  }

  stop(): void {
    this.#command({ do: 'stop' });
  }

  rewind(): void {
    this.#from = undefined;
    this.#command({ do: 'rewind' });
  }

  checkpoint(): void {
    this.#command({ do: 'checkpoint' });
  }

  restoreLastGood(): void {
    this.#command({ do: 'restoreLastGood' });
  }

  subscribe(listener: (event: SessionEvent) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  dispose(): void {
    this.#listeners.clear();
    this.#command({ do: 'dispose' });
  }

  /** Where a worker that opens this session begins: the last checkpoint, or where the run started; nothing means the initial weights. */
  get from(): EngineState | undefined {
    return this.#from;
  }

  receive(event: SessionEvent): void {
    if (event.type === 'state') this.#state = event.state;
    if (event.type === 'checkpoint') this.#from = event.state;
    for (const listener of this.#listeners) listener(event);
  }

  /** From now on the reader waits for something, also while the worker has not even been loaded. */
  #expectToRun(): void {
    if (!AT_AN_END.has(this.#state)) this.#state = 'loading';
  }

  /** The worker is gone, and this session with it; the next command begins again in a new one. */
  lose(why: string): void {
    this.opened = false;
    if (!UNDER_WAY.has(this.#state)) return;
    this.receive({ type: 'state', state: 'failed' });
    this.receive({ type: 'failed', message: say.workerLost(why, this.#from?.imagesSeen ?? 0), retryable: true });
  }
}
