import { useComputed, type ReadonlySignal } from '@preact/signals';
import { useRef } from 'preact/hooks';
import type { Trainer } from './controller.ts';
import { rowsOf } from './rows.ts';
import { useDrawing } from '../chart/drawing.ts';
import { parametersModel, type ParametersModel } from '../chart/parameters.ts';

const loadPlot = async () => (await import('../chart/parameters-plot.ts')).parametersChart;

/** Accuracy against parameters, once two sizes have results. */
export function ParameterChart({ trainer, by }: { readonly trainer: Trainer; readonly by: string | null }) {
  const model: ReadonlySignal<ParametersModel | null> = useComputed(() =>
    parametersModel(rowsOf(trainer.networks, trainer.runs.value), by ?? 'the source'),
  );
  const box = useRef<HTMLDivElement>(null);
  useDrawing(box, { model, load: loadPlot });
  const { points = [], published = [] } = model.value ?? {};
  const has = (set: string): boolean => points.some((point) => point.set === set);
  return (
    <figure class="trainer-parameters" hidden={points.length === 0}>
      <figcaption>Accuracy by number of weights and biases</figcaption>
      <div class="curve-live" ref={box} />
      <p class="curve-key">
        <span>
          <svg width="10" height="10" aria-hidden="true">
            <circle cx="5" cy="5" r="2" fill="currentColor" />
          </svg>{' '}
          training
        </span>
        {has('validation') && (
          <span>
            <svg width="12" height="12" aria-hidden="true">
              <circle cx="6" cy="6" r="4" fill="var(--panel)" />
            </svg>{' '}
            validation
          </span>
        )}
        {has('test') && (
          <span>
            <svg width="12" height="12" aria-hidden="true">
              <circle cx="6" cy="6" r="4" fill="currentColor" />
            </svg>{' '}
            test
          </span>
        )}
        {published.length > 0 && (
          <span>
            <svg width="8" height="12" aria-hidden="true">
              <rect x="1" y="1" width="6" height="10" />
            </svg>{' '}
            counts as {by}’s
          </span>
        )}
      </p>
    </figure>
  );
}
