import { useRef, useState } from 'preact/hooks';
import type { Judgement } from './judging.ts';

export interface Steady {
  /** What lists are made from. */
  readonly steady: Judgement | null;
  /** True while `steady` is older than the newest. */
  readonly older: boolean;
  /** Takes the newest. */
  renew(): void;
  /** The reader has begun to look: from now on lists stay as they are. */
  touch(): void;
}

/** True where a list should follow: nothing shown yet, another network, or the same one started afresh. */
export const mustFollow = (held: Judgement | null, newest: Judgement | null): boolean =>
  !held || !newest || held.model.name !== newest.model.name || newest.model.imagesSeen < held.model.imagesSeen;

/**
 * Holds on to one judgement while newer ones come, so that a list of pictures keeps its order and the reader their
 * place. Until the reader touches the list it follows the newest; afterwards only when told, or with another network.
 */
export function useSteady(newest: Judgement | null): Steady {
  const held = useRef<Judgement | null>(null);
  const touched = useRef(false);
  const [, show] = useState(0);
  if (mustFollow(held.current, newest)) {
    held.current = newest;
    touched.current = false;
  } else if (!touched.current) held.current = newest;
  return {
    steady: held.current,
    older: held.current !== newest,
    renew() {
      held.current = newest;
      show((n) => n + 1);
    },
    touch: () => (touched.current = true),
  };
}
