import { useCallback, useEffect, useMemo, useState } from 'preact/hooks';
import { IMAGE_SIDE, TRAIN_COUNT } from '../../../../lib/data/mnist.ts';
import { RandomState } from '../../../../lib/nn/random.ts';
import { drawParameters } from '../../../../lib/nn/parameters.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { explainError } from '../../digits/loading.ts';
import { engines } from '../../pictures/ask.ts';
import { Frame } from '../kit/Frame.tsx';
import { UnitTile } from '../networks/UnitTile.tsx';
import { useNotice } from '../kit/notice.ts';
import { percent, two } from '../kit/numbers.ts';
import { OwnWords } from '../kit/OwnWords.tsx';
import type { TwoLayers } from '../kit/pass.ts';
import { Pixels } from '../kit/Pixels.tsx';
import { useReaderCode } from '../kit/reader-code.ts';
import { Scrubber } from '../kit/Scrubber.tsx';
import { fetchNetwork } from '../networks/fetch.ts';
import { NETWORKS } from '../networks/networks.ts';
import {
  afterLesson,
  atStage,
  BUILT_LAST,
  fingerprint,
  inputsOf,
  LAST,
  nameOf,
  numberOf,
  passOf,
  pictureOf,
  RATE,
  STAGES,
  shownOf,
  startAt,
  UNITS,
  weightsNow,
  withLast,
  withNext,
  wordsOf,
  type BuiltPass,
  type Digit,
  type MicroscopeState,
  type Shown,
} from './model.ts';
import { askTrain, offLesson, offUnits, readTrain, TRAIN } from './reader.ts';

export const title = 'A microscope for the hidden layer';

interface Given {
  readonly image: number;
  /** 784 grey values 0 to 255 in base64. */
  readonly pixels: string;
  readonly label: number;
  readonly pass: BuiltPass;
}

const FIRST = 'shares';
const at = (stage: (typeof STAGES)[number]): number => STAGES.indexOf(stage);
/** Weights of this size and above are drawn in full. */
const END = 0.5;

async function digitOf(image: number): Promise<Digit> {
  const { images, labels } = await (await engines()).digits('train', image - 1, image);
  return { name: nameOf(image, labels[0]!), pixels: images, label: labels[0]! };
}

/** 784-32-10 at full size: one image's way forward and back, layer by layer, the step of every weight, and all of it undone. */
export default function HiddenMicroscope({ image: first, pixels, label, pass: built }: Given) {
  const [trained, setTrained] = useState<TwoLayers | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const [image, setImage] = useState(first);
  const [unit, setUnit] = useState(() => built.sums.indexOf(Math.max(...built.sums)));
  const [before, setBefore] = useState(at(FIRST)); // the stage while the weights are on their way
  const [state, setState] = useState<MicroscopeState | null>(null);
  const { notice, setNotice, onReset } = useNotice(() => {
    if (trained) setState(startAt(trained, digit, FIRST));
    setImage(first);
  });
  const [digit] = useState<Digit>(() => ({ name: nameOf(first, label), pixels: textToBytes(pixels), label }));

  const fetchWeights = (): void => {
    setProblem(null);
    fetchNetwork('hidden').then(
      (weights) => {
        setTrained(weights as unknown as TwoLayers);
        setState(atStage(startAt(weights as unknown as TwoLayers, digit, FIRST), before));
      },
      (error: unknown) => setProblem(explainError(error).message),
    );
  };
  useEffect(fetchWeights, []);

  const stage = state?.stage ?? before;
  const name = STAGES[stage]!;
  const shown = state?.digit ?? digit;
  const full = useMemo(() => (state ? passOf(state) : null), [state?.weights, state?.digit]);
  const pass: Shown = full ?? shownOf(built);
  const lesson = useCallback(
    async () => ({ weights: state?.weights ?? ((await fetchNetwork('hidden')) as unknown as TwoLayers), digit: shown }),
    [state?.weights, shown],
  );
  const train = useReaderCode(
    TRAIN,
    useCallback(async () => askTrain(await lesson()), [lesson]),
    async (value, columns) => readTrain(await lesson(), value, columns),
  );
  const given = train.is === 'there' ? train.value : null;
  const off = useMemo(() => given && offLesson(given, afterLesson(given.weights, passOf(given))), [given]);
  const marked = useMemo(() => off && offUnits(off), [off]);
  const ownOf = (lesson: MicroscopeState | null): TwoLayers | null =>
    given && lesson && given.weights === lesson.weights && given.digit === lesson.digit ? given.after : null;
  const own = ownOf(state);
  const now = useMemo(
    () => (state ? weightsNow(state, own) : null),
    [state?.weights, state?.digit, stage === LAST, own],
  );
  const print = useMemo(() => (now ? fingerprint(now) : '…'), [now]);
  const lossAfter = state && stage === LAST ? passOf({ ...state, weights: now! }).loss : null;
  const [weight1] = now ?? [];
  const changing = name === 'changes' && full;
  const tiles = useMemo(() => {
    if (!weight1) return null;
    const change = (): Float32Array<ArrayBuffer> =>
      own ? own[0].values.map((after, at) => after - weight1.values[at]!) : full!.gradients[0]!.map((g) => -RATE * g);
    const values = changing ? change() : weight1.values;
    return Array.from({ length: UNITS }, (_, k) => pictureOf({ ...weight1, values }, k));
  }, [weight1, changing, own]);

  const end = changing && tiles ? Math.max(...tiles.map((tile) => Math.max(...tile.map(Math.abs)))) : END;

  const goTo = (next: number): void => {
    if (state) setState(atStage(state, next));
    else setBefore(Math.min(next, BUILT_LAST));
    setNotice(
      'Go forward layer by layer, and back. Choose a unit, to see what it asks for and what it finds in this image.',
    );
  };
  const show = async (next: number): Promise<void> => {
    if (!state) return;
    try {
      const found = await digitOf(next);
      setState((kept) => kept && withNext(kept, found, ownOf(kept)));
      setImage(next);
      setNotice(
        'Another image, with the weights as they are now. Go back with ‹, and the lesson before is undone to the last bit: look at the fingerprint.',
      );
    } catch (error) {
      setProblem(explainError(error).message);
    }
  };
  const back = (): void => {
    if (!state) return;
    const last = withLast(state);
    setState(last);
    setImage(Number(/[\d,]+/.exec(last.digit.name)![0].replaceAll(',', '')));
    setNotice('Back at the end of the lesson before. One more step back, and the fingerprint is what it was.');
  };
  const begin = (weights: TwoLayers, words: string): void => {
    setState(startAt(weights, shown, FIRST));
    setNotice(words);
  };

  const after = at('blame') <= stage && stage < LAST;
  const unitNumber = (k: number): string => {
    const value = numberOf(name, pass, k);
    return value === null ? '' : two(value);
  };
  const x = useMemo(() => inputsOf(shown), [shown]);
  const products = tiles?.[unit] && !changing ? Float32Array.from(tiles[unit], (w, i) => w * x[i]!) : null;

  return (
    <Frame
      hint="Step forward with ›: the loss goes back through the layers, and every weight takes its step. Then go back with ‹."
      notice={problem ?? notice}
      onReset={trained ? onReset : null}
      actions={
        <>
          <label class="field">
            Training image
            <input
              type="number"
              min={1}
              max={TRAIN_COUNT}
              value={image}
              onChange={({ currentTarget }) => {
                if (currentTarget.checkValidity() && currentTarget.value) void show(Number(currentTarget.value));
              }}
            />
          </label>
          <button type="button" class="button" disabled={!state} onClick={() => void show((image % TRAIN_COUNT) + 1)}>
            Next image
          </button>
          <button
            type="button"
            class="button"
            disabled={!state}
            onClick={() => {
              const drawn = drawParameters(NETWORKS.hidden.specification, new RandomState(0)) as unknown as TwoLayers;
              begin(drawn, 'Random weights, before the first lesson: all ten shares are much alike, and every delta is large.'); // prettier-ignore
            }}
          >
            Random weights
          </button>
          {problem && (
            <button type="button" class="button" onClick={fetchWeights}>
              Try again
            </button>
          )}
        </>
      }
    >
      <p class="scope-words">{wordsOf(name, shown, pass, lossAfter, own !== null)}</p>
      <OwnWords name="train" code={train} wrong={() => off?.flat().filter(Boolean).length ?? 0} />
      <Scrubber
        label="Way"
        value={stage}
        last={state ? LAST : BUILT_LAST}
        words={`${stage + 1} of ${STAGES.length}, ${stage < at('delta2') ? 'forward' : after ? 'back' : stage === LAST ? 'update' : 'back'}`}
        onValue={goTo}
        onBefore={state && state.past.length > 0 ? back : undefined}
        onAfter={state ? () => void show((image % TRAIN_COUNT) + 1) : undefined}
      />
      <div class="scope-ends">
        <figure>
          <svg class="scope-image" viewBox={`0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}`} role="img" aria-label={shown.name}>
            <Pixels values={x} width={IMAGE_SIDE} end={1} colours="ink" />
          </svg>
          <figcaption>{shown.name}</figcaption>
        </figure>
        <table class="scope-outputs">
          <thead>
            <tr>
              <th scope="col">
                <span class="visually-hidden">digit</span>
              </th>
              <th scope="col" data-symbol="scores">
                score
              </th>
              <th scope="col" data-symbol="probabilities">
                share
              </th>
              <th scope="col" data-symbol="delta2">
                delta
              </th>
            </tr>
          </thead>
          <tbody>
            {Array.from({ length: 10 }, (_, j) => (
              <tr key={j} class={j === shown.label ? 'is-right' : undefined}>
                <th scope="row">{j}</th>
                <td>{stage >= at('scores') ? two(pass.scores[j]!) : ''}</td>
                <td class="scope-share">
                  {stage >= at('shares') && (
                    <>
                      <span class="scope-bar" style={{ inlineSize: `${100 * pass.probabilities[j]!}%` }} />
                      <span>{percent(pass.probabilities[j]!)}</span>
                    </>
                  )}
                </td>
                <td>{stage >= at('delta2') ? two(pass.delta2[j]!) : ''}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <div
        class="unit-tiles scope-units"
        role="group"
        aria-label={`The 32 hidden units: ${changing ? 'the change of their weights' : 'their weights'}, and ${name === 'sums' ? 'their sums' : after ? 'their deltas' : 'what they pass on'}`}
      >
        {Array.from({ length: UNITS }, (_, k) => (
          <button
            key={k}
            type="button"
            class={
              own && marked?.has(k) && stage >= at('changes')
                ? 'is-off'
                : stage >= at('bend') && pass.sums[k]! <= 0
                  ? 'is-silent'
                  : undefined
            }
            aria-pressed={k === unit}
            aria-label={`Unit ${k + 1}: ${unitNumber(k)}`}
            onClick={() => setUnit(k)}
          >
            <UnitTile unit={k} values={tiles && tiles[k]!} end={end} />
            <span class="unit-number">{unitNumber(k)}</span>
          </button>
        ))}
      </div>
      <div class="scope-unit-in-hand">
        <figure>
          <UnitTile unit={unit} values={tiles && tiles[unit]!} end={end} />
          <figcaption>{changing ? 'how its weights change' : 'its weights'}</figcaption>
        </figure>
        <figure class="needs-js">
          <UnitTile values={products} end={END} />
          <figcaption>times the image</figcaption>
        </figure>
        <p>
          <b>Unit {unit + 1}.</b> Sum {two(pass.sums[unit]!)}, passes on {two(pass.hidden[unit]!)}.
          {stage >= at('blame') &&
            ` What comes back: ${two(pass.blame[unit]!)}; its delta: ${two(pass.delta1[unit]!)}.`}
          {now &&
            ` Its weights to the ten scores: ${Array.from({ length: 10 }, (_, j) => `${j} ${two(now[2].values[unit * 10 + j]!)}`).join(', ')}.`}
        </p>
      </div>
      <p class="scope-print">
        Fingerprint of all 25,450 weights and biases: <output>{print}</output>
      </p>
    </Frame>
  );
}
