import type { SessionEvent, TrainReport } from '../contract.ts';

const EVENT_MILLISECONDS = 60;
const RATE_MILLISECONDS = 1000;

interface Slice {
  readonly images: number;
  readonly milliseconds: number;
}

/**
 * What training has done since the page was last told, and how fast it goes: images per second over about
 * the last second of training, in which pauses, loading and scoring do not count.
 */
export class Progress {
  #recent: Slice[] = [];
  #images = 0;
  #correct = 0;
  #lossSum = 0;
  #milliseconds = 0;
  #toldAt = 0;

  add(report: TrainReport, milliseconds: number): void {
    this.#images += report.images;
    this.#correct += report.correct;
    this.#lossSum += report.lossSum;
    this.#milliseconds += milliseconds;
    this.#recent.push({ images: report.images, milliseconds });
    let time = this.#recent.reduce((sum, slice) => sum + slice.milliseconds, 0);
    while (this.#recent[1] && time - this.#recent[0]!.milliseconds >= RATE_MILLISECONDS)
      time -= this.#recent.shift()!.milliseconds;
  }

  /** True about sixteen times a second, when there is something to tell. */
  isDue(now: number): boolean {
    return this.#images > 0 && now - this.#toldAt >= EVENT_MILLISECONDS;
  }

  get imagesPerSecond(): number {
    const images = this.#recent.reduce((sum, slice) => sum + slice.images, 0);
    const milliseconds = this.#recent.reduce((sum, slice) => sum + slice.milliseconds, 0);
    return milliseconds > 0 ? (images / milliseconds) * 1000 : 0;
  }

  /** The event for the page, or nothing if nothing was trained since the last. */
  take(imagesSeen: number, imagesTotal: number, now: number): SessionEvent | undefined {
    if (this.#images === 0) return undefined;
    const event: SessionEvent = {
      type: 'progress',
      imagesSeen,
      imagesTotal,
      imagesPerSecond: this.imagesPerSecond,
      trainAccuracy: this.#correct / this.#images,
      trainLoss: this.#lossSum / this.#images,
      milliseconds: this.#milliseconds,
    };
    this.#forget();
    this.#toldAt = now;
    return event;
  }

  clear(): void {
    this.#recent = [];
    this.#forget();
  }

  #forget(): void {
    this.#images = 0;
    this.#correct = 0;
    this.#lossSum = 0;
    this.#milliseconds = 0;
  }
}
