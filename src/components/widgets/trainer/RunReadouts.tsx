import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { count, duration, loss, percent, rate, timeTaken } from '../../words/format.ts';
import { headlineOf, lastTest, lastValidation, makerWords, paceOf, secondsLeft, testedWhen } from '../../words/run.ts';
import type { Trainer } from './controller.ts';

/** The numbers of the run that is shown. */
export function RunReadouts({ trainer }: { readonly trainer: Trainer }) {
  const run = trainer.shown.value;
  const { network } = trainer.parsed.value;
  const tests = dataSetNamed(run?.settings.specification.data ?? network?.specification.data).counts.test;
  const single = trainer.preset === 'single layer';
  const test = run ? lastTest(run) : undefined;
  const validation = run ? lastValidation(run) : undefined;
  const lately = run?.stretches.at(-1);
  const learning = headlineOf(run) === 'training';
  const perEpoch = run ? run.imagesTotal / run.settings.epochs : 1;
  const left = run?.state === 'running' ? secondsLeft(run) : Number.NaN;
  return (
    <dl class="trainer-readouts">
      <div class="readout trainer-score">
        <dt>
          {learning ? 'Training images right, lately' : 'Test images right'}
          {run && trainer.runs.value.length > 1
            ? `: ${single ? `run ${trainer.runs.value.indexOf(run) + 1}` : run.title}`
            : ''}
        </dt>
        <dd>
          {learning ? (
            percent(lately!.accuracy, 1)
          ) : (
            <>
              {test ? percent(test.correct / test.of) : '–'}{' '}
              <small>
                {test ? `${count(test.correct)} of ${count(test.of)}` : `of ${count(tests)}`}
                {run && test ? testedWhen(run, test) : ''}
              </small>
            </>
          )}
        </dd>
      </div>
      {(validation ?? run?.settings.validation ?? network?.validation) && (
        <div class="readout">
          <dt>Validation</dt>
          <dd>
            {validation ? percent(validation.correct / validation.of) : '–'}{' '}
            <small>{validation ? `${count(validation.correct)} of ${count(validation.of)}` : ''}</small>
          </dd>
        </div>
      )}
      {learning ? (
        <div class="readout">
          <dt>Test images right</dt>
          <dd>
            {test ? percent(test.correct / test.of) : '–'}{' '}
            <small>{run && test ? testedWhen(run, test).slice(2) : ''}</small>
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
      {single ? (
        <div class="readout">
          <dt>Images seen</dt>
          <dd>
            {count(run?.imagesSeen ?? 0)}{' '}
            <small>
              of {run ? count(run.imagesTotal) : network ? count(network.epochs * network.trainCount) : '–'}
            </small>
          </dd>
        </div>
      ) : (
        <div class="readout">
          <dt>Epochs</dt>
          <dd>
            {run ? (run.imagesSeen / perEpoch).toFixed(run.state === 'finished' ? 0 : 1) : '0'}{' '}
            <small>of {run?.settings.epochs ?? network?.epochs ?? '–'}</small>
          </dd>
        </div>
      )}
      <div class="readout">
        <dt>Images a second</dt>
        <dd>
          {rate(run ? paceOf(run) : 0)} <small>{run?.by ? `by ${makerWords(run.by)}` : ''}</small>
        </dd>
      </div>
      <div class="readout">
        <dt>{run && Number.isNaN(left) && run.seconds > 0 ? 'Time taken' : 'Time left'}</dt>
        <dd>
          {run && Number.isNaN(left) && run.seconds > 0
            ? timeTaken(run.seconds)
            : Number.isFinite(left)
              ? duration(left)
              : '–'}
        </dd>
      </div>
    </dl>
  );
}
