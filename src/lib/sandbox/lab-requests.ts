import { dataSetNamed } from '../data/data-sets.ts';
import type { EngineClient, Evaluation, ReaderMessage, WeightTensor } from '../engine/contract.ts';
import type { SandboxWorker } from './frame.ts';
import { specificationOf } from './lab-network.ts';
import type { TrainSettings } from './lab-types.ts';
import { messageOf } from './message-of.ts';
import type { LabRequest, TrainedTensors } from './protocol.ts';

/** The start, every 10,000 images, and the end. */
const defaultTestAt = (total: number): readonly number[] => {
  const counts = Array.from({ length: Math.ceil(total / 10_000) }, (_, i) => i * 10_000);
  return [...counts, total];
};

/** Answers what readers' code asks through `lab`, with the page's data and engines. */
export class LabRequests {
  readonly #client: () => Promise<EngineClient>;
  readonly #worker: () => SandboxWorker;
  readonly #most: number;
  readonly #abort = new AbortController();
  #training: Promise<void> = Promise.resolve();

  /** `most`: so many images at most come for one question, and train a network. */
  constructor(client: () => Promise<EngineClient>, worker: () => SandboxWorker, most = Infinity) {
    this.#client = client;
    this.#worker = worker;
    this.#most = most;
  }

  answer(id: number, request: LabRequest): void {
    if (request.kind === 'digits') void this.#digits(id, request);
    // One training at a time: the others wait.
    else this.#training = this.#training.then(() => this.#train(id, request.settings));
  }

  /** Nothing more is answered, and what was begun ends. */
  dispose(): void {
    this.#abort.abort();
  }

  async #digits(id: number, { set, from, to }: Extract<LabRequest, { kind: 'digits' }>): Promise<void> {
    try {
      const client = await this.#client();
      const { images, labels } = await client.digits(set, from, Math.min(to, from + this.#most), {
        signal: this.#abort.signal,
      });
      if (this.#abort.signal.aborted) return;
      this.#worker().send({ type: 'reply', id, value: { images, labels } }, [images.buffer, labels.buffer]);
    } catch (error) {
      this.#refuse(id, messageOf(error));
    }
  }

  #refuse(id: number, error: ReaderMessage): void {
    if (!this.#abort.signal.aborted) this.#worker().send({ type: 'reply', id, error });
  }

  async #train(id: number, settings: TrainSettings): Promise<void> {
    if (this.#abort.signal.aborted) return;
    try {
      const value = await this.#trained(id, settings);
      if (!this.#abort.signal.aborted) this.#worker().send({ type: 'reply', id, value });
    } catch (error) {
      this.#refuse(id, messageOf(error));
    }
  }

  async #trained(id: number, settings: TrainSettings): Promise<TrainedTensors> {
    const specification = specificationOf(settings);
    const client = await this.#client();
    const trainCount = Math.min(settings.images ?? dataSetNamed().counts.train, this.#most);
    const epochs = settings.epochs ?? 1;
    const total = trainCount * epochs;
    const testAt = [...new Set([...(settings.testAt ?? defaultTestAt(total)), total])]
      .filter((count) => count <= total)
      .sort((a, b) => a - b);
    const session = client.createSession(settings.engine ?? 'auto', { specification, epochs, testAt, trainCount });
    const curve: { imagesSeen: number; accuracy: number; loss: number }[] = [];
    let weights: readonly WeightTensor[] = [];
    const tested = (imagesSeen: number, { correct, count, loss }: Evaluation): void =>
      void curve.push({ imagesSeen, accuracy: correct / count, loss });
    try {
      await new Promise<void>((resolve, reject) => {
        this.#abort.signal.addEventListener('abort', () => resolve());
        session.subscribe((event) => {
          if (event.type === 'tested') tested(event.imagesSeen, event.evaluation);
          else if (event.type === 'weights') weights = event.weights;
          else if (event.type === 'diverged' || event.type === 'failed') reject(new ReaderFacingError(event.message));
          else if (event.type === 'state' && event.state === 'finished') resolve();
          else if (event.type === 'progress' && !this.#abort.signal.aborted) {
            const { imagesSeen, imagesTotal, trainAccuracy, trainLoss } = event;
            const progress = {
              imagesSeen,
              imagesTotal,
              trainAccuracy,
              trainLoss,
              testAccuracy: curve.at(-1)?.accuracy ?? null,
            };
            this.#worker().send({ type: 'train-progress', id, progress });
          }
        });
        session.run();
      });
    } finally {
      session.dispose();
    }
    return {
      accuracy: curve.at(-1)?.accuracy ?? 0,
      curve,
      tensors: weights.map(({ shape, values }) => ({ shape, values })),
    };
  }
}

class ReaderFacingError extends Error {
  readonly remedy: string | undefined;

  constructor({ message, remedy }: ReaderMessage) {
    super(message);
    this.remedy = remedy;
  }
}
