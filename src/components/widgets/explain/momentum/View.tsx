import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed, short } from '../kit/numbers.ts';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { PlaneHandle } from '../kit/PlaneHandle.tsx';
import { usePlay } from '../kit/play.ts';
import { PlayButton } from '../kit/PlayButton.tsx';
import { Slide } from '../kit/Slide.tsx';
import {
  atStart,
  FLAT,
  flatOf,
  lossAt,
  noticeOf,
  ratioOf,
  STEEP,
  STEPS,
  walk,
  type Curvatures,
  type Place,
  type ValleyState,
} from './model.ts';

export const title = 'A long, narrow valley';

const ACROSS = { from: -12, to: 12, title: 'weight a' };
const UP = { from: -2.4, to: 2.4, title: 'weight b' };
/** Losses at which a contour is drawn. */
const LEVELS = [1, 5, 12.5, 25, 45, 72];
const STEP_TIME = 50; // ms

/** A walk up to a step; what leaves the picture is cut off by it. */
function Walk({
  places,
  step,
  scales,
  name,
}: {
  places: readonly Place[];
  step: number;
  scales: Scales;
  name: string;
}) {
  const seen = places.slice(0, step + 1);
  const draw = line<Place>()
    .x(({ a }) => scales.across(a))
    .y(({ b }) => scales.up(b));
  return (
    <g class={name}>
      <path class="valley-walk" d={draw(seen) ?? ''} />
      {seen.slice(1).map(({ a, b }, i) => (
        <circle key={i} cx={scales.across(a)} cy={scales.up(b)} r={i === step - 1 ? 5 : 2} />
      ))}
    </g>
  );
}

interface Given {
  /** Of a layer's own loss, before its first step and after its last. */
  readonly start: Curvatures;
  readonly trained: Curvatures;
}

/** Descent with and without momentum in the valley of the exercise or as narrow a one as a layer's: drag the start, the rate, the momentum. */
export default function Momentum({ start: atZeros, trained }: Given) {
  const [state, setState] = useState(atStart);
  const player = usePlay(STEPS, (step) => setState((now) => ({ ...now, step, touched: true })), STEP_TIME);
  const change = (part: Partial<ValleyState>): void => {
    player.stop();
    setState({ ...state, step: STEPS, ...part, touched: true });
  };

  const { flat, start, rate, momentum, step } = state;
  const plain = walk(start, rate, 0, flat);
  const heavy = walk(start, rate, momentum, flat);
  const here = `a ${fixed(start.a, 1)}, b ${fixed(start.b, 2)}, loss ${short(lossAt(start, flat))}`;
  const lossOf = (places: readonly Place[]): string => short(lossAt(places[step]!, flat));

  return (
    <Frame
      hint="Drag the ball to another start. Then turn the rate up to 0.1, and the momentum to 0.95."
      notice={noticeOf(state)}
      onReset={state.touched ? () => setState(atStart()) : null}
      actions={
        <>
          <PlayButton of={player} />
          <button
            type="button"
            class="button"
            aria-pressed={flat !== FLAT}
            onClick={() => change({ flat: flat === FLAT ? flatOf(trained) : FLAT })}
          >
            As narrow as a trained layer’s
          </button>
        </>
      }
    >
      <p class="valley-key">
        <span class="valley-plain">momentum 0</span> <span class="valley-heavy">momentum {fixed(momentum, 2)}</span>
      </p>
      <Plane
        label={`A valley seen from above, flat along a and steep along b. Start: ${here}. At step ${step} the loss is ${lossOf(plain)} without momentum and ${lossOf(heavy)} with it.`}
        across={ACROSS}
        up={UP}
        height={220}
      >
        {(scales) => {
          const [width, height] = [scales.across(1) - scales.across(0), scales.up(0) - scales.up(1)];
          const [left = 0, right = 0] = scales.across.range();
          const [bottom = 0, top = 0] = scales.up.range();
          return (
            <>
              <clipPath id="valley-clip">
                <rect x={left} y={top} width={right - left} height={bottom - top} />
              </clipPath>
              <g clip-path="url(#valley-clip)">
                {LEVELS.map((loss) => (
                  <ellipse
                    key={loss}
                    class="valley-contour"
                    cx={scales.across(0)}
                    cy={scales.up(0)}
                    rx={Math.sqrt((2 * loss) / flat) * width}
                    ry={Math.sqrt((2 * loss) / STEEP) * height}
                  />
                ))}
                <Walk places={plain} step={step} scales={scales} name="valley-plain" />
                <Walk places={heavy} step={step} scales={scales} name="valley-heavy" />
              </g>
              <PlaneHandle
                scales={scales}
                at={{ x: start.a, y: start.b }}
                label="Start of both walks"
                words={here}
                step={{ x: 0.5, y: 0.1 }}
                onPlace={({ x, y }) => change({ start: { a: x, b: y } })}
              />
            </>
          );
        }}
      </Plane>
      <div class="explanation-slides">
        <Slide
          label="Rate"
          symbol="alpha"
          value={rate}
          min={0.005}
          max={0.18}
          step={0.005}
          words={fixed(rate, 3)}
          onValue={(value) => change({ rate: value })}
        />
        <Slide
          label="Momentum"
          value={momentum}
          min={0}
          max={0.97}
          step={0.01}
          words={fixed(momentum, 2)}
          onValue={(value) => change({ momentum: value })}
        />
        <Slide
          label="Step"
          value={step}
          min={0}
          max={STEPS}
          step={1}
          words={`${step} of ${STEPS}`}
          onValue={(value) => change({ step: value })}
        />
      </div>
      <table class="valley-facts">
        <thead>
          <tr>
            <td />
            <th scope="col">loss at step {step}</th>
            <th scope="col">steps that agree are worth</th>
          </tr>
        </thead>
        <tbody>
          <tr>
            <th scope="row">momentum 0</th>
            <td>{lossOf(plain)}</td>
            <td>{fixed(rate, 3)}</td>
          </tr>
          <tr>
            <th scope="row">momentum {fixed(momentum, 2)}</th>
            <td>{lossOf(heavy)}</td>
            <td>
              {fixed(rate, 3)} / (1 − {fixed(momentum, 2)}) = {fixed(rate / (1 - momentum), 2)}
            </td>
          </tr>
        </tbody>
      </table>
      <p class="valley-measured">
        This valley curves {fixed(STEEP / flat, 0)} times as strongly across as along. That of chapter 5’s layer,
        measured between its steepest direction and the way that it will go: {ratioOf(atZeros)} times before the first
        step ({short(atZeros.steepest)} against {short(atZeros.onward)}), {ratioOf(trained)} times after three epochs (
        {short(trained.steepest)} against {short(trained.onward)}).
      </p>
    </Frame>
  );
}
