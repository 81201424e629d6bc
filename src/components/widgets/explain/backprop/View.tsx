import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed, two } from '../kit/numbers.ts';
import { Scrubber } from '../kit/Scrubber.tsx';
import { Slide } from '../kit/Slide.tsx';
import {
  gradientOf,
  IMAGE,
  measuredSlope,
  passOf,
  STAGES,
  startAt,
  updated,
  weightOf,
  withWeight,
  wordsOf,
  zeros,
  type BackpropState,
  type Edge,
  type Pass,
  type Stage,
} from './model.ts';

export const title = 'A network small enough to see';

const HEIGHT = 300;
const COLUMNS = [42, 180, 318];
/** Units of the three columns, from above. */
const PLACES = [
  [85, 215],
  [50, 150, 250],
  [85, 215],
];
const RADIUS = 19;
const EDGES: readonly Edge[] = [
  ...[0, 1].flatMap((from) => [0, 1, 2].map((to) => ({ layer: 1 as const, from, to }))),
  ...[0, 1, 2].flatMap((from) => [0, 1].map((to) => ({ layer: 2 as const, from, to }))),
];
const same = (a: Edge, b: Edge): boolean => a.layer === b.layer && a.from === b.from && a.to === b.to;
const nameOf = ({ layer, from, to }: Edge): string =>
  layer === 1 ? `input ${from + 1} to unit ${to + 1}` : `unit ${from + 1} to score ${to}`;

/** Which edges a stage speaks of. */
function isBusy(stage: Stage, { layer, from }: Edge): boolean {
  if (stage.startsWith('blame')) return layer === 2 && from === Number(stage.at(-1));
  if (stage === 'sums' || stage === 'gradients1') return layer === 1;
  if (stage === 'scores' || stage === 'gradients2') return layer === 2;
  return stage === 'update';
}

const at = (stage: Stage): number => STAGES.indexOf(stage);

/** A joint of the network: a circle with its number, what it is above it, its delta below it. */
function Unit({
  column,
  row,
  value,
  above,
  below,
  symbol,
  silent = false,
}: {
  column: number;
  row: number;
  value: string;
  above: string;
  below: string;
  symbol: string;
  silent?: boolean;
}) {
  return (
    <g
      class={`tiny-unit${silent ? ' is-silent' : ''}`}
      transform={`translate(${COLUMNS[column]}, ${PLACES[column]![row]})`}
      data-symbol={symbol}
    >
      <circle r={RADIUS} />
      <text dy="0.35em">{value}</text>
      <text class="tiny-above" y={-RADIUS - 5}>
        {above}
      </text>
      <text class="tiny-below" y={RADIUS + 13}>
        {below}
      </text>
    </g>
  );
}

/** The network with every number that is known at this stage. */
function Drawing({ state, pass, onEdge }: { state: BackpropState; pass: Pass; onEdge: (edge: Edge) => void }) {
  const { network, label, stage } = state;
  const name = STAGES[stage]!;
  const known = (since: Stage): boolean => stage >= at(since);
  const busy = EDGES.filter((edge) => isBusy(name, edge));
  const deltaOfUnit = (i: number): string => {
    if (known('delta1')) return `δ ${two(pass.delta1[i]!)}`;
    return stage >= at('blame0') + i ? `back: ${two(pass.blame[i]!)}` : '';
  };
  return (
    <svg class="plane tiny" viewBox={`0 0 360 ${HEIGHT}`} role="group" aria-label={wordsOf(state, pass)}>
      {EDGES.map((edge) => {
        const [x1, y1] = [COLUMNS[edge.layer - 1]! + RADIUS, PLACES[edge.layer - 1]![edge.from]!];
        const [x2, y2] = [COLUMNS[edge.layer]! - RADIUS, PLACES[edge.layer]![edge.to]!];
        const weight = weightOf(network, edge);
        const chosen = same(edge, state.edge);
        const lit = chosen || busy.some((one) => same(one, edge));
        const shown = name.startsWith('gradients') || name === 'update' ? gradientOf(pass, edge) : weight;
        const [x, y] = [x1 + (x2 - x1) * 0.3, y1 + (y2 - y1) * 0.3];
        return (
          <g
            key={nameOf(edge)}
            class={`tiny-edge ${weight < 0 ? 'is-negative' : 'is-positive'}${lit ? ' is-lit-edge' : ''}${chosen ? ' is-chosen' : ''}`}
            onClick={() => onEdge(edge)}
          >
            <line class="tiny-target" x1={x1} y1={y1} x2={x2} y2={y2} />
            <line x1={x1} y1={y1} x2={x2} y2={y2} stroke-width={0.8 + 1.6 * Math.min(2.5, Math.abs(weight))} />
            {lit && (
              <g class="tiny-weight" transform={`translate(${x}, ${y})`}>
                <rect x={-17} y={-9} width={34} height={18} rx={4} />
                <text dy="0.35em">{two(shown)}</text>
              </g>
            )}
          </g>
        );
      })}
      {IMAGE.map((value, i) => (
        <Unit key={i} column={0} row={i} value={fixed(value, 0)} above={`input ${i + 1}`} below="" symbol="x" />
      ))}
      {pass.hidden.map((value, i) => (
        <Unit
          key={i}
          column={1}
          row={i}
          value={known('hidden') ? two(value) : ''}
          above={known('sums') ? `unit ${i + 1}, sum ${two(pass.sums[i]!)}` : `unit ${i + 1}`}
          below={deltaOfUnit(i)}
          symbol="hidden"
          silent={known('hidden') && pass.sums[i]! <= 0}
        />
      ))}
      {pass.probabilities.map((value, j) => (
        <Unit
          key={j}
          column={2}
          row={j}
          value={known('probabilities') ? two(value) : known('scores') ? two(pass.scores[j]!) : ''}
          above={`${known('probabilities') ? 'share' : 'score'} of ${j}${j === label ? ', right' : ''}`}
          below={known('delta2') ? `δ ${two(pass.delta2[j]!)}` : ''}
          symbol={known('probabilities') ? 'probabilities' : 'scores'}
        />
      ))}
    </svg>
  );
}

/** Backpropagation in a network of 2, 3 and 2: forward and back by stages, and any weight's slope measured beside its gradient. */
export default function Backprop({ stage: first }: { readonly stage: Stage }) {
  const [state, setState] = useState(() => startAt(first));
  const [touched, setTouched] = useState<string | null>(null);
  const change = (part: Partial<BackpropState>, notice: string): void => {
    setState({ ...state, ...part });
    setTouched(notice);
  };
  const { network, label, stage, edge } = state;
  const pass = passOf(network, IMAGE, label);
  const weight = weightOf(network, edge);
  const gradient = gradientOf(pass, edge);
  const measured = measuredSlope(network, IMAGE, label, edge);
  const goTo = (next: number): void =>
    change(
      { stage: next },
      'Go forward and back, and watch where each number comes from. Then choose a weight and drag it.',
    );
  const weighed = `The slope measured by a nudge of 0.01 is ${fixed(measured, 3)}, the gradient ${fixed(gradient, 3)}: the way back finds in one go what measuring finds weight by weight.`;

  return (
    <Frame
      hint="Step forward and back with the two arrows. Click a line to choose its weight, then drag the weight."
      notice={touched}
      onReset={
        touched === null
          ? null
          : () => {
              setState(startAt(first));
              setTouched(null);
            }
      }
      actions={
        <>
          <button
            type="button"
            class="button"
            aria-pressed={label === 1}
            onClick={() =>
              change(
                { label: 1 - label },
                `Now ${1 - label} is right: both deltas of the last layer change their sign.`,
              )
            }
          >
            {`Right: ${label}`}
          </button>
          <button
            type="button"
            class="button"
            onClick={() =>
              change(
                { network: zeros() },
                'All weights are zero: no unit has anything to pass on, every delta of the hidden layer is 0, and no weight gets a gradient. Only the last biases can learn.',
              )
            }
          >
            From zeros
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              const next = updated(network, pass);
              change(
                { network: next },
                `One lesson, at rate 0.1: the loss went from ${fixed(pass.loss, 3)} to ${fixed(passOf(next, IMAGE, label).loss, 3)}.`,
              );
            }}
          >
            One lesson
          </button>
        </>
      }
    >
      <Drawing
        state={state}
        pass={pass}
        onEdge={(chosen) => change({ edge: chosen }, `The weight from ${nameOf(chosen)} is chosen. Drag it below.`)}
      />
      <p class="tiny-words">{wordsOf(state, pass)}</p>
      <Scrubber
        label="Way"
        value={stage}
        last={STAGES.length - 1}
        words={`${stage + 1} of ${STAGES.length}, ${stage < at('delta2') ? 'forward' : stage === at('update') ? 'update' : 'back'}`}
        onValue={goTo}
      />
      <div class="tiny-weigh">
        <label class="field needs-js">
          Weight
          <select
            value={EDGES.findIndex((one) => same(one, edge))}
            onChange={({ currentTarget }) => {
              const chosen = EDGES[Number(currentTarget.value)]!;
              change({ edge: chosen }, `The weight from ${nameOf(chosen)} is chosen. Drag it.`);
            }}
          >
            {EDGES.map((one, i) => (
              <option key={nameOf(one)} value={i}>
                {nameOf(one)}
              </option>
            ))}
          </select>
        </label>
        <Slide
          label="Its value"
          value={weight}
          min={-3}
          max={3}
          step={0.05}
          words={two(weight)}
          onValue={(value) => change({ network: withWeight(network, edge, value) }, weighed)}
        />
        <dl class="tiny-facts">
          <div>
            <dt>gradient</dt>
            <dd>{fixed(gradient, 3)}</dd>
          </div>
          <div>
            <dt>slope, measured</dt>
            <dd>{fixed(measured, 3)}</dd>
          </div>
          <div>
            <dt>loss</dt>
            <dd>{fixed(pass.loss, 3)}</dd>
          </div>
        </dl>
      </div>
    </Frame>
  );
}
