import { engineWords } from '../../../lib/engine/engine-words.ts';
import { count, loss, percent, rate, timeLeft } from '../../words/format.ts';
import type { TrainerView } from './view.ts';

/** The numbers of the run in hand. */
export function Readouts({ view, total }: { readonly view: TrainerView; readonly total: number }) {
  const { test, lately, imagesSeen, imagesPerSecond, by } = view;
  const all = view.imagesTotal || total;
  const busy = view.state === 'running';
  // While only the first weights are tested, what is current is how training goes.
  const learning = busy && lately && !(test && test.images > 0);
  const tested = test
    ? `of ${count(test.of)} · ${percent(test.correct / test.of)}${test.images === imagesSeen ? '' : test.images === 0 ? ', before training' : `, at image ${count(test.images)}`}`
    : 'of 10,000';
  return (
    <dl class="trainer-readouts">
      <div class="readout trainer-score">
        <dt>{learning ? 'Training images right, lately' : 'Test images right'}</dt>
        <dd>
          {learning ? (
            percent(lately.accuracy, 1)
          ) : (
            <>
              {test ? count(test.correct) : '–'} <small>{tested}</small>
            </>
          )}
        </dd>
      </div>
      <div class="readout">
        <dt>Images seen</dt>
        <dd>
          {count(imagesSeen)} <small>of {count(all)}</small>
        </dd>
      </div>
      {learning ? (
        <div class="readout">
          <dt>Test images right</dt>
          <dd>
            {test ? count(test.correct) : '–'} <small>{tested}</small>
          </dd>
        </div>
      ) : (
        <div class="readout">
          <dt>Training, lately</dt>
          <dd>
            {lately ? percent(lately.accuracy, 1) : '–'} <small>{lately ? `loss ${loss(lately.loss)}` : ''}</small>
          </dd>
        </div>
      )}
      <div class="readout">
        <dt>Images a second</dt>
        <dd>
          {rate(imagesPerSecond)} <small>{by ? `by ${by === 'reader' ? '' : 'the '}${engineWords(by)}` : ''}</small>
        </dd>
      </div>
      <div class="readout">
        <dt>Time left</dt>
        <dd>{busy ? timeLeft(imagesSeen, all, view.pace) : '–'}</dd>
      </div>
    </dl>
  );
}
