import { batch, computed, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type {
  EngineAvailability,
  EngineChoice,
  NetworkSpecification,
  ReaderMessage,
  WeightTensor,
} from '../../../lib/engine/contract.ts';
import type { ModelTraining } from '../../../lib/models/contract.ts';
import type { RunManager, RunOrder, RunRecord, RunState } from '../../../lib/runs/contract.ts';
import { formOf, parseForm, type NetworkForm, type ParsedForm } from './form.ts';
import { networkOfRun, sameSettings, trainingSettingsOf, type TrainerNetwork } from './network.ts';
import { titleOf } from './words.ts';

/** The page as the trainer needs it, so that it can be tried without a browser. */
export interface NetworkTrainerWorld {
  /** The page's runs; fetched when first asked for. */
  manager(): Promise<RunManager>;
  /** Which engines can run here. */
  available(): Promise<readonly EngineAvailability[]>;
  /** Whether this browser keeps runs of this trainer, as far as that can be told without fetching anything. */
  keepsRuns(): boolean;
  /** Remembers for the next visit whether it does. */
  noteRuns(some: boolean): void;
  page(): RunOrder['page'];
}

export interface NetworkTrainerOptions {
  readonly scope: string;
  /** At least one. */
  readonly networks: readonly TrainerNetwork[];
  /** The controls at first, where they do not say the same as the networks: from a link. */
  readonly forms?: readonly NetworkForm[];
  /** All networks train side by side, not one after another. */
  readonly together?: boolean;
}

/** A model that was brought in, or fetched from those that the browser keeps. */
export interface Guest {
  readonly name: string;
  readonly specification: NetworkSpecification;
  readonly weights: readonly WeightTensor[];
  readonly imagesSeen: number;
  /** Who trained it. */
  readonly by: string;
  readonly training?: ModelTraining;
}

/** A network trainer without its looks: its settings, and its part of the page's runs. */
export interface NetworkTrainer {
  readonly scope: string;
  readonly networks: readonly TrainerNetwork[];
  readonly together: boolean;
  /** Which of the networks the controls show. */
  readonly chosen: Signal<number>;
  readonly forms: Signal<readonly NetworkForm[]>;
  readonly form: ReadonlySignal<NetworkForm>;
  readonly parsed: ReadonlySignal<ParsedForm>;
  readonly engine: Signal<EngineChoice>;
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
  /** A new run of the chosen network. */
  train(): void;
  /** A new run of every network. */
  trainAll(): void;
  pause(): void;
  goOn(): void;
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

const BUSY: ReadonlySet<RunState> = new Set<RunState>(['loading', 'running']);
const RESUMABLE: ReadonlySet<RunState> = new Set<RunState>(['paused', 'stopped', 'failed', 'cut-off']);
export const isBusy = (run: RunRecord | null): boolean => run !== null && BUSY.has(run.state);
export const isResumable = (run: RunRecord | null): boolean => run !== null && RESUMABLE.has(run.state);
export const isQueued = (run: RunRecord | null): boolean => run?.state === 'queued';

/** The run that buttons and status speak of: what trains, or else what is paused, or else what waits (or what was cut off and holds it up), or else the latest. */
export function runInHand(runs: readonly RunRecord[]): RunRecord | null {
  const waits = runs.find(isQueued);
  const holdsUp = waits && runs.find(({ state }) => state === 'cut-off');
  return runs.find(isBusy) ?? runs.find(({ state }) => state === 'paused') ?? holdsUp ?? waits ?? runs.at(-1) ?? null;
}

/** The first of the networks with this run's name; the only one, whatever the run is called. */
const indexOf = (networks: readonly TrainerNetwork[], run: RunRecord): number =>
  networks.length === 1 ? 0 : networks.findIndex(({ name }) => run.title === name || run.title.startsWith(`${name}: `));

/** The network that a run is of: by its settings, or else by its name. */
export const networkBehind = (networks: readonly TrainerNetwork[], run: RunRecord): TrainerNetwork | null =>
  networks.find((network) => sameSettings(network, networkOfRun(run))) ?? networks[indexOf(networks, run)] ?? null;

export function createNetworkTrainer(
  world: NetworkTrainerWorld,
  { scope, networks, forms: given, together = false }: NetworkTrainerOptions,
): NetworkTrainer {
  const chosen = signal(0);
  const forms = signal<readonly NetworkForm[]>(given ?? networks.map(formOf));
  const engine = signal<EngineChoice>('auto');
  const available = signal<readonly EngineAvailability[] | null>(null);
  const manager = signal<RunManager | null>(null);
  const failure = signal<ReaderMessage | null>(null);
  const runs = signal<readonly RunRecord[]>([]);
  const removed = signal<RunRecord | null>(null);
  const guest = signal<Guest | null>(null);
  const shownId = signal<string | null>(null);
  const inHand = computed(() => runInHand(runs.value));
  const parsedForms = computed(() => forms.value.map((form, i) => parseForm(form, networks[i]!)));
  const form = computed(() => forms.value[chosen.value]!);
  const parsed = computed(() => parsedForms.value[chosen.value]!);
  const shown = computed(() => runs.value.find(({ id }) => id === shownId.value) ?? inHand.value);
  let unsubscribe = (): void => undefined;
  let waking: Promise<RunManager | null> | null = null;
  let gone = false;

  const take = (from: RunManager): void =>
    batch(() => {
      const own = from.runs.filter((run) => run.scope === scope);
      if (own.length > 0 !== runs.value.length > 0) world.noteRuns(own.length > 0);
      runs.value = own;
      removed.value = from.removed?.scope === scope ? from.removed : null;
    });

  async function fetchManager(): Promise<RunManager | null> {
    try {
      const fetched = await world.manager();
      if (gone) return null;
      unsubscribe = fetched.subscribe(() => take(fetched));
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
  const withManager = (action: (manager: RunManager) => void): void =>
    void wake().then((on) => {
      if (!on) return;
      action(on);
      take(on);
    });
  const onRun = (action: (manager: RunManager, id: string) => void): void => {
    const run = inHand.value;
    if (run) withManager((on) => action(on, run.id));
  };
  const orderOf = (network: TrainerNetwork, i: number): RunOrder => ({
    scope,
    title: titleOf(network, networks[i]!),
    page: world.page(),
    settings: trainingSettingsOf(network),
    engine: engine.value,
  });
  /** Orders for these networks, or none at all when one of them is not right. */
  function ordersFor(indices: readonly number[]): RunOrder[] {
    const wrong = indices.find((i) => parsedForms.value[i]!.network === null);
    if (wrong !== undefined) {
      chosen.value = wrong;
      return [];
    }
    return indices.map((i) => orderOf(parsedForms.value[i]!.network!, i));
  }

  return {
    scope,
    networks,
    together,
    chosen,
    forms,
    form,
    parsed,
    engine,
    available,
    runs,
    removed,
    inHand,
    shown,
    guest,
    manager,
    failure,
    wake,
    arrive() {
      if (world.keepsRuns()) void wake();
    },
    changed: computed(() => {
      const run = inHand.value;
      const { network } = parsed.value;
      return run !== null && (network === null || !sameSettings(network, networkOfRun(run)));
    }),
    set(change) {
      forms.value = forms.value.map((one, i) => (i === chosen.value ? { ...one, ...change } : one));
    },
    async lookForEngines() {
      if (available.value) return;
      try {
        available.value = await world.available();
        if (available.value.some((choice) => choice.engine === engine.value && !choice.available))
          engine.value = 'auto';
      } catch {
        // The next run says what is wrong; a list of engines is not worth a message of its own.
      }
    },
    train() {
      const [order] = ordersFor([chosen.value]);
      if (order) withManager((on) => (shownId.value = on.add(order)));
    },
    trainAll() {
      const orders = ordersFor(networks.map((_, i) => i));
      if (orders.length === 0) return;
      shownId.value = null; // the one that trains is shown
      withManager((on) => {
        if (together) on.addTogether(orders);
        else for (const order of orders) on.add(order);
      });
    },
    pause: () => withManager((on) => runs.value.filter(isBusy).forEach(({ id }) => on.pause(id))),
    goOn() {
      const paused = runs.value.filter(({ state }) => state === 'paused');
      if (paused.length > 1) withManager((on) => paused.forEach(({ id }) => on.resume(id)));
      else onRun((on, id) => on.resume(id));
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
        engine.value = run.engine;
      });
    },
    async weightsOf(id) {
      const on = await wake();
      return on ? on.weightsOf(id) : null;
    },
    dispose() {
      gone = true;
      unsubscribe();
    },
  };
}
