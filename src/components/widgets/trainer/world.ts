import { awakeExercise } from '../../lab/awake-exercise.ts';
import { exerciseHandle } from '../../lab/page-state.ts';
import type { Shown } from '../../../lib/sandbox/contract.ts';
import type { TrainerWorld } from './controller.ts';

/** Time between two takings of events: about eight a second, so that drawing never crowds the page. */
const FLUSH_EVERY = 120; // ms

/** The page's engines and sandbox, fetched when first asked for. */
export function browserWorld(exercise: string | undefined, onShown: (shown: Shown) => void): TrainerWorld {
  let last = 0;
  return {
    async engines() {
      const { getEngineClient } = await import('../../../lib/engine/client.ts');
      return getEngineClient();
    },
    async readerSession(code, settings) {
      const { getSandbox } = await import('../../../lib/sandbox/sandbox.ts');
      return getSandbox().createSession(code, settings, onShown);
    },
    now: () => performance.now(),
    readerCode: () => (exercise ? (exerciseHandle(exercise).value?.code.value ?? null) : null),
    awakeReaderCode: async () => (exercise ? ((await awakeExercise(exercise))?.code.value ?? null) : null),
    schedule(flush) {
      const wait = Math.max(0, last + FLUSH_EVERY - performance.now());
      setTimeout(() => {
        last = performance.now();
        flush();
      }, wait);
    },
  };
}
