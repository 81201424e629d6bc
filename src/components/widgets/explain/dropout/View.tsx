import { line } from 'd3-shape';
import { useMemo, useState } from 'preact/hooks';
import { IMAGE_SIDE } from '../../../../lib/data/mnist.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { fixed, percent } from '../kit/numbers.ts';
import { Pixels } from '../kit/Pixels.tsx';
import { Plane } from '../kit/Plane.tsx';
import { Slide } from '../kit/Slide.tsx';
import { answerOf, lossWords, maskOf, meanOf, SHARES, UNITS, wordsOf } from './model.ts';

export const title = 'Another network for each image';

interface Given {
  readonly images: readonly { readonly image: number; readonly label: number; readonly pixels: string }[];
  readonly hidden: readonly string[];
  readonly weight: string;
  readonly bias: string;
  readonly plain: readonly number[];
  readonly dropped: readonly number[];
}

const FIRST = { share: 0.25, seed: 0, at: 0 };
const DRAWS = 100;
const ACROSS = { from: 0, to: 90, title: 'per cent of the units taken away' };
const UP = { from: 30, to: 100, title: 'per cent right in validation' };
const floats = (text: string): Float32Array<ArrayBuffer> => new Float32Array(textToBytes(text).buffer);

/** Where the curve through the measured shares is at this one. */
function onCurve(values: readonly number[], share: number): number {
  const after = Math.max(
    1,
    SHARES.findIndex((measured) => measured >= share),
  );
  const way = (share - SHARES[after - 1]!) / (SHARES[after]! - SHARES[after - 1]!);
  return values[after - 1]! + way * (values[after]! - values[after - 1]!);
}

/** Which units are out for this image, what the rest answers, and what 100 such networks say together. */
export default function Dropout({ images, hidden: texts, weight, bias, plain, dropped }: Given) {
  const last = useMemo(() => ({ weight: floats(weight), bias: floats(bias) }), [weight, bias]);
  const [state, setState] = useState(FIRST);
  const [many, setMany] = useState(false);
  const { notice, setNotice, onReset } = useNotice(() => {
    setState(FIRST);
    setMany(false);
  });
  const { share, seed, at } = state;
  const hidden = useMemo(() => floats(texts[at]!), [at]);
  const mask = maskOf(share, seed);
  const one = answerOf(last, hidden, mask);
  const mean = many ? meanOf(last, hidden, share, DRAWS, seed) : null;
  const shown = mean?.shares ?? one;
  const { image, label, pixels } = images[at]!;
  const name = `Training file, image ${image.toLocaleString('en-US')}, a ${label}, held back`;
  const strongest = Math.max(...hidden);
  const change = (part: Partial<typeof FIRST>, words: string): void => {
    setState({ ...state, ...part });
    setMany(false);
    setNotice(words);
  };

  return (
    <Frame
      hint="Press Next draw a few times: other units are out each time. Then let a hundred such networks answer together."
      notice={notice}
      onReset={onReset}
      actions={
        <>
          <button
            type="button"
            class="button"
            onClick={() =>
              change(
                { seed: seed + 1 },
                'Another draw: no unit can rely on a certain other one being there. What stays is multiplied, so that the sums keep their size.',
              )
            }
          >
            Next draw
          </button>
          <button
            type="button"
            class="button"
            onClick={() =>
              change(
                { at: (at + 1) % images.length, seed: seed + 1 },
                'Another image, and with it another network: in training each image meets its own.',
              )
            }
          >
            Next image
          </button>
          <button
            type="button"
            class="button"
            onClick={() => {
              const all = answerOf(last, hidden, maskOf(0, 0));
              const { shares } = meanOf(last, hidden, share, DRAWS, seed);
              setMany(true);
              setNotice(
                `The mean of ${DRAWS} thinned networks gives ${label} a share of ${percent(shares[label]!)}; the whole network, with no unit out, ${percent(all[label]!)}. When it is tested, nothing is dropped: the whole stands for the many.`,
              );
            }}
          >
            {DRAWS} networks together
          </button>
        </>
      }
    >
      <div class="drop-top">
        <svg class="drop-image" viewBox={`0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}`} role="img" aria-label={name}>
          <Pixels values={textToBytes(pixels)} width={IMAGE_SIDE} end={255} colours="ink" />
        </svg>
        <svg class="drop-units" viewBox="0 0 160 80" role="img" aria-label={wordsOf(name, hidden, mask, one)}>
          {Array.from(mask, (kept, unit) => (
            <g key={unit} transform={`translate(${(unit % 16) * 10 + 5}, ${Math.floor(unit / 16) * 10 + 5})`}>
              {kept === 0 ? (
                <path class="drop-out" d="M-3-3 3 3M-3 3 3-3" />
              ) : (
                <circle r={4} fill-opacity={Math.round((100 * hidden[unit]!) / strongest) / 100} />
              )}
            </g>
          ))}
        </svg>
        <table class="drop-answers">
          <caption class="visually-hidden">
            {many ? `Mean share of ${DRAWS} thinned networks` : 'Share of this thinned network'}
          </caption>
          <tbody>
            {Array.from(shown, (value, j) => (
              <tr key={j} class={j === label ? 'is-right' : undefined}>
                <th scope="row">{j}</th>
                <td>
                  <span class="drop-bar" style={{ inlineSize: `${fixed(100 * value, 1)}%` }} />
                  <span>{percent(value)}</span>
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
      <p class="drop-words">
        {mean
          ? `${name}. Of ${DRAWS} thinned networks ${mean.answers[label]} answer ${label}.`
          : wordsOf(name, hidden, mask, one)}
      </p>
      <div class="explanation-slides">
        <Slide
          label="Dropped, of each 100 units"
          value={Math.round(100 * share)}
          min={0}
          max={90}
          step={5}
          words={fixed(100 * share, 0)}
          onValue={(value) => {
            const nearestPlace = Math.round(value / 10);
            change(
              { share: value / 100 },
              lossWords(SHARES[nearestPlace]!, plain[nearestPlace]!, dropped[nearestPlace]!),
            );
          }}
        />
      </div>
      <p class="drop-key">
        <span class="drop-plain">trained without dropout</span> <span class="drop-dropped">trained with it</span>
      </p>
      <Plane
        label={`How many of 2,000 validation images two networks of ${UNITS} units get right when units are taken away. ${[0, 5, 8].map((i) => lossWords(SHARES[i]!, plain[i]!, dropped[i]!)).join(' ')}`}
        across={ACROSS}
        up={UP}
        height={200}
      >
        {({ across, up }) => (
          <>
            {[
              { name: 'plain', values: plain },
              { name: 'dropped', values: dropped },
            ].map(({ name: kind, values }) => (
              <g key={kind} class={`drop-${kind}`}>
                <path
                  class="drop-curve"
                  d={
                    line<number>()
                      .digits(1)
                      .x((_, i) => across(100 * SHARES[i]!))
                      .y((value) => up(100 * value))(values as number[]) ?? ''
                  }
                />
                <circle cx={across(100 * share)} cy={up(100 * onCurve(values, share))} r={5} />
              </g>
            ))}
          </>
        )}
      </Plane>
    </Frame>
  );
}
