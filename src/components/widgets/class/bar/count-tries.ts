import { effect } from '@preact/signals';
import { countTry } from '../../../../lib/classroom/tries.ts';
import { exerciseHandle } from '../../../lab/page-state.ts';

/** Counts the programs that are run on this page to their end, each new text once. Returns how to end that. */
export function countTries(): () => void {
  const ends = [...document.querySelectorAll<HTMLElement>('.lab[data-exercise]')].map((lab) => {
    const id = lab.dataset['exercise'] ?? '';
    let last: string | null = null;
    return effect(() => {
      const ran = exerciseHandle(id).value?.ran.value ?? null;
      if (ran === null || ran === last) return;
      last = ran;
      countTry(id);
    });
  });
  return () => ends.forEach((end) => end());
}
