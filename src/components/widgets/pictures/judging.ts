import { effect, signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { useEffect, useState } from 'preact/hooks';
import type { WhichImages } from '../../../lib/engine/contract.ts';
import { isShares } from '../../../lib/nn/shares.ts';
import { explainError } from '../digits/loading.ts';
import { askOutputs } from './ask.ts';
import type { ShownModel } from './picture.ts';
import { dataSetOf } from './picture-of.ts';
import type { Explained } from './test-images.ts';

/** What a model says of pictures. */
export interface Judgement {
  readonly model: ShownModel;
  readonly outputs: Float32Array; // [n, outputs]
  /** True: the outputs are shares that sum to 1; false: plain scores. */
  readonly shares: boolean;
}

export interface Judging {
  /** The newest there is; it stays while a newer one is computed, so that nothing flickers. */
  readonly judgement: ReadonlySignal<Judgement | null>;
  readonly problem: ReadonlySignal<Explained | null>;
  readonly busy: ReadonlySignal<boolean>;
  retry(): void;
  dispose(): void;
}

export interface JudgingHost {
  outputs(model: ShownModel, which: WhichImages, signal: AbortSignal): Promise<Float32Array>;
  now(): number;
  later(run: () => void, milliseconds: number): void;
}

/** Judging takes about a fifth of the time, so that training goes on beside it; on a slow machine somewhat more. */
const REST = 4;
const LONGEST_REST = 4000; // ms

export const pageHost: JudgingHost = {
  outputs: ({ specification, weights }, which, signal) => askOutputs(specification, weights, which, { signal }),
  now: () => performance.now(),
  later: (run, milliseconds) => void setTimeout(run, milliseconds),
};

/**
 * Keeps the judgement of these pictures as new as the model: one question at a time, the newest model next, and between two
 * questions a rest of `leastRest` milliseconds or, up to four seconds, four times what the last one took. `first` is
 * what is known already.
 */
export function judgeAsItChanges(
  model: ReadonlySignal<ShownModel | null>,
  which: (model: ShownModel) => WhichImages,
  leastRest: number,
  host: JudgingHost = pageHost,
  first: Judgement | null = null,
): Judging {
  const judgement: Signal<Judgement | null> = signal(first);
  const problem: Signal<Explained | null> = signal(null);
  const busy = signal(false);
  const stop = new AbortController();
  let resting = false;

  const judge = async (shown: ShownModel): Promise<void> => {
    busy.value = true;
    const began = host.now();
    try {
      const outputs = await host.outputs(shown, which(shown), stop.signal);
      if (stop.signal.aborted) return;
      problem.value = null;
      if (model.peek()) judgement.value = { model: shown, outputs, shares: isShares(shown.specification) };
    } catch (error) {
      if (!stop.signal.aborted) problem.value = explainError(error);
    } finally {
      busy.value = false;
      resting = true;
      host.later(
        () => {
          resting = false;
          if (!problem.peek()) next();
        },
        Math.max(leastRest, Math.min(LONGEST_REST, REST * (host.now() - began))),
      );
    }
  };
  const next = (): void => {
    const shown = model.peek();
    if (stop.signal.aborted || busy.peek() || resting || !shown || shown === judgement.peek()?.model) return;
    void judge(shown);
  };
  const unwatch = effect(() => {
    if (!model.value) judgement.value = null;
    next();
  });
  return {
    judgement,
    problem,
    busy,
    retry() {
      problem.value = null;
      next();
    },
    dispose() {
      unwatch();
      stop.abort();
    },
  };
}

interface Shared {
  readonly judging: Judging;
  users: number;
  gone: boolean;
}

const shared = new WeakMap<ReadonlySignal<ShownModel | null>, Shared>();
/** So long the work goes on when nobody looks: the next picture may take it over. */
const LINGER = 1000; // ms

/** All test images of what a model has learned from. */
const testSetOf = (model: ShownModel): WhichImages => ({ set: 'test', from: 0, to: dataSetOf(model).counts.test });

/** The shared work for a model. What was judged last is not judged again when the reader comes back to it. */
function sharedFor(model: ReadonlySignal<ShownModel | null>): Shared {
  const known = shared.get(model);
  if (known && !known.gone) return known;
  const first = known?.judging.judgement.peek() ?? null;
  const made = {
    judging: judgeAsItChanges(model, testSetOf, 1000, pageHost, first),
    users: 0,
    gone: false,
  };
  shared.set(model, made);
  return made;
}

/** What the model says of all test images; pictures of one model share the work. */
export function useJudgedTestSet(model: ReadonlySignal<ShownModel | null>): Judging {
  const [entry, setEntry] = useState(() => sharedFor(model));
  useEffect(() => {
    if (entry.gone) return setEntry(sharedFor(model)); // it went just before the first user came
    entry.users++;
    return () => {
      entry.users--;
      setTimeout(() => {
        if (entry.users > 0 || entry.gone) return;
        entry.gone = true;
        entry.judging.dispose();
      }, LINGER);
    };
  }, [entry]);
  return entry.judging;
}

/** What the model says of one picture [pixels]. */
export function useJudgedPicture(
  model: ReadonlySignal<ShownModel | null>,
  picture: Uint8Array<ArrayBuffer> | null,
): { readonly outputs: Float32Array; readonly shares: boolean; readonly of: Uint8Array } | null {
  const [answer] = useState(() =>
    signal<{ readonly outputs: Float32Array; readonly shares: boolean; readonly of: Uint8Array } | null>(null),
  );
  useEffect(() => {
    if (!picture) {
      answer.value = null;
      return;
    }
    const judging = judgeAsItChanges(model, () => picture, 200);
    const forward = effect(() => {
      const made = judging.judgement.value;
      if (made) answer.value = { ...made, of: picture };
      else if (!model.value) answer.value = null;
    });
    return () => {
      forward();
      judging.dispose();
    };
  }, [model, picture]);
  return answer.value;
}
