import { useMemo, useRef, useState } from 'preact/hooks';
import type { ReadonlySignal } from '@preact/signals';
import { count, signed } from '../../words/format.ts';
import { SignedCanvas } from '../explain/kit/SignedCanvas.tsx';
import { firstLayerOf, unitPicture } from '../pictures/first-layer.ts';
import { dataSetOf } from '../pictures/picture-of.ts';
import type { ShownModel } from '../pictures/picture.ts';
import { guessOf, scoreWords, shortShare } from '../pictures/readings.ts';
import { pictureWords } from '../weights/alternative.ts';
import { scaleEnd } from '../weights/scale.ts';
import { isShares } from '../../../lib/nn/shares.ts';
import { Ink } from './Ink.tsx';
import { bandsOf, passOf, sharesOf, shownUnits, stagesOf, votesOfUnit, type Stage } from './scene.ts';

interface DrawingProps {
  readonly model: ReadonlySignal<ShownModel | null>;
  /** Why there is no model, where there is none. */
  readonly missing: string;
  /** The image that goes through; null until it is here. */
  readonly image: Uint8Array<ArrayBuffer> | null;
  readonly imageName: string;
  readonly label: number | null;
  /** True while a run trains: then the units that are shown stay. */
  readonly live: boolean;
  /** Shows why this image is read so. */
  readonly onWhy: () => void;
}

interface Place {
  readonly stage: number;
  readonly unit: number;
}

const across = (c: number, columns: number): number => (100 * (c + 0.5)) / columns;
const down = (k: number, rows: number): number => (100 * (k + 0.5)) / rows;
const curve = (x0: number, y0: number, x1: number, y1: number): string => {
  const middle = (x0 + x1) / 2;
  return `M${x0} ${y0}C${middle} ${y0} ${middle} ${y1} ${x1} ${y1}`;
};

/** One unit in words: what it gives for the image, and for which classes it then speaks. */
function unitWords({ stage: l, unit }: Place, stages: readonly Stage[], model: ShownModel): string {
  const { classes } = dataSetOf(model);
  const kernel = l < (model.specification.convolutions?.length ?? 0);
  const called = kernel
    ? `Kernel ${unit + 1} of convolution ${l + 1}`
    : `Unit ${unit + 1} of hidden layer ${l + 1 - (model.specification.convolutions?.length ?? 0)}`;
  const first = l === 0 ? firstLayerOf(model) : null;
  const wants = first ? ` Its weights: ${pictureWords(unitPicture(first, unit), first.side)}.` : '';
  const says = votesOfUnit(stages, l, unit);
  if (!says) return `${called}.${wants} Choose an image, and see what it gives.`;
  if (says.value === 0) return `${called} is silent for this image.${wants}`;
  const gives = `${called} gives ${signed(says.value)}${kernel ? ' at its strongest place' : ''}`;
  if (!says.votes) return `${gives}.${wants}`;
  const order = says.votes.map((_, j) => j).sort((a, b) => says.votes![b]! - says.votes![a]!);
  const name = (j: number): string => (l + 2 === stages.length ? classes[j]! : `unit ${j + 1}`);
  const [most, least] = [order[0]!, order.at(-1)!];
  return `${gives}: most for ${name(most)} (${signed(says.votes[most]!)}), least for ${name(least)} (${signed(says.votes[least]!)}).${wants}`;
}

/** The network in the middle: the image, the units as small pictures, bands as wide as the weights are large, and what comes out. */
export default function Drawing({ model, missing, image, imageName, label, live, onWhy }: DrawingProps) {
  const shown = model.value;
  const [place, setPlace] = useState<Place | null>(null);
  const box = useRef<HTMLDivElement>(null);
  const pass = useMemo(
    () => (shown && image && image.length === shown.specification.inputs ? passOf(shown, image) : null),
    [shown, image],
  );
  const stages = useMemo(() => (shown ? stagesOf(shown, pass) : []), [shown, pass]);
  // While it trains units keep their places; another image, another network or the end of the run choose anew.
  const kept = useRef<{ key: string; units: readonly (readonly number[])[] }>({ key: '', units: [] });
  const key = shown
    ? `${stages.map(({ units }) => units).join()} ${imageName} ${pass ? 1 : 0} ${live ? 'live' : `${shown.name} ${shown.imagesSeen}`}`
    : '';
  if (kept.current.key !== key)
    kept.current = {
      key,
      units: stages.map((stage, l) => shownUnits(stage, l === stages.length - 1 ? 99 : undefined)),
    };
  const units = kept.current.units;
  const columns = stages.length + 1;
  const first = shown ? firstLayerOf(shown) : null;
  const end = useMemo(() => (first ? scaleEnd(first.values) : 1), [shown]);
  if (!shown)
    return (
      <div class="bench-drawing">
        <p class="status">{missing}</p>
      </div>
    );
  const { classes } = dataSetOf(shown);
  const shares = pass ? sharesOf(shown.specification, pass.at(-1)!) : null;
  const asShares = isShares(shown.specification);
  const guess = shares ? guessOf(shares) : null;
  const hidden = stages.slice(0, -1);
  const now = place && place.stage < hidden.length && units[place.stage]!.includes(place.unit) ? place : null;
  const current = now ?? (hidden.length > 0 ? { stage: 0, unit: units[0]![0]! } : null);
  const move = (event: KeyboardEvent, at: Place): void => {
    const row = units[at.stage]!.indexOf(at.unit);
    const to = (stage: number, k: number): Place | null => {
      const list = stage < hidden.length ? units[stage] : undefined;
      return list ? { stage, unit: list[Math.max(0, Math.min(list.length - 1, k))]! } : null;
    };
    const next =
      event.key === 'ArrowDown'
        ? to(at.stage, row + 1)
        : event.key === 'ArrowUp'
          ? to(at.stage, row - 1)
          : event.key === 'ArrowRight'
            ? to(at.stage + 1, row)
            : event.key === 'ArrowLeft'
              ? to(at.stage - 1, row)
              : null;
    if (!next) return;
    event.preventDefault();
    setPlace(next);
    requestAnimationFrame(() =>
      box.current?.querySelector<HTMLElement>(`[data-unit="${next.stage} ${next.unit}"]`)?.focus(),
    );
  };
  return (
    <>
      <div
        class="bench-drawing"
        ref={box}
        role="group"
        aria-label={`The network with ${shown.name === 'the initial weights' ? shown.name : `the weights of ${shown.name}`}, after ${count(shown.imagesSeen)} images`}
      >
        <svg class="bench-bands" viewBox="0 0 100 100" preserveAspectRatio="none" aria-hidden="true">
          {stages.map(({ join }, l) =>
            bandsOf(l === 0 ? [0] : units[l - 1]!, units[l]!, join).map(({ from, to, strength }) => (
              <path
                key={`${l} ${from} ${to}`}
                class={join.many ? 'is-many' : strength < 0 ? 'is-below' : 'is-above'}
                d={curve(
                  across(l, columns),
                  l === 0 ? 50 : down(from, units[l - 1]!.length),
                  across(l + 1, columns),
                  down(to, units[l]!.length),
                )}
                stroke-width={0.4 + 4 * Math.abs(strength) ** 1.5}
                stroke-opacity={
                  now && now.stage !== l && now.stage !== l - 1
                    ? 0.08
                    : now &&
                        !(
                          (now.stage === l && units[l]![to] === now.unit) ||
                          (now.stage === l - 1 && units[l - 1]![from] === now.unit)
                        )
                      ? 0.08
                      : 0.15 + 0.5 * Math.abs(strength)
                }
              />
            )),
          )}
        </svg>
        <div class="bench-image" style={{ left: `${across(0, columns)}%` }}>
          {image ? (
            <Ink pixels={image} name={imageName} />
          ) : (
            <span class="bench-sprite bench-sprite-large" role="img" aria-label={imageName} />
          )}
        </div>
        {hidden.map((stage, l) => (
          <div key={l} class="bench-units" style={{ left: `${across(l + 1, columns)}%` }}>
            {units[l]!.map((unit) => (
              <button
                key={unit}
                type="button"
                class="bench-unit"
                data-unit={`${l} ${unit}`}
                tabIndex={current?.stage === l && current.unit === unit ? 0 : -1}
                aria-pressed={now?.stage === l && now.unit === unit}
                aria-label={unitWords({ stage: l, unit }, stages, shown)}
                onPointerEnter={() => setPlace({ stage: l, unit })}
                onFocus={() => setPlace({ stage: l, unit })}
                onKeyDown={(event) => move(event, { stage: l, unit })}
              >
                {l === 0 && first ? (
                  <SignedCanvas values={unitPicture(first, unit)} end={end} />
                ) : (
                  <i
                    style={{
                      opacity: stage.values
                        ? Math.min(1, Math.abs(stage.values[unit]!) / (largestOf(stage.values) || 1))
                        : 0.25,
                    }}
                    class={stage.values && stage.values[unit]! < 0 ? 'is-below' : undefined}
                  />
                )}
              </button>
            ))}
            {stage.units > units[l]!.length && (
              <small class="bench-some">
                {units[l]!.length} {pass ? 'most active ' : ''}of {count(stage.units)}
              </small>
            )}
          </div>
        ))}
        <ol class="bench-outputs" style={{ left: `${across(columns - 1, columns)}%` }} aria-label="Outputs">
          {Array.from({ length: stages.at(-1)!.units }, (_, j) => (
            <li key={j} class={j === guess ? 'is-guess' : undefined}>
              <b>{classes[j] ?? j}</b>
              <span class="bench-bar-track">
                {shares && asShares && <i style={{ width: `${(100 * shares[j]!).toFixed(1)}%` }} />}
              </span>
              <small>
                {shares ? (asShares ? shortShare(shares[j]!) : scoreWords(shares[j]!)) : ''}
                {j === label ? ' ✓' : ''}
              </small>
            </li>
          ))}
        </ol>
      </div>
      <div class="bench-words">
        <p class="bench-unit-words">
          {now
            ? unitWords(now, stages, shown)
            : hidden.length > 0
              ? 'Point at a unit, or go to one with the arrow keys: it shows what it wants and what it votes for.'
              : 'No hidden layer: each output weighs all pixels itself.'}
        </p>
        {guess !== null && (
          <button class="button bench-why-button" type="button" onClick={onWhy}>
            Why {label === null || guess === label ? '' : 'not '}
            {classes[label === null ? guess : label] ?? guess}?
          </button>
        )}
      </div>
    </>
  );
}

const largestOf = (values: ArrayLike<number>): number =>
  Array.from(values).reduce((most, value) => Math.max(most, Math.abs(value) || 0), 0);
