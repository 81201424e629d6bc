import { useRef, useState } from 'preact/hooks';
import { BOOKS_OWN, dataSetNamed, isBookSet, type DataSetId } from '../../../lib/data/data-sets.ts';
import { isDrawable } from '../../../lib/data/drawing/to-form.ts';
import { moveByKey } from '../digits/grid.ts';
import { pixelsAt } from '../pictures/picture-of.ts';
import type { FieldProps } from '../trainer/fields.tsx';
import { Fold, Until } from '../trainer/LazyParts.tsx';
import { CONTROL } from '../trainer/network-controls.tsx';
import type { ControlName } from '../trainer/controls.ts';
import { count } from '../../words/format.ts';
import { withBorder } from './edits.ts';
import { Ink } from './Ink.tsx';
import type { Samples } from './samples.ts';
import { SAMPLES } from './samples-count.ts';

export const IN_IMAGES = ['data', 'normalization'] as const satisfies readonly ControlName[];

const COLUMNS = 6;

/** How many train, and how many of the rest validate, as a bar whose border moves. */
function Border({ trainer }: FieldProps) {
  const form = trainer.form.value;
  const { train, test } = dataSetNamed(form.data).counts;
  const trained = Math.max(0, Math.min(train, Number(form.trainCount) || 0));
  const held = form.validates ? Number(form.validationCount) || 0 : 0;
  const unused = Math.max(0, train - trained - held);
  const step = Math.max(1, Math.round(train / 60));
  const part = (images: number): string => `${(100 * images) / train}%`;
  return (
    <div class="bench-border">
      <div class="bench-split" aria-hidden="true">
        <span class="is-training" style={{ width: part(trained) }}>
          train {count(trained)}
        </span>
        {held > 0 && <span class="is-validation" style={{ width: part(held) }} />}
      </div>
      <input
        type="range"
        min={step}
        max={train}
        step={step}
        value={trained}
        aria-label="Images to train on, the rest validates"
        aria-valuetext={`${count(trained)} train, ${count(held)} validate`}
        onInput={({ currentTarget }) => trainer.set(withBorder(trainer.form.peek(), Number(currentTarget.value)))}
      />
      <small>
        {held > 0 ? `${count(held)} validate` : 'none validate'}
        {unused > 0 ? `, ${count(unused)} unused` : ''} · {count(test)} test
      </small>
    </div>
  );
}

const loadParts = () => import('./DataParts.tsx').then((module) => module.DataParts);
const loadOwn = () => import('./OwnImages.tsx').then((module) => module.default);
const loadDraw = () => import('../draw/DrawArea.tsx').then((module) => module.DrawArea);

/** A pad whose drawing goes through the network. */
function DrawFold({ data, onDrawn }: { readonly data: DataSetId; readonly onDrawn: ImagesProps['onDrawn'] }) {
  const form = isBookSet(data) ? data : BOOKS_OWN; // of one's own images, too
  const dataSet = dataSetNamed(form);
  if (!isDrawable(dataSet)) return null;
  return (
    <div class="bench-draw">
      <Fold
        key={form}
        summary={`Draw a ${dataSet.called.one} and send it through`}
        load={loadDraw}
        props={{ id: 'bench-draw', dataSet, onImage: onDrawn }}
      />
    </div>
  );
}

interface ImagesProps extends FieldProps {
  /** Null until the page is at rest. */
  readonly samples: Samples | null;
  /** Which of them goes through the network; null while another image does. */
  readonly chosen: number | null;
  readonly onChosen: (index: number) => void;
  /** A drawing goes through the network, as it is drawn; null when the pad is empty. */
  readonly onDrawn: (image: Uint8Array<ArrayBuffer> | null) => void;
  readonly alive: boolean;
  /** The reader has turned to the workbench, or images of their own are asked for. */
  readonly near: boolean;
}

/** What is learned from, and test images beside it: those that the network now gets wrong are marked. */
export function Images({ samples, chosen, onChosen, onDrawn, alive, near, ...field }: ImagesProps) {
  const [onlyWrong, setOnlyWrong] = useState(false);
  const grid = useRef<HTMLDivElement>(null);
  const { data } = field.trainer.form.value;
  const { classes, called, counts } = dataSetNamed(data);
  const digits = samples?.digits.value ?? null;
  const guesses = samples?.guesses.value ?? null;
  const all = Array.from({ length: digits?.count ?? Math.min(SAMPLES, counts.test) }, (_, n) => n);
  const isWrong = (n: number): boolean => guesses !== null && digits !== null && guesses[n] !== digits.labels[n];
  const wrong = all.filter(isWrong);
  const shown = onlyWrong && guesses ? wrong : all;
  const say = (n: number): string => {
    const label = digits?.labels[n];
    if (label === undefined) return `Test image ${n + 1}`;
    const said = guesses ? `, taken for ${classes[guesses[n]!]}${isWrong(n) ? ', wrong' : ''}` : '';
    return `Test image ${n + 1}, label ${classes[label]}${said}`;
  };
  const current = chosen !== null && shown.includes(chosen) ? chosen : (shown[0] ?? 0);
  const onKeyDown = (event: KeyboardEvent): void => {
    const at = moveByKey(
      event.key,
      event.ctrlKey || event.metaKey,
      shown.indexOf(current),
      { count: shown.length, columns: COLUMNS },
      3,
    );
    if (at === null) return;
    event.preventDefault();
    onChosen(shown[at]!);
    grid.current?.querySelectorAll<HTMLElement>('button')[at]?.focus();
  };
  return (
    <section class="bench-images" aria-label="Images">
      <div class="bench-settings trainer-settings" inert={!alive}>
        <Until load={loadParts} props={{ ...field, onThere: () => void samples?.fetch(data) }} wanted={near}>
          <CONTROL.data {...field} />
        </Until>
        <CONTROL.normalization {...field} />
      </div>
      <Border {...field} />
      <div
        ref={grid}
        class="bench-samples"
        role="group"
        aria-label={`The first ${all.length} test images`}
        onKeyDown={onKeyDown}
      >
        {shown.map((n) => (
          <button
            key={n}
            type="button"
            class={isWrong(n) ? 'is-wrong' : undefined}
            aria-pressed={n === chosen}
            aria-label={say(n)}
            title={say(n)}
            tabIndex={n === current ? 0 : -1}
            onClick={() => onChosen(n)}
          >
            {digits ? (
              <Ink pixels={pixelsAt(digits, n)} name="" />
            ) : (
              isBookSet(data) && <span class="bench-sprite" style={{ '--n': n }} />
            )}
          </button>
        ))}
      </div>
      <p class="bench-samples-words">
        {guesses ? (
          <>
            {wrong.length} of these {all.length} wrong now.{' '}
            {(wrong.length > 0 || onlyWrong) && (
              <button class="link-button" type="button" onClick={() => setOnlyWrong(!onlyWrong)}>
                {onlyWrong ? 'Show all' : 'Show only those'}
              </button>
            )}
          </>
        ) : (
          `The first test images. Press a ${called.one}, and it goes through the network.`
        )}
      </p>
      <DrawFold data={data} onDrawn={onDrawn} />
      <div class="bench-draw">
        <Fold summary="Images of your own" load={loadOwn} props={{ trainer: field.trainer }} />
      </div>
    </section>
  );
}
