import { useEffect, useRef, useState } from 'preact/hooks';

export interface Playing {
  readonly playing: boolean;
  /** Plays from this step to the last. */
  readonly play: (from: number) => void;
  readonly stop: () => void;
}

/** Plays steps one after the other, up to `last`, one each `every` milliseconds. Where motion is not wanted it jumps to the last. */
export function usePlay(last: number, onStep: (step: number) => void, every = 50): Playing {
  const [from, setFrom] = useState<number | null>(null);
  const tell = useRef(onStep);
  tell.current = onStep;
  useEffect(() => {
    if (from === null) return;
    if (matchMedia('(prefers-reduced-motion: reduce)').matches) {
      tell.current(last);
      setFrom(null);
      return;
    }
    let step = from;
    tell.current(step);
    const timer = setInterval(() => {
      if (step < last) tell.current(++step);
      if (step >= last) setFrom(null);
    }, every);
    return () => clearInterval(timer);
  }, [from]);
  return { playing: from !== null, play: setFrom, stop: () => setFrom(null) };
}
