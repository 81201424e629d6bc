import { useState } from 'preact/hooks';
import { AliveSelect } from '../kit/AliveSelect.tsx';
import { Frame } from '../kit/Frame.tsx';
import { useGlide } from '../kit/glide.ts';
import { useNotice } from '../kit/notice.ts';
import { fixed, two } from '../kit/numbers.ts';
import { isOff } from '../kit/off.ts';
import { OwnWords } from '../kit/OwnWords.tsx';
import { useReaderCode } from '../kit/reader-code.ts';
import { Scrubber } from '../kit/Scrubber.tsx';
import { Slide } from '../kit/Slide.tsx';
import { TinyDrawing, TinyEdge, TinyUnit, type Spot } from '../kit/Tiny.tsx';
import {
  atStage,
  EDGES,
  gradientOf,
  IMAGE,
  measuredSlope,
  nameOf,
  NUDGE,
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
import {
  askBackward,
  askForward,
  askSlopes,
  BACKWARD,
  differingFrom,
  FORWARD,
  offSlopes,
  readBackward,
  readForward,
  readSlopes,
  SLOPES,
} from './reader.ts';

export const title = 'A network in full view';

const HEIGHT = 300;
const COLUMNS = [42, 180, 318];
/** Units of the three columns, from above. */
const PLACES = [
  [85, 215],
  [50, 150, 250],
  [85, 215],
];
const placeOf = (column: number, row: number): Spot => [COLUMNS[column]!, PLACES[column]![row]!];
const same = (a: Edge, b: Edge): boolean => a.layer === b.layer && a.from === b.from && a.to === b.to;

/** Which edges a stage speaks of. */
function isBusy(stage: Stage, { layer, from }: Edge): boolean {
  if (stage.startsWith('blame')) return layer === 2 && from === Number(stage.at(-1));
  if (stage === 'sums' || stage === 'gradients1') return layer === 1;
  if (stage === 'scores' || stage === 'gradients2') return layer === 2;
  return stage === 'update';
}

const at = (stage: Stage): number => STAGES.indexOf(stage);

/** The network with every number that is known at this stage. */
function Drawing({
  state,
  pass,
  right,
  onEdge,
}: {
  state: BackpropState;
  /** The numbers to show, some of them perhaps the reader's own. */
  pass: Pass;
  /** What they should be. */
  right: Pass;
  onEdge: (edge: Edge) => void;
}) {
  const { network, label, stage } = state;
  const name = STAGES[stage]!;
  const known = (since: Stage): boolean => stage >= at(since);
  const busy = EDGES.filter((edge) => isBusy(name, edge));
  const deltaOfUnit = (i: number): string => {
    if (known('delta1')) return `δ ${two(pass.delta1[i]!)}`;
    return stage >= at('blame0') + i ? `back: ${two(pass.blame[i]!)}` : '';
  };
  return (
    <TinyDrawing height={HEIGHT} label={wordsOf(state, pass)}>
      {EDGES.map((edge) => {
        const weight = weightOf(network, edge);
        const chosen = same(edge, state.edge);
        const lit = chosen || busy.some((one) => same(one, edge));
        const ofGradient = name.startsWith('gradients') || name === 'update';
        const shown = ofGradient ? gradientOf(pass, edge) : weight;
        const off = ofGradient && isOff(shown, gradientOf(right, edge));
        return (
          <TinyEdge
            key={nameOf(edge)}
            from={placeOf(edge.layer - 1, edge.from)}
            to={placeOf(edge.layer, edge.to)}
            weight={weight}
            shown={two(shown)}
            lit={lit}
            chosen={chosen}
            off={off}
            onChoose={() => onEdge(edge)}
          />
        );
      })}
      {IMAGE.map((value, i) => (
        <TinyUnit key={i} at={placeOf(0, i)} value={fixed(value, 0)} above={`input ${i + 1}`} below="" symbol="x" />
      ))}
      {pass.hidden.map((value, i) => (
        <TinyUnit
          key={i}
          at={placeOf(1, i)}
          value={known('hidden') ? two(value) : ''}
          above={known('sums') ? `unit ${i + 1}, sum ${two(pass.sums[i]!)}` : `unit ${i + 1}`}
          below={deltaOfUnit(i)}
          symbol="hidden"
          endsRight={!busy.some(({ layer }) => layer === 1) || name === 'update'}
          silent={known('hidden') && pass.sums[i]! <= 0}
          off={
            known('delta1')
              ? isOff(pass.delta1[i]!, right.delta1[i]!)
              : known('hidden') && isOff(value, right.hidden[i]!)
          }
        />
      ))}
      {pass.probabilities.map((value, j) => (
        <TinyUnit
          key={j}
          at={placeOf(2, j)}
          value={known('probabilities') ? two(value) : known('scores') ? two(pass.scores[j]!) : ''}
          above={`${known('probabilities') ? 'share' : 'score'} of ${j}${j === label ? ', right' : ''}`}
          below={known('delta2') ? `δ ${two(pass.delta2[j]!)}` : ''}
          symbol={known('probabilities') ? 'probabilities' : 'scores'}
          off={
            known('delta2')
              ? isOff(pass.delta2[j]!, right.delta2[j]!)
              : name === 'scores' && isOff(pass.scores[j]!, right.scores[j]!)
          }
        />
      ))}
    </TinyDrawing>
  );
}

/** The weight in hand, by name. */
function EdgeSelect({ edge, onEdge }: { edge: Edge; onEdge: (edge: Edge) => void }) {
  return (
    <label class="field needs-js tiny-select">
      Weight
      <AliveSelect
        value={nameOf(edge)}
        options={EDGES.map(nameOf)}
        onValue={(name) => onEdge(EDGES.find((one) => nameOf(one) === name)!)}
      />
    </label>
  );
}

/** What a lesson has done. */
const lessonWords = (before: number, after: number, own: boolean): string =>
  `One lesson${own ? ' by your backward' : ''}, at rate 0.1: the loss went from ${fixed(before, 3)} to ${fixed(after, 3)}${after > before ? ', which is up: the weights went the wrong way.' : '.'}`;

/** Backpropagation in a network of 2, 3 and 2: forward and back by stages, and any weight's slope measured beside its gradient. */
export default function Backprop({ stage: first }: { readonly stage: Stage }) {
  const [state, setState] = useState(() => startAt(first));
  const { notice, setNotice, onReset } = useNotice(() => setState(startAt(first)));
  const change = (part: Partial<BackpropState>, words: string): void => {
    setState({ ...state, ...part });
    setNotice(words);
  };
  const { network, label, stage, edge } = state;
  useGlide(STAGES.indexOf(first), stage, (next) => setState((now) => atStage(now, next)));
  const right = passOf(network, IMAGE, label);
  const forward = useReaderCode(FORWARD, askForward(network, IMAGE, right.sums), readForward);
  const backward = useReaderCode(BACKWARD, askBackward(network, IMAGE, label), readBackward);
  const pass: Pass = {
    ...right,
    ...(forward.is === 'there' && forward.value),
    ...(backward.is === 'there' && backward.value),
  };
  const weight = weightOf(network, edge);
  const gradient = gradientOf(pass, edge);
  const slopes = useReaderCode(SLOPES, askSlopes(network, IMAGE, label), readSlopes);
  const own = slopes.is === 'there';
  const measured = own
    ? slopes.value[EDGES.findIndex((one) => same(one, edge))]!
    : measuredSlope(network, IMAGE, label, edge);
  const goTo = (next: number): void =>
    change(
      atStage(state, next),
      'Go forward and back, and watch where each number comes from. Then choose a weight and drag it.',
    );
  const weighed = `The slope measured by a nudge of ${NUDGE} is ${fixed(measured, 3)}, the gradient ${fixed(gradient, 3)}: the way back finds in one go what measuring finds weight by weight.`;

  return (
    <Frame
      hint="Step forward and back with the two arrows. Click a line to choose its weight, then drag the weight."
      notice={notice}
      onReset={onReset}
      actions={
        <>
          <button
            type="button"
            class="button"
            onClick={() =>
              change(
                { label: 1 - label },
                `Now ${1 - label} is right: both deltas of the last layer change their sign.`,
              )
            }
          >
            {`Make ${1 - label} the right one`}
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
                lessonWords(pass.loss, passOf(next, IMAGE, label).loss, backward.is === 'there'),
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
        right={right}
        onEdge={(chosen) => change({ edge: chosen }, `The weight from ${nameOf(chosen)} is chosen. Drag it below.`)}
      />
      <p class="tiny-words">{wordsOf(state, pass)}</p>
      <OwnWords name="forward" code={forward} wrong={(given) => differingFrom(right, given)} />
      <OwnWords name="backward" code={backward} wrong={(given) => differingFrom(right, given)} />
      <OwnWords name="slopeOf" code={slopes} wrong={(given) => offSlopes(right, given)} />
      <Scrubber
        label="Stage"
        value={stage}
        last={STAGES.length - 1}
        words={`${stage + 1} of ${STAGES.length}, ${stage < at('delta2') ? 'forward' : stage === at('update') ? 'update' : 'back'}`}
        onValue={goTo}
      />
      <div class="tiny-weigh">
        <EdgeSelect
          edge={edge}
          onEdge={(chosen) => change({ edge: chosen }, `The weight from ${nameOf(chosen)} is chosen. Drag it.`)}
        />
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
            <dt>slope, measured{own && ' by your slopeOf'}</dt>
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
