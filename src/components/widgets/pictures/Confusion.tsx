import { useMemo, useRef, useState } from 'preact/hooks';
import { CLASS_COUNT } from '../../../lib/data/contract.ts';
import { moveByKey } from '../digits/grid.ts';
import { count, percent } from '../../words/format.ts';
import { cellTone, cellWords } from './confusion-words.ts';
import type { PictureProps } from './contract.ts';
import { Gallery, Renew } from './Gallery.tsx';
import { useHeld } from './held.ts';
import { useJudgedTestSet } from './judging.ts';
import { cellMembers, confusionOf } from './readings.ts';
import { useTestImages } from './test-images.ts';
import { Untrained, Waiting } from './Waiting.tsx';
import './pictures.css';

const DIGITS = Array.from({ length: CLASS_COUNT }, (_, digit) => digit);

/** Which label got which guess, how often; each cell opens its pictures. */
export function Confusion({ id, model }: PictureProps) {
  const { images, problem, retry } = useTestImages();
  const judging = useJudgedTestSet(model);
  const newest = judging.judgement.value;
  const { held, older, renew, touch } = useHeld(newest);
  const [open, setOpen] = useState<number | null>(null);
  const digits = images.value;
  const counts = useMemo(
    () => (newest && digits ? confusionOf(newest.outputs, digits.labels) : null),
    [newest, digits],
  );
  const members = useMemo(
    () =>
      held && digits && open !== null
        ? cellMembers(held.outputs, digits.labels, Math.floor(open / CLASS_COUNT), open % CLASS_COUNT)
        : [],
    [held, digits, open],
  );

  if (!model.value) return <Untrained>the confusion matrix appears here</Untrained>;
  if (!digits || !newest || !held || !counts) {
    const failed = problem.value ?? judging.problem.value;
    return (
      <Waiting
        what="Judging the 10,000 test images…"
        problem={failed}
        onRetry={problem.value ? retry : judging.retry}
      />
    );
  }
  const choose = (cell: number): void => {
    touch();
    renew();
    setOpen(cell === open ? null : cell);
  };
  return (
    <div class="pictures">
      <Matrix counts={counts} open={open} onOpen={choose} />
      <p class="judged-words confusion-words" role="status">
        {open === null
          ? 'Press a count to see its pictures. Arrow keys move from cell to cell.'
          : cellWords(open, members.length)}
      </p>
      {open !== null && (
        <div class="confusion-pictures">
          <Gallery
            key={open}
            id={`${id}-confusion`}
            digits={digits}
            judgement={newest}
            indices={members}
            label={cellWords(open, members.length)}
          />
          <Renew older={older} held={held} onRenew={renew} />
        </div>
      )}
    </div>
  );
}

interface MatrixProps {
  readonly counts: Uint32Array; // [10, 10]
  readonly open: number | null;
  readonly onOpen: (cell: number) => void;
}

function Matrix({ counts, open, onOpen }: MatrixProps) {
  const body = useRef<HTMLTableSectionElement>(null);
  const [current, setCurrent] = useState(0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const next = moveByKey(
      event.key,
      event.ctrlKey || event.metaKey,
      current,
      { count: CLASS_COUNT * CLASS_COUNT, columns: CLASS_COUNT },
      3,
    );
    if (next === null) return;
    event.preventDefault();
    setCurrent(next);
    body.current?.querySelectorAll('button')[next]?.focus();
  };
  const total = counts.reduce((sum, value) => sum + value, 0);
  const right = DIGITS.reduce((sum, digit) => sum + counts[digit * CLASS_COUNT + digit]!, 0);
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
            {DIGITS.map((guess) => (
              <th key={guess} scope="col" data-symbol="prediction">
                <span class="visually-hidden">Guess </span>
                {guess}
              </th>
            ))}
            <th scope="col">right</th>
          </tr>
        </thead>
        <tbody ref={body} onKeyDown={onKeyDown}>
          {DIGITS.map((label) => (
            <tr key={label}>
              <th scope="row" data-symbol="label">
                <span class="visually-hidden">Label </span>
                {label}
              </th>
              {DIGITS.map((guess) => {
                const cell = label * CLASS_COUNT + guess;
                return (
                  <td key={guess}>
                    <button
                      type="button"
                      aria-label={cellWords(cell, counts[cell]!)}
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
                  counts[label * CLASS_COUNT + label]! /
                    Math.max(
                      1,
                      DIGITS.reduce((sum, guess) => sum + counts[label * CLASS_COUNT + guess]!, 0),
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
