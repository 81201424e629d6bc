import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { breathe } from '../../../../lib/engine/breathe.ts';
import { loadKernels, NO_SIMD } from '../../../../lib/engine/simd/load-kernels.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { engines } from '../../pictures/ask.ts';
import { Digit } from '../kit/Digit.tsx';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { Plane } from '../kit/Plane.tsx';
import { useWork } from '../kit/work.ts';
import {
  EVERY,
  JUDGED_BY,
  KINDS,
  NAMES,
  POINTS,
  shuffled,
  shuffledSets,
  TRAINED_ON,
  wordsOf,
  type Curves,
  type Kind,
} from './model.ts';

export const title = 'Every pixel somewhere else';

interface Given {
  /** Ten images in base64. */
  readonly digits: string;
  readonly labels: readonly number[];
  readonly curves: Curves;
}

const ACROSS = { from: 0, to: (POINTS * EVERY) / 1000, title: 'thousand images seen' };
const UP = { from: 20, to: 100, title: 'per cent right of 2,000 test images' };
const NONE: Curves = { dense: { inOrder: [], shuffled: [] }, convolution: { inOrder: [], shuffled: [] } };

/** The same shuffle for every digit, on and off, and what a dense network and convolutions make of it. */
export default function ShuffledPixels({ digits, labels, curves: built }: Given) {
  const [isShuffled, setShuffled] = useState(true);
  const [curves, setCurves] = useState(built);
  const { notice, setNotice, onReset } = useNotice(() => {
    stop();
    setShuffled(true);
    setCurves(built);
  });
  const { busy, work, stop } = useWork(setNotice);
  const bytes = textToBytes(digits);
  const images = isShuffled ? shuffled(bytes) : bytes;

  const run = async (kind: Kind, signal: AbortSignal): Promise<void> => {
    setCurves({ ...curves, [kind]: NONE[kind] });
    setNotice(`${NAMES[kind]}: training here, first with the pixels in order, then with them shuffled…`);
    const [{ course }, module, client] = await Promise.all([import('./train.ts'), loadKernels(), engines()]);
    if (!module) throw new Error(NO_SIMD);
    const [train, test] = await Promise.all([
      client.digits('train', 0, TRAINED_ON),
      client.digits('test', 0, JUDGED_BY),
    ]);
    const inOrder = { train, test };
    let now = NONE[kind];
    for (const name of ['inOrder', 'shuffled'] as const) {
      const sets = name === 'inOrder' ? inOrder : shuffledSets(inOrder);
      for await (const share of course(kind, sets, module, signal, breathe)) {
        now = { ...now, [name]: [...now[name], share] };
        const shown = now;
        setCurves((all) => ({ ...all, [kind]: shown }));
      }
    }
    setNotice(
      `${wordsOf(kind, now)} ${kind === 'dense' ? 'To a dense layer the pixels are a list, and any order is as good as another.' : 'A kernel looks at pixels side by side: shuffled, those no longer belong together.'}`,
    );
  };

  return (
    <Frame
      hint="Turn the shuffle off and on. Then train both networks here: which of them minds?"
      notice={notice}
      onReset={onReset}
      actions={
        <>
          <button
            type="button"
            class="button"
            aria-pressed={isShuffled}
            onClick={() => {
              setShuffled(!isShuffled);
              setNotice(
                isShuffled
                  ? 'The same ten digits, each pixel at its own place.'
                  : 'Every pixel has moved, in each digit to the same new place. All numbers are still there.',
              );
            }}
          >
            {isShuffled ? 'The shuffle is on' : 'The shuffle is off'}
          </button>
          {KINDS.map((kind) => (
            <button
              key={kind}
              type="button"
              class="button"
              disabled={busy}
              onClick={() => void work((signal) => run(kind, signal))}
            >
              Train {NAMES[kind]}
            </button>
          ))}
        </>
      }
    >
      <div class="shuffle-digits">
        {labels.map((label, n) => (
          <Digit
            key={n}
            pixels={images.subarray(784 * n, 784 * (n + 1))}
            name={`A ${label}${isShuffled ? ', its pixels shuffled' : ''}`}
          />
        ))}
      </div>
      <p class="shuffle-key">
        {KINDS.map((kind) => (
          <span key={kind} class={`shuffle-${kind}`}>
            {NAMES[kind]}
          </span>
        ))}
        <span class="shuffle-dashed">dashed: shuffled</span>
      </p>
      <Plane label={KINDS.map((kind) => wordsOf(kind, curves[kind])).join(' ')} across={ACROSS} up={UP} height={220}>
        {({ across, up }) =>
          KINDS.map((kind) => (
            <g key={kind} class={`shuffle-${kind}`}>
              {(['inOrder', 'shuffled'] as const).map((name) => (
                <path
                  key={name}
                  class={`shuffle-curve is-${name}`}
                  d={
                    line<number>()
                      .digits(1)
                      .x((_, i) => across(((i + 1) * EVERY) / 1000))
                      .y((share) => up(Math.max(UP.from, 100 * share)))(curves[kind][name] as number[]) ?? ''
                  }
                />
              ))}
            </g>
          ))
        }
      </Plane>
      {KINDS.map((kind) => (
        <p key={kind} class="shuffle-words">
          {wordsOf(kind, curves[kind])}
        </p>
      ))}
    </Frame>
  );
}
