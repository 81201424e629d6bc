const MESSAGES_PER_SECOND = 1000; // the runtime sends about fifty

/** Notices a worker that sends more than the page can take. */
export class Flood {
  #since = 0;
  #messages = 0;

  /** Counts a message; true when there were too many within a second. */
  count(): boolean {
    const now = performance.now();
    if (now - this.#since > 1000) {
      this.#since = now;
      this.#messages = 0;
    }
    return ++this.#messages > MESSAGES_PER_SECOND;
  }
}
