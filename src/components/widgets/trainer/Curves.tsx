import { batch, useComputed, useSignal, type ReadonlySignal } from '@preact/signals';
import type { ComponentChildren } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { networkBehind, type Trainer } from './controller.ts';
import { useDrawing } from '../chart/drawing.ts';
import { rehearse } from '../chart/rehearsing.ts';
import { ScoreTable } from '../chart/ScoreTable.tsx';
import {
  comparisonWords,
  curvesModel,
  partedBands,
  stretchWords,
  type Beside,
  type ChartFixed,
  type CurvesModel,
  type MeasureName,
} from '../chart/model.ts';

interface CurvesProps {
  readonly trainer: Trainer;
  readonly fixed: ChartFixed;
  readonly id: string;
  /** The frame made at build, shown until there is a curve. */
  readonly frame: ComponentChildren;
  /** What the reader adds. */
  readonly beside?: ReadonlySignal<Beside>;
}

const loadPlot = async () => (await import('../chart/plot.ts')).curvesChart;

const MEASURES = ['accuracy', 'loss'] as const;

function MeasureChoice({
  measure,
  id,
  choose,
}: {
  readonly measure: MeasureName;
  readonly id: string;
  readonly choose: (measure: MeasureName) => void;
}) {
  return (
    <fieldset class="curve-choice needs-js">
      <legend class="visually-hidden">What the chart shows</legend>
      {MEASURES.map((name) => (
        <label key={name}>
          <input type="radio" name={`${id}-measure`} checked={measure === name} onChange={() => choose(name)} /> {name}
        </label>
      ))}
    </fieldset>
  );
}

/** Lines and marks of the three sets, and of the source. */
function Key({ model, stretch }: { readonly model: CurvesModel; readonly stretch: string }) {
  const shown = model.runs.find((run) => run.shown);
  const { exact, ranges } = partedBands(model.bands);
  const has = (set: 'validation' | 'test'): boolean =>
    model.runs.some((run) => (run.shown || set === model.common) && run.lines[set].length > 0);
  const swatch = (dash: string, fill: string) => (
    <svg width="26" height="10" aria-hidden="true">
      <path d="M0 5h26" stroke-width="1.75" stroke-dasharray={dash} />
      {fill !== '' && <circle cx="13" cy="5" r="2.6" fill={fill} />}
    </svg>
  );
  return (
    <p class="curve-key">
      {model.runs.length > 1 && <span class="curve-common">{comparisonWords(model)}</span>}
      {has('test') && <span>{swatch('none', 'currentColor')} test</span>}
      {has('validation') && <span>{swatch('7 3', 'var(--panel)')} validation</span>}
      {shown && <span>{swatch('2 3', '')} training, by epoch</span>}
      {shown && shown.stretches.length > 0 && (
        <span>
          <svg width="26" height="10" aria-hidden="true">
            <path d="M0 5h26" stroke-opacity="0.4" />
          </svg>{' '}
          training{stretch}
        </span>
      )}
      {model.spread.length > 1 && (
        <span>
          <svg width="26" height="12" aria-hidden="true">
            <rect width="26" height="12" fill="currentColor" fill-opacity="0.3" stroke="none" />
          </svg>{' '}
          its seeds, by {model.common}
        </span>
      )}
      {model.guess !== null && (
        <span>
          <svg width="26" height="10" aria-hidden="true">
            <path d="M0 5h26" stroke="var(--warn)" stroke-width="1.5" stroke-dasharray="8 4" />
          </svg>{' '}
          your guess, {model.guess} %
        </span>
      )}
      {shown && shown.lines.training.length > 1 && model.spread.length === 0 && (
        <span>
          <svg width="26" height="12" aria-hidden="true">
            <rect width="26" height="12" fill="currentColor" fill-opacity="0.18" stroke="none" />
          </svg>{' '}
          gap between training and {shown.lines.validation.length > 0 ? 'validation' : 'test'}
        </span>
      )}
      {model.overlay.length + exact.length > 0 && (
        <span>
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="4.2" />
          </svg>{' '}
          {model.by}
        </span>
      )}
      {ranges.length > 0 && (
        <span>
          <svg width="12" height="10" aria-hidden="true">
            <rect x="1" y="1" width="10" height="8" />
          </svg>{' '}
          counts as {model.by}’s
        </span>
      )}
    </p>
  );
}

/** Accuracy or loss by epoch. Observable Plot is fetched when the reader comes to the trainer, or there is a first curve to draw. */
export default function Curves({ trainer, fixed, id, frame, beside }: CurvesProps) {
  const measure = useSignal<MeasureName>(fixed.first);
  const touched = useSignal(false);
  const network = useComputed(() => {
    const run = trainer.shown.value;
    return (run && networkBehind(trainer.networks, run)) ?? trainer.networks[trainer.chosen.value]!;
  });
  const model: ReadonlySignal<CurvesModel> = useComputed(() =>
    curvesModel(
      trainer.runs.value.map((run, i) => ({ run, number: i + 1 })),
      trainer.shown.value?.id ?? null,
      network.value,
      fixed,
      measure.value,
      beside?.value,
    ),
  );
  const box = useRef<HTMLDivElement>(null);
  // Until there is a run or another measure is chosen, what was drawn at build stands there.
  const wanted = useComputed(() => (touched.value || trainer.runs.value.length > 0 ? model.value : null));
  const { alive, missing } = useDrawing(box, { model: wanted, load: loadPlot });
  useEffect(() => {
    let gone = false;
    void rehearse(() => gone).catch(() => undefined); // fetched again when there is something to draw
    return () => void (gone = true);
  }, []);
  const choose = (name: MeasureName): void =>
    batch(() => {
      measure.value = name;
      touched.value = true;
    });
  const run = trainer.shown.value;
  return (
    <div class="curves">
      <MeasureChoice measure={measure.value} id={id} choose={choose} />
      <div hidden={alive.value}>{frame}</div>
      <div class="curve-live" ref={box} />
      <Key model={model.value} stretch={stretchWords(run)} />
      {missing.value && <p class="status">The chart could not be loaded: its numbers stand in the table below.</p>}
      {run && <ScoreTable run={run} axis={fixed.axis} />}
    </div>
  );
}
