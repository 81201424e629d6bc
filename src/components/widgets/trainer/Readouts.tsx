import { count, loss, percent, rate, timeLeft } from './format.ts';
import { engineWords } from './runs.ts';
import type { TrainerView } from './view.ts';

/** The numbers of the run in hand. */
export function Readouts({ view, total }: { readonly view: TrainerView; readonly total: number }) {
  const { test, lately, imagesSeen, imagesPerSecond, by } = view;
  const all = view.imagesTotal || total;
  const busy = view.state === 'running';
  return (
    <dl class="trainer-readouts">
      <div class="readout trainer-score">
        <dt>Test images right</dt>
        <dd>
          {test ? count(test.correct) : '–'}{' '}
          <small>
            {test ? `of ${count(test.of)} · ${percent(test.correct / test.of)}` : 'of 10,000'}
            {test && test.images !== imagesSeen ? `, at image ${count(test.images)}` : ''}
          </small>
        </dd>
      </div>
      <div class="readout">
        <dt>Images seen</dt>
        <dd>
          {count(imagesSeen)} <small>of {count(all)}</small>
        </dd>
      </div>
      <div class="readout">
        <dt>Training, lately</dt>
        <dd>
          {lately ? percent(lately.accuracy, 1) : '–'} <small>{lately ? `loss ${loss(lately.loss)}` : ''}</small>
        </dd>
      </div>
      <div class="readout">
        <dt>Images a second</dt>
        <dd>
          {rate(imagesPerSecond)}{' '}
          <small>{by ? `by ${by === 'reader' ? engineWords(by) : `the ${engineWords(by)}`}` : ''}</small>
        </dd>
      </div>
      <div class="readout">
        <dt>Time left</dt>
        <dd>{busy ? timeLeft(imagesSeen, all, view.pace) : '–'}</dd>
      </div>
    </dl>
  );
}
