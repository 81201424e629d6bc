import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import type { ReadonlySignal, Signal } from '@preact/signals';
import type { Beside, ChartFixed } from '../chart/model.ts';
import { cellTone } from '../pictures/confusion-words.ts';
import type { SavePictureProps } from '../../islands/SavePicture.tsx';
import type { Trainer } from '../trainer/controller.ts';
import { loadCurves, Until } from '../trainer/LazyParts.tsx';
import type { ComponentChildren } from 'preact';
import { useRef } from 'preact/hooks';
import { count } from '../../words/format.ts';
import { Ink } from './Ink.tsx';
import { readGuess } from './read-guess.ts';
import { commonest } from './small-confusion.ts';
import type { Wrong } from './worst.ts';

interface WhyProps {
  /** Null while something trains. */
  readonly wrong: Wrong | null;
  /** Shows why a test image was read so. */
  readonly onWhy: (index: number) => void;
}

/** What was taken for what in the last test: the whole matrix small, and the three commonest mistakes in words. */
function SmallConfusion({
  trainer,
  wrong,
  onWhy,
  children,
}: { readonly trainer: Trainer; readonly children: ComponentChildren } & WhyProps) {
  const run = trainer.shown.value;
  const confusion = run?.confusion;
  const { classes } = dataSetNamed(run?.settings.specification.data);
  if (!confusion)
    return <p class="status bench-confusion-none">What is taken for what stands here after the first test.</p>;
  const units = Math.sqrt(confusion.length);
  const mixups = commonest(confusion, 3).map(({ label, guess, count }) => ({
    words: `${count} × ${classes[label]} taken for ${classes[guess]}`,
    surest: wrong?.surest(label, guess),
  }));
  return (
    <div class="bench-confusion">
      <svg
        viewBox={`0 0 ${units} ${units}`}
        role="img"
        aria-label={`Taken for what, rows are labels, columns guesses. Commonest mistakes: ${mixups.map(({ words }) => words).join(', ') || 'none'}.`}
      >
        {confusion.map((count, cell) => {
          const [label, guess] = [Math.floor(cell / units), cell % units];
          return (
            <rect
              key={cell}
              class={label === guess ? 'is-right' : undefined}
              x={guess + 0.04}
              y={label + 0.04}
              width="0.92"
              height="0.92"
              fill-opacity={(cellTone(confusion, cell) / 45).toFixed(2)}
            >
              <title>{`${count}: ${classes[label]} taken for ${classes[guess]}`}</title>
            </rect>
          );
        })}
      </svg>
      <div>
        <b>Taken for</b>
        {mixups.length > 0 ? (
          <ul>
            {mixups.map(({ words, surest }) => (
              <li key={words}>
                {surest === undefined ? (
                  words
                ) : (
                  <button
                    class="link-button"
                    type="button"
                    title="Shows why the surest of them was read so"
                    onClick={() => onWhy(surest)}
                  >
                    {words}
                  </button>
                )}
              </li>
            ))}
          </ul>
        ) : (
          <p>No mistakes.</p>
        )}
        <a href="#pictures">Which ones, in pictures</a>
        {children}
      </div>
    </div>
  );
}

/** The test images that are wrong most surely; each leads to why. */
function Worst({ trainer, wrong, onWhy }: { readonly trainer: Trainer } & WhyProps) {
  if (!trainer.shown.value?.confusion) return null;
  const { classes } = dataSetNamed(wrong?.model.specification.data);
  return (
    <div class="bench-worst">
      <b>Worst now</b>{' '}
      <small>
        {!wrong ? 'once nothing trains' : wrong.count === 0 ? 'none is wrong' : `of ${count(wrong.count)} wrong`}
      </small>
      <div class="bench-worst-row">
        {wrong?.worst.map(({ index, label, guess, pixels }) => (
          <button
            key={index}
            type="button"
            aria-label={`Test image ${index + 1}, label ${classes[label!]}, taken for ${classes[guess] ?? guess}: why?`}
            title={`${classes[label!]}, taken for ${classes[guess] ?? guess}: why?`}
            onClick={() => onWhy(index)}
          >
            <Ink pixels={pixels} name="" />
          </button>
        ))}
      </div>
    </div>
  );
}

/** An optional guess of how the next run ends, drawn on the chart. */
function Guess({ text }: { readonly text: Signal<string> }) {
  const wrong = text.value.trim() !== '' && readGuess(text.value) === null;
  return (
    <label class="bench-inline bench-guess">
      Your guess for the next run, %
      <input
        inputMode="decimal"
        autocomplete="off"
        size={4}
        placeholder="none"
        value={text.value}
        aria-invalid={wrong ? 'true' : undefined}
        title={wrong ? 'A per cent from 0 to 100, such as 95.' : undefined}
        onInput={({ currentTarget }) => (text.value = currentTarget.value)}
      />
    </label>
  );
}

const loadSave = () => import('../../islands/SavePicture.tsx').then((module) => module.SavePicture);

/** Saves a part of the results as a picture, once there is something to save. */
function SaveAs({ wanted, ...props }: SavePictureProps & { readonly wanted: boolean }) {
  return (
    <Until load={loadSave} props={props} wanted={wanted}>
      {null}
    </Until>
  );
}

/** The large number, the curves, and what is taken for what. */
export function Results({
  trainer,
  id,
  chart,
  frame,
  beside,
  guess,
  readouts,
  wanted,
  wrong,
  onWhy,
}: {
  readonly trainer: Trainer;
  readonly id: string;
  readonly chart: ChartFixed;
  readonly frame: ComponentChildren;
  readonly beside: ReadonlySignal<Beside> | undefined;
  readonly guess: Signal<string>;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts: ComponentChildren;
  /** The reader is near, or there are runs. */
  readonly wanted: boolean;
} & WhyProps) {
  const box = useRef<HTMLElement>(null);
  const RunReadouts = trainer.withRuns.value?.RunReadouts;
  return (
    <section class="bench-results" aria-label="Results" ref={box}>
      {RunReadouts ? <RunReadouts trainer={trainer} /> : readouts}
      <Until
        load={loadCurves}
        props={{ trainer, fixed: chart, id, frame, ...(beside ? { beside } : {}) }}
        wanted={wanted}
      >
        <div class="curves">{frame}</div>
      </Until>
      <div class="bench-beside">
        <Guess text={guess} />
        <SaveAs box={box} part=".curves" title="Curves" wanted={trainer.runs.value.length > 0} />
      </div>
      <div class="bench-mistakes">
        <SmallConfusion trainer={trainer} wrong={wrong} onWhy={onWhy}>
          <SaveAs box={box} part=".bench-mistakes" title="Mistakes" wanted />
        </SmallConfusion>
        <Worst trainer={trainer} wrong={wrong} onWhy={onWhy} />
      </div>
    </section>
  );
}
