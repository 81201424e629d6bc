import { batch, signal } from '@preact/signals';
import { expectThat } from '../../../../lib/interchange/interchange-error.ts';
import { expectSize, readModelFiles } from '../../../../lib/interchange/model-files.ts';
import { activationWords, type Model } from '../../../../lib/interchange/model.ts';
import type { ModelResult } from '../../../../lib/models/contract.ts';
import { layersInShort } from '../../../../lib/nn/shapes.ts';
import { scoreWords } from '../words.ts';
import { modelFile, runFile, type ModelFormat, type RunFormat, type TakenFile } from './files.ts';
import { KeptModels, type KeepWorld } from './kept-models.ts';
import type { KeepSource, TrainedModel } from './source.ts';
import type { ActivationName } from '../../../../lib/settings/choices.ts';

/** A file as the browser hands it over. */
export interface ChosenFile {
  readonly name: string;
  readonly size: number;
  arrayBuffer(): Promise<ArrayBuffer>;
}

/** A file that left something open: what was assumed, and for what activation it may be judged again. */
export interface Assumed {
  readonly files: ReadonlyMap<string, Uint8Array>;
  readonly words: readonly string[];
  readonly hidden: ActivationName;
  /** False where there is no hidden layer to ask about. */
  readonly asks: boolean;
}

/** Which model to take away: the trainer's own, or a kept one by its id. */
export type ModelChoice = 'now' | number;

/** The part of the panel that something was asked in, and that answers. */
export type Place = 'browser' | 'away' | 'in';

const MOST_WORDS = 120; // letters of a run's words

/** The panel without its looks. Calls never throw: what goes wrong becomes a problem to show. */
export class Keep extends KeptModels {
  readonly place = signal<Place>('browser');
  readonly assumed = signal<Assumed | null>(null);
  readonly #source: KeepSource;

  constructor(source: KeepSource, world: KeepWorld) {
    super(world);
    this.#source = source;
  }

  /** Keeps the trainer's weights as they stand, judged on the test images. */
  save(name: string): Promise<void> {
    return this.#do('browser', 'Judging on the 10,000 test images, then saving…', true, async () => {
      const trained = await this.#source.model();
      if (!trained) return '';
      const { specification, weights, imagesSeen = 0 } = trained.model;
      const result = await this.#judged(trained.model);
      const { by, training } = trained;
      const saved = await this.world.store.save({
        specification,
        weights,
        name,
        imagesSeen,
        by,
        ...(training ? { training } : {}),
        result,
        savedAt: this.world.now(),
      });
      return `Saved “${saved.name}”: ${scoreWords(result)}.`;
    });
  }

  /** Judges a kept model and shows it among the runs. */
  load(id: number): Promise<void> {
    return this.#do('browser', 'Judging on the 10,000 test images…', false, async () => {
      const model = await this.world.store.load(id);
      return this.#show(model, `“${model.name}”`);
    });
  }

  /** A model as a file. */
  takeModel(choice: ModelChoice, format: ModelFormat): Promise<void> {
    return this.#do('away', 'Writing the file…', false, async () => {
      const { model, name } = await this.#chosen(choice);
      return this.#hand(modelFile(model, name, format));
    });
  }

  /** A run as a file. */
  takeRun(id: string, format: RunFormat): Promise<void> {
    return this.#do('away', 'Writing the file…', false, () => {
      const now = this.world.now();
      const run = this.#source.run(id, now);
      return Promise.resolve(run ? this.#hand(runFile(run, format, now)) : '');
    });
  }

  /** Reads files that the reader chose or dropped, judges the model in them and shows it among the runs. */
  bringIn(files: readonly ChosenFile[]): Promise<void> {
    this.assumed.value = null;
    return this.#do('in', 'Reading…', false, async () => {
      for (const { name, size } of files) expectSize(name, size);
      const read = await Promise.all(
        files.map(async (file) => [file.name, new Uint8Array(await file.arrayBuffer())] as const),
      );
      return this.#take(new Map(read), 'relu');
    });
  }

  /** Judges the last file again with another activation in its hidden layers. */
  assume(hidden: ActivationName): Promise<void> {
    return this.#do('in', 'Judging again…', false, () =>
      Promise.resolve(this.assumed.peek()).then((last) => (last ? this.#take(last.files, hidden) : '')),
    );
  }

  async #take(files: ReadonlyMap<string, Uint8Array>, hidden: ActivationName): Promise<string> {
    const model = readModelFiles(files, { hidden });
    const { inputs, layers } = model.specification;
    const outputs = layers.at(-1)!.units;
    expectThat(
      inputs === 784 && outputs === 10,
      'network',
      '784 inputs, one for each pixel, and 10 outputs, one for each digit',
      () => `${inputs} and ${outputs}`,
    );
    const asks = model.assumed.length > 0 && layers.slice(0, -1).some(({ activation }) => activation !== 'identity');
    const from = [...files.keys()].map((name) => `“${name}”`).join(', ');
    const words = await this.#show(model, asks ? `${from} with ${activationWords[hidden]}` : from);
    this.assumed.value = model.assumed.length > 0 ? { files, words: model.assumed, hidden, asks } : null;
    return words;
  }

  async #show(model: Model & Pick<TrainedModel, 'training'>, from: string): Promise<string> {
    const result = await this.#judged(model);
    const words = `${layersInShort(model.specification)} from ${from}`;
    const short = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words;
    return `${short}: ${scoreWords(result)} right. ${this.#source.show(model, short, result)}`;
  }

  async #judged({ specification, weights }: Model): Promise<ModelResult> {
    const { correct, count, loss } = await (await this.world.engines()).evaluate(specification, weights, 'test');
    return { correct, of: count, loss };
  }

  async #chosen(choice: ModelChoice): Promise<{ readonly model: Model; readonly name: string }> {
    if (choice !== 'now') {
      const kept = await this.world.store.load(choice);
      return { model: kept, name: kept.name };
    }
    const trained = await this.#source.model();
    if (!trained) throw new Error('There are no trained weights yet.');
    return { model: trained.model, name: `delta-to-depth-${layersInShort(trained.model.specification)}` };
  }

  #hand(file: TakenFile): string {
    this.world.download(file);
    return `${file.name} is in your downloads.`;
  }

  #do(place: Place, doing: string, keeps: boolean, work: () => Promise<string>): Promise<void> {
    return this.perform(doing, work, keeps, place);
  }

  protected override perform(
    doing: string,
    work: () => Promise<string>,
    keeps = false,
    place: Place = 'browser',
  ): Promise<void> {
    return batch(() => {
      if (this.busy.peek() === null) this.place.value = place;
      return super.perform(doing, work, keeps);
    });
  }
}
