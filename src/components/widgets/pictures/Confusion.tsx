import { useMemo, useRef, useState } from 'preact/hooks';
import { moveByKey } from '../digits/grid.ts';
import { count, percent } from '../../words/format.ts';
import { cellTone, cellWords } from './confusion-words.ts';
import type { PictureProps } from './picture.ts';
import { Gallery, Renew } from './Gallery.tsx';
import { useSteady } from './steady.ts';
import { useJudgedTestSet, type Judgement } from './judging.ts';
import { dataSetOf } from './picture-of.ts';
import { cellMembers, confusionOf } from './readings.ts';
import { useTestImages } from './test-images.ts';
import { JudgedWaiting, Untrained } from './Waiting.tsx';
import './pictures.css';

/** Which label got which guess, how often; each cell opens its pictures. */
export function Confusion({ id, model, onWhy }: PictureProps) {
  const testImages = useTestImages(model);
  const judging = useJudgedTestSet(model);
  const newest = judging.judgement.value;
  const { steady, older, renew, touch } = useSteady(newest);
  const [open, setOpen] = useState<number | null>(null);
  const digits = testImages.images.value;
  const counts = useMemo(
    () => (newest && digits ? confusionOf(newest.outputs, digits.labels) : null),
    [newest, digits],
  );
  const members = useMemo(
    () => (steady && digits && open !== null ? membersOf(open, steady, digits.labels) : []),
    [steady, digits, open],
  );

  if (!model.value) return <Untrained>the confusion matrix appears here</Untrained>;
  if (!digits || !newest || !steady || !counts) {
    return <JudgedWaiting model={model.value} images={testImages} judging={judging} />;
  }
  const { classes } = dataSetOf(newest.model);
  const choose = (cell: number): void => {
    touch();
    renew();
    setOpen(cell === open ? null : cell);
  };
  return (
    <div class="pictures">
      <Matrix counts={counts} classes={classes} open={open} onOpen={choose} />
      <p class="judged-words confusion-words" role="status">
        {open === null
          ? 'Press a count to see its pictures. Arrow keys move from cell to cell.'
          : cellWords(open, members.length, classes)}
      </p>
      {open !== null && (
        <div class="confusion-pictures">
          <Gallery
            key={open}
            id={`${id}-confusion`}
            digits={digits}
            judgement={newest}
            indices={members}
            label={cellWords(open, members.length, classes)}
            onWhy={onWhy}
          />
          <Renew older={older} steady={steady} onRenew={renew} />
        </div>
      )}
    </div>
  );
}

function membersOf(cell: number, { outputs }: Judgement, labels: Uint8Array): number[] {
  const units = outputs.length / labels.length;
  return cellMembers(outputs, labels, Math.floor(cell / units), cell % units);
}

interface MatrixProps {
  readonly counts: Uint32Array; // [outputs, outputs]
  /** What each label stands for; an output may have none. */
  readonly classes: readonly string[];
  readonly open: number | null;
  readonly onOpen: (cell: number) => void;
}

function Matrix({ counts, classes, open, onOpen }: MatrixProps) {
  const units = Math.sqrt(counts.length);
  const all = Array.from({ length: units }, (_, label) => label);
  const nameOf = (label: number): string => classes[label] ?? String(label);
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moveByKey(
      event.key,
      event.ctrlKey || event.metaKey,
      current,
      { count: counts.length, columns: units },
      3,
    );
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    body.current?.querySelectorAll('button')[next]?.focus();
  };
  const total = counts.reduce((sum, value) => sum + value, 0);
  const right = all.reduce((sum, digit) => sum + counts[digit * units + digit]!, 0);
  return (
    <div class="scroll-x">
      <table class="confusion">
        <caption>
          {count(right)} of {count(total)} right, {percent(right / total)}. Rows are labels, columns guesses.
        </caption>
        <thead>
          <tr>
            <th scope="col">
              <span class="visually-hidden">Label</span>
            </th>
            {all.map((guess) => (
              <th key={guess} scope="col" data-symbol="prediction">
                <span class="visually-hidden">Guess </span>
                {nameOf(guess)}
              </th>
            ))}
            <th scope="col">right</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {all.map((label) => (
            <tr key={label}>
              <th scope="row" data-symbol="label">
                <span class="visually-hidden">Label </span>
                {nameOf(label)}
              </th>
              {all.map((guess) => {
                const cell = label * units + guess;
                return (
                  <td key={guess}>
                    <button
                      type="button"
                      aria-label={cellWords(cell, counts[cell]!, all.map(nameOf))}
                      aria-pressed={cell === open}
                      tabIndex={cell === current ? 0 : -1}
                      class={label === guess ? 'is-right' : undefined}
                      style={{ '--tone': `${cellTone(counts, cell).toFixed(0)}%` }}
                      onFocus={() => setCurrent(cell)}
                      onClick={() => onOpen(cell)}
                    >
                      {counts[cell]}
                    </button>
                  </td>
                );
              })}
              <td class="confusion-share">
                {percent(
                  counts[label * units + label]! /
                    Math.max(
                      1,
                      all.reduce((sum, guess) => sum + counts[label * units + guess]!, 0),
                    ),
                  1,
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
