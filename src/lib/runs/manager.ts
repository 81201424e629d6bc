import type { EngineState, TrainingSession, WeightTensor } from '../engine/contract.ts';
import type { Shown } from '../sandbox/contract.ts';
import type { RunManager } from './run-manager.ts';
import { BUSY_STATES, canGoOn, OPEN_STATES, type RunOrder, type RunRecord } from './run-record.ts';
import { Entry, type Owner } from './entry.ts';
import { Watch, type Command, type TabMessage } from './other-tabs.ts';
import { cutOff, givingWay, MOST_RUNS } from './queue.ts';
import { atCheckpoint, become, freeLook, newRun, type Run } from './run.ts';
import { RunList } from './run-list.ts';
import { Training } from './training.ts';
import { messages } from './messages.ts';
import type { RunHost } from './run-host.ts';

/** Which runs the page before this one in the tab had, and whether they go on by themselves. */
export interface Inheritance {
  readonly ids: ReadonlySet<string>;
  readonly goOn: boolean;
}

export class Runs implements RunManager {
  readonly #host: RunHost;
  readonly #list: RunList;
  readonly #watch: Watch;
  readonly #training: Training;
  readonly #shownListeners = new Set<(id: string, shown: Shown) => void>();
  readonly ready: Promise<void>;
  #opened: () => void = () => undefined;
  #removed: { readonly run: Run; readonly checkpoint: Promise<EngineState | null> } | null = null;

  constructor(host: RunHost) {
    this.ready = new Promise((resolve) => (this.#opened = resolve));
    this.#host = host;
    this.#list = new RunList(host);
    const means = {
      claim: (id: string) => host.locks.claim(id),
      checkpoint: (id: string) => this.#list.keeper.checkpoint(id),
      maker: (record: RunRecord) => this.#maker(record),
    };
    this.#training = new Training(this.#list, means, host.places, (entry) => this.#lose(entry));
    this.#watch = new Watch(
      host.locks,
      () => this.#elsewhere(),
      (id) => void this.#tabGone(id),
    );
    host.line.listen((message) => this.#hear(message));
  }

  get runs(): readonly RunRecord[] {
    return this.#list.shown;
  }

  get damaged(): number {
    return this.#list.damaged.length;
  }

  removeDamaged(): void {
    this.#list.removeDamaged();
  }

  get removed(): RunRecord | null {
    return this.#removed?.run.record ?? null;
  }

  subscribe(listener: () => void): () => void {
    return this.#list.subscribe(listener);
  }

  /** Brings the runs that the browser keeps. What was on and does not go on by itself is cut off. */
  async open(from: Inheritance): Promise<void> {
    await this.#bring(from).finally(this.#opened);
  }

  async #bring(from: Inheritance): Promise<void> {
    const stored = await this.#list.stored();
    const held = await this.#host.locks.held().catch(() => new Set<string>());
    const early = this.#list.entries;
    const unknown = stored.filter(({ record }) => !this.#list.find(record.id));
    const entries = await Promise.all(
      unknown.map(async (run) => this.#entry(run, await this.#ownerOf(run, from, held))),
    );
    const wereOn = entries.filter(({ owner, state }) => owner === 'here' && BUSY_STATES.has(state));
    for (const entry of wereOn)
      entry.run = { ...become(atCheckpoint(entry.run), 'queued', this.#list.time()), askedAt: 0 };
    this.#list.insert(...entries.filter(({ id }) => !this.#list.find(id)));
    this.#list.partLooks(early);
    this.#cutOff();
    this.#watch.start();
    for (const entry of wereOn) if (this.#training.hasRoomFor(entry)) void this.#training.begin(entry); // what is paused does not hold it
    this.#training.advance();
  }

  /** Asks of what trains here one checkpoint more: the reader may be about to leave the page. */
  checkpoint(): void {
    for (const { state, session } of this.#list.here) if (state === 'running') session?.checkpoint?.();
  }

  /** Lets go of the runs as the page goes away, and says which it had. A page that may come back forgets them. */
  leave(mayComeBack: boolean): readonly string[] {
    const open = this.#list.here.filter(({ state }) => OPEN_STATES.has(state));
    this.#list.keeper.flush();
    if (mayComeBack && this.#list.keeper.keeps) this.#list.handOver();
    else for (const { id } of open) this.#host.locks.release(id);
    return open.map(({ id }) => id);
  }

  add(order: RunOrder, images?: number): string {
    return this.addTogether([order], images)[0]!;
  }

  addTogether(orders: readonly RunOrder[], until?: number): readonly string[] {
    const group = this.#host.newId();
    const ids = orders.map((order) => {
      const id = this.#host.newId();
      const entry = this.#entry(
        newRun(order, { id, group, at: this.#list.time(), look: freeLook(order.scope, this.runs), until }),
        'here',
      );
      void this.#host.locks.claim(id);
      this.#list.insert(entry);
      this.#list.save(entry);
      return id;
    });
    this.#makeRoom(ids.at(-1));
    this.#training.advance();
    return ids;
  }

  pause(id: string): void {
    const entry = this.#mine(id, 'pause');
    if (!entry || !BUSY_STATES.has(entry.state)) return;
    if (entry.session) {
      entry.session.pause();
      return;
    }
    entry.drop(); // it had not begun yet
    this.#list.become(entry, 'paused');
    this.#training.advance();
  }

  resume(id: string): void {
    const entry = this.#mine(id, 'resume');
    if (entry) this.#goOn(entry);
  }

  step(id: string, images: number): void {
    const entry = this.#mine(id, 'step', images);
    if (entry) this.#goOn(entry, entry.run.record.imagesSeen + images);
  }

  #goOn(entry: Entry, until?: number): void {
    const { record } = entry.run;
    if (record.state !== 'queued' && !canGoOn(record)) return;
    this.#adopt(entry);
    const at = this.#list.time();
    entry.run = { ...become(entry.run, 'queued', at), askedAt: at, until };
    if (!this.#training.hasRoomFor(entry)) {
      this.#list.save(entry);
      return;
    }
    void this.#training.begin(entry);
    queueMicrotask(() => this.#training.advance()); // after others that are told to go on with it
  }

  stop(id: string): void {
    const entry = this.#mine(id, 'stop');
    if (!entry || !OPEN_STATES.has(entry.state)) return;
    if (entry.session) {
      entry.session.stop();
      return;
    }
    this.#list.become(entry, 'stopped');
    this.#cutOff();
    this.#training.advance();
  }

  remove(id: string): void {
    const entry = this.#mine(id, 'remove');
    if (!entry) return;
    this.#removed = { run: entry.run, checkpoint: this.#list.keeper.checkpoint(id) };
    this.#forget(entry);
    this.#cutOff();
    this.#training.advance();
  }

  undoRemove(): void {
    if (!this.#removed) return;
    const { run, checkpoint } = this.#removed;
    this.#removed = null;
    const entry = this.#entry(
      OPEN_STATES.has(run.record.state) ? become(run, 'stopped', this.#list.time()) : run,
      'nobody',
    );
    this.#list.insert(entry);
    void checkpoint.then((state) => this.#list.save(entry, state ?? undefined));
  }

  setHidden(id: string, hidden: boolean): void {
    const entry = this.#mine(id, hidden ? 'hide' : 'show');
    if (entry) this.#list.change(entry, { hidden });
  }

  restoreLastGood(id: string): void {
    const entry = this.#mine(id, 'restoreLastGood');
    if (entry?.state !== 'diverged') return;
    entry.drop();
    this.#adopt(entry);
    entry.run = atCheckpoint(entry.run);
    this.#list.become(entry, 'paused');
    void this.#list.keeper.checkpoint(id).then((state) => {
      this.#list.change(entry, { notice: messages.restored(entry.run.record, state) });
    });
  }

  latestWeights(id: string): readonly WeightTensor[] | null {
    return this.#list.find(id)?.latest ?? null;
  }

  async weightsOf(id: string): Promise<readonly WeightTensor[] | null> {
    return this.latestWeights(id) ?? (await this.#list.keeper.checkpoint(id))?.weights ?? null;
  }

  onShown(listener: (id: string, shown: Shown) => void): () => void {
    this.#shownListeners.add(listener);
    return () => this.#shownListeners.delete(listener);
  }

  /** Resolves when all is written that has changed so far. */
  settled(): Promise<void> {
    return this.#list.keeper.settled();
  }

  #entry(run: Run, owner: Owner): Entry {
    return new Entry(run, owner, (entry, event) => this.#training.receive(entry, event));
  }

  async #maker({
    id,
    code,
    settings,
    by,
    engine,
    arithmetic,
  }: RunRecord): Promise<(from?: EngineState) => TrainingSession> {
    if (code !== undefined) {
      const sandbox = await this.#host.sandbox();
      const show = (shown: Shown): void => this.#shownListeners.forEach((listener) => listener(id, shown));
      return (from) => sandbox.createSession(code, settings, show, from);
    }
    const engines = await this.#host.engines();
    // It goes on as it began, and rounds as it began where that can be had.
    const asBefore = arithmetic?.at(-1)?.name ?? (by === 'reader' ? null : by);
    return (from) => engines.createSession(asBefore ?? engine, settings, from);
  }

  /** The run, unless it is another tab's to change: then that tab is asked. */
  #mine(id: string, command: Command, images?: number): Entry | null {
    const entry = this.#list.find(id);
    if (entry?.owner !== 'elsewhere') return entry ?? null;
    this.#host.line.post({ type: 'do', command, id, ...(images === undefined ? {} : { images }) });
    return null;
  }

  #elsewhere(): readonly string[] {
    return this.#list.entries.filter(({ owner }) => owner === 'elsewhere').map(({ id }) => id);
  }

  async #ownerOf(
    { record: { id, state, code } }: Run,
    { ids, goOn }: Inheritance,
    held: ReadonlySet<string>,
  ): Promise<Owner> {
    if (!OPEN_STATES.has(state)) return 'nobody';
    if (!ids.has(id)) return held.has(id) ? 'elsewhere' : 'nobody';
    if (!(await this.#host.locks.claim(id))) return 'elsewhere';
    if (goOn && code === undefined) return 'here';
    this.#host.locks.release(id);
    return 'nobody';
  }

  /** Of the runs that no tab has in hand, what was on is cut off. */
  #cutOff(): void {
    const orphans = this.#list.entries.filter(({ owner, state }) => owner === 'nobody' && OPEN_STATES.has(state));
    const runs = cutOff(
      orphans.map(({ run }) => run),
      this.#list.time(),
    );
    orphans.forEach((entry, index) => (entry.run = runs[index]!));
    this.#list.changed();
  }

  /** This tab takes the run, and with it what waits in a queue that no tab has in hand. */
  #adopt(entry: Entry): void {
    const queue =
      entry.owner === 'nobody' && entry.state === 'cut-off'
        ? this.#list.entries.filter(({ owner, state }) => owner === 'nobody' && state === 'queued')
        : [];
    for (const one of [entry, ...queue]) {
      one.owner = 'here';
      void this.#host.locks.claim(one.id).then((got) => {
        if (!got) this.#lose(one);
      });
    }
  }

  /** Another tab was quicker. */
  #lose(entry: Entry): void {
    entry.drop();
    entry.owner = 'elsewhere';
    this.#list.changed();
    this.#watch.start();
    this.#training.advance();
  }

  #forget(entry: Entry): void {
    this.#list.takeOut(entry);
    this.#list.keeper.remove(entry.id);
    this.#host.line.post({ type: 'removed', id: entry.id });
  }

  #makeRoom(id = ''): void {
    const going = givingWay(this.#list.entries.map(({ run }) => run));
    for (const { record } of going) this.#forget(this.#list.find(record.id)!);
    const entry = this.#list.find(id);
    if (entry && going.length > 0)
      this.#list.change(entry, {
        notice: messages.gaveWay(
          going.map(({ record }) => record.title),
          MOST_RUNS,
        ),
      });
  }

  #hear(message: TabMessage): void {
    if (message.type === 'do') {
      if (this.#list.find(message.id)?.owner === 'here') this.#obey(message);
      return;
    }
    const known = this.#list.find(message.type === 'run' ? message.run.record.id : message.id);
    if (known?.owner === 'here') return;
    if (message.type === 'removed') {
      if (known) this.#list.takeOut(known);
      return;
    }
    const { run } = message;
    const entry = known ?? this.#entry(run, 'nobody');
    entry.run = run;
    entry.owner = OPEN_STATES.has(run.record.state) && run.record.state !== 'cut-off' ? 'elsewhere' : 'nobody';
    if (known) this.#list.changed();
    else this.#list.insert(entry);
    this.#watch.start();
    this.#training.advance(); // there may be room now
  }

  #obey({ command, id, images = 1 }: Extract<TabMessage, { type: 'do' }>): void {
    if (command === 'step') this.step(id, images);
    else if (command === 'hide' || command === 'show') this.setHidden(id, command === 'hide');
    else this[command](id);
  }

  /** The tab that had the run is gone: what is left of it is in the store. */
  async #tabGone(id: string): Promise<void> {
    const run = await this.#host.store.get(id).catch(() => null);
    const entry = this.#list.find(id);
    if (entry?.owner !== 'elsewhere') return;
    entry.run = run ?? entry.run;
    entry.owner = 'nobody';
    this.#cutOff();
    this.#training.advance();
  }
}
