import type { EngineState, SessionEvent } from '../engine/contract.ts';
import type { Places } from '../engine/places.ts';
import { OPEN_STATES } from './run-record.ts';
import type { Entry, Means } from './entry.ts';
import { hasRoom, isBusy, nextToBegin, type Room } from './queue.ts';
import { keptAt, runAfter } from './run.ts';
import type { RunList } from './run-list.ts';
import { messages } from './messages.ts';

/** Events after which a run is written down; the others come many times a second. */
const WRITTEN: ReadonlySet<SessionEvent['type']> = new Set<SessionEvent['type']>([
  'state',
  'engine',
  'tested',
  'validated',
  'checkpoint',
  'diverged',
  'notice',
  'failed',
]);

/** Trains the runs that this tab has in hand, in the order of their queue. */
export class Training {
  readonly #list: RunList;
  readonly #means: Means;
  readonly #places: Places;
  readonly #onLost: (entry: Entry) => void;

  /** `onLost` hears of a run that cannot begin because another tab has it. */
  constructor(list: RunList, means: Means, places: Places, onLost: (entry: Entry) => void) {
    this.#list = list;
    this.#means = means;
    this.#places = places;
    this.#onLost = onLost;
  }

  get #room(): Room {
    const elsewhere = this.#list.entries.filter(({ owner }) => owner === 'elsewhere').map(({ run }) => run);
    return { ...this.#places, elsewhere: elsewhere.filter(isBusy) };
  }

  /** Begins what is next, as long as there is room. */
  advance(): void {
    const here = this.#list.here;
    for (const run of nextToBegin(
      here.map((entry) => entry.run),
      this.#room,
    ))
      void this.begin(here.find((entry) => entry.run === run)!);
  }

  /** Whether a run may begin at once, before all that waits: beside its group it always may. */
  hasRoomFor({ run }: Entry): boolean {
    const busy = this.#list.here.map((entry) => entry.run).filter(isBusy);
    return busy.some(({ group }) => group === run.group) || hasRoom([run], busy, this.#room);
  }

  /** Goes on from where the run is, whatever waits. */
  async begin(entry: Entry): Promise<void> {
    for (const other of this.#list.here) if (other !== entry && other.state === 'paused' && other.isKept) other.drop(); // a checkpoint is as good as its session
    this.#list.become(entry, 'loading');
    try {
      if (!(await entry.begin(this.#means))) this.#onLost(entry);
      this.#list.changed();
    } catch (error) {
      this.#list.change(entry, { message: messages.noStart(error) });
      this.#list.become(entry, 'failed');
      this.advance();
    }
  }

  /** What a run's session tells. */
  receive(entry: Entry, event: SessionEvent): void {
    entry.run = runAfter(entry.run, event, this.#list.time());
    if (event.type === 'checkpoint') {
      this.#list.save(entry, lasting(entry, event.state));
      if (event.state.imagesSeen >= entry.run.record.imagesTotal) void this.#judge(entry, event.state);
    }
    if (event.type === 'diverged') this.#keepLastGood(entry, event.lastGood);
    else if (event.type !== 'checkpoint' && WRITTEN.has(event.type)) this.#list.save(entry);
    else this.#list.changed();
    // Of trouble the message comes after the state, of a stop the checkpoint may.
    const told = event.type === 'diverged' || event.type === 'failed';
    const ended = entry.state === 'stopped' || entry.state === 'finished';
    const over = !OPEN_STATES.has(entry.state);
    if (told || (ended && entry.isKept)) this.#list.letGo(entry);
    if (over || entry.state === 'paused') this.advance();
  }

  /** At its end a run is told when its numbers are not to be trusted, though none of them says so. */
  async #judge(entry: Entry, state: EngineState): Promise<void> {
    const verdict = await import('./numeric-warning.ts').then(
      ({ numericWarning }) => numericWarning(entry.run.record, state),
      () => null,
    );
    if (verdict) this.#list.change(entry, { notice: verdict });
  }

  /** The last good weights are kept like a checkpoint, unless there is one of that very image. */
  #keepLastGood(entry: Entry, imagesSeen: number): void {
    const { latest } = entry;
    const fresh = latest !== null && entry.run.shownTo === imagesSeen && entry.run.kept?.imagesSeen !== imagesSeen;
    if (fresh) entry.run = keptAt(entry.run, imagesSeen);
    this.#list.save(entry, fresh ? { imagesSeen, weights: latest } : undefined);
  }
}

/** A finished run needs its weights only. */
const lasting = (entry: Entry, state: EngineState): EngineState =>
  state.imagesSeen >= entry.run.record.imagesTotal ? { imagesSeen: state.imagesSeen, weights: state.weights } : state;
