import { useCallback, useState } from 'preact/hooks';
import { textToBytes } from '../../digits/bytes.ts';
import { explainError } from '../../digits/loading.ts';
import { engines } from '../../pictures/ask.ts';
import { Digit } from '../kit/Digit.tsx';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { differing, isOff } from '../kit/off.ts';
import { OwnWords } from '../kit/OwnWords.tsx';
import { Pixels } from '../kit/Pixels.tsx';
import { useReaderCode } from '../kit/reader-code.ts';
import { TenBars } from '../kit/TenBars.tsx';
import type { Given } from './at-build.ts';
import { FILTERS, noticeOf, SEES } from './model.ts';
import { askNetwork, NETWORK, readAs, readNetwork } from './reader.ts';

export const title = 'What a filter looks for';

interface ShownImage {
  readonly pixels: Uint8Array;
  readonly label: number;
}

const FLOORS = ['First floor: 8 kernels of 5 × 5', 'Second floor: 16 kernels over what those found'];

/** A filter of either floor, and the nine test images, with the patch, that excite it most. */
export default function WhatFiltersWant({ finds, kernels, asks, first, images: built }: Given) {
  const [chosen, setChosen] = useState<{ readonly floor: 0 | 1; readonly filter: number }>(first);
  const [start] = useState<readonly ShownImage[]>(() =>
    built.map(({ pixels, label }) => ({ pixels: textToBytes(pixels), label })),
  );
  const [images, setImages] = useState(start);
  const { notice, setNotice, onReset } = useNotice(() => {
    setChosen(first);
    setImages(start);
  });
  const { floor, filter } = chosen;
  const places = finds[floor]![filter]!;
  const end = Math.max(...kernels.flat().map(Math.abs));

  const choose = async (next: typeof chosen): Promise<void> => {
    try {
      const client = await engines();
      const found = await Promise.all(
        finds[next.floor]![next.filter]!.map(async ([image]) => {
          const { images: pixels, labels } = await client.digits('test', image, image + 1);
          return { pixels, label: labels[0]! };
        }),
      );
      setChosen(next);
      setImages(found);
      setNotice(noticeOf(next.floor, found.map(({ label }) => label))); // prettier-ignore
    } catch (error) {
      setNotice(explainError(error).message);
    }
  };
  const network = useReaderCode(
    NETWORK,
    useCallback(() => askNetwork(images), [images]),
    (value) => readNetwork(images, value),
  );
  const own = network.is === 'there' && network.value.images === images ? network.value : null;
  const name = floor === 0 ? `Kernel ${filter + 1} of the first floor` : `Kernel ${filter + 1} of the second floor`;

  return (
    <Frame
      hint="Choose a kernel of the first floor, then one of the second: which images does it look for, and what in them?"
      notice={notice}
      onReset={onReset}
    >
      {([0, 1] as const).map((level) => (
        <div key={level} class="want-floor" role="group" aria-label={FLOORS[level]}>
          <p>{FLOORS[level]}</p>
          <div class="want-filters">
            {Array.from({ length: FILTERS[level] }, (_, k) => (
              <button
                key={k}
                type="button"
                class="want-filter"
                aria-pressed={floor === level && filter === k}
                aria-label={`Kernel ${k + 1} of the ${level === 0 ? 'first' : 'second'} floor`}
                onClick={() => void choose({ floor: level, filter: k })}
              >
                {level === 0 ? (
                  <svg viewBox="0 0 5 5" aria-hidden="true">
                    <Pixels values={kernels[k]!} width={5} end={end} colours="signed" />
                  </svg>
                ) : (
                  k + 1
                )}
              </button>
            ))}
          </div>
        </div>
      ))}
      <p class="want-caption">
        <b>{name}.</b> Of 1,000 test images these nine excite it most. The frame is the patch that it looked at.
      </p>
      <OwnWords
        name="makeNetwork"
        code={network}
        wrong={({ scores, right }) =>
          differing(
            scores.map((one) => [...one]),
            right.map((one) => [...one]),
          )
        }
      />
      <div class="want-images">
        {images.map(({ pixels, label }, n) => {
          const [image, row, column] = places[n]!;
          const scores = own?.scores[n];
          return (
            <figure key={n}>
              <Digit
                pixels={pixels}
                name={`Test image ${image + 1}, a ${label}: the patch begins at row ${row}, column ${column}`}
              >
                <rect class="want-patch" x={column} y={row} width={SEES[floor]} height={SEES[floor]} />
              </Digit>
              {scores && (
                <figcaption class={scores.some((score, j) => isOff(score, own.right[n]![j]!)) ? 'is-off' : undefined}>
                  yours reads {readAs(scores)}
                </figcaption>
              )}
            </figure>
          );
        })}
      </div>
      {floor === 1 && (
        <TenBars
          caption="How much it asks of each kernel of the first floor: the length of its 25 weights there"
          names={kernels.map((_, k) => String(k + 1))}
          rows={[{ values: asks[filter]! }]}
        />
      )}
    </Frame>
  );
}
