import type { EngineState, ReaderMessage, SessionEvent, TrainingSession, WeightTensor } from '../engine/contract.ts';
import type { RunRecord, RunState } from './run-record.ts';
import { atCheckpoint, withRecord, type Run } from './run.ts';
import { forgets, messages } from './messages.ts';

/** Who has a run in hand: this tab, another one, or none. */
export type Owner = 'here' | 'elsewhere' | 'nobody';

/** What a run needs to begin. */
export interface Means {
  /** False if another tab has the run. */
  claim(id: string): Promise<boolean>;
  checkpoint(id: string): Promise<EngineState | null>;
  /** What makes the run's session, by an engine or by the reader's code. */
  maker(record: RunRecord): Promise<(from?: EngineState) => TrainingSession>;
}

/** A run in the manager's list, and its session while there is one. */
export class Entry {
  run: Run;
  owner: Owner;
  /** Why the browser does not keep it; null while it does. */
  trouble: ReaderMessage | null = null;
  /** The weights that its session showed last. */
  latest: readonly WeightTensor[] | null = null;
  readonly #onEvent: (entry: Entry, event: SessionEvent) => void;
  #session: TrainingSession | null = null;
  /** What was begun last; what comes of an earlier beginning is thrown away. */
  #beginning = 0;

  constructor(run: Run, owner: Owner, onEvent: (entry: Entry, event: SessionEvent) => void) {
    this.run = run;
    this.owner = owner;
    this.#onEvent = onEvent;
  }

  get id(): string {
    return this.run.record.id;
  }

  get state(): RunState {
    return this.run.record.state;
  }

  get session(): TrainingSession | null {
    return this.#session;
  }

  /** Its last checkpoint has all that was trained; the initial weights need none. */
  get isKept(): boolean {
    return (this.run.kept?.imagesSeen ?? 0) === this.run.record.imagesSeen;
  }

  /** The record as the page sees it. */
  get shown(): RunRecord {
    const { record } = this.run;
    if (this.owner === 'elsewhere') return { ...record, elsewhere: true, notice: messages.elsewhere() };
    return this.trouble ? { ...record, notice: messages.both(record.notice, this.trouble) } : record;
  }

  /** Goes on with its session, or with a new one from its last checkpoint. False if another tab has it. */
  async begin({ claim, checkpoint, maker }: Means): Promise<boolean> {
    if (this.#session) {
      this.#train(this.#session);
      return true;
    }
    const beginning = ++this.#beginning;
    try {
      if (!(await claim(this.id))) return false;
      const [state, make] = await Promise.all([this.run.kept ? checkpoint(this.id) : null, maker(this.run.record)]);
      if (beginning === this.#beginning) this.#open(state, make);
    } catch (error) {
      if (beginning === this.#beginning) throw error;
    }
    return true;
  }

  /** Ends its session, or a beginning that is on its way. */
  drop(): void {
    this.#beginning++;
    this.#session?.dispose();
    this.#session = null;
    this.latest = null;
  }

  #open(state: EngineState | null, make: (from?: EngineState) => TrainingSession): void {
    this.#goBack(state);
    // With nothing left to train, what the optimizer knew is not missed.
    if (state && state.imagesSeen < this.run.record.imagesTotal && forgets(this.run.record, state))
      this.run = withRecord(this.run, { anew: true });
    const session = make(state ?? undefined);
    this.#session = session;
    session.subscribe((event: SessionEvent) => {
      if (this.#session !== session) return;
      if (event.type === 'weights') this.latest = event.weights;
      this.#onEvent(this, event);
    });
    this.#train(session);
  }

  /** All that is left, or the step that was asked for. */
  #train(session: TrainingSession): void {
    const { until, record } = this.run;
    if (until === undefined) session.run();
    else session.step(until - record.imagesSeen);
  }

  /** Its figures are to be those of the state that it goes on from. */
  #goBack(state: EngineState | null): void {
    const { kept } = this.run;
    const fits = kept === null || kept.imagesSeen === state?.imagesSeen;
    this.run = atCheckpoint(
      fits ? this.run : withRecord({ ...this.run, kept: null }, { notice: messages.lost(kept.imagesSeen) }),
    );
  }
}
