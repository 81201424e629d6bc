import { useMemo, useState } from 'preact/hooks';
import { count } from '../../words/format.ts';
import type { PictureProps } from './picture.ts';
import { Gallery, Renew } from './Gallery.tsx';
import { useSteady } from './steady.ts';
import { useJudgedTestSet } from './judging.ts';
import { dataSetOf } from './picture-of.ts';
import { guessOf, mistakesOf } from './readings.ts';
import { useTestImages } from './test-images.ts';
import { JudgedWaiting, Untrained } from './Waiting.tsx';
import './pictures.css';

type Choice = number | null;

interface DigitSelectProps {
  readonly name: string;
  readonly value: Choice;
  /** What each label stands for. */
  readonly classes: readonly string[];
  /** How many mistakes each label would leave: [classes]. */
  readonly counts: readonly number[];
  readonly onValue: (value: Choice) => void;
}

function DigitSelect({ name, value, classes, counts, onValue }: DigitSelectProps) {
  const all = counts.reduce((sum, n) => sum + n, 0);
  return (
    <label class="field">
      {name}
      <select
        value={value ?? ''}
        onChange={({ currentTarget }) => onValue(currentTarget.value === '' ? null : Number(currentTarget.value))}
      >
        <option value="">{`any (${count(all)})`}</option>
        {classes.map((called, label) => (
          <option key={label} value={label}>{`${called} (${count(counts[label]!)})`}</option>
        ))}
      </select>
    </label>
  );
}

const tally = (classes: readonly string[], labels: readonly number[]): number[] =>
  classes.map((_, label) => labels.filter((other) => other === label).length);

/** All misclassified test pictures, the surest mistakes first. */
export function Mistakes({ id, model, onWhy }: PictureProps) {
  const testImages = useTestImages(model);
  const judging = useJudgedTestSet(model);
  const newest = judging.judgement.value;
  const { steady, older, renew, touch } = useSteady(newest);
  const [label, setLabel] = useState<Choice>(null);
  const [guess, setGuess] = useState<Choice>(null);
  const digits = testImages.images.value;
  const all = useMemo(
    () =>
      steady && digits
        ? mistakesOf(steady.outputs, digits.labels).map((n) => ({
            n,
            label: digits.labels[n]!,
            guess: guessOf(steady.outputs, n, steady.outputs.length / digits.count),
          }))
        : [],
    [steady, digits],
  );

  if (!model.value) return <Untrained>its mistakes appear here</Untrained>;
  if (!digits || !newest || !steady) {
    return <JudgedWaiting model={model.value} images={testImages} judging={judging} />;
  }
  const { classes } = dataSetOf(steady.model);
  const ofLabel = all.filter((one) => label === null || one.label === label);
  const ofGuess = all.filter((one) => guess === null || one.guess === guess);
  const chosen = ofLabel.filter((one) => guess === null || one.guess === guess);
  const words = `${count(chosen.length)} of ${count(all.length)} ${all.length === 1 ? 'mistake' : 'mistakes'}`;
  return (
    <div class="pictures" onPointerDown={touch} onKeyDown={touch}>
      <div class="controls">
        <DigitSelect
          name="Label"
          value={label}
          classes={classes}
          counts={tally(
            classes,
            ofGuess.map((one) => one.label),
          )}
          onValue={setLabel}
        />
        <DigitSelect
          name="Guess"
          value={guess}
          classes={classes}
          counts={tally(
            classes,
            ofLabel.map((one) => one.guess),
          )}
          onValue={setGuess}
        />
        <p class="readout">
          Shown <strong role="status">{words}</strong>
        </p>
      </div>
      <Gallery
        key={`${label}-${guess}`}
        id={`${id}-mistakes`}
        digits={digits}
        judgement={newest}
        indices={chosen.map(({ n }) => n)}
        label={`${words}, the surest first`}
        onWhy={onWhy}
      />
      <Renew older={older} steady={steady} onRenew={renew} />
    </div>
  );
}
