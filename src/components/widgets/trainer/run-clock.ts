import type { Run, RunList } from './runs.ts';

const key = (run: number, set: 'train' | 'test', images: number): string => `${run} ${set} ${images}`;

/** When each point of each run was measured; runs of an earlier visit have no clock. */
export class RunClock {
  readonly #times = new Map<string, number>();

  /** Notes the points that are new in a run, `now` in milliseconds since 1970-01-01 UTC. */
  note({ runs }: RunList, id: number | null, now: number): void {
    const run = runs.find((one) => one.id === id);
    for (const set of ['train', 'test'] as const) {
      for (const { images } of run?.[set === 'test' ? 'tests' : 'train'] ?? []) {
        const at = key(run!.id, set, images);
        if (!this.#times.has(at)) this.#times.set(at, now);
      }
    }
  }

  /**
   * Milliseconds since 1970-01-01 UTC at which a run had seen so many images. Where nobody looked at a clock,
   * the run is laid before `now` at its measured rate.
   */
  at({ id, imagesSeen, imagesPerSecond }: Run, set: 'train' | 'test', images: number, now: number): number {
    const left = imagesPerSecond > 0 ? ((imagesSeen - images) / imagesPerSecond) * 1000 : 0;
    return this.#times.get(key(id, set, images)) ?? now - left;
  }
}
