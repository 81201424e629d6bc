import type { RunRecord } from '../../../lib/runs/run-record.ts';
import { networkOfRun } from '../../../lib/systems/network.ts';
import { percent } from '../../words/format.ts';
import { lastTest, progressWords, resultWords } from '../../words/run.ts';
import { lookOf } from '../chart/looks.ts';
import type { Trainer } from '../trainer/controller.ts';
import { differenceWords, networkWords } from '../trainer/network-words.ts';
import { RunActions, RunBar, Swatch, Undo } from '../trainer/RunActions.tsx';
import { spreadWords } from './compare.ts';
import { Comparing } from './Comparing.tsx';
import { guessWords, type Guesses } from './guesses.ts';
import { spark } from './spark.ts';

/** A run's curve, small: its training images right, and its tests. */
function Spark({ run }: { readonly run: RunRecord }) {
  const path = spark(run);
  return (
    <svg class="bench-spark" viewBox="0 0 60 24" preserveAspectRatio="none" aria-hidden="true">
      {path && <path d={path} style={{ stroke: lookOf(run.look).colour }} />}
    </svg>
  );
}

function RunCard({
  run,
  number,
  before,
  trainer,
  guess,
}: {
  readonly run: RunRecord;
  readonly number: number;
  /** The run before it. */
  readonly before: RunRecord | undefined;
  readonly trainer: Trainer;
  readonly guess: number | undefined;
}) {
  const network = networkOfRun(run);
  const change = before && run.loaded === undefined ? differenceWords(network, networkOfRun(before)) : null;
  const all = run.loaded ?? networkWords(network);
  const test = lastTest(run);
  const shown = trainer.shown.value?.id === run.id;
  const progress = progressWords(run);
  return (
    <li class="trainer-run bench-run" data-hidden={run.hidden ? '' : undefined} data-shown={shown ? '' : undefined}>
      <div class="bench-run-head">
        <Swatch look={run.look} />
        <b>Run {number}</b>
        <small>{progress || 'finished'}</small>
        <Spark run={run} />
      </div>
      <p class="trainer-run-words" title={all}>
        {change === null ? all : change === '' ? 'the same settings again' : change}
      </p>
      <p class="trainer-run-result">
        {test && test.imagesSeen > 0 ? <strong>{percent(test.correct / test.of)}</strong> : null}{' '}
        <small>
          {[resultWords(run), spreadWords(run, trainer.runs.value), guess === undefined ? '' : guessWords(guess, run)]
            .filter((words) => words !== '')
            .join(', ')}
        </small>
      </p>
      <RunBar run={run} />
      <RunActions run={run} number={number} trainer={trainer} />
    </li>
  );
}

/** All runs side by side, the newest first: what was changed, what came of it, and what may be done with it. */
export default function RunStrip({ trainer, guesses }: { readonly trainer: Trainer; readonly guesses: Guesses }) {
  const runs = trainer.runs.value;
  return (
    <>
      <ul tabIndex={0} aria-label="Runs, the newest first">
        {runs
          .map((run, i) => (
            <RunCard
              key={run.id}
              run={run}
              number={i + 1}
              before={runs[i - 1]}
              trainer={trainer}
              guess={guesses[run.id]}
            />
          ))
          .reverse()}
      </ul>
      <Comparing trainer={trainer} />
      <Undo trainer={trainer} />
    </>
  );
}
