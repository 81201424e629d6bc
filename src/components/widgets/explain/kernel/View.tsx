import { useState } from 'preact/hooks';
import { textToBytes } from '../../digits/bytes.ts';
import { ARROWS, useDrag } from '../kit/drag.ts';
import { AliveSelect } from '../kit/AliveSelect.tsx';
import { Frame } from '../kit/Frame.tsx';
import { fixed } from '../kit/numbers.ts';
import { differing } from '../kit/off.ts';
import { OwnWords } from '../kit/OwnWords.tsx';
import { Pixels } from '../kit/Pixels.tsx';
import { usePlay } from '../kit/play.ts';
import { useReaderCode } from '../kit/reader-code.ts';
import {
  BLOCK,
  blockWords,
  KERNELS,
  learntName,
  mapOf,
  numberWords,
  PLACES,
  POOLED,
  pooled,
  SHIFT,
  SIDE,
  SIZE,
  startWith,
  underWindow,
  upTo,
  withKernel,
  withNextNumber,
  withShift,
  withWindow,
  wordsOf,
  type KernelState,
  type Scene,
} from './model.ts';
import { askConvolve, askPool, CONVOLVE, MAX_POOL, readConvolve, readPool } from './reader.ts';

export const title = 'One kernel, every place';

interface Given {
  readonly scene: Scene;
  /** Grey values 0 to 255 in base64. */
  readonly pixels: string;
  readonly name: string;
  /** Kernels that a network has learnt. */
  readonly learnt: readonly (readonly number[])[]; // [8][25]
}

const OWN = 'your own';
const SHIFTS = [
  ['←', 'left', 0, -SHIFT],
  ['→', 'right', 0, SHIFT],
  ['↑', 'up', -SHIFT, 0],
  ['↓', 'down', SHIFT, 0],
] as const;

/** Where the block begins that this place is in. */
const blockAt = (place: number): number => place - (place % BLOCK);

/** The picture with the window on it, to be dragged or moved by the arrow keys. */
function Picture({
  state,
  name,
  onWindow,
}: {
  state: KernelState;
  name: string;
  onWindow: (row: number, column: number) => void;
}) {
  const { image, row, column } = state;
  const drag = useDrag((x, y) => onWindow(y - SIZE / 2, x - SIZE / 2));
  return (
    <svg class="kernel-picture" viewBox={`-0.5 -0.5 ${SIDE + 1} ${SIDE + 1}`} role="group" aria-label={name}>
      <rect class="kernel-paper" width={SIDE} height={SIDE} />
      <Pixels values={image} width={SIDE} end={1} colours="ink" />
      <g
        {...drag}
        class="kernel-window"
        role="slider"
        aria-roledescription="window, moved by the four arrow keys"
        tabindex={0}
        aria-label="Window of 5 by 5 pixels"
        aria-valuenow={row * PLACES + column}
        aria-valuetext={wordsOf(state)}
        onKeyDown={(event) => {
          const way = ARROWS[event.key];
          if (!way) return;
          event.preventDefault();
          onWindow(row - way[1], column + way[0]);
        }}
      >
        <rect x={column - 2} y={row - 2} width={SIZE + 4} height={SIZE + 4} fill="transparent" />
        <rect class="kernel-frame" x={column} y={row} width={SIZE} height={SIZE} />
      </g>
    </svg>
  );
}

/** A convolution by hand: drag the window over a digit, change the kernel's numbers, move the digit. */
export default function Kernel({ scene, pixels, name, learnt }: Given) {
  const kernels = { ...KERNELS, ...Object.fromEntries(learnt.map((values, k) => [learntName(k), values])) };
  const [start] = useState(() => startWith(Float32Array.from(textToBytes(pixels), (grey) => grey / 255)));
  const [state, setState] = useState(start);
  const { kernel, row, column } = state;
  const right = mapOf(state);
  const convolve = useReaderCode(CONVOLVE, askConvolve(state), readConvolve);
  const all = convolve.is === 'there' ? convolve.value : right;
  const map = scene === 'window' ? upTo(all, state) : all;
  const maxPool = useReaderCode(MAX_POOL, askPool(all), readPool);
  const kept = maxPool.is === 'there' ? maxPool.value : pooled(all);
  const last = PLACES * PLACES - 1;
  const { playing, play, stop } = usePlay(
    last,
    (place) => setState((now) => withWindow(now, Math.floor(place / PLACES), place % PLACES)),
    25,
  );
  const words = scene === 'pooling' ? blockWords(all, state) : wordsOf(state, all);
  const largest = all.reduce((most, value) => Math.max(most, Math.abs(value)), 1);
  const under = underWindow(state);
  const chosen = Object.entries(kernels).find(([, values]) => values.every((value, i) => value === kernel[i]))?.[0];

  return (
    <Frame
      hint="Drag the window over the digit. Then press numbers of the kernel, and move the digit."
      notice={state.notice}
      onReset={
        state.notice === null
          ? null
          : () => {
              stop();
              setState(start);
            }
      }
      actions={
        <>
          {scene === 'window' && (
            <button type="button" class="button" onClick={() => (playing ? stop() : play(0))}>
              {playing ? 'Pause' : 'Slide it over all'}
            </button>
          )}
          <span class="kernel-shifts" role="group" aria-label="Move the digit">
            Move the digit
            {SHIFTS.map(([sign, way, down, right]) => (
              <button
                key={way}
                type="button"
                class="button"
                aria-label={`Move the digit ${way} by ${SHIFT} pixels`}
                onClick={() => setState(withShift(state, down, right))}
              >
                {sign}
              </button>
            ))}
          </span>
        </>
      }
    >
      <div class={`kernel-pictures${scene === 'pooling' ? ' has-pool' : ''}`}>
        <figure>
          <Picture state={state} name={name} onWindow={(r, c) => setState(withWindow(state, r, c))} />
          <figcaption>
            the picture, {SIDE} × {SIDE}
          </figcaption>
        </figure>
        <figure>
          <svg
            class="kernel-picture"
            viewBox={`-0.5 -0.5 ${PLACES + 1} ${PLACES + 1}`}
            role="img"
            aria-label={`What the kernel finds at each of ${PLACES} by ${PLACES} places. ${words}`}
          >
            <rect class="kernel-paper" width={PLACES} height={PLACES} />
            <Pixels values={map} width={PLACES} end={largest} colours="signed" />
            {scene === 'pooling' ? (
              <rect class="kernel-frame" x={blockAt(column)} y={blockAt(row)} width={BLOCK} height={BLOCK} />
            ) : (
              <rect class="kernel-frame" x={column} y={row} width={1} height={1} />
            )}
          </svg>
          <figcaption>what comes out, 24 × 24</figcaption>
        </figure>
        {scene === 'pooling' && (
          <figure>
            <svg
              class="kernel-picture"
              viewBox={`-0.5 -0.5 ${POOLED + 1} ${POOLED + 1}`}
              role="img"
              aria-label={`What max-pooling keeps, ${POOLED} by ${POOLED}. ${words}`}
            >
              <rect class="kernel-paper" width={POOLED} height={POOLED} />
              <Pixels values={kept} width={POOLED} end={largest} colours="signed" />
              <rect class="kernel-frame" x={blockAt(column) / BLOCK} y={blockAt(row) / BLOCK} width={1} height={1} />
            </svg>
            <figcaption>the strongest, 12 × 12</figcaption>
          </figure>
        )}
      </div>
      <p class="kernel-words">{words}</p>
      <OwnWords name="convolve" code={convolve} wrong={(given) => differing([...given], [...right])} />
      <OwnWords name="maxPool" code={maxPool} wrong={(given) => differing([...given], [...pooled(all)])} />
      <div class="kernel-numbers">
        <div>
          <label class="field needs-js">
            Kernel
            <AliveSelect
              value={chosen ?? OWN}
              options={[...(chosen === undefined ? [OWN] : []), ...Object.keys(kernels)]}
              onValue={(value) => setState(withKernel(state, kernels[value]!, !Object.hasOwn(KERNELS, value)))}
            />
          </label>
          <p>25 weights, used at 576 places.</p>
        </div>
        <div
          class="kernel-grid"
          role="group"
          aria-label="The 25 numbers of the kernel, and under each the pixel it lies on"
        >
          {kernel.map((value, i) => (
            <button
              key={i}
              type="button"
              class={value > 0 ? 'is-above' : value < 0 ? 'is-below' : undefined}
              onClick={() => setState(withNextNumber(state, i))}
            >
              <span class="visually-hidden">{`Row ${Math.floor(i / SIZE)}, column ${i % SIZE}: weight `}</span>
              <b>{numberWords(value)}</b>
              <span class="visually-hidden">, pixel </span>
              <span>{fixed(under[i]!, 2)}</span>
            </button>
          ))}
        </div>
      </div>
    </Frame>
  );
}
