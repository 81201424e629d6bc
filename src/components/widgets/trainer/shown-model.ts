import { effect, signal, type ReadonlySignal } from '@preact/signals';
import type { NetworkSpecification, WeightTensor } from '../../../lib/engine/contract.ts';
import type { ModelTraining } from '../../../lib/models/kept-model.ts';
import type { RunManager } from '../../../lib/runs/run-manager.ts';
import { BUSY_STATES, type RunRecord } from '../../../lib/runs/run-record.ts';

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

/** A trained network as pictures show it. */
export interface ShownModel {
  readonly name: string;
  readonly specification: NetworkSpecification;
  readonly weights: readonly WeightTensor[];
  readonly imagesSeen: number;
}

/** What a trainer shows, as far as its model goes. */
interface Shows {
  /** The run that pictures speak of. */
  readonly shown: ReadonlySignal<RunRecord | null>;
  readonly guest: ReadonlySignal<Guest | null>;
  readonly manager: ReadonlySignal<Pick<RunManager, 'latestWeights'> | null>;
  weightsOf(id: string): Promise<readonly WeightTensor[] | null>;
}

export interface WatchedModel {
  readonly model: ReadonlySignal<ShownModel | null>;
  schedule(): void;
  stop(): void;
}

/** Time between two models for the pictures while a run trains. */
const SHOW_EVERY = 500; // ms

/**
 * The model that pictures show: the one brought in, or the run that is shown with its latest weights, while `visible`
 * says that anybody sees them; `schedule` is to be called when that may have become so.
 */
export function watchModel(trainer: Shows, visible: () => boolean, every = SHOW_EVERY): WatchedModel {
  const model = signal<ShownModel | null>(null);
  let asked = ''; // what the weights on the way are of
  let has = ''; // what the model is of
  let last = Number.NEGATIVE_INFINITY;
  let timer: ReturnType<typeof setTimeout> | undefined;

  async function refresh(): Promise<void> {
    const run = trainer.shown.peek();
    const guest = trainer.guest.peek();
    if (guest || !run || run.imagesSeen === 0) {
      asked = has = '';
      if (model.peek() !== guest) model.value = guest;
      return;
    }
    const key = `${run.id} ${run.imagesSeen} ${run.state}`;
    if (key === has || key === asked) return;
    asked = key;
    const weights =
      (BUSY_STATES.has(run.state) ? trainer.manager.peek()?.latestWeights(run.id) : null) ??
      (await trainer.weightsOf(run.id));
    if (asked !== key || trainer.guest.peek()) return;
    has = key;
    last = performance.now();
    if (weights)
      model.value = { name: run.title, specification: run.settings.specification, weights, imagesSeen: run.imagesSeen };
    else if (model.peek()?.name !== run.title) model.value = null;
  }

  /** Brings the newest model a moment after the last, if anybody sees it. */
  function schedule(): void {
    clearTimeout(timer);
    timer = setTimeout(() => void (visible() && refresh()), Math.max(0, last + every - performance.now()));
  }
  const stop = effect(() => {
    void [trainer.shown.value, trainer.guest.value];
    schedule();
  });
  return {
    model,
    schedule,
    stop() {
      clearTimeout(timer);
      asked = 'gone';
      stop();
    },
  };
}
