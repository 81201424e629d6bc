import { batch, signal } from '@preact/signals';
import { listed } from '../../../lib/interchange/interchange-error.ts';
import type { Model } from '../../../lib/interchange/model.ts';
import { layersInShort } from '../../../lib/nn/shapes.ts';
import { scoreWords } from '../../words/training.ts';
import { modelFile, runFile, type ModelFormat, type RunFormat, type TakenFile } from './files.ts';
import { KeptModels, type ChosenFile, type ModelsHost } from './kept-models.ts';
import type { KeepSource, TrainedModel } from './source.ts';
import { ACTIVATIONS, type ActivationName } from '../../../lib/settings/choices.ts';

interface Doing {
  /** Then the model at hand can still be taken away as a file. */
  readonly keeps?: boolean;
  readonly stoppable?: boolean;
}

/** Which model to take away: the trainer's own, or a kept one by its id. */
export type ModelChoice = 'now' | number;

/** The part of the panel that something was asked in, and that answers. */
export type Place = 'browser' | 'away' | 'in';

const MOST_WORDS = 120; // letters of a run's words

/** The panel without its looks. Calls never throw: what goes wrong becomes a problem to show. */
export class Keep extends KeptModels {
  readonly place = signal<Place>('browser');
  readonly #source: KeepSource;

  constructor(source: KeepSource, host: ModelsHost) {
    super(host);
    this.#source = source;
  }

  /** Keeps the trainer's weights as they stand, judged on the test images. */
  save(name: string): Promise<void> {
    return this.#do(
      'browser',
      'Judging on the test images, then saving…',
      { keeps: true, stoppable: true },
      async () => {
        const trained = await this.#source.model();
        if (!trained) return '';
        const { specification, weights, imagesSeen = 0 } = trained.model;
        const result = await this.judged(trained.model);
        const { by, training } = trained;
        const saved = await this.host.store.save({
          specification,
          weights,
          name,
          imagesSeen,
          by,
          ...(training ? { training } : {}),
          result,
          savedAt: this.host.now(),
        });
        return `Saved “${saved.name}”: ${scoreWords(result)}.`;
      },
    );
  }

  /** Judges a kept model and shows it among the runs. */
  load(id: number): Promise<void> {
    return this.#do('browser', 'Judging on the test images…', { stoppable: true }, async () => {
      const model = await this.host.store.load(id);
      return this.#show(model, `“${model.name}”`);
    });
  }

  /** A model as a file. */
  takeModel(choice: ModelChoice, format: ModelFormat): Promise<void> {
    return this.#do('away', 'Writing the file…', {}, async () => {
      const { model, name } = await this.#chosen(choice);
      return this.#hand(modelFile(model, name, format));
    });
  }

  /** A run as a file. */
  takeRun(id: string, format: RunFormat): Promise<void> {
    return this.#do('away', 'Writing the file…', {}, () => {
      const now = this.host.now();
      const run = this.#source.run(id, now);
      return Promise.resolve(run ? this.#hand(runFile(run, format, now)) : '');
    });
  }

  /** Reads files that the reader chose or dropped, judges the model in them and shows it among the runs. */
  bringIn(files: readonly ChosenFile[]): Promise<void> {
    this.assumed.value = null;
    return this.#do('in', 'Reading and judging…', { stoppable: true }, () => this.#take(files, 'relu'));
  }

  /** Judges the last file again with another activation in its hidden layers. */
  assume(hidden: ActivationName): Promise<void> {
    const last = this.assumed.peek();
    return this.#do('in', 'Judging again…', { stoppable: true }, () =>
      last ? this.#take(last.files, hidden) : Promise.resolve(''),
    );
  }

  async #take(files: readonly ChosenFile[], hidden: ActivationName): Promise<string> {
    const { model, assumed } = await this.read(files, hidden);
    const names = files.map(({ name }) => `“${name}”`);
    const from = listed(names, 3);
    const words = await this.#show(model, assumed?.asks ? `${from} with ${ACTIVATIONS[hidden]}` : from);
    this.assumed.value = assumed;
    return words;
  }

  async #show(model: Model & Pick<TrainedModel, 'training'>, from: string): Promise<string> {
    const result = await this.judged(model);
    const words = `${layersInShort(model.specification)} from ${from}`;
    const short = words.length > MOST_WORDS ? `${words.slice(0, MOST_WORDS - 1)}…` : words;
    return `${short}: ${scoreWords(result)} right. ${this.#source.show(model, short, result)}`;
  }

  async #chosen(choice: ModelChoice): Promise<{ readonly model: Model; readonly name: string }> {
    if (choice !== 'now') {
      const kept = await this.host.store.load(choice);
      return { model: kept, name: kept.name };
    }
    const trained = await this.#source.model();
    if (!trained) throw new Error('There are no trained weights yet.');
    return { model: trained.model, name: `delta-to-depth-${layersInShort(trained.model.specification)}` };
  }

  #hand(file: TakenFile): string {
    this.host.download(file);
    return `${file.name} is in your downloads.`;
  }

  #do(place: Place, doing: string, how: Doing, work: () => Promise<string>): Promise<void> {
    return this.perform(doing, work, how, place);
  }

  protected override perform(
    doing: string,
    work: () => Promise<string>,
    how: Doing = {},
    place: Place = 'browser',
  ): Promise<void> {
    return batch(() => {
      if (this.busy.peek() === null) this.place.value = place;
      return super.perform(doing, work, how);
    });
  }
}
