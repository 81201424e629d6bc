/** How often the worker is asked for a sign of life while something is under way in it. */
const EVERY = 1000; // ms
/** Beats without an answer after which it is asked whether the worker is there at all: a long step is no end. */
const SILENT = 3;
/** Beats without an answer after which it counts as gone where the browser cannot tell. */
const LOST = 60;
/** Beats without an answer after which it counts as gone, though it be there, if the reader wants it to stop. */
const STUCK = 10;
/** Beats after which one that was never heard is begun anew; each time twice as many, since it may come over a slow line. */
const UNHEARD = 30;

export interface HeartbeatOptions {
  /** Asks for a sign of life. */
  readonly ask: () => void;
  /** Whether the worker is there; undefined where the browser cannot tell. */
  readonly isThere: () => Promise<boolean | undefined>;
  /** The reader waits for it to stop. */
  readonly mustStop: () => boolean;
  readonly onGone: () => void;
  /** A worker was never heard. */
  readonly onUnheard: () => void;
}

/**
 * Notices a worker that has ended without a word, does not come to an end, or never began: that it cannot be loaded it
 * says itself, but a busy browser may forget it. It counts beats, not time: a machine that slept has missed them all.
 */
export class Heartbeat {
  readonly #options: HeartbeatOptions;
  #timer: ReturnType<typeof setInterval> | undefined;
  #wasHeard = false;
  #silent = 0;
  #unheard = UNHEARD;

  constructor(options: HeartbeatOptions) {
    this.#options = options;
  }

  /** There is another worker, not heard yet. */
  startAfresh(): void {
    this.#wasHeard = false;
    this.#silent = 0;
  }

  /** The worker has answered something. */
  heard(): void {
    this.#wasHeard = true;
    this.#silent = 0;
    this.#unheard = UNHEARD;
  }

  /** Beats while `needed`. */
  beat(needed: boolean): void {
    if (needed === (this.#timer !== undefined)) return;
    clearInterval(this.#timer);
    this.#silent = 0;
    this.#timer = needed ? setInterval(() => void this.#look(), EVERY) : undefined;
  }

  async #look(): Promise<void> {
    this.#options.ask();
    if (++this.#silent < SILENT) return;
    if (!this.#wasHeard) {
      if (this.#silent < this.#unheard) return;
      this.#unheard *= 2;
      this.#silent = 0;
      this.#options.onUnheard();
      return;
    }
    const timer = this.#timer;
    const isThere = await this.#options.isThere().catch(() => undefined);
    if (timer !== this.#timer || this.#silent < SILENT) return; // it has answered meanwhile, or nobody asks any more
    const patience = isThere === false ? SILENT : this.#options.mustStop() ? STUCK : isThere ? Infinity : LOST;
    if (this.#silent >= patience) this.#options.onGone();
  }
}
