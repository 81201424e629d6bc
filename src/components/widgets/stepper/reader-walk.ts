import { TRAIN_COUNT } from '../../../lib/data/contract.ts';
import type { SessionEvent, TrainingSession } from '../../../lib/engine/contract.ts';
import type { Walker, WalkOptions } from './walk.ts';

const KEPT = 256;

/** What went wrong in the reader's code, in words. */
export class ReaderCodeError extends Error {
  override readonly name = 'ReaderCodeError';
}

/**
 * The reader's own update, one image at a time, in the sandbox. Weights already seen are kept (the last 256,
 * 8 MB), so Back puts back the very bits; farther back the session starts anew and runs the same images again.
 */
export class ReaderWalk implements Walker {
  weights: Float32Array; // [784, 10]
  #imagesSeen = 0;
  readonly #session: TrainingSession;
  readonly #start: Float32Array;
  /** Where the session itself stands; the reader may be looking at an earlier image. */
  #reached = 0;
  readonly #history = new Map<number, Float32Array>();

  constructor(start: Float32Array, session: TrainingSession) {
    this.#start = Float32Array.from(start);
    this.weights = this.#start;
    this.#session = session;
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  async goTo(imagesSeen: number, { signal, onProgress }: WalkOptions = {}): Promise<void> {
    if (!Number.isInteger(imagesSeen) || imagesSeen < 0 || imagesSeen > TRAIN_COUNT) {
      throw new RangeError(`images seen: expected 0 to ${TRAIN_COUNT}, got ${imagesSeen}`);
    }
    let weights = imagesSeen === 0 ? this.#start : this.#history.get(imagesSeen);
    if (!weights) {
      if (imagesSeen < this.#reached) {
        this.#session.rewind();
        this.#reached = 0;
      }
      weights = await this.#step(imagesSeen - this.#reached, signal, onProgress);
      if (!weights) return;
    }
    this.weights = weights;
    this.#imagesSeen = imagesSeen;
  }

  dispose(): void {
    this.#session.dispose();
  }

  #keep(imagesSeen: number, weights: Float32Array): void {
    this.#reached = imagesSeen;
    this.#history.set(imagesSeen, weights);
    for (const oldest of this.#history.keys()) {
      if (this.#history.size <= KEPT) break;
      this.#history.delete(oldest);
    }
  }

  /** Teaches `images` more and gives the weights after them, or undefined when cancelled. */
  #step(images: number, signal?: AbortSignal, onProgress?: (imagesSeen: number) => void): Promise<Float32Array | undefined> {
    const target = this.#reached + images;
    return new Promise((resolve, reject) => {
      const cancel = (): void => {
        this.#session.pause();
        finish();
        resolve(undefined);
      };
      const leave = this.#session.subscribe((event: SessionEvent) => {
        if (event.type === 'weights' && event.weights[0]) {
          this.#keep(event.imagesSeen, Float32Array.from(event.weights[0].values));
          onProgress?.(event.imagesSeen);
          if (event.imagesSeen !== target) return;
          finish();
          resolve(this.#history.get(target));
        } else if (event.type === 'failed' || event.type === 'diverged') {
          finish();
          const { message, remedy, line } = event.message;
          reject(new ReaderCodeError([line ? `Line ${line}: ${message}` : message, remedy].filter(Boolean).join(' ')));
        }
      });
      const finish = (): void => {
        leave();
        signal?.removeEventListener('abort', cancel);
      };
      signal?.addEventListener('abort', cancel, { once: true });
      this.#session.step(images);
    });
  }
}
