import { signal } from '@preact/signals';
import type { ModelSummary } from '../../../../lib/models/kept-model.ts';
import { ModelStore } from '../../../../lib/models/model-store.ts';
import { layersInShort } from '../../../../lib/nn/shapes.ts';
import { percent } from '../../../words/format.ts';
import { drawnAs, readsDrawings, type Judge } from './judge.ts';

const kept = signal<readonly ModelSummary[] | null>(null);
const problem = signal<string | null>(null);
let store: ModelStore | undefined;

/** Follows the models kept in this browser; the list changes when any tab keeps or deletes one. */
export function watchKept(): () => void {
  const models = (store ??= new ModelStore());
  const refresh = (): void =>
    void models.list().then(
      (list) => {
        kept.value = list;
        problem.value = null;
      },
      (error: unknown) => {
        kept.value ??= [];
        problem.value = error instanceof Error ? error.message : String(error);
      },
    );
  refresh();
  return models.subscribe(refresh);
}

/** Null until the browser has answered. */
export const keptJudges = (): readonly Judge[] | null =>
  kept.value
    ?.filter(({ specification }) => readsDrawings(specification))
    .map(({ id, name, specification, result, savedAt }) => ({
      key: `kept-${id}-${savedAt}`,
      name,
      data: drawnAs(specification.data),
      about: `${layersInShort(specification)}, kept, ${percent(result.correct / result.of)} of the test images`,
      load: () => store!.load(id),
    })) ?? null;

/** Why kept models cannot be had, if so. */
export const keptProblem = (): string | null => problem.value;
