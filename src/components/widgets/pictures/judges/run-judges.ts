import { signal } from '@preact/signals';
import { layersInShort } from '../../../../lib/nn/shapes.ts';
import type { RunManager } from '../../../../lib/runs/run-manager.ts';
import type { RunRecord, RunState } from '../../../../lib/runs/run-record.ts';
import { count, percent } from '../../../words/format.ts';
import { drawnAs, readsDrawings, type Judge } from './judge.ts';

/** Runs that have come to rest, with weights that do not change under the reader's hand. */
const RESTING: readonly RunState[] = ['finished', 'stopped', 'paused', 'cut-off'];

/** The runs that can judge: at rest, and trained at all. */
export const restingRuns = (runs: readonly RunRecord[]): readonly RunRecord[] =>
  runs.filter(
    ({ state, imagesSeen, settings }) =>
      RESTING.includes(state) && imagesSeen > 0 && readsDrawings(settings.specification),
  );

function aboutRun({ settings: { specification }, imagesSeen, tests }: RunRecord): string {
  const last = tests.at(-1);
  const score = last && last.imagesSeen === imagesSeen ? `, ${percent(last.correct / last.of)} of the test images` : '';
  return `${layersInShort(specification)}, run of ${count(imagesSeen)} images${score}`;
}

/** A run as a judge: another one as soon as it has trained on. */
export const runJudge = (run: RunRecord, weightsOf: RunManager['weightsOf']): Judge => ({
  key: `run-${run.id}-${run.imagesSeen}`,
  name: run.title,
  data: drawnAs(run.settings.specification.data),
  about: aboutRun(run),
  async load() {
    const weights = await weightsOf(run.id);
    if (!weights) throw new Error('Its weights are no longer kept.');
    return { specification: run.settings.specification, weights };
  },
});

const judges = signal<readonly Judge[]>([]);

/** Follows the page's runs. */
export function watchRuns(): () => void {
  let stop: (() => void) | null = null;
  let gone = false;
  void import('../../../../lib/runs/page-runs.ts').then(({ getRunManager }) => {
    if (gone) return;
    const manager = getRunManager();
    const refresh = (): void => {
      const next = restingRuns(manager.runs).map((run) => runJudge(run, (id) => manager.weightsOf(id)));
      // The manager calls eight times a second while it trains; what rests has not changed by that.
      if (
        next.map(({ key }) => key).join(' ') !==
        judges
          .peek()
          .map(({ key }) => key)
          .join(' ')
      )
        judges.value = next;
    };
    refresh();
    stop = manager.subscribe(refresh);
  });
  return () => {
    gone = true;
    stop?.();
  };
}

/** The newest first. */
export const runJudges = (): readonly Judge[] => judges.value.toReversed();
