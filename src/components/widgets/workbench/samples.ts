import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import type { DigitSet } from '../../../lib/data/contract.ts';
import { dataSetNamed, type DataSetId } from '../../../lib/data/data-sets.ts';
import { engines } from '../pictures/ask.ts';
import { judgeAsItChanges, type Judging } from '../pictures/judging.ts';
import type { ShownModel } from '../pictures/picture.ts';
import { guessOf } from '../pictures/readings.ts';
import { SAMPLES } from './samples-count.ts';

export interface Samples {
  /** Null until they are fetched. */
  readonly digits: ReadonlySignal<DigitSet | null>;
  /** What the model takes each for; null while nothing has learned, or nobody has asked. */
  readonly guesses: ReadonlySignal<readonly number[] | null>;
  /** Fetches the images of this set, once the reader turns to the workbench or something trains. */
  fetch(data: DataSetId): Promise<void>;
  dispose(): void;
}

/** The test images beside the network, judged by the newest weights. */
export function samplesOf(model: ReadonlySignal<ShownModel | null>): Samples {
  const digits: Signal<DigitSet | null> = signal(null);
  const guesses: Signal<readonly number[] | null> = signal(null);
  let asked: DataSetId | null = null;
  const trained = signal<ShownModel | null>(null);
  const follow = effect(() => {
    const shown = model.value;
    const images = digits.value;
    const fits = shown && images && images.images.length === shown.specification.inputs * images.count;
    trained.value = fits && shown.imagesSeen > 0 ? shown : null;
  });
  const judging: Judging = judgeAsItChanges(trained, () => digits.peek()!.images.slice(), 250);
  const read = effect(() => {
    const made = judging.judgement.value;
    const { count = 0 } = digits.peek() ?? {};
    guesses.value =
      made && count > 0
        ? Array.from({ length: count }, (_, n) => guessOf(made.outputs, n, made.outputs.length / count))
        : null;
  });
  return {
    digits,
    guesses,
    async fetch(data) {
      if (asked === data) return;
      asked = data;
      try {
        const client = await engines();
        const set = await client.digits('test', 0, Math.min(SAMPLES, dataSetNamed(data).counts.test), { data });
        if (asked === data) digits.value = set;
      } catch {
        if (asked !== data) return;
        asked = null; // the next turn asks again; a run says what is wrong
        digits.value = null;
      }
    },
    dispose() {
      follow();
      read();
      judging.dispose();
    },
  };
}
