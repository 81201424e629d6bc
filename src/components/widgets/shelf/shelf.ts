import { computed, signal, type ReadonlySignal } from '@preact/signals';
import { CLASS_COUNT, TEST_COUNT } from '../../../lib/data/contract.ts';
import { expectThat } from '../../../lib/interchange/interchange-error.ts';
import { expectSize, readModelFiles } from '../../../lib/interchange/model-files.ts';
import type { ModelSummary } from '../../../lib/models/contract.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import { modelFile, type ModelFormat } from '../trainer/keep/files.ts';
import type { ChosenFile } from '../trainer/keep/keep.ts';
import { KeptModels } from '../trainer/keep/kept-models.ts';
import { scoreWords } from '../trainer/words.ts';
import { compareGuesses, type Comparison } from './comparison.ts';

/** The most models that are compared at once: as many as a table holds on a phone, side by side. */
export const MOST_COMPARED = 8;

/** The shelf without its looks. Calls never throw: what goes wrong becomes a problem to show. */
export class Shelf extends KeptModels {
  readonly chosen = signal<ReadonlySet<number>>(new Set());
  readonly comparison = signal<Comparison | null>(null);
  /** Those of the chosen that still stand on the shelf, in its order. */
  readonly compared: ReadonlySignal<readonly ModelSummary[]> = computed(() =>
    (this.models.value ?? []).filter(({ id }) => this.chosen.value.has(id)),
  );

  choose(id: number, chosen: boolean): void {
    const next = new Set(this.chosen.peek());
    if (chosen) next.add(id);
    else next.delete(id);
    this.chosen.value = next;
  }

  /** A model as a file. */
  take(id: number, format: ModelFormat): Promise<void> {
    return this.perform('Writing the file…', async () => {
      const model = await this.world.store.load(id);
      const file = modelFile(model, model.name, format);
      this.world.download(file);
      return `${file.name} is in your downloads.`;
    });
  }

  /** Reads a model's files, judges it on the test images and keeps it. */
  bringIn(files: readonly ChosenFile[]): Promise<void> {
    return this.perform('Reading and judging on the 10,000 test images…', async () => {
      for (const { name, size } of files) expectSize(name, size);
      const read = new Map(
        await Promise.all(files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const)),
      );
      const { specification, weights, imagesSeen = 0, assumed } = readModelFiles(read);
      const outputs = specification.layers.at(-1)!.units;
      expectThat(
        specification.inputs === 784 && outputs === CLASS_COUNT,
        'network',
        '784 inputs, one for each pixel, and 10 outputs, one for each digit',
        () => `${specification.inputs} and ${outputs}`,
      );
      const { correct, count, loss } = await (await this.world.engines()).evaluate(specification, weights, 'test');
      const result = { correct, of: count, loss };
      const name = `${layersInShort(specification)} from ${files[0]!.name}`;
      const saved = await this.world.store.save({
        specification,
        weights,
        name,
        imagesSeen,
        by: 'a file',
        result,
        savedAt: this.world.now(),
      });
      return [`“${saved.name}” is on the shelf: ${scoreWords(result)}.`, ...assumed].join(' ');
    });
  }

  /** Judges the chosen models on the same 10,000 test images. */
  compare(): Promise<void> {
    return this.perform('Judging…', async () => {
      const models = this.compared.peek().slice(0, MOST_COMPARED);
      const engines = await this.world.engines();
      const labels = await engines.labels('test');
      const guesses: Float32Array[] = [];
      for (const [m, { id, name }] of models.entries()) {
        this.busy.value = `Judging “${name}” on the 10,000 test images, ${m + 1} of ${models.length}…`;
        const { specification, weights } = await this.world.store.load(id);
        guesses.push(await engines.outputs(specification, weights, { set: 'test', from: 0, to: TEST_COUNT }));
      }
      this.comparison.value = compareGuesses(models, guesses, labels);
      return `Compared ${models.length} models on the 10,000 test images.`;
    });
  }
}
