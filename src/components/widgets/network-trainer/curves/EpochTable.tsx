import type { RunRecord, Score } from '../../../../lib/runs/contract.ts';
import { loss, percent, timeTaken } from '../../../words/format.ts';
import { epochsAt } from '../../../words/run.ts';

/** `97.80 %, 0.0765`: two lines where there is no room for one. */
function Cell({ accuracy, loss: of }: { readonly accuracy: number; readonly loss: number }) {
  return (
    <td>
      <span class="trainer-figure">{percent(accuracy)},</span> {loss(of)}
    </td>
  );
}

const ScoreCell = ({ score }: { readonly score: Score | undefined }) =>
  score ? <Cell accuracy={score.correct / score.of} loss={score.loss} /> : <td>–</td>;

/** Every epoch of a run in numbers, for those who cannot see the curves. */
export function EpochTable({ run }: { readonly run: RunRecord }) {
  const first = run.tests.find(({ imagesSeen }) => imagesSeen === 0);
  return (
    <details class="trainer-table">
      <summary>Show as table</summary>
      <div class="trainer-scroll scroll-shadow" tabIndex={0} role="region" aria-label={`${run.title} by epoch`}>
        <table class="table">
          <caption>{run.title}: accuracy and mean loss. Training is measured on each image before its update.</caption>
          <thead>
            <tr>
              <th scope="col">epoch</th>
              <th scope="col">training</th>
              {run.settings.validation && <th scope="col">validation</th>}
              <th scope="col">test</th>
              <th scope="col">time</th>
            </tr>
          </thead>
          <tbody>
            {first && (
              <tr>
                <th scope="row">0</th>
                <td>–</td>
                {run.settings.validation && <td>–</td>}
                <ScoreCell score={first} />
                <td>–</td>
              </tr>
            )}
            {run.epochs.map((epoch) => (
              <tr key={epoch.epoch}>
                <th scope="row">{Number(epochsAt(run, epoch.imagesSeen).toFixed(2))}</th>
                <Cell accuracy={epoch.training.accuracy} loss={epoch.training.loss} />
                {run.settings.validation && <ScoreCell score={epoch.validation} />}
                <ScoreCell score={epoch.test} />
                <td>{timeTaken(epoch.seconds)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </details>
  );
}
