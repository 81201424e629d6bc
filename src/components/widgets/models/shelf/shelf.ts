import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { BOOKS_OWN, dataSetNamed, type DataSetId } from '../../../../lib/data/data-sets.ts';
import { testedOn } from '../../../../lib/data/own-part.ts';
import type { ModelSummary } from '../../../../lib/models/kept-model.ts';
import { layersInShort } from '../../../../lib/nn/shapes.ts';
import { modelFile, type ModelFormat } from '../files.ts';
import { ACTIVATIONS, type ActivationName } from '../../../../lib/settings/choices.ts';
import { KeptModels, type ChosenFile } from '../kept-models.ts';
import { scoreWords } from '../../../words/training.ts';
import { compareGuesses, type Comparison } from './comparison.ts';

/** The most models that are compared at once: as many as a table holds on a phone, side by side. */
export const MOST_COMPARED = 8;

class MixedDataError extends Error {
  readonly remedy = 'Choose models that learned from the same data.';
}

/** A data set by whose test images all these models can be judged. */
function sharedBy(models: readonly ModelSummary[]): DataSetId | undefined {
  const sets = models.map(({ specification }) => specification.data ?? BOOKS_OWN);
  if (new Set(sets.map(testedOn)).size > 1) {
    const names = [...new Set(sets)].map((id) => dataSetNamed(id).name).join(' and ');
    throw new MixedDataError(`These models learned from different data: ${names}.`);
  }
  return models[0]?.specification.data;
}

/** The shelf without its looks. Calls never throw: what goes wrong becomes a problem to show. */
export class Shelf extends KeptModels {
  readonly chosen = signal<ReadonlySet<number>>(new Set());
  readonly comparison = signal<Comparison | null>(null);
  /** Those of the chosen that still stand on the shelf, in its order. */
  readonly compared: ReadonlySignal<readonly ModelSummary[]> = computed(() =>
    (this.models.value ?? []).filter(({ id }) => this.chosen.value.has(id)),
  );

  /** The model that was brought in last, while its file is asked about. */
  #broughtIn: number | null = null;

  choose(id: number, chosen: boolean): void {
    const next = new Set(this.chosen.peek());
    if (chosen) next.add(id);
    else next.delete(id);
    this.chosen.value = next;
  }

  /** A model as a file. */
  take(id: number, format: ModelFormat): Promise<void> {
    return this.perform('Writing the file…', async () => {
      const model = await this.host.store.load(id);
      const file = modelFile(model, model.name, format);
      this.host.download(file);
      return `${file.name} is in your downloads.`;
    });
  }

  /** Reads a model's files, judges it on the test images and keeps it. */
  bringIn(files: readonly ChosenFile[]): Promise<void> {
    this.assumed.value = null;
    return this.perform('Reading and judging on the test images…', () => this.#keep(files, 'relu', null), {
      stoppable: true,
    });
  }

  /** Judges the last model again with another activation in its hidden layers, and keeps it in place of the first. */
  assume(hidden: ActivationName): Promise<void> {
    const last = this.assumed.peek();
    return this.perform('Judging again…', async () => (last ? this.#keep(last.files, hidden, this.#broughtIn) : ''), {
      stoppable: true,
    });
  }

  async #keep(files: readonly ChosenFile[], hidden: ActivationName, before: number | null): Promise<string> {
    const { model, assumed } = await this.read(files, hidden);
    const { specification, weights, imagesSeen = 0 } = model;
    const result = await this.judged(model);
    const following = assumed?.asks ? ` with ${ACTIVATIONS[hidden]}` : '';
    const saved = await this.host.store.save({
      specification,
      weights,
      name: `${layersInShort(specification)} from ${files[0]!.name}${following}`,
      imagesSeen,
      by: 'a file',
      result,
      savedAt: this.host.now(),
    });
    if (before !== null) await this.host.store.remove(before).catch(() => null);
    this.#broughtIn = saved.id;
    this.assumed.value = assumed;
    return `“${saved.name}” is on the shelf: ${scoreWords(result)}.`;
  }

  /** Judges the chosen models on the same test images: they must have learned from the same data set. */
  compare(): Promise<void> {
    return this.perform(
      'Judging…',
      async () => {
        const models = this.compared.peek().slice(0, MOST_COMPARED);
        const data = sharedBy(models);
        const { test } = dataSetNamed(data).counts;
        const images = `${test.toLocaleString('en-US')} test images`;
        const engines = await this.host.engines();
        const labels = await engines.labels('test', data ? { data } : {});
        const guesses: Float32Array[] = [];
        for (const [m, { id, name }] of models.entries()) {
          this.busy.value = `Judging “${name}” on the ${images}, ${m + 1} of ${models.length}…`;
          const { specification, weights } = await this.host.store.load(id);
          guesses.push(
            await engines.outputs(specification, weights, { set: 'test', from: 0, to: test }, { signal: this.signal }),
          );
        }
        this.comparison.value = compareGuesses(models, guesses, labels);
        return `Compared ${models.length} models on the ${images}.`;
      },
      { stoppable: true },
    );
  }
}
