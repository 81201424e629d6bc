import { useEffect, useRef, useState } from 'preact/hooks';
import { explainError } from '../../digits/loading.ts';

export interface Work {
  readonly busy: boolean;
  /** Begins a piece of work, in place of one that is under way. */
  readonly work: (task: (signal: AbortSignal) => Promise<void>) => Promise<void>;
  readonly stop: () => void;
}

/** What a button of an explanation sets going, one at a time, until it is done or the explanation is gone. `onProblem` is told in plain words what went wrong, unless the work was stopped. */
export function useWork(onProblem: (words: string) => void): Work {
  const [busy, setBusy] = useState(false);
  const under = useRef<AbortController | null>(null);
  const stop = (): void => {
    under.current?.abort();
    under.current = null;
    setBusy(false);
  };
  useEffect(() => () => under.current?.abort(), []);
  const work = async (task: (signal: AbortSignal) => Promise<void>): Promise<void> => {
    stop();
    const mine = (under.current = new AbortController());
    setBusy(true);
    try {
      await task(mine.signal);
    } catch (error) {
      if (!mine.signal.aborted) onProblem(explainError(error).message);
    } finally {
      if (under.current === mine) stop();
    }
  };
  return { busy, work, stop };
}
