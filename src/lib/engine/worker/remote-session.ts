import { copiesOf } from '../../nn/tensor.ts';
import type { EngineState, SessionEvent, SessionState, TrainingSession, TrainingSettings } from '../contract.ts';
import { say } from '../session/messages.ts';
import type { SessionCommand } from './protocol.ts';

/** States in which a lost worker takes something away from the reader. */
const UNDER_WAY: ReadonlySet<SessionState> = new Set(['loading', 'running', 'paused', 'stopped']);
/** States in which the worker works, or is about to. */
const AT_WORK: ReadonlySet<SessionState> = new Set(['loading', 'running']);
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
  #imagesSeen = 0;
  /** What the reader asked for last. */
  #wanted: 'run' | 'step' | 'paused' | 'stopped' = 'step';
  /** Where it last went on in another worker: if that one ends before the next checkpoint, a third would, too. */
  #wentOnFrom = -1;

  constructor(settings: TrainingSettings, from: EngineState | undefined, command: (command: SessionCommand) => void) {
    this.settings = settings;
    this.#from = from;
    this.#command = command;
  }

  run(): void {
    this.#wanted = 'run';
    this.#expectToRun();
    this.#command({ do: 'run' });
  }

  pause(): void {
    this.#wanted = 'paused';
    this.#command({ do: 'pause' });
  }

  step(images: number): void {
    this.#wanted = 'step';
    this.#expectToRun();
    this.#command({ do: 'step', images });
  }

  stop(): void {
    this.#wanted = 'stopped';
    this.#command({ do: 'stop' });
  }

  rewind(): void {
    this.#wanted = 'step';
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

  /** True while the worker has something to do for it. */
  get isAtWork(): boolean {
    return AT_WORK.has(this.#state);
  }

  /** True while the reader waits for it to come to rest. */
  get mustStop(): boolean {
    return this.isAtWork && (this.#wanted === 'paused' || this.#wanted === 'stopped');
  }

  receive(event: SessionEvent): void {
    if (event.type === 'state') this.#state = event.state;
    if (event.type === 'progress' || event.type === 'weights') this.#imagesSeen = event.imagesSeen;
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

  /**
   * The worker is gone without a word. What trained goes on in another, from the last checkpoint; what was to come to
   * rest does so there; what rests begins there when it is next asked for.
   */
  vanish(): void {
    this.opened = false;
    const from = this.#from?.imagesSeen ?? 0;
    if (this.mustStop && this.#from) {
      this.receive({ type: 'weights', imagesSeen: from, weights: copiesOf(this.#from.weights) });
      this.receive({ type: 'notice', message: say.workerGone(from, 'rests') });
      this.receive({ type: 'state', state: this.#wanted as 'paused' | 'stopped' });
    } else if (this.isAtWork && this.#wanted === 'run' && from > this.#wentOnFrom) {
      this.#wentOnFrom = from;
      this.#command({ do: 'run' });
      this.receive({ type: 'notice', message: say.workerGone(from, 'goes on') });
    } else if (this.isAtWork || this.#imagesSeen !== from) {
      this.lose('ended without a word');
    }
  }
}
