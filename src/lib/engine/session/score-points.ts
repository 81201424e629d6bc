/** What a run is scored on. */
export type ScoredSet = 'test' | 'validation';

/** The counts of images at which a run is to be scored, on which set, and which of them are still to come. */
export class ScorePoints {
  /** In rising order, without doubles. */
  readonly #points: Readonly<Record<ScoredSet, readonly number[]>>;
  readonly #next: Record<ScoredSet, number> = { test: 0, validation: 0 };

  /** Points after the run's last image are left out. */
  constructor(points: Readonly<Record<ScoredSet, Iterable<number>>>, imagesTotal: number) {
    const sorted = (counts: Iterable<number>): number[] =>
      [...new Set(counts)].filter((at) => at >= 0 && at <= imagesTotal).sort((a, b) => a - b);
    this.#points = { test: sorted(points.test), validation: sorted(points.validation) };
  }

  /** Where the next score of either set is due; Infinity after the last. */
  get next(): number {
    return Math.min(this.nextOf('test'), this.nextOf('validation'));
  }

  nextOf(set: ScoredSet): number {
    return this.#points[set][this.#next[set]] ?? Infinity;
  }

  /** The set whose score is due after so many images. */
  due(imagesSeen: number): ScoredSet | undefined {
    return (['validation', 'test'] as const).find((set) => this.nextOf(set) <= imagesSeen);
  }

  /** A score stands for all points that a batch has stepped over. */
  scored(set: ScoredSet, imagesSeen: number): void {
    while (this.nextOf(set) <= imagesSeen) this.#next[set]++;
  }

  /** Back after `imagesSeen` images: what was due later is due again. */
  goBack(imagesSeen: number): void {
    for (const set of ['test', 'validation'] as const) {
      this.#next[set] = Math.min(this.#next[set], this.#points[set].filter((at) => at <= imagesSeen).length);
    }
  }

  rewind(): void {
    this.#next.test = 0;
    this.#next.validation = 0;
  }
}
