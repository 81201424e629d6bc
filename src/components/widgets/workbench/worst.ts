import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { askOutputs, engines } from '../pictures/ask.ts';
import type { ShownModel } from '../pictures/picture.ts';
import { cellMembers, guessOf, mistakesOf } from '../pictures/readings.ts';
import { testImage, type InHand } from './in-hand.ts';

/** So many are shown. */
export const WORST = 6;

/** What a model at rest gets wrong. */
export interface Wrong {
  readonly model: ShownModel;
  /** The worst test images, the surest mistake first, with what each is taken for. */
  readonly worst: readonly (InHand & { readonly index: number; readonly guess: number })[];
  /** How many are wrong, of so many. */
  readonly count: number;
  readonly of: number;
  /** The surest mistake of one kind, a test image from 0; undefined where there is none. */
  surest(label: number, guess: number): number | undefined;
}

/** The mistakes of a model among all test images, once for each model that is at rest; null before that and while it trains. */
export function wrongOf(
  model: ReadonlySignal<ShownModel | null>,
  atRest: ReadonlySignal<boolean>,
): { readonly wrong: ReadonlySignal<Wrong | null>; dispose(): void } {
  const wrong: Signal<Wrong | null> = signal(null);
  let stop = new AbortController();
  const judge = async (shown: ShownModel, { signal: aborted }: AbortController): Promise<void> => {
    const { data } = shown.specification;
    const of = dataSetNamed(data).counts.test;
    const [outputs, labels] = await Promise.all([
      askOutputs(shown.specification, shown.weights, { set: 'test', from: 0, to: of }, { signal: aborted }),
      (await engines()).labels('test', data ? { data } : {}),
    ]);
    const all = mistakesOf(outputs, labels);
    const worst = await Promise.all(
      all.slice(0, WORST).map(async (index) => ({
        ...(await testImage(index, data)),
        index,
        guess: guessOf(outputs, index, outputs.length / of),
      })),
    );
    if (aborted.aborted) return;
    wrong.value = {
      model: shown,
      worst,
      count: all.length,
      of,
      surest: (label, guess) => cellMembers(outputs, labels, label, guess)[0],
    };
  };
  const follow = effect(() => {
    const shown = model.value;
    const rests = atRest.value;
    if (wrong.peek()?.model === shown && rests) return;
    stop.abort();
    stop = new AbortController();
    wrong.value = null;
    // What cannot be judged now is judged with the next change; a run says what is wrong.
    if (shown && rests && shown.imagesSeen > 0) void judge(shown, stop).catch(() => undefined);
  });
  return {
    wrong,
    dispose() {
      follow();
      stop.abort();
    },
  };
}
