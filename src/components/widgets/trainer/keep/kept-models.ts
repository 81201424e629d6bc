import { batch, signal } from '@preact/signals';
import type { EngineClient } from '../../../../lib/engine/contract.ts';
import { InterchangeError } from '../../../../lib/interchange/interchange-error.ts';
import type { KeptModel, ModelSummary } from '../../../../lib/models/contract.ts';
import { ModelStoreError } from '../../../../lib/models/model-store-error.ts';
import type { ModelStore } from '../../../../lib/models/model-store.ts';
import type { TakenFile } from './files.ts';

/** The world as those who keep models need it. */
export interface KeepWorld {
  engines(): Promise<EngineClient>;
  readonly store: ModelStore;
  /** Hands a file to the reader. */
  download(file: TakenFile): void;
  /** Milliseconds since 1970-01-01 UTC. */
  now(): number;
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
  /** What is being done, while it is. */
  readonly busy = signal<string | null>(null);
  readonly said = signal('');
  readonly problem = signal<Problem | null>(null);
  readonly removed = signal<KeptModel | null>(null);
  protected readonly world: KeepWorld;

  constructor(world: KeepWorld) {
    this.world = world;
  }

  /** Shows what is kept, now and after every change in any tab, until the returned function is called. */
  watch(): () => void {
    const refresh = async (): Promise<void> => {
      try {
        this.models.value = await this.world.store.list();
      } catch (error) {
        batch(() => {
          this.models.value ??= [];
          this.problem.value = problemOf(error, false);
        });
      }
    };
    void refresh();
    return this.world.store.subscribe(() => void refresh());
  }

  rename(id: number, name: string): Promise<void> {
    return this.perform('Renaming…', async () => {
      await this.world.store.rename(id, name);
      return 'Renamed.';
    });
  }

  remove(id: number): Promise<void> {
    return this.perform('Deleting…', async () => {
      this.removed.value = await this.world.store.remove(id);
      return this.removed.value ? `Deleted “${this.removed.value.name}”.` : '';
    });
  }

  undo(): Promise<void> {
    return this.perform('Putting it back…', async () => {
      const model = this.removed.peek();
      if (!model) return '';
      await this.world.store.restore(model);
      this.removed.value = null;
      return `“${model.name}” is back.`;
    });
  }

  /** Does one thing at a time; says what is done, what came of it, or what went wrong. `keeps`: then the model at hand can still be taken away as a file. */
  protected async perform(doing: string, work: () => Promise<string>, keeps = false): Promise<void> {
    if (this.busy.peek() !== null) return;
    batch(() => {
      this.busy.value = doing;
      this.problem.value = null;
      this.said.value = '';
    });
    try {
      this.said.value = await work();
    } catch (error) {
      this.problem.value = problemOf(error, keeps);
    } finally {
      this.busy.value = null;
    }
  }
}
