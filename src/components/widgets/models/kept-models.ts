import { batch, signal } from '@preact/signals';
import { dataSetNamed, pixelsOf } from '../../../lib/data/data-sets.ts';
import type { EngineClient } from '../../../lib/engine/contract.ts';
import { expectThat, InterchangeError } from '../../../lib/interchange/interchange-error.ts';
import type { Assumptions, Model, ReadModel } from '../../../lib/interchange/model.ts';
import type { KeptModel, ModelResult, ModelSummary } from '../../../lib/models/kept-model.ts';
import { ModelStoreError } from '../../../lib/models/model-store-error.ts';
import type { ModelStore } from '../../../lib/models/model-store.ts';
import type { ActivationName } from '../../../lib/settings/choices.ts';
import type { TakenFile } from './files.ts';

/** What those who keep models need of the page around them, so that they can be tried without one. */
export interface ModelsHost {
  engines(): Promise<EngineClient>;
  readonly store: ModelStore;
  /** Hands a file to the reader. */
  download(file: TakenFile): void;
  /** Reads a model's files without holding up the page. */
  read(files: readonly ChosenFile[], assumptions: Assumptions, signal: AbortSignal): Promise<ReadModel>;
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
}

/** A file as the browser hands it over. */
export type ChosenFile = Pick<File, 'name' | 'size' | 'arrayBuffer'>;

/** A file that left something open: what was assumed, and for what activation it may be judged again. */
export interface Assumed {
  readonly files: readonly ChosenFile[];
  readonly words: readonly string[];
  readonly hidden: ActivationName;
  /** False where there is no hidden layer to ask about. */
  readonly asks: boolean;
}

/** A model from files, and what they left open; null if nothing. */
export interface BroughtIn {
  readonly model: ReadModel;
  readonly assumed: Assumed | null;
}

export interface Problem {
  readonly message: string;
  readonly remedy: string;
  /** True where the model at hand can still be taken away as a file. */
  readonly offersFile: boolean;
}

export function problemOf(error: unknown, kept: boolean): Problem {
  const message = error instanceof Error ? error.message : String(error);
  if (error instanceof ModelStoreError)
    return { message, remedy: error.remedy, offersFile: kept && error.reason !== 'missing' };
  if (error instanceof InterchangeError)
    return { message: `Nothing was taken and nothing has changed. ${message}.`, remedy: '', offersFile: false };
  const remedy =
    error instanceof Error && 'remedy' in error ? String(error.remedy) : 'Check the connection, then try again.';
  return { message: /[.!?]$/.test(message) ? message : `${message}.`, remedy, offersFile: kept };
}

/** The models that this browser keeps, and what may be done with each, without its looks. Calls never throw: what goes wrong becomes a problem to show. */
export class KeptModels {
  /** Null until the browser has answered. */
  readonly models = signal<readonly ModelSummary[] | null>(null);
  /** Ids of what is kept as models, but cannot be read. */
  readonly damaged = signal<readonly number[]>([]);
  /** What is being done, while it is. */
  readonly busy = signal<string | null>(null);
  readonly said = signal('');
  readonly problem = signal<Problem | null>(null);
  readonly removed = signal<KeptModel | null>(null);
  /** True while what is being done can be stopped. */
  readonly stoppable = signal(false);
  readonly assumed = signal<Assumed | null>(null);
  #stop: AbortController | null = null;
  protected readonly host: ModelsHost;

  constructor(host: ModelsHost) {
    this.host = host;
  }

  /** Shows what is kept, now and after every change in any tab, until the returned function is called. */
  watch(): () => void {
    const refresh = async (): Promise<void> => {
      try {
        const [models, damaged] = await Promise.all([this.host.store.list(), this.host.store.damaged()]);
        batch(() => {
          this.models.value = models;
          this.damaged.value = damaged;
        });
      } catch (error) {
        batch(() => {
          this.models.value ??= [];
          this.problem.value = problemOf(error, false);
        });
      }
    };
    void refresh();
    return this.host.store.subscribe(() => void refresh());
  }

  /** Ends what is being done: nothing has changed then. */
  stop(): void {
    if (this.stoppable.peek()) this.#stop?.abort();
  }

  /** Reads a model, which must fit the data set that it names, or the book's own, and says what its files left open. */
  protected async read(files: readonly ChosenFile[], hidden: ActivationName): Promise<BroughtIn> {
    const model = await this.host.read(files, { hidden }, this.signal);
    const { inputs, layers, data } = model.specification;
    const outputs = layers.at(-1)!.units;
    const dataSet = dataSetNamed(data);
    const [pixels, classes] = [pixelsOf(dataSet), dataSet.classes.length];
    expectThat(
      inputs === pixels && outputs === classes,
      'network',
      `${pixels} inputs, one for each pixel, and ${classes} outputs, one for each class of ${dataSet.name}`,
      () => `${inputs} and ${outputs}`,
    );
    const asks = model.assumed.length > 0 && layers.slice(0, -1).some(({ activation }) => activation !== 'identity');
    return { model, assumed: model.assumed.length > 0 ? { files, words: model.assumed, hidden, asks } : null };
  }

  protected async judged({ specification, weights }: Model): Promise<ModelResult> {
    const engines = await this.host.engines();
    const { correct, count, loss } = await engines.evaluate(specification, weights, 'test', { signal: this.signal });
    return { correct, of: count, loss };
  }

  /** Of what is being done. */
  protected get signal(): AbortSignal {
    return (this.#stop ??= new AbortController()).signal;
  }

  rename(id: number, name: string): Promise<void> {
    return this.perform('Renaming…', async () => {
      await this.host.store.rename(id, name);
      return 'Renamed.';
    });
  }

  remove(id: number): Promise<void> {
    return this.perform('Deleting…', async () => {
      this.removed.value = await this.host.store.remove(id);
      return this.removed.value ? `Deleted “${this.removed.value.name}”.` : '';
    });
  }

  /** Deletes what cannot be read. */
  removeDamaged(): Promise<void> {
    return this.perform('Deleting…', async () => {
      for (const id of this.damaged.peek()) await this.host.store.remove(id);
      return 'Deleted.';
    });
  }

  undo(): Promise<void> {
    return this.perform('Putting it back…', async () => {
      const model = this.removed.peek();
      if (!model) return '';
      await this.host.store.restore(model);
      this.removed.value = null;
      return `“${model.name}” is back.`;
    });
  }

  /** Does one thing at a time; says what is done, what came of it, or what went wrong. `keeps`: then the model at hand can still be taken away as a file. */
  protected async perform(
    doing: string,
    work: () => Promise<string>,
    { keeps = false, stoppable = false }: { readonly keeps?: boolean; readonly stoppable?: boolean } = {},
  ): Promise<void> {
    if (this.busy.peek() !== null) return;
    const stop = (this.#stop = new AbortController());
    batch(() => {
      this.busy.value = doing;
      this.stoppable.value = stoppable;
      this.problem.value = null;
      this.said.value = '';
    });
    try {
      this.said.value = await work();
    } catch (error) {
      if (stop.signal.aborted) this.said.value = 'Stopped: nothing has changed.';
      else this.problem.value = problemOf(error, keeps);
    } finally {
      batch(() => {
        this.busy.value = null;
        this.stoppable.value = false;
      });
    }
  }
}
