import type { ToWorker } from './protocol.ts';

const ASK_EVERY = 500; // milliseconds between signs of life
const SILENCE = 2000; // milliseconds without one that are worth saying

/** Asks a worker for signs of life, and says how long there was none: 0 when there is one again. */
export class SilenceWatch {
  readonly #port: MessagePort;
  readonly #onSilence: (seconds: number) => void;
  #timer: ReturnType<typeof setInterval> | undefined;
  #count = 0;
  #askedAt = 0;
  #waiting = false;
  #said = 0;

  constructor(port: MessagePort, onSilence: (seconds: number) => void) {
    this.#port = port;
    this.#onSilence = onSilence;
  }

  start(): void {
    this.#ask();
    this.#timer = setInterval(() => {
      if (!this.#waiting) return this.#ask();
      const silence = performance.now() - this.#askedAt;
      if (silence < SILENCE || silence - this.#said < 1000) return;
      this.#said = silence;
      this.#onSilence(silence / 1000);
    }, ASK_EVERY);
  }

  answered(count: number): void {
    if (count !== this.#count) return;
    this.#waiting = false;
    if (this.#said > 0) this.#onSilence(0);
    this.#said = 0;
  }

  stop(): void {
    clearInterval(this.#timer);
  }

  #ask(): void {
    this.#waiting = true;
    this.#said = 0;
    this.#askedAt = performance.now();
    this.#port.postMessage({ type: 'ping', count: ++this.#count } satisfies ToWorker);
  }
}
