import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { Handle } from '../kit/Handle.tsx';
import { fixed } from '../kit/numbers.ts';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { TenBars } from '../kit/TenBars.tsx';
import {
  curveOf,
  noticeOf,
  partOf,
  pushOf,
  REACH,
  slopeOf,
  startWith,
  withLabel,
  withRightScore,
  type Measure,
  type SlopesState,
} from './model.ts';

export const title = 'Two measures of wrong';

interface Given {
  readonly scores: readonly number[]; // [10]
  readonly label: number;
}

const NAMES: Readonly<Record<Measure, string>> = { crossEntropy: 'cross-entropy', squaredError: 'squared error' };
const MEASURES = Object.keys(NAMES) as Measure[];
const HIGHEST = 9;

/** A curve, and where the right score stands on it, its tangent. */
function Curve({ measure, state, scales }: { measure: Measure; state: SlopesState; scales: Scales }) {
  const { across, up } = scales;
  const draw = line<{ score: number; loss: number }>()
    .x(({ score }) => across(score))
    .y(({ loss }) => up(loss))
    .defined(({ loss }) => loss <= HIGHEST);
  const score = state.scores[state.label]!;
  const height = partOf(measure, state);
  const slope = slopeOf(measure, state);
  const reach = 1.1 / Math.hypot(1, slope); // as long on either side, whatever its slope
  return (
    <g class={`slopes-${measure}`}>
      <path class="slopes-curve" d={draw(curveOf(measure, state)) ?? ''} />
      {height <= HIGHEST && (
        <>
          <line
            class="slopes-tangent"
            x1={across(score - reach)}
            y1={up(height - slope * reach)}
            x2={across(score + reach)}
            y2={up(height + slope * reach)}
          />
          <circle cx={across(score)} cy={up(height)} r={4} />
        </>
      )}
    </g>
  );
}

/** Cross-entropy and squared error as functions of the right digit's score, with their slopes, and how all ten scores are pushed. */
export default function LossSlopes({ scores, label }: Given) {
  const [state, setState] = useState(() => startWith(scores, label));
  const score = state.scores[state.label]!;
  const words = MEASURES.map(
    (measure) =>
      `${NAMES[measure]} ${fixed(partOf(measure, state), 2)}, push ${fixed(pushOf(measure, state)[state.label]!, 2)}`,
  ).join('; ');
  const sentence = `Score of ${state.label}: ${fixed(score, 2)}. ${words[0]!.toUpperCase()}${words.slice(1)}.`;

  return (
    <Frame
      hint={`Drag the score of the ${state.label}, the right digit, to the right: past 1, as far as it goes.`}
      notice={noticeOf(state)}
      onReset={state.before === null ? null : () => setState(startWith(scores, label))}
    >
      <div class="slopes-head">
        <label class="field needs-js">
          The right digit
          <select
            value={state.label}
            onChange={({ currentTarget }) => setState(withLabel(state, Number(currentTarget.value)))}
          >
            {scores.map((_, j) => (
              <option key={j} value={j}>
                {j}
              </option>
            ))}
          </select>
        </label>
        <p class="slopes-key">
          <span class="slopes-crossEntropy">cross-entropy</span> <span class="slopes-squaredError">squared error</span>
        </p>
      </div>
      <Plane
        label={sentence}
        across={{ from: REACH.min, to: REACH.max, title: `score of the ${state.label}` }}
        up={{ from: 0, to: HIGHEST, title: 'what it costs' }}
        height={200}
      >
        {(scales) => (
          <>
            <line
              class="slopes-here"
              x1={scales.across(score)}
              x2={scales.across(score)}
              y1={scales.up(0)}
              y2={scales.up(HIGHEST)}
            />
            {MEASURES.map((measure) => (
              <Curve key={measure} measure={measure} state={state} scales={scales} />
            ))}
            <Handle
              x={scales.across(score)}
              y={scales.up(0)}
              label={`Score of ${state.label}, the right digit`}
              value={score}
              min={REACH.min}
              max={REACH.max}
              step={0.1}
              words={sentence}
              valueAt={(x) => Math.round(scales.across.invert(x) * 100) / 100}
              onValue={(value) => setState(withRightScore(state, value))}
            />
          </>
        )}
      </Plane>
      <p class="slopes-sentence">{sentence}</p>
      <TenBars
        caption="Which way a lesson pushes each score, and how hard: up, a bar above the line; down, one below it."
        marked={[state.label]}
        rows={MEASURES.map((measure) => ({
          name: NAMES[measure],
          look: `slopes-${measure}`,
          values: pushOf(measure, state),
        }))}
        least={1}
        words={(push) => fixed(push, 1)}
      />
    </Frame>
  );
}
