import type { ReaderMessage, SessionEvent, TrainingSession } from '../../../../lib/engine/contract.ts';
import type { Walker, WalkOptions } from './walk.ts';

const KEPT = 256;

/** What went wrong in the reader's code, in words. */
export class ReaderCodeError extends Error {
  override readonly name = 'ReaderCodeError';
}

/** A browser's own message has no full stop; ours have. */
const sentence = (text: string): string => (/[.!?]$/.test(text) ? text : `${text}.`);
const wordsOf = ({ message, remedy, line }: ReaderMessage): string =>
  [line ? `Line ${line}: ${sentence(message)}` : sentence(message), remedy].filter(Boolean).join(' ');

/** The step that is under way. */
interface Waiting {
  readonly target: number;
  readonly options: WalkOptions;
  readonly arrive: () => void;
  readonly fail: (error: ReaderCodeError) => void;
}

/**
 * The reader's own update, one image at a time, in the sandbox. Weights already seen are kept (the last 256,
 * 8 MB), so Back puts back the very bits; farther back the session starts anew and runs the same images again.
 */
export class ReaderWalk implements Walker {
  weights: Float32Array; // [pixels, outputs]
  #imagesSeen = 0;
  readonly #session: TrainingSession;
  readonly #count: number; // images in all
  readonly #start: Float32Array;
  /** Where the session itself stands; the reader may be looking at an earlier image. */
  #reached = 0;
  readonly #history = new Map<number, Float32Array>();
  #waiting: Waiting | null = null;
  /** Set when weights were no longer finite: from there no step leads on. */
  #diverged: ReaderCodeError | null = null;

  constructor(start: Float32Array, session: TrainingSession, count: number) {
    this.#count = count;
    this.#start = Float32Array.from(start);
    this.weights = this.#start;
    this.#session = session;
    session.subscribe((event) => this.#hear(event));
  }

  get imagesSeen(): number {
    return this.#imagesSeen;
  }

  async goTo(imagesSeen: number, options: WalkOptions = {}): Promise<void> {
    if (!Number.isInteger(imagesSeen) || imagesSeen < 0 || imagesSeen > this.#count) {
      throw new RangeError(`images seen: expected 0 to ${this.#count}, got ${imagesSeen}`);
    }
    if (imagesSeen !== 0 && !this.#history.has(imagesSeen)) {
      if (imagesSeen < this.#reached) this.#rewind();
      if (this.#diverged) throw this.#diverged;
      await this.#stepTo(imagesSeen, options);
    }
    // A walk that was cancelled shows where the session stopped.
    this.#imagesSeen = this.#history.has(imagesSeen) || imagesSeen === 0 ? imagesSeen : this.#reached;
    this.weights = this.#imagesSeen === 0 ? this.#start : this.#history.get(this.#imagesSeen)!;
  }

  dispose(): void {
    this.#session.dispose();
  }

  #rewind(): void {
    this.#history.clear();
    this.#diverged = null;
    this.#session.rewind();
    this.#reached = 0;
  }

  #stepTo(target: number, options: WalkOptions): Promise<void> {
    return new Promise((resolve, reject) => {
      const stop = (): void => this.#session.stop();
      const leave = (): void => {
        this.#waiting = null;
        options.signal?.removeEventListener('abort', stop);
      };
      this.#waiting = {
        target,
        options,
        arrive: () => {
          leave();
          resolve();
        },
        fail: (error) => {
          leave();
          reject(error);
        },
      };
      options.signal?.addEventListener('abort', stop, { once: true });
      this.#session.step(target - this.#reached);
    });
  }

  #hear(event: SessionEvent): void {
    const waiting = this.#waiting;
    switch (event.type) {
      case 'weights':
        this.#keep(event.imagesSeen, Float32Array.from(event.weights[0]?.values ?? this.#start));
        if (event.imagesSeen === waiting?.target) waiting.arrive();
        else waiting?.options.onProgress?.(event.imagesSeen);
        return;
      case 'state':
        if (event.state === 'stopped') waiting?.arrive();
        return;
      case 'loading':
        return waiting?.options.onLoading?.(event.progress);
      case 'notice':
        return waiting?.options.onNotice?.(wordsOf(event.message));
      case 'diverged':
        this.#diverged = new ReaderCodeError(
          `${event.message.message} Go forward from image 1 and watch how it begins.`,
        );
        return waiting?.fail(this.#diverged);
      case 'failed':
        return waiting?.fail(new ReaderCodeError(wordsOf(event.message)));
      default:
        return;
    }
  }

  #keep(imagesSeen: number, weights: Float32Array): void {
    this.#reached = imagesSeen;
    this.#history.delete(imagesSeen);
    this.#history.set(imagesSeen, weights);
    for (const oldest of this.#history.keys()) {
      if (this.#history.size <= KEPT) break;
      this.#history.delete(oldest);
    }
  }
}
