import { useSignal } from '@preact/signals';
import type { EpochScore, RunRecord, Score } from '../../../lib/runs/run-record.ts';
import { count, loss, percent, timeTaken } from '../../words/format.ts';
import { epochsAt } from '../../words/run.ts';
import type { Axis } from './model.ts';

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

/** What a run came to, by images seen: at the end of each epoch or, where images are counted, at every score. */
function rowsOf(run: RunRecord, axis: Axis) {
  const { tests, validations, epochs } = run;
  const at = <Item extends Score | EpochScore>(items: readonly Item[]) =>
    new Map(items.map((item) => [item.imagesSeen, item]));
  const [tested, validated, ended] = [at(tests), at(validations), at(epochs)];
  return [...new Set([...tested.keys(), ...validated.keys(), ...ended.keys()])]
    .filter((images) => axis !== 'epochs' || images === 0 || ended.has(images))
    .sort((a, b) => a - b)
    .map((imagesSeen) => ({
      imagesSeen,
      test: tested.get(imagesSeen),
      validation: validated.get(imagesSeen),
      epoch: ended.get(imagesSeen),
    }));
}

function Scores({ run, axis }: { readonly run: RunRecord; readonly axis: Axis }) {
  const name = axis === 'epochs' ? 'epoch' : 'images';
  return (
    <div class="trainer-scroll scroll-shadow" tabIndex={0} role="region" aria-label={`${run.title} by ${name}`}>
      <table class="table">
        <caption>{run.title}: accuracy and mean loss. Training is measured on each image before its update.</caption>
        <thead>
          <tr>
            <th scope="col">{name}</th>
            <th scope="col">training</th>
            {run.settings.validation && <th scope="col">validation</th>}
            <th scope="col">test</th>
            <th scope="col">time</th>
          </tr>
        </thead>
        <tbody>
          {rowsOf(run, axis).map(({ imagesSeen, test, validation, epoch }) => (
            <tr key={imagesSeen}>
              <th scope="row">
                {axis === 'epochs' ? Number(epochsAt(run, imagesSeen).toFixed(2)) : count(imagesSeen)}
              </th>
              {epoch ? <Cell {...epoch.training} /> : <td>–</td>}
              {run.settings.validation && <ScoreCell score={validation} />}
              <ScoreCell score={test} />
              <td>{epoch ? timeTaken(epoch.seconds) : '–'}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The curves of a run in numbers, for those who cannot see them. */
export function ScoreTable(props: { readonly run: RunRecord; readonly axis: Axis }) {
  const opened = useSignal(false);
  return (
    <details class="trainer-table" onToggle={({ currentTarget }) => currentTarget.open && (opened.value = true)}>
      <summary>Show as table</summary>
      {opened.value && <Scores {...props} />}
    </details>
  );
}
