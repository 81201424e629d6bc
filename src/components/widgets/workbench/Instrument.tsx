import { effect, signal, useSignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useMemo, useRef } from 'preact/hooks';
import { idle } from '../../islands/idle.ts';
import { dataSetNamed, isBookSet, pixelsOf } from '../../../lib/data/data-sets.ts';
import { networkOfRun, type TrainerNetwork } from '../../../lib/systems/network.ts';
import type { ChartFixed } from '../chart/model.ts';
import { pixelsAt } from '../pictures/picture-of.ts';
import { VIEW_NAMES } from '../pictures/registry.ts';
import { browserHost } from '../trainer/browser-host.ts';
import { createTrainer, isBusy } from '../trainer/controller.ts';
import type { NetworkForm } from '../trainer/form.ts';
import { Fold, KeepPart, PicturesPart, SettingsFold, Until } from '../trainer/LazyParts.tsx';
import { differenceWords } from '../trainer/network-words.ts';
import { useSettingsListener } from './settings-listener.ts';
import { Bar, IN_BAR } from './Bar.tsx';
import { Images, IN_IMAGES } from './Images.tsx';
import { NetworkPanel } from './NetworkPanel.tsx';
import { Results } from './Results.tsx';
import { useArrival } from '../trainer/TrainerPanel.tsx';
import { handWords, testImage, type InHand } from './in-hand.ts';
import type { Live } from './live.ts';
import { undoOf } from './undo.ts';

const loadDrawing = () => import('./Drawing.tsx').then((module) => module.default);
const loadPresets = () => import('./Presets.tsx').then((module) => module.default);
const loadTour = () => import('./Tour.tsx').then((module) => module.default);
const loadShare = () => import('./Share.tsx').then((module) => module.default);
const loadClaim = () => import('./Claim.tsx').then((module) => module.default);
const loadWhy = () => import('./Why.tsx').then((module) => module.default);
const loadStrip = () => import('./RunStrip.tsx').then((module) => module.default);

/** What stands in the place of the runs until there are some. */
const NoRun = () => (
  <p class="status">
    No run yet: above are the weights that the seed draws. Press Train, change something, train again: each run stays
    here with its settings, and its curve on the chart.
  </p>
);

/** While nothing is drawn. */
const NONE = signal(null);

interface InstrumentProps {
  readonly id: string;
  readonly title: string;
  readonly scope: string;
  readonly network: TrainerNetwork;
  readonly form: NetworkForm;
  readonly chart: ChartFixed;
  readonly onSettingsChange: (forms: readonly NetworkForm[]) => void;
  /** Slot: the chart's axes, drawn at build. */
  readonly frame?: ComponentChildren;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts?: ComponentChildren;
  /** What somebody says of a run, as a link has it. */
  readonly claim: string | null;
  readonly onClaimClosed: () => void;
}

/** Everything at one glance: images, the network, its settings, what comes of it, and all runs. */
export function Instrument({
  id,
  title,
  scope,
  network,
  form,
  chart,
  onSettingsChange,
  frame,
  readouts,
  claim,
  onClaimClosed,
}: InstrumentProps) {
  const name = `trainer-${id}`;
  const trainer = useMemo(
    () => createTrainer(browserHost(scope, name), { scope, networks: [network], forms: [form] }),
    [],
  );
  const undo = useMemo(() => undoOf(trainer.forms), []);
  const box = useRef<HTMLDivElement>(null);
  const alive = useArrival(trainer, box);
  const near = useSignal(false);
  const live = useSignal<Live | null>(null);
  const guess = useSignal('');
  const chosen = useSignal(0);
  /** Another image than one of the samples: a test image from a list of mistakes, or a drawing. */
  const other = useSignal<InHand | null>(null);
  const why = useSignal(false);
  const tour = useSignal(false);
  const endTour = (): void => {
    tour.value = false;
    box.current?.querySelector<HTMLElement>('.bench-tour-button')?.focus();
  };
  useSettingsListener(trainer, onSettingsChange);

  useEffect(() => {
    let gone = false;
    const reach = (): void => {
      if (near.peek()) return;
      near.value = true;
      void import('../trainer/warm.ts').then(({ warm }) => warm(trainer, box.current!)).catch(() => undefined); // Train fetches it again
    };
    const coming = ['pointerenter', 'focusin'] as const;
    for (const event of coming) box.current?.addEventListener(event, reach, { once: true });
    void idle(1000)
      .then(() => import('./live.ts'))
      .then(({ enliven }) => void (gone || (live.value = enliven(trainer, guess))))
      .catch(() => undefined); // what was drawn at build stays
    const fetched = effect(() => void (near.value && live.value?.samples.fetch(trainer.form.value.data)));
    return () => {
      gone = true;
      fetched();
      live.peek()?.dispose();
      undo.stop();
    };
  }, []);

  const samples = live.value?.samples ?? null;
  const asked = trainer.parsed.value.network;
  const run = trainer.shown.value;
  const wanted = near.value || trainer.runs.value.length > 0;
  const digits = samples?.digits.value ?? null;
  const data = trainer.form.value.data;
  const index = digits && chosen.value < digits.count ? chosen.value : 0;
  const sample = useMemo(
    () => (digits ? { pixels: pixelsAt(digits, index).slice(), label: digits.labels[index]!, index } : null),
    [digits, index],
  );
  const fitting = other.value?.pixels.length === pixelsOf(dataSetNamed(data)) ? other.value : null;
  const hand: InHand | null = fitting ?? sample;
  /** Shows why a test image is read as it is. */
  const showWhy = async (test: number): Promise<void> => {
    try {
      other.value = await testImage(test, data);
      why.value = true;
      box.current?.scrollIntoView({ block: 'start' });
    } catch {
      // Its list stays; a run says what is wrong with the images.
    }
  };
  const closeWhy = (): void => {
    why.value = false;
    requestAnimationFrame(() => box.current?.querySelector<HTMLElement>('.bench-why-button')?.focus());
  };
  const field = { trainer, id: name };
  const changes = run && asked && trainer.changed.value ? differenceWords(asked, networkOfRun(run)) : '';
  return (
    <div ref={box} class="trainer bench-all" id={name} role="group" aria-labelledby={`${name}-title`}>
      <div class="bench">
        <h2 class="visually-hidden" id={`${name}-title`}>
          {title}
        </h2>
        <Bar
          {...field}
          undo={undo}
          alive={alive.value}
          claim={
            claim !== null && (
              <Until load={loadClaim} props={{ trainer, hash: claim, onClose: onClaimClosed }} wanted>
                <p class="bench-claim notice">Somebody makes a claim with this link: it is being read…</p>
              </Until>
            )
          }
        >
          <Fold summary="Start from…" control="all" load={loadPresets} props={{ trainer }} />
          <SettingsFold trainer={trainer} id={id} change={[...IN_BAR, ...IN_IMAGES, 'hidden', 'inputDropout']} />
          <Fold
            summary="Share"
            load={loadShare}
            props={{ trainer, guessed: (run: string) => live.value?.guesses.value[run] !== undefined }}
          />
          <button class="button bench-tour-button" type="button" onClick={() => (tour.value = true)}>
            Tour
          </button>
        </Bar>
        <Images
          {...field}
          samples={samples}
          chosen={fitting ? null : index}
          onChosen={(n) => {
            chosen.value = n;
            other.value = null;
          }}
          onDrawn={(pixels) => (other.value = pixels && { pixels, label: null, index: null })}
          alive={alive.value}
          near={near.value || !isBookSet(data)}
        />
        <NetworkPanel {...field} given={network}>
          {why.value && hand && (
            <Until
              load={loadWhy}
              props={{ model: live.value?.model ?? NONE, hand, live: isBusy(run), onClose: closeWhy }}
              wanted
            >
              <p class="status">It is being read…</p>
            </Until>
          )}
          <div class="bench-drawn" hidden={why.value && hand !== null}>
            <Until
              load={loadDrawing}
              props={{
                model: live.value?.model ?? NONE,
                missing: asked
                  ? 'Too many weights to draw before it trains: press Train, and they appear.'
                  : 'Put the marked setting right, and the network is drawn again.',
                image: hand?.pixels ?? null,
                imageName: hand ? handWords(hand, dataSetNamed(data).classes) : `Test image ${index + 1}`,
                label: hand?.label ?? null,
                live: isBusy(run),
                onWhy: () => (why.value = true),
              }}
              wanted={live.value !== null}
            >
              <div class="bench-drawing" />
              <p class="bench-unit-words" />
            </Until>
          </div>
          {changes !== '' && (
            <p class="bench-changed">
              Changed since run {trainer.runs.value.indexOf(run!) + 1}: {changes}. Train begins a new run with it.
            </p>
          )}
        </NetworkPanel>
        <Results
          trainer={trainer}
          id={name}
          chart={chart}
          frame={frame}
          beside={live.value?.beside}
          guess={guess}
          readouts={readouts}
          wanted={wanted && live.value !== null}
          wrong={live.value?.wrong.value ?? null}
          onWhy={(test) => void showWhy(test)}
        />
        <section class="bench-runs trainer-runs" aria-label="Runs">
          <Until
            load={loadStrip}
            props={{ trainer, guesses: live.value?.guesses.value ?? {} }}
            wanted={trainer.runs.value.length > 0 || trainer.removed.value !== null}
          >
            <NoRun />
          </Until>
        </section>
      </div>
      {tour.value && (
        <Until load={loadTour} props={{ box, onEnd: endTour }} wanted>
          {null}
        </Until>
      )}
      <div class="bench-below panel" id="pictures">
        <PicturesPart trainer={trainer} id={name} views={VIEW_NAMES} open onWhy={(test) => void showWhy(test)} />
        <KeepPart trainer={trainer} id={name} />
      </div>
    </div>
  );
}
