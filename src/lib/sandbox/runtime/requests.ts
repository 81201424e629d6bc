import type { LabHost } from '../lab.ts';
import { matrixOver } from '../lab-arrays.ts';
import type { TrainedLayer, TrainProgress, TrainResult } from '../lab-types.ts';
import { LIMITS } from '../limits.ts';
import type { LabRequest, TrainedTensors } from '../protocol.ts';
import type { Link } from './link.ts';

interface Waiting {
  readonly request: LabRequest;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: Error) => void;
  /** Made where `lab` was called, so that its trace leads to the reader's line. */
  readonly error: Error;
  readonly onProgress: ((progress: TrainProgress) => void) | undefined;
}

/** Each matrix begins a layer; a vector that follows it is its biases. */
function layersOf(tensors: TrainedTensors['tensors']): readonly TrainedLayer[] {
  return tensors.flatMap(({ shape: [inputs = 0, units], values }, i): TrainedLayer[] => {
    if (units === undefined) return [];
    const next = tensors[i + 1];
    return [{ weights: matrixOver(values, inputs, units), biases: next?.shape.length === 1 ? next.values : null }];
  });
}

/** A trained network as readers get it. */
export function trainedResult({ tensors, ...result }: TrainedTensors): TrainResult {
  const layers = layersOf(tensors);
  return { ...result, weights: layers[0]?.weights ?? [], layers };
}

/** What readers' code asks of the page: a few requests at a time, the others wait their turn. */
export class Requests {
  readonly #link: Link;
  readonly #onIdle: () => void;
  readonly #onError: (error: unknown) => void;
  readonly #queue: Waiting[] = [];
  readonly #sent = new Map<number, Waiting>();
  #next = 0;

  constructor(link: Link, onIdle: () => void, onError: (error: unknown) => void) {
    this.#link = link;
    this.#onIdle = onIdle;
    this.#onError = onError;
    link.take(['reply', 'train-progress'], (message) => {
      if (message.type === 'reply') this.#settle(message.id, message.value, message.error);
      else this.#progress(message.id, message.progress);
    });
  }

  get pending(): number {
    return this.#queue.length + this.#sent.size;
  }

  readonly host: Pick<LabHost, 'digits' | 'train'> = {
    digits: (set, from, to) => this.#ask({ kind: 'digits', set, from, to }) as ReturnType<LabHost['digits']>,
    train: async (settings, onProgress) => {
      return trainedResult((await this.#ask({ kind: 'train', settings }, onProgress)) as TrainedTensors);
    },
  };

  #ask(request: LabRequest, onProgress?: (progress: TrainProgress) => void): Promise<unknown> {
    const error = new Error();
    return new Promise((resolve, reject) => {
      this.#queue.push({ request, resolve, reject, error, onProgress });
      this.#pump();
    });
  }

  #pump(): void {
    while (this.#sent.size < LIMITS.requests && this.#queue.length > 0) {
      const waiting = this.#queue.shift()!;
      const id = this.#next++;
      this.#sent.set(id, waiting);
      this.#link.send({ type: 'request', id, request: waiting.request });
    }
  }

  #settle(id: number, value: unknown, error: { readonly message: string; readonly remedy?: string } | undefined): void {
    const waiting = this.#sent.get(id);
    if (!waiting) return;
    this.#sent.delete(id);
    if (error) {
      waiting.error.message = error.remedy === undefined ? error.message : `${error.message} ${error.remedy}`;
      waiting.reject(waiting.error);
    } else {
      waiting.resolve(value);
    }
    this.#pump();
    if (this.pending === 0) this.#onIdle();
  }

  #progress(id: number, progress: TrainProgress): void {
    try {
      this.#sent.get(id)?.onProgress?.(progress);
    } catch (error) {
      this.#onError(error);
    }
  }
}
