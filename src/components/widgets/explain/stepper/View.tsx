import { useMemo, useRef, useState } from 'preact/hooks';
import type { LoadProgress } from '../../../../lib/data/contract.ts';
import { dataSetNamed } from '../../../../lib/data/data-sets.ts';
import type { NetworkSpecification } from '../../../../lib/nn/specification.ts';
import { awakeExercise } from '../../../lab/awake-exercise.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { explainError, formatBytes } from '../../digits/loading.ts';
import type { Course } from './course.ts';
import { formatNumber, type Printing } from './format.ts';
import { largestSize } from './frame.ts';
import type { ReaderWalk } from './reader-walk.ts';
import { ScoreTable } from './ScoreTable.tsx';
import { StepControls, type Activity } from './StepControls.tsx';
import { StepFacts } from './StepFacts.tsx';
import { columnMask, ColumnPictures } from './ColumnPictures.tsx';
import { StepPicture } from '../../digits/StepPicture.tsx';
import { bookView, compareInWords, walkTo, type Rule } from './view.ts';
import { initialWeights } from '../../weights/initial.ts';

export const title = 'One image at a time';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Image 1, which the build put into the page: its bytes in base64, and its label. */
  readonly first: { readonly pixels: string; readonly label: number };
  /** The single layer that learns, by the delta rule. */
  readonly specification: NetworkSpecification;
  /** Id of the exercise whose `update` may take the book's place. */
  readonly exercise: string | null;
  /** What the browser fetches at the first step, in bytes. */
  readonly fetchBytes: number;
}

const PATIENCE = 250; // milliseconds

/** Steps through the training images, forward and back, and shows every number of the delta rule on the way. */
export default function ImageStepper({ id, first, specification, exercise, fetchBytes }: Props) {
  const { data, seed } = specification;
  const alpha = specification.optimizer.learningRate;
  const dataSet = dataSetNamed(data);
  const { classes } = dataSet;
  const start = useMemo(() => initialWeights(specification), [specification]);
  const [view, setView] = useState(() =>
    bookView(0, { pixels: textToBytes(first.pixels), label: first.label }, start, alpha),
  );
  const [chosen, setChosen] = useState<Rule>('book');
  const [printing, setPrinting] = useState<Printing>('cut');
  const [activity, setActivity] = useState<Activity>({ state: 'resting', fetched: false });
  const work = useRef<{ course?: Course; reader?: { code: string; walk: ReaderWalk }; stop?: AbortController }>({});

  const readerWalk = async (course: Course): Promise<ReaderWalk> => {
    const code = exercise === null ? undefined : (await awakeExercise(exercise))?.code.value;
    if (code === undefined)
      throw new Error('The exercise with your update did not start. Check the connection, then press Try again.');
    const { reader } = work.current;
    if (reader?.code === code) return reader.walk;
    reader?.walk.dispose();
    const walk = await course.byReader(code);
    work.current.reader = { code, walk };
    return walk;
  };

  const go = async (target: number, rule: Rule): Promise<void> => {
    if (work.current.stop) return;
    const stop = new AbortController();
    work.current.stop = stop;
    setChosen(rule);
    // Most steps take no time: only what lasts is announced and can be stopped.
    let doing: Activity = { state: 'busy', words: 'Getting ready …' };
    let lasts = false;
    const busy = (words: string, share?: number): void => {
      doing = { state: 'busy', words, ...(share === undefined ? {} : { share }) };
      if (lasts) setActivity(doing);
    };
    const timer = setTimeout(() => {
      lasts = true;
      setActivity(doing);
    }, PATIENCE);
    const onLoading = ({ name, loadedBytes, totalBytes }: LoadProgress): void =>
      busy(`Loading ${name}: ${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}`, loadedBytes / totalBytes);
    try {
      const course = (work.current.course ??= (await fetchCourse()).openCourse({ start, specification, onLoading }));
      const walk = rule === 'book' ? course.book : await readerWalk(course);
      const from = Math.min(walk.imagesSeen, target);
      const onProgress = (seen: number): void =>
        busy(`Image ${(seen + 1).toLocaleString('en-US')} …`, (seen - from) / Math.max(1, target - from));
      const next = await walkTo(target, rule, walk, course.images, alpha, {
        signal: stop.signal,
        onProgress,
        onLoading,
        onNotice: busy,
      });
      if (next) setView(next);
      setActivity({ state: 'resting', fetched: true });
    } catch (problem) {
      const { message, remedy } = explainError(problem);
      const known = typeof problem === 'object' && problem !== null && 'remedy' in problem;
      setActivity({ state: 'failed', message: known ? `${message} ${remedy}` : message, target });
    } finally {
      clearTimeout(timer);
      delete work.current.stop;
    }
  };

  const { imagesSeen, item, weights, frame, weightDeltas } = view;
  const number = (imagesSeen + 1).toLocaleString('en-US');
  const change = largestSize(weightDeltas);
  const weightScale = Math.max(1, largestSize(weights));
  const largestDelta = largestSize(frame.delta);
  return (
    <div class="stepper">
      <StepControls
        id={id}
        imagesSeen={imagesSeen}
        rule={chosen}
        canChoose={exercise !== null}
        printing={printing}
        activity={activity}
        fetchBytes={fetchBytes}
        dataSet={dataSet}
        summary={`Image ${number}: a ${classes[item.label]}. The highest score stands at ${classes[frame.guess]}.`}
        onGo={(target, rule) => void go(target, rule)}
        onPrinting={setPrinting}
        onStop={() => work.current.stop?.abort()}
      />
      <div class="step-head">
        <StepPicture pixels={item.pixels} name={`Training image ${number}, a ${classes[item.label]}`} />
        <StepFacts number={number} classes={classes} frame={frame} printing={printing} alpha={alpha} />
      </div>
      <ScoreTable called={dataSet.called.one} classes={classes} frame={frame} printing={printing} />
      <figure class="step-figure">
        <figcaption>
          {view.apart === undefined ? (
            <span>
              <b data-symbol="weightDeltas">ΔW</b>: each pixel times each delta. Above zero, the weight comes down;
              below zero, it goes up.
            </span>
          ) : (
            <span>
              <b data-symbol="weightDeltas">ΔW</b> as your update made it: weights before minus weights after, divided
              by <span data-symbol="alpha">α</span>. <b>{compareInWords(view.apart, weights.length)}</b>
            </span>
          )}
          <Scale size={change} printing={printing} />
        </figcaption>
        <ColumnPictures
          values={weightDeltas}
          classes={classes}
          scale={change}
          symbol="weightDeltas"
          describe={(j) =>
            view.apart === undefined
              ? `Output ${classes[j]}: the image times ${formatNumber(frame.delta[j]!, printing, true)}`
              : `What your update did to the weights to ${classes[j]}`
          }
          still={(j) => ({
            background: frame.delta[j]! < 0 ? 'var(--div-neg)' : 'var(--div-pos)',
            opacity: (Math.abs(frame.delta[j]!) / largestDelta).toFixed(3),
            mask: 'var(--ink-mask) 0 0 / 100% 100%',
          })}
        />
      </figure>
      <figure class="step-figure">
        <figcaption>
          <span>
            <b data-symbol="W">W</b> before this step:{' '}
            {imagesSeen === 0
              ? `random numbers from 0 to 1, seed ${seed}.`
              : `after ${imagesSeen.toLocaleString('en-US')} ${imagesSeen === 1 ? 'image' : 'images'}.`}
          </span>
          <Scale size={weightScale} printing={printing} />
        </figcaption>
        <ColumnPictures
          values={weights}
          classes={classes}
          scale={weightScale}
          symbol="W"
          describe={(j) => `Weights to output ${classes[j]}`}
          still={(j) => ({ background: 'var(--div-pos)', mask: columnMask(j, classes.length) })}
        />
      </figure>
    </div>
  );
}

/** The rest of the stepper, fetched at the first step. */
async function fetchCourse(): Promise<typeof import('./course.ts')> {
  try {
    return await import('./course.ts');
  } catch (cause) {
    throw new Error('A part of this page could not be fetched. Check the connection, then press Try again.', { cause });
  }
}

/** The colours of a row of pictures, from the most negative to the most positive. */
function Scale({ size, printing }: { readonly size: number; readonly printing: Printing }) {
  return (
    <span class="step-scale">
      <span>{formatNumber(-size, printing)}</span>
      <i aria-hidden="true" />
      <span>{formatNumber(size, printing, true)}</span>
    </span>
  );
}
