import type { RunRecord, Score } from '../../../../lib/runs/contract.ts';
import { loss, percent } from '../../trainer/format.ts';
import { epochsAt, timeTaken } from '../run-words.ts';

const scoreWords = (score: Score | undefined): string => (score ? `${percent(score.correct / score.of)}, ${loss(score.loss)}` : '–');

/** Every epoch of a run in numbers, for those who cannot see the curves. */
export function EpochTable({ run }: { readonly run: RunRecord }) {
  const first = run.tests.find(({ imagesSeen }) => imagesSeen === 0);
  return (
    <details class="trainer-table">
      <summary>Show as table</summary>
      <div class="trainer-scroll" tabIndex={0} role="region" aria-label={`${run.title} by epoch`}>
        <table class="table">
          <caption>{run.title}: accuracy and mean loss. Training is measured on each image before its update.</caption>
          <thead>
            <tr><th scope="col">epoch</th><th scope="col">training</th>{run.settings.validation && <th scope="col">validation</th>}<th scope="col">test</th><th scope="col">time</th></tr>
          </thead>
          <tbody>
            {first && <tr><th scope="row">0</th><td>–</td>{run.settings.validation && <td>–</td>}<td>{scoreWords(first)}</td><td>–</td></tr>}
            {run.epochs.map((epoch) => (
              <tr key={epoch.epoch}>
                <th scope="row">{Number(epochsAt(run, epoch.imagesSeen).toFixed(2))}</th>
                <td>{percent(epoch.training.accuracy)}, {loss(epoch.training.loss)}</td>
                {run.settings.validation && <td>{scoreWords(epoch.validation)}</td>}
                <td>{scoreWords(epoch.test)}</td>
                <td>{timeTaken(epoch.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
