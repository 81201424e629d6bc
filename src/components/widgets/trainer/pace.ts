/** Time over which the pace is measured. */
const SPAN = 4000; // ms

/** How fast images pass by the clock on the wall, with tests and loading, for the time that is left. */
export class Pace {
  #samples: { readonly at: number; readonly images: number }[] = [];

  add(at: number, images: number): void {
    const last = this.#samples.at(-1);
    if (last && images < last.images) this.#samples = [];
    this.#samples.push({ at, images });
    while (this.#samples.length > 2 && at - this.#samples[1]!.at >= SPAN) this.#samples.shift();
  }

  /** A pause does not count. */
  clear(): void {
    this.#samples = [];
  }

  /** 0 until it is known. */
  get imagesPerSecond(): number {
    const [first, last] = [this.#samples[0], this.#samples.at(-1)];
    if (!first || !last || last.at <= first.at) return 0;
    return ((last.images - first.images) / (last.at - first.at)) * 1000;
  }
}
