import { RUNS_BEFORE, runsOfKey } from '../../../lib/storage/names.ts';
import { readText, writeText } from '../../../lib/storage/text.ts';
import { awakeExercise } from '../../lab/awake-exercise.ts';
import { exerciseHandle } from '../../lab/page-state.ts';
import type { TrainerHost } from './controller.ts';

/** Where a version before 1.0 kept a trainer's runs. */
const keyBefore = (scope: string): string => RUNS_BEFORE + scope.replace('/', ':');

/** The page's runs and engines, fetched when first asked for; `exercise` is the one whose code may train. */
export const browserHost = (scope: string, anchor: string, exercise?: string): TrainerHost => ({
  readerCode: () => (exercise ? (exerciseHandle(exercise).value?.code.value ?? null) : null),
  awakeReaderCode: async () => (exercise ? ((await awakeExercise(exercise))?.code.value ?? null) : null),
  async manager() {
    const { getRunManager } = await import('../../../lib/runs/page-runs.ts');
    return getRunManager();
  },
  withRuns: () => import('./with-runs.ts'),
  async available() {
    const { getEngineClient } = await import('../../../lib/engine/client.ts');
    return getEngineClient().available();
  },
  keepsRuns: () => [runsOfKey(scope), keyBefore(scope)].some((key) => readText(key) !== undefined),
  noteRuns: (some) => void writeText(runsOfKey(scope), some ? '1' : undefined),
  page() {
    const root = new URL(document.documentElement.dataset['root'] ?? './', document.baseURI);
    const here = new URL(document.baseURI);
    const title = document.querySelector('h1')?.textContent?.trim() ?? document.title;
    return { path: here.pathname.slice(root.pathname.length), title, anchor };
  },
});
