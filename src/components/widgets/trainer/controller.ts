import type { ComponentType } from 'preact';
import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type {
  EngineAvailability,
  EngineChoice,
  ReaderMessage,
  TrainingSettings,
  WeightTensor,
} from '../../../lib/engine/contract.ts';
import type { RunManager } from '../../../lib/runs/run-manager.ts';
import { BUSY_STATES, canGoOn, type RunOrder, type RunRecord, type Score } from '../../../lib/runs/run-record.ts';
import type { Shown } from '../../../lib/sandbox/contract.ts';
import { trainersHere } from '../../lab/page-state.ts';
import { formOf, parseForm, type NetworkForm, type ParsedForm } from './form.ts';
import { networkOfRun, sameSettings, type TrainerNetwork } from '../../../lib/systems/network.ts';
import type { Guest, WatchedModel } from './shown-model.ts';

/** The page as the trainer needs it, so that it can be tried without a browser. */
export interface TrainerHost {
  /** The page's runs; fetched when first asked for. */
  manager(): Promise<RunManager>;
  /** What tells of them and orders them; fetched with them. */
  withRuns(): Promise<WithRuns>;
  /** Which engines can run here. */
  available(): Promise<readonly EngineAvailability[]>;
  /** Whether this browser keeps runs of this trainer, as far as that can be told without fetching anything. */
  keepsRuns(): boolean;
  /** Remembers for the next visit whether it does. */
  noteRuns(some: boolean): void;
  page(): RunOrder['page'];
  /** The reader's code as it stands, or null while its editor is not there. */
  readerCode(): string | null;
  /** The same, once its editor has been brought up; null when that fails. */
  awakeReaderCode(): Promise<string | null>;
}

/** What tells of runs and orders them (`with-runs.ts`). */
export interface WithRuns {
  readonly RunStatus: ComponentType<{ readonly trainer: Trainer }>;
  readonly RunReadouts: ComponentType<{ readonly trainer: Trainer }>;
  lastTest(run: RunRecord): Score | undefined;
  titleOf(network: TrainerNetwork, given: TrainerNetwork): string;
  trainingSettingsOf(network: TrainerNetwork): TrainingSettings;
  watchModel(trainer: Trainer, visible: () => boolean, every?: number): WatchedModel;
}

/**
 * What a trainer is for. Any network: runs wait beside each other, epochs are counted. A single layer that the delta rule
 * trains: it takes one image or one pass at a time, goes back to its start, counts images, and a new run ends the one in hand.
 */
export type PresetName = 'network' | 'single layer';

/** Whose code trains: the book's, on an engine, or the reader's own. */
export type CodeChoice = 'book' | 'reader';

export interface TrainerOptions {
  readonly scope: string;
  /** At least one. */
  readonly networks: readonly TrainerNetwork[];
  /** The controls at first, where they do not say the same as the networks: from a link. */
  readonly forms?: readonly NetworkForm[];
  /** All networks train side by side, not one after another. */
  readonly together?: boolean;
  /** Whose code is chosen at first; the book's unless told. */
  readonly code?: CodeChoice;
  readonly preset?: PresetName;
  /** Of this trainer's runs only the latest is kept. */
  readonly latestOnly?: boolean;
}

/** A network trainer without its looks: its settings, and its part of the page's runs. */
export interface Trainer {
  readonly scope: string;
  readonly networks: readonly TrainerNetwork[];
  readonly together: boolean;
  readonly preset: PresetName;
  /** Which of the networks the controls show. */
  readonly chosen: Signal<number>;
  readonly forms: Signal<readonly NetworkForm[]>;
  readonly form: ReadonlySignal<NetworkForm>;
  readonly parsed: ReadonlySignal<ParsedForm>;
  readonly engine: Signal<EngineChoice>;
  readonly code: Signal<CodeChoice>;
  /** What the reader's code showed last in the latest run. */
  readonly printed: ReadonlySignal<readonly Shown[]>;
  readonly available: ReadonlySignal<readonly EngineAvailability[] | null>;
  /** This trainer's runs, in order of creation. */
  readonly runs: ReadonlySignal<readonly RunRecord[]>;
  readonly removed: ReadonlySignal<RunRecord | null>;
  /** The run that buttons and status speak of; null before there is one. */
  readonly inHand: ReadonlySignal<RunRecord | null>;
  /** The run that charts, pictures and files speak of: the one chosen, or the one in hand. */
  readonly shown: ReadonlySignal<RunRecord | null>;
  /** What pictures and files speak of instead of a run, if anything. */
  readonly guest: Signal<Guest | null>;
  readonly manager: ReadonlySignal<RunManager | null>;
  /** Where it is, as its runs say. */
  page(): RunOrder['page'];
  /** There whenever there are runs. */
  readonly withRuns: ReadonlySignal<WithRuns | null>;
  /** Why nothing can be trained, when the page's runs could not be fetched. */
  readonly failure: ReadonlySignal<ReaderMessage | null>;
  /** True when the controls say something else than the run in hand was asked to do. */
  readonly changed: ReadonlySignal<boolean>;
  set(change: Partial<NetworkForm>): void;
  /** Called once on the page: brings back the runs of an earlier visit, if there are any. */
  arrive(): void;
  /** Fetches the page's runs; also called by everything below that needs them. */
  wake(): Promise<RunManager | null>;
  lookForEngines(): Promise<void>;
  /** A new run of the chosen network; with `code`, by the reader's code, which is then chosen. */
  train(code?: string): void;
  /** A new run of every network. */
  trainAll(): void;
  pause(): void;
  goOn(): void;
  /** So many images more, in whole batches, of the run in hand; of a new run where none can go on with these settings. */
  step(images: number): void;
  /** The same up to the end of the epoch. */
  stepEpoch(): void;
  /** Ends the run in hand and leaves it: the initial weights are shown, and what comes next is a new run. */
  rewind(): void;
  stop(): void;
  /** Ends all of this trainer's runs that train or wait. */
  stopAll(): void;
  show(id: string): void;
  remove(id: string): void;
  undoRemove(): void;
  setHidden(id: string, hidden: boolean): void;
  restoreLastGood(): void;
  useSettings(run: RunRecord): void;
  /** A run's weights as they are now; null when there are none. */
  weightsOf(id: string): Promise<readonly WeightTensor[] | null>;
  dispose(): void;
}

export const isBusy = (run: RunRecord | null): boolean => run !== null && BUSY_STATES.has(run.state);
export const isResumable = (run: RunRecord | null): boolean => run !== null && canGoOn(run);
export const isQueued = (run: RunRecord | null): boolean => run?.state === 'queued';

/** The run that buttons and status speak of: what trains, or else what is paused, or else what waits (or what was cut off and holds it up), or else the latest. */
export function runInHand(runs: readonly RunRecord[]): RunRecord | null {
  const waits = runs.find(isQueued);
  const holdsUp = waits && runs.find(({ state }) => state === 'cut-off');
  return runs.find(isBusy) ?? runs.find(({ state }) => state === 'paused') ?? holdsUp ?? waits ?? runs.at(-1) ?? null;
}

/** Lines of the reader's code that are shown. */
const PRINTED = 12;
const NO_CODE: ReaderMessage = {
  message: 'Your code cannot be read: its editor did not start.',
  remedy: 'Choose the book’s code, or try again.',
};

/** The first of the networks with this run's name; the only one, whatever the run is called. */
const indexOf = (networks: readonly TrainerNetwork[], run: RunRecord): number =>
  networks.length === 1 ? 0 : networks.findIndex(({ name }) => run.title === name || run.title.startsWith(`${name}: `));

/** The network that a run is of: by its settings, or else by its name. */
export const networkBehind = (networks: readonly TrainerNetwork[], run: RunRecord): TrainerNetwork | null =>
  networks.find((network) => sameSettings(network, networkOfRun(run))) ?? networks[indexOf(networks, run)] ?? null;

export function createTrainer(
  host: TrainerHost,
  {
    scope,
    networks,
    forms: given,
    together = false,
    code: firstCode = 'book',
    preset = 'network',
    latestOnly = false,
  }: TrainerOptions,
): Trainer {
  const chosen = signal(0);
  const forms = signal<readonly NetworkForm[]>(given ?? networks.map(formOf));
  const engine = signal<EngineChoice>('auto');
  const code = signal<CodeChoice>(firstCode);
  const printed = signal<readonly Shown[]>([]);
  const available = signal<readonly EngineAvailability[] | null>(null);
  const manager = signal<RunManager | null>(null);
  const withRuns = signal<WithRuns | null>(null);
  const failure = signal<ReaderMessage | null>(null);
  const runs = signal<readonly RunRecord[]>([]);
  const removed = signal<RunRecord | null>(null);
  const guest = signal<Guest | null>(null);
  const shownId = signal<string | null>(null);
  /** Runs that the reader has left by going back to the start. */
  const left = signal<ReadonlySet<string>>(new Set());
  const inHand = computed(() => runInHand(runs.value.filter(({ id }) => !left.value.has(id))));
  const parsedForms = computed(() => forms.value.map((form, i) => parseForm(form, networks[i]!)));
  const form = computed(() => forms.value[chosen.value]!);
  const parsed = computed(() => parsedForms.value[chosen.value]!);
  const shown = computed(() => runs.value.find(({ id }) => id === shownId.value) ?? inHand.value);
  const unsubscribe: (() => void)[] = [];
  let waking: Promise<RunManager | null> | null = null;
  let gone = false;

  const take = (from: RunManager): void =>
    batch(() => {
      const own = from.runs.filter((run) => run.scope === scope);
      if (own.length > 0 !== runs.value.length > 0) host.noteRuns(own.length > 0);
      // What is taken up again elsewhere, in the list or the dock, is in hand again.
      const wasBusy = new Set(runs.value.filter(isBusy).map(({ id }) => id));
      const back = own.filter((run) => left.value.has(run.id) && isBusy(run) && !wasBusy.has(run.id));
      if (back.length > 0) left.value = new Set([...left.value].filter((id) => back.every((run) => run.id !== id)));
      runs.value = own;
      removed.value = from.removed?.scope === scope ? from.removed : null;
    });

  async function fetchManager(): Promise<RunManager | null> {
    try {
      const [fetched, kit] = await Promise.all([host.manager(), host.withRuns()]);
      // What is in hand can be told only once the kept runs are in.
      await fetched.ready;
      if (gone) return null;
      withRuns.value = kit;
      unsubscribe.push(
        fetched.subscribe(() => take(fetched)),
        fetched.onShown((id, shown) => {
          if (runs.value.some((run) => run.id === id)) printed.value = [...printed.value, shown].slice(-PRINTED);
        }),
      );
      failure.value = null;
      manager.value = fetched;
      take(fetched);
      return fetched;
    } catch (error) {
      waking = null;
      failure.value = {
        message: `Training could not be fetched: ${error instanceof Error ? error.message : String(error)}.`,
        remedy: 'Check the connection, then try again.',
      };
      return null;
    }
  }
  const wake = (): Promise<RunManager | null> => (waking ??= fetchManager());
  const withManager = (action: (manager: RunManager, kit: WithRuns) => void): void =>
    void wake().then((on) => {
      if (!on) return;
      action(on, withRuns.value!);
      take(on);
    });
  const onRun = (action: (manager: RunManager, id: string) => void): void => {
    const run = inHand.value;
    if (run) withManager((on) => action(on, run.id));
  };
  type Order = (kit: WithRuns) => RunOrder;
  /** Orders for these networks with the settings as they stand, or none at all when one of them is not right. */
  function ordersFor(indices: readonly number[], source?: string): Order[] {
    const wrong = indices.find((i) => parsedForms.value[i]!.network === null);
    if (wrong !== undefined) {
      chosen.value = wrong;
      return [];
    }
    const rest = { scope, page: host.page(), engine: engine.value, ...(source === undefined ? {} : { code: source }) };
    return indices.map((i) => {
      const network = parsedForms.value[i]!.network!;
      return ({ titleOf, trainingSettingsOf }) => ({
        ...rest,
        title: titleOf(network, networks[i]!),
        settings: trainingSettingsOf(network),
      });
    });
  }

  /** The reader's code, once its editor is there; null where it does not come, which is then said. */
  async function ownCode(): Promise<string | null> {
    const own = host.readerCode() ?? (await host.awakeReaderCode());
    failure.value = own === null ? NO_CODE : null;
    return gone ? null : own;
  }

  /** A new run of the chosen network: all of it, or so many images. */
  async function begin(images?: number, source?: string): Promise<void> {
    if (source === undefined && code.value === 'reader') {
      const own = await ownCode();
      if (own === null) return;
      source = own;
    }
    const [order] = ordersFor([chosen.value], source);
    if (!order) {
      const wrong = Object.values(parsed.value.problems).join(' ');
      failure.value = { message: `No new run was started. ${wrong}`, remedy: 'Put it right, then start again.' };
      return;
    }
    withManager((on, kit) => {
      const before = runs.value;
      if (preset === 'single layer')
        for (const run of before) if (isBusy(run) || isQueued(run) || run.state === 'paused') on.stop(run.id);
      batch(() => {
        printed.value = [];
        guest.value = null;
        shownId.value = on.add(order(kit), images);
      });
      if (latestOnly) for (const { id } of before) on.remove(id);
    });
  }

  const changed = computed(() => {
    const run = inHand.value;
    const { network } = parsed.value;
    if (run === null) return false;
    if (network === null || !sameSettings(network, networkOfRun(run))) return true;
    if ((run.code !== undefined) !== (code.value === 'reader')) return true;
    const now = run.code === undefined ? null : host.readerCode();
    return now !== null && now !== run.code;
  });

  async function step(images: (run: RunRecord | null) => number): Promise<void> {
    if (!(await wake())) return;
    // Until its editor is there nobody can tell whether the reader's code is still that of the run.
    if (inHand.value?.code !== undefined && code.value === 'reader' && (await ownCode()) === null) return;
    const run = inHand.value;
    if (run && isResumable(run) && !changed.value) onRun((on, id) => on.step(id, images(run)));
    else void begin(images(null));
  }

  const trainer: Trainer = {
    scope,
    networks,
    together,
    preset,
    chosen,
    forms,
    form,
    parsed,
    engine,
    code,
    printed,
    available,
    runs,
    removed,
    inHand,
    shown,
    guest,
    manager,
    page: host.page,
    withRuns,
    failure,
    wake,
    arrive() {
      trainersHere.value = [...trainersHere.value, trainer];
      if (host.keepsRuns()) void wake();
    },
    changed,
    set(change) {
      failure.value = null; // what was refused may be right now
      forms.value = forms.value.map((one, i) => (i === chosen.value ? { ...one, ...change } : one));
    },
    async lookForEngines() {
      if (available.value) return;
      try {
        available.value = await host.available();
        if (available.value.some((choice) => choice.engine === engine.value && !choice.available))
          engine.value = 'auto';
      } catch {
        // The next run says what is wrong; a list of engines is not worth a message of its own.
      }
    },
    train(source) {
      if (source !== undefined) code.value = 'reader';
      void begin(undefined, source);
    },
    trainAll() {
      const orders = ordersFor(networks.map((_, i) => i));
      if (orders.length === 0) return;
      shownId.value = null; // the one that trains is shown
      withManager((on, kit) => {
        const all = orders.map((order) => order(kit));
        if (together) on.addTogether(all);
        else for (const order of all) on.add(order);
      });
    },
    pause: () => withManager((on) => runs.value.filter(isBusy).forEach(({ id }) => on.pause(id))),
    goOn() {
      const paused = runs.value.filter(({ state }) => state === 'paused');
      if (paused.length > 1) withManager((on) => paused.forEach(({ id }) => on.resume(id)));
      else onRun((on, id) => on.resume(id));
    },
    step: (images) => void step(() => images),
    stepEpoch: () =>
      void step((run) => {
        const epoch = run ? run.imagesTotal / run.settings.epochs : (parsed.value.network?.trainCount ?? 0);
        return epoch - ((run?.imagesSeen ?? 0) % epoch);
      }),
    rewind() {
      const open = runs.value.filter((run) => isBusy(run) || isQueued(run) || run.state === 'paused');
      batch(() => {
        left.value = new Set(runs.value.map(({ id }) => id));
        shownId.value = null;
        guest.value = null;
      });
      if (open.length > 0) withManager((on) => open.forEach(({ id }) => on.stop(id)));
    },
    stop() {
      const busy = runs.value.filter(isBusy);
      if (busy.length > 1) withManager((on) => busy.forEach(({ id }) => on.stop(id)));
      else onRun((on, id) => on.stop(id));
    },
    stopAll: () =>
      withManager((on) =>
        runs.value
          .filter((run) => isBusy(run) || isQueued(run) || run.state === 'paused')
          .forEach(({ id }) => on.stop(id)),
      ),
    show: (id) =>
      batch(() => {
        shownId.value = id;
        guest.value = null;
      }),
    remove: (id) => withManager((on) => on.remove(id)),
    undoRemove: () => withManager((on) => on.undoRemove()),
    setHidden: (id, hidden) => withManager((on) => on.setHidden(id, hidden)),
    restoreLastGood: () => onRun((on, id) => on.restoreLastGood(id)),
    useSettings(run) {
      batch(() => {
        const i = indexOf(networks, run);
        if (i >= 0) chosen.value = i;
        forms.value = forms.value.map((one, k) => (k === chosen.value ? formOf(networkOfRun(run)) : one));
        engine.value = run.engine.startsWith('simd') ? 'simd' : run.engine; // readers choose no rounding
        code.value = run.by === 'reader' ? 'reader' : 'book';
      });
    },
    async weightsOf(id) {
      const on = await wake();
      return on ? on.weightsOf(id) : null;
    },
    dispose() {
      gone = true;
      trainersHere.value = trainersHere.value.filter((other) => other !== trainer);
      for (const stop of unsubscribe) stop();
    },
  };
  return trainer;
}
