const AIM_MILLISECONDS = 25;
/** A slice that was surprisingly quick may be followed by one this many times as long, not longer. */
const GROWTH = 4;

/** Chooses how many images to train on at a time, so that a slice takes about 25 ms, and at most 50. */
export class Slices {
  #images = 1;

  get images(): number {
    return this.#images;
  }

  /** Learns from a slice of `images` that took `milliseconds`. */
  took(images: number, milliseconds: number): void {
    const aimed = milliseconds > 0 ? (images / milliseconds) * AIM_MILLISECONDS : Infinity;
    this.#images = Math.max(1, Math.round(Math.min(aimed, GROWTH * Math.max(images, this.#images))));
  }
}
