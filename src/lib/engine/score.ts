import { largest } from '../nn/images.ts';
import { lossNamed, type Loss } from '../nn/losses.ts';
import type { Evaluation } from './contract.ts';
import type { LossName } from '../settings/choices.ts';

/** Scores outputs, however they were computed, by the loss of `lib/nn`. */
export class Score {
  readonly #units: number;
  readonly #loss: Loss;
  readonly #confusion: number[];
  count = 0;
  correct = 0;
  lossSum = 0;

  constructor(loss: LossName, units: number) {
    this.#units = units;
    this.#loss = lossNamed(loss);
    this.#confusion = new Array<number>(units ** 2).fill(0);
  }

  /** Adds one image: its outputs are the `units` numbers from index `from`. */
  add(outputs: Float32Array, from: number, label: number): void {
    const prediction = largest(outputs, from, this.#units);
    this.count++;
    this.lossSum += this.#loss.value(outputs, label, from, this.#units);
    if (prediction === label) this.correct++;
    this.#confusion[label * this.#units + prediction]!++;
  }

  result(): Evaluation {
    return {
      count: this.count,
      correct: this.correct,
      loss: this.lossSum / this.count,
      confusion: [...this.#confusion],
    };
  }
}
