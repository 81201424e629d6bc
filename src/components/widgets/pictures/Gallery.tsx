import { useMemo, useRef, useState } from 'preact/hooks';
import type { DigitSet } from '../../../lib/data/contract.ts';
import { inkPalette, stampDigit } from '../digits/compose.ts';
import type { PictureColours } from '../digits/theme.ts';
import type { Judgement } from './judging.ts';
import { dataSetOf, outputsOf, pictureOf, pixelsAt } from './picture-of.ts';
import { guessOf, guessWords, shortShare } from './readings.ts';
import { imageName, JudgedPicture } from './Shares.tsx';
import { TileGrid, type Caption } from './TileGrid.tsx';

interface GalleryProps {
  readonly id: string;
  readonly digits: DigitSet;
  /** What is said under each picture. */
  readonly judgement: Judgement;
  /** Test images, in this order. */
  readonly indices: readonly number[];
  /** The whole in words, such as `12 pictures labelled 4 and taken for 9`. */
  readonly label: string;
  /** Shows why a test image was read as it was, where the page can. */
  readonly onWhy?: ((image: number) => void) | undefined;
}

/** Pictures of the test set with the guess under each; the one in hand is shown large with its outputs. */
export function Gallery({ id, digits, judgement, indices, label, onWhy }: GalleryProps) {
  const [position, setPosition] = useState(0);
  const detail = useRef<HTMLDivElement>(null);
  const at = Math.min(position, Math.max(0, indices.length - 1));
  const index = indices[at];
  const { outputs, shares } = judgement;
  const { classes, side } = dataSetOf(judgement.model);
  const units = outputs.length / digits.count;
  const pixels = useMemo(() => (index === undefined ? null : pictureOf(digits, index)), [digits, index]);
  const palette = useRef<{ readonly ink: PictureColours['ink']; readonly words: Uint32Array } | null>(null);
  const paletteFor = (ink: PictureColours['ink']): Uint32Array => {
    if (palette.current?.ink !== ink) palette.current = { ink, words: inkPalette(ink) };
    return palette.current.words;
  };
  const caption = (place: number): Caption => {
    const n = indices[place]!;
    const of = outputsOf(outputs, n, units);
    const guess = guessOf(of);
    const wrong = guess !== digits.labels[n];
    const sure = shares ? ` ${shortShare(of[guess]!)}` : '';
    return { text: `${wrong ? '✗' : ''}${classes[guess]}${sure}`, bad: wrong };
  };
  if (index === undefined || !pixels) return <p class="status">No picture.</p>;
  return (
    <div class="gallery">
      <TileGrid
        id={id}
        count={indices.length}
        side={side}
        zoom={1}
        smallest={56}
        position={at}
        onMove={setPosition}
        onOpen={() => detail.current?.focus()}
        stamp={(sheet, place, left, top, scale, { ink }) =>
          stampDigit(sheet, pixelsAt(digits, indices[place]!), left, top, scale, paletteFor(ink))
        }
        caption={caption}
        say={(place) =>
          `${imageName(indices[place]!)}: ${guessWords(outputsOf(outputs, indices[place]!, units), digits.labels[indices[place]!]!, shares, classes)}`
        }
        label={`${label}. Arrow keys move, Enter looks closely.`}
      />
      <div ref={detail} class="gallery-detail" tabIndex={-1} role="group" aria-label={`${imageName(index)}, closely`}>
        <JudgedPicture
          index={index}
          pixels={pixels}
          label={digits.labels[index]!}
          outputs={outputsOf(outputs, index, units)}
          classes={classes}
          shares={shares}
        />
        {onWhy && (
          <button type="button" class="button" onClick={() => onWhy(index)}>
            Why was it read so?
          </button>
        )}
      </div>
    </div>
  );
}

interface RenewProps {
  readonly older: boolean;
  readonly steady: Judgement;
  readonly onRenew: () => void;
}

/** What the list was made from, and the way to the newest. Its place is kept, so that nothing jumps. */
export function Renew({ older, steady, onRenew }: RenewProps) {
  return (
    <p class="status gallery-renew">
      {`Ordered by the network after ${steady.model.imagesSeen.toLocaleString('en-US')} images. `}
      <button
        type="button"
        class="button button-quiet"
        style={{ visibility: older ? 'visible' : 'hidden' }}
        onClick={onRenew}
      >
        Order anew
      </button>
    </p>
  );
}
