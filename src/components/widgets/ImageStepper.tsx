import { useMemo, useRef, useState } from 'preact/hooks';
import { exerciseHandle } from '../lab/page-state.ts';
import { textToBytes } from './digits/bytes.ts';
import { explainError, formatBytes } from './digits/loading.ts';
import type { Course } from './stepper/course.ts';
import { formatNumber, type Printing } from './stepper/format.ts';
import { farthest, frameOf, largestSize, measuredDeltas, weightDeltasOf, type Frame, type LabelledImage } from './stepper/frame.ts';
import type { ReaderWalk } from './stepper/reader-walk.ts';
import { ScoreTable } from './stepper/ScoreTable.tsx';
import { StepControls, type Activity, type Rule } from './stepper/StepControls.tsx';
import { StepFacts } from './stepper/StepFacts.tsx';
import { StepPicture } from './stepper/StepPicture.tsx';
import { TenPictures } from './stepper/TenPictures.tsx';
import { initialWeights } from './trainer/weights/initial.ts';

interface Props {
  /** Unlike any other on the page. */
  readonly id: string;
  /** Image 1, which the build put into the page: 784 bytes in base64, and its label. */
  readonly first: { readonly pixels: string; readonly label: number };
  readonly alpha: number;
  readonly seed: number;
  /** Id of the exercise whose `update` may take the book's place. */
  readonly exercise: string | null;
  /** What the browser fetches at the first step, in bytes. */
  readonly fetchBytes: number;
}

/** One image in hand, with the weights before its step and what the step does to them. */
interface View {
  readonly imagesSeen: number;
  readonly item: LabelledImage;
  readonly weights: Float32Array; // [784, 10]
  readonly frame: Frame;
  readonly weightDeltas: Float32Array; // [784, 10]
  readonly rule: Rule;
  /** How far the reader's change is from the book's, as a share of the largest change. */
  readonly apart?: number;
}

/** Steps through the training images, forward and back, and shows every number of the delta rule on the way. */
export default function ImageStepper({ id, first, alpha, seed, exercise, fetchBytes }: Props) {
  const start = useMemo(() => initialWeights('uniform01', seed), [seed]);
  const [view, setView] = useState<View>(() => {
    const item = { pixels: textToBytes(first.pixels), label: first.label };
    const frame = frameOf(start, item, alpha);
    return { imagesSeen: 0, item, weights: start, frame, weightDeltas: weightDeltasOf(frame), rule: 'book' };
  });
  const [printing, setPrinting] = useState<Printing>('cut');
  const [activity, setActivity] = useState<Activity>({ state: 'resting', fetched: false });
  const work = useRef<{ course?: Course; reader?: { code: string; walk: ReaderWalk }; stop?: AbortController }>({});

  const readerWalk = async (course: Course): Promise<ReaderWalk> => {
    const code = exercise === null ? undefined : exerciseHandle(exercise).value?.code.value;
    if (code === undefined) throw new Error('The exercise with your update is not on this page yet. Scroll to it once, then try again.');
    const { reader } = work.current;
    if (reader?.code === code) return reader.walk;
    reader?.walk.dispose();
    const walk = await course.byReader(code);
    work.current.reader = { code, walk };
    return walk;
  };

  const go = async (target: number, rule: Rule): Promise<void> => {
    if (activity.state === 'busy') return;
    const stop = new AbortController();
    work.current.stop = stop;
    const busy = (words: string, share?: number): void => setActivity({ state: 'busy', words, ...(share === undefined ? {} : { share }) });
    busy('Getting ready …');
    try {
      work.current.course ??= (await fetchCourse()).openCourse({
        start,
        seed,
        alpha,
        onLoading: ({ name, loadedBytes, totalBytes }) =>
          busy(`Loading ${name}: ${formatBytes(loadedBytes)} of ${formatBytes(totalBytes)}`, loadedBytes / totalBytes),
      });
      const { course } = work.current;
      const walk = rule === 'book' ? course.book : await readerWalk(course);
      const from = Math.min(walk.imagesSeen, target);
      const onProgress = (seen: number): void => busy(`Image ${(seen + 1).toLocaleString('en-US')} …`, (seen - from) / Math.max(1, target - from));
      await walk.goTo(target, { signal: stop.signal, onProgress });
      const { imagesSeen } = walk;
      const weights = Float32Array.from(walk.weights);
      const item = await course.images.get(imagesSeen);
      const frame = frameOf(weights, item, alpha);
      const asked = weightDeltasOf(frame);
      if (rule === 'book') {
        setView({ imagesSeen, item, weights, frame, weightDeltas: asked, rule });
      } else {
        // What the reader's code does shows only once it is done: one step ahead, and back.
        await walk.goTo(imagesSeen + 1);
        const did = measuredDeltas(weights, walk.weights, alpha);
        await walk.goTo(imagesSeen);
        setView({ imagesSeen, item, weights, frame, weightDeltas: did, rule, apart: farthest(did, asked) / (largestSize(asked) || 1) });
      }
      setActivity({ state: 'resting', fetched: true });
    } catch (problem) {
      const { message, remedy } = explainError(problem);
      const known = typeof problem === 'object' && problem !== null && 'remedy' in problem;
      setActivity({ state: 'failed', message: known ? `${message} ${remedy}` : message, again: () => void go(target, rule) });
    }
  };

  const { imagesSeen, item, weights, frame, weightDeltas, rule } = view;
  const number = (imagesSeen + 1).toLocaleString('en-US');
  const change = largestSize(weightDeltas);
  const weightScale = Math.max(1, largestSize(weights));
  return (
    <div class="stepper">
      <StepControls
        id={id}
        imagesSeen={imagesSeen}
        rule={rule}
        canChoose={exercise !== null}
        printing={printing}
        activity={activity}
        fetchBytes={fetchBytes}
        summary={`Image ${number}: a ${item.label}. The highest score stands at ${frame.guess}.`}
        onGo={(target, by) => void go(target, by)}
        onPrinting={setPrinting}
        onStop={() => work.current.stop?.abort()}
      />
      <div class="step-head">
        <StepPicture pixels={item.pixels} name={`Training image ${number}, a ${item.label}`} />
        <StepFacts number={number} frame={frame} printing={printing} alpha={alpha} />
      </div>
      <ScoreTable frame={frame} printing={printing} />
      <figure class="step-figure">
        <figcaption>
          {rule === 'book' ? (
            <span><b data-symbol="weightDeltas">ΔW</b>: each pixel times each delta. Above zero, the weight comes down; below zero, it goes up.</span>
          ) : (
            <span><b data-symbol="weightDeltas">ΔW</b> as your update made it: weights before minus weights after, divided by <span data-symbol="alpha">α</span>. {compare(view.apart)}</span>
          )}
          <Scale size={change} printing={printing} />
        </figcaption>
        <TenPictures
          values={weightDeltas}
          scale={change}
          symbol="weightDeltas"
          describe={(j) => `Changes asked of the weights to ${j}: the image times ${formatNumber(frame.delta[j]!, printing, true)}`}
          still={(j) => ({
            background: frame.delta[j]! < 0 ? 'var(--div-neg)' : 'var(--div-pos)',
            opacity: (Math.abs(frame.delta[j]!) / largestSize(frame.delta)).toFixed(3),
            mask: 'var(--ink-mask) 0 0 / 100% 100%',
          })}
        />
      </figure>
      <figure class="step-figure">
        <figcaption>
          <span><b data-symbol="W">W</b> before this step: {imagesSeen === 0 ? `random numbers from 0 to 1, seed ${seed}.` : `after ${imagesSeen.toLocaleString('en-US')} ${imagesSeen === 1 ? 'image' : 'images'}.`}</span>
          <Scale size={weightScale} printing={printing} />
        </figcaption>
        <TenPictures
          values={weights}
          scale={weightScale}
          symbol="W"
          describe={(j) => `Weights to ${j}`}
          still={(j) => ({ background: 'var(--div-pos)', mask: `var(--start-mask) ${(j * 100) / 9}% 0 / 1000% 100%` })}
        />
      </figure>
    </div>
  );
}

/** The rest of the stepper, fetched at the first step. */
async function fetchCourse(): Promise<typeof import('./stepper/course.ts')> {
  try {
    return await import('./stepper/course.ts');
  } catch (cause) {
    throw new Error('A part of this page could not be fetched. Check the connection, then retry.', { cause });
  }
}

/** A word on how the reader's change compares with the book's. */
function compare(apart: number | undefined): string {
  if (apart === undefined) return '';
  if (apart < 1e-3) return 'It agrees with the book\u2019s in all 7,840 weights.';
  if (Number.isNaN(apart)) return 'Some of it is not a number (NaN).';
  return `It differs from the book\u2019s: by up to ${formatNumber(apart * 100, 'round')} % of the largest change.`;
}

function Scale({ size, printing }: { readonly size: number; readonly printing: Printing }) {
  return (
    <span class="step-scale">
      <span>{formatNumber(-size, printing)}</span>
      <i aria-hidden="true" />
      <span>{formatNumber(size, printing, true)}</span>
    </span>
  );
}
