import { useComputed, useSignal } from '@preact/signals';
import type { ComponentChildren, ComponentType } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { dataSetNamed, pixelsOf } from '../../../lib/data/data-sets.ts';
import type { Drawable } from '../../../lib/data/drawing/to-form.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { count, countOf, percent, timeTaken } from '../../words/format.ts';
import { Digit } from '../explain/kit/Digit.tsx';
import { SignedCanvas } from '../explain/kit/SignedCanvas.tsx';
import { Slide } from '../explain/kit/Slide.tsx';
import { Action, mainAction } from '../trainer/actions.tsx';
import { isBusy } from '../trainer/controller.ts';
import { useLayerWeights } from '../trainer/layer-weights.ts';
import { useSmallTrainer } from '../trainer/small-trainer.ts';
import { Status } from '../trainer/Status.tsx';
import { largestWeight } from '../weights/scale.ts';
import { WeightGrid } from '../weights/WeightGrid.tsx';
import { Reading, whoReads } from './Reading.tsx';
import { answerOf, scoresOf, votesFor } from './reading.ts';
import { FIRST, MOMENTS, PARTS, type PartName } from './snapshots.ts';
import { EarlyStrokes } from './strokes.ts';
import type TouchedPad from './TouchedPad.tsx';

/** So many more test images right than at the end are worth a word. */
const FALL = 50;

export interface FirstPageProps {
  readonly title: string;
  readonly scope: string;
  readonly network: TrainerNetwork;
  /** Where the scale of the pictures made at build ends. */
  readonly builtEnd: number;
  /** What stands on the pad until the reader draws. */
  readonly example: {
    readonly image: readonly number[];
    readonly label: number;
    readonly scores: readonly number[];
  };
  /** Test images right at each moment of the slider. */
  readonly right: readonly number[];
  /** The way into the book, once it has learned. */
  readonly build?: ComponentChildren;
  /** Where the book tells why it falls. */
  readonly fall?: ComponentChildren;
}

/** A digit is drawn, and a layer that is often wrong reads it; then it learns, and its answer changes. */
export function FirstPage({ title, scope, network, builtEnd, example, right, build, fall }: FirstPageProps) {
  const box = useRef<HTMLDivElement>(null);
  const { data } = network.specification;
  const dataSet = dataSetNamed(data);
  const [pixels, outputs] = [pixelsOf(dataSet), dataSet.classes.length];
  const all = MOMENTS.at(-1)!;

  const trainer = useSmallTrainer({ id: 'ten', scope, network, box });

  const place = useSignal(FIRST);
  const recorded = useSignal<readonly (Float32Array | undefined)[]>(
    useMemo(() => [new Float32Array(pixels * outputs)], []),
  );
  const trouble = useSignal(false);
  /** True where the slider was moved after the run: it shows what was recorded. */
  const looksBack = useSignal(false);
  const image = useSignal<ArrayLike<number> | null>(example.image);
  const Pad = useSignal<ComponentType<Parameters<typeof TouchedPad>[0]> | null>(null);
  const early = useMemo(() => new EarlyStrokes(), []);
  const focused = useRef(false);
  /** Who draws by pointer need not be told of keys. */
  const pointed = useRef(false);
  const byKeys = useSignal(false);

  const learned = useLayerWeights(trainer);
  const run = trainer.inHand.value;
  const live = useComputed(() => isBusy(trainer.inHand.value));
  const busy = live.value;
  const ofRun = useComputed(() => (looksBack.value && !live.value ? null : learned.value));
  const weights = useComputed(() => ofRun.value ?? recorded.value[place.value] ?? null);
  const scores = useComputed(() => {
    if (!image.value) return new Array<number>(outputs).fill(0);
    return weights.value ? scoresOf(weights.value, image.value) : [...example.scores];
  });

  const fetched = useRef(new Set<PartName>());
  const bring = (name: PartName): void => {
    if (fetched.current.has(name)) return;
    fetched.current.add(name);
    void import('./fetch.ts')
      .then(({ fetchPart }) => fetchPart(name, pixels, outputs))
      .then(
        (snapshots) => {
          const next = [...recorded.value];
          PARTS[name].forEach((at, k) => (next[at] = snapshots[k]));
          recorded.value = next;
          trouble.value = false;
        },
        () => {
          fetched.current.delete(name);
          trouble.value = true;
        },
      );
  };
  const wake = (): void => {
    bring('first');
    void import('./TouchedPad.tsx').then(
      ({ default: part }) => {
        Pad.value ??= part;
      },
      () => void (trouble.value = true),
    );
  };
  // Who came to the pad by keys before this was alive need not come again.
  useEffect(() => {
    if (!box.current?.querySelector('.first-pad')?.contains(document.activeElement)) return;
    focused.current = true;
    wake();
  }, []);
  const onImage = (drawn: Uint8Array<ArrayBuffer> | null): void => {
    image.value = drawn;
  };
  const placeOf = (event: PointerEvent): [number, number] => {
    const pad = (event.currentTarget as HTMLElement).querySelector('.draw-pad')!.getBoundingClientRect();
    return [(event.clientX - pad.left) / pad.width, (event.clientY - pad.top) / pad.height];
  };

  const answer = answerOf(scores.value);
  const votes =
    image.value && image.value !== example.image && answer !== null && weights.value
      ? votesFor(weights.value, image.value, answer)
      : null;
  const seen = ofRun.value && run ? run.imagesSeen : MOMENTS[place.value]!;
  const test = run ? trainer.withRuns.value?.lastTest(run) : undefined;
  const shownRight = ofRun.value ? test?.correct : right[place.value];
  const best = run?.tests.reduce((a, b) => (b.correct > a.correct ? b : a), run.tests[0]!);
  const finished = run?.state === 'finished';
  const main = mainAction(trainer);
  const isExample = image.value === example.image;
  const Part = Pad.value;

  return (
    <div class="panel small-trainer first-page" id="trainer-ten" ref={box} role="group" aria-label={title}>
      <h2 class="visually-hidden">{title}</h2>
      <div class="first-top">
        <div
          class="first-pad"
          data-keys={byKeys.value ? '' : undefined}
          onPointerEnter={wake}
          onKeyDownCapture={() => (byKeys.value = true)}
          onFocusCapture={() => {
            focused.current = true;
            byKeys.value = !pointed.current;
            wake();
          }}
          onBlurCapture={() => (focused.current = false)}
          onPointerDownCapture={() => {
            pointed.current = true;
            byKeys.value = false;
          }}
          onPointerDown={(event) => {
            wake();
            if (Pad.value || event.button !== 0) return;
            event.preventDefault();
            event.currentTarget.setPointerCapture(event.pointerId);
            early.begin(event.pointerId, ...placeOf(event));
          }}
          onPointerMove={(event) => early.extend(event.pointerId, ...placeOf(event))}
          onPointerUp={(event) => early.end(event.pointerId)}
          onPointerCancel={(event) => early.end(event.pointerId)}
        >
          {isExample && (
            <span class="first-example">
              <Digit pixels={example.image} name={`A handwritten ${dataSet.classes[example.label]!}, as an example`} />
            </span>
          )}
          {Part ? (
            <Part id="first" dataSet={dataSet as Drawable} early={early} focused={focused.current} onImage={onImage} />
          ) : (
            <div class="draw-pad-box needs-js">
              <div class="draw-pad" role="application" tabIndex={0} aria-label="Drawing pad" />
              <p class="status">Draw a {dataSet.called.one} here.</p>
            </div>
          )}
        </div>
        <div class="first-reading" aria-live="off">
          <p class="first-who">
            {whoReads(seen, all, dataSet.called.many)} takes {isExample ? 'this one' : 'it'} for a
          </p>
          <div class="first-answer">
            <Reading classes={dataSet.classes} scores={scores.value} />
            <div class="first-verdict">
              <strong class="first-digit">{answer === null ? '–' : dataSet.classes[answer]}</strong>
              {isExample && answer !== null && (
                <p class="status">
                  {answer === example.label ? 'which is right.' : `It is a ${dataSet.classes[example.label]!}.`}
                </p>
              )}
              {votes && answer !== null && (
                <figure class="first-votes">
                  <SignedCanvas values={votes} end={largestWeight(votes)} />
                  <figcaption class="status">Orange speaks for the {dataSet.classes[answer]}, blue against.</figcaption>
                </figure>
              )}
            </div>
          </div>
          <div class="trainer-buttons needs-js">
            <Action
              {...main}
              primary
              label={
                main.label === 'Train'
                  ? `Teach it with ${count(all)}`
                  : main.label === 'Train again'
                    ? 'Teach it again'
                    : main.label
              }
              does={() => {
                looksBack.value = false;
                wake();
                main.does();
              }}
            />
          </div>
          <p class="status first-score-line">
            {shownRight === undefined ? (
              'Of the test images, which it never learns from: not counted yet.'
            ) : (
              <>
                Of {count(dataSet.counts.test)} test images, which it never learns from, it reads{' '}
                <span class="together">{percent(shownRight / dataSet.counts.test)}</span>:{' '}
                {countOf(shownRight, dataSet.counts.test)}.
              </>
            )}
          </p>
        </div>
      </div>
      <div class="first-weights">
        <p class="status">
          What its {outputs} neurons look for: orange is for the {dataSet.called.one}, blue against it.
        </p>
        <WeightGrid weights={weights} dataSet={dataSet} builtEnd={builtEnd} live={live} small label={title} />
        <Slide
          label="Images it has learned from"
          value={busy || ofRun.value ? placeNear(seen) : place.value}
          min={0}
          max={MOMENTS.length - 1}
          step={1}
          words={`${count(seen)} of ${count(all)}`}
          onValue={(at) => {
            if (busy) return;
            looksBack.value = true;
            place.value = at;
            wake();
            if (at > FIRST) bring('rest');
          }}
        />
      </div>
      <Status trainer={trainer} />
      {trouble.value && (
        <p class="notice notice-bad" role="alert">
          Some of this part could not be fetched. Check the connection, then{' '}
          <button
            type="button"
            class="link-button"
            onClick={() => {
              wake();
              if (place.value > FIRST) bring('rest');
            }}
          >
            try again
          </button>
          .
        </p>
      )}
      {finished && !looksBack.value && (
        <div class="first-done" role="status">
          <p>
            <b>
              You trained {count(pixels * outputs)} numbers in {timeTaken(run.seconds)}.
            </b>{' '}
            {build}
          </p>
          {test && best && best.correct - test.correct >= FALL && (
            <p>
              After {count(best.imagesSeen)} images it read {count(best.correct)}, more than the {count(test.correct)}{' '}
              at the end. {fall}
            </p>
          )}
        </div>
      )}
    </div>
  );
}

/** The last place of the slider that so many images have reached. */
const placeNear = (seen: number): number => MOMENTS.findLastIndex((moment) => moment <= seen);
