import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { Handle } from '../kit/Handle.tsx';
import { fixed, short } from '../kit/numbers.ts';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { Slide } from '../kit/Slide.tsx';
import { deltasOf, formula, MOST_LESSONS, noticeOf, past, ROOM, startAt, type CurveState, type Pick, type Preset } from './model.ts'; // prettier-ignore

export const title = 'One lesson, one hop';

interface Given {
  readonly preset: Preset;
  readonly picks: readonly Pick[];
  readonly counts: readonly number[];
}

const ALPHA = { min: 0.001, max: 0.03, step: 0.0005 };
const POINTS = 45;
/** Images at the top of the strip. */
const MOST = 820;
const THOUSANDS = (value: number): string => value.toLocaleString('en-US');
const number = (value: number): string => (Math.abs(value) < 1000 ? fixed(value, 2) : short(value));

/** The parabola of the error, and the hops of delta on it. */
function Parabola({ deltas, scales }: { deltas: readonly number[]; scales: Scales }) {
  const { across, up } = scales;
  const [left = 0, right = 0] = across.range();
  const [bottom = 0, top = 0] = up.range();
  const [least = 0, most = 0] = across.domain();
  const curve = Array.from({ length: POINTS }, (_, i) => least + ((most - least) * i) / (POINTS - 1));
  const draw = line<number>()
    .x((delta) => across(delta))
    .y((delta) => up(delta * delta));
  return (
    <>
      <clipPath id="curve-clip">
        <rect x={left} y={top} width={right - left} height={bottom - top + 6} />
      </clipPath>
      <g clip-path="url(#curve-clip)">
        <path class="curve-error" d={draw(curve) ?? ''} />
        {deltas.slice(1).map((delta, k) => (
          <path key={k} class="curve-hop" d={draw([deltas[k]!, delta]) ?? ''} />
        ))}
        {deltas.map((delta, k) => (
          <circle
            key={k}
            class="curve-dot"
            cx={across(delta)}
            cy={up(delta * delta)}
            r={k === deltas.length - 1 ? 6 : 3.5}
          />
        ))}
      </g>
    </>
  );
}

/** All training images by α · |x|², with what is past 2 marked. */
function Strip({
  counts,
  pick,
  alpha,
  onAlpha,
}: {
  counts: readonly number[];
  pick: Pick;
  alpha: number;
  onAlpha: (alpha: number) => void;
}) {
  const here = alpha * pick.squared;
  return (
    <Plane
      label={`All 60,000 training images by α · |x|²; ${THOUSANDS(past(2, alpha, counts))} of them are past 2. The chosen image is at ${fixed(here, 2)}.`}
      across={{ from: 0, to: 3, title: 'α · |x|² of all 60,000 images' }}
      up={{ from: 0, to: MOST, title: 'images' }}
      height={130}
    >
      {({ across, up }) => {
        /** The outline of the bars from one share to another. */
        const bars = (from: number, to: number): string => {
          const tops = counts.flatMap((count, squared) =>
            alpha * squared >= from && alpha * squared < to
              ? `V${up(Math.min(MOST, count)).toFixed(1)}H${across(Math.min(3, alpha * (squared + 1))).toFixed(1)}`
              : [],
          );
          const first = Math.ceil(from / alpha) * alpha;
          return tops.length === 0 ? '' : `M${across(first).toFixed(1)} ${up(0)}${tops.join('')}V${up(0)}z`;
        };
        return (
          <>
            <path class="curve-images" d={bars(0, 2)} />
            <path class="curve-images is-past" d={bars(2, 3)} />
            <line class="curve-limit" x1={across(2)} x2={across(2)} y1={up(0)} y2={up(MOST)} />
            <Handle
              x={across(Math.min(3, here))}
              y={up(0)}
              label="Alpha, by where the chosen image stands"
              value={alpha}
              min={ALPHA.min}
              max={ALPHA.max}
              step={ALPHA.step}
              words={`alpha ${fixed(alpha, 4)}: the image is at ${fixed(here, 2)}`}
              valueAt={(x) => Math.round(across.invert(x) / pick.squared / ALPHA.step) * ALPHA.step}
              onValue={onAlpha}
            />
          </>
        );
      }}
    </Plane>
  );
}

/** A lesson as a hop of delta on the parabola of the error: by alpha, and by the ink of an image. */
export default function StepOnTheCurve({ preset, picks, counts }: Given) {
  const [state, setState] = useState(() => startAt(preset));
  const change = (part: Partial<CurveState>): void => setState({ ...state, ...part, touched: true });
  const pick = picks[state.pick]!;
  const { alpha, lessons } = state;
  const reach = ROOM * Math.abs(pick.delta);
  const deltas = deltasOf(pick, state);
  const [from, to] = [deltas[0]!, deltas.at(-1)!];
  const words = `Image ${THOUSANDS(pick.number)}, a ${pick.digit}: |x|² = ${fixed(pick.squared, 2)}. After ${lessons} ${lessons === 1 ? 'lesson' : 'lessons'} its delta goes from ${number(from)} to ${number(to)}, its error from ${number(from * from)} to ${number(to * to)}.`;

  return (
    <Frame
      hint="Drag alpha to the right, and watch where the hop lands. Then choose an image with more ink."
      notice={noticeOf(pick, state, counts)}
      onReset={state.touched ? () => setState(startAt(preset)) : null}
    >
      <div class="curve-picks" role="group" aria-label="An image, from the least ink to the most">
        {picks.map(({ number: place, digit, squared }, i) => (
          <button
            key={place}
            type="button"
            aria-pressed={i === state.pick}
            aria-label={`Image ${THOUSANDS(place)}, a ${digit}, |x|² ${fixed(squared, 0)}`}
            onClick={() => change({ pick: i })}
          >
            <span class="curve-digit" style={{ '--at': `${(100 * i) / (picks.length - 1)}%` }} />
            <span>{fixed(squared, 0)}</span>
          </button>
        ))}
      </div>
      <p class="curve-formula">
        <span data-symbol="alpha">α</span> and ink make the factor: <b>{formula(alpha, pick.squared)}</b>
      </p>
      <Plane
        label={`The error as the square of delta. ${words}`}
        across={{ from: -reach, to: reach, title: 'delta of the right digit' }}
        up={{ from: 0, to: reach * reach, title: 'error' }}
        height={210}
      >
        {(scales) => <Parabola deltas={deltas} scales={scales} />}
      </Plane>
      <p class="curve-words">{words}</p>
      <Strip counts={counts} pick={pick} alpha={alpha} onAlpha={(value) => change({ alpha: value })} />
      <div class="explanation-slides">
        <Slide
          label="Alpha"
          symbol="alpha"
          value={alpha}
          {...ALPHA}
          words={fixed(alpha, 4)}
          onValue={(value) => change({ alpha: value })}
        />
        <Slide
          label="Lessons with this image"
          value={lessons}
          min={0}
          max={MOST_LESSONS}
          step={1}
          words={String(lessons)}
          onValue={(value) => change({ lessons: value })}
        />
      </div>
    </Frame>
  );
}
