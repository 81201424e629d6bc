import { textToBytes } from '../../digits/bytes.ts';
import { Pixels } from '../kit/Pixels.tsx';
import type { Near, Pair } from './model.ts';
import { VotePicture } from './VotePicture.tsx';

interface Figure {
  /** What a screen reader calls it. */
  readonly name: string;
  readonly caption: string;
}

interface VotePicturesProps {
  readonly pixels: Uint8Array; // [side × side], grey values
  readonly image: Figure;
  readonly pair: Pair;
  /** What each pixel gave to each class. */
  readonly votes: readonly ArrayLike<number>[]; // [classes][side × side]
  /** What they come to for a class, in words. */
  readonly sum: (j: number) => string;
  readonly nameOf: (j: number) => string;
  /** The pixel in hand, and what it gave, in words. */
  readonly place: number;
  readonly words: string;
  readonly onPlace: (place: number) => void;
}

/** An image, what its pixels gave to two classes, and what to the one rather than to the other; a frame goes from pixel to pixel. */
export function VotePictures({ pixels, image, pair, votes, sum, nameOf, place, words, onPlace }: VotePicturesProps) {
  const side = Math.sqrt(pixels.length);
  const [a, b] = pair.map(nameOf);
  const [forA, forB] = pair.map((j) => Float32Array.from(votes[j]!)) as [Float32Array, Float32Array];
  const end = Math.max(0.1, ...forA.map(Math.abs), ...forB.map(Math.abs));
  const pictures = [
    { name: `votes for ${a}`, values: forA, caption: `for ${a}: ${sum(pair[0])}` },
    { name: `votes for ${b}`, values: forB, caption: `for ${b}: ${sum(pair[1])}` },
    {
      name: `${a} rather than ${b}`,
      values: forA.map((value, i) => value - forB[i]!),
      caption: `${a} rather than ${b}`,
    },
  ];
  return (
    <div class="votes-pictures">
      <figure>
        <InkPicture pixels={pixels} name={image.name} margin={0.5} />
        <figcaption>{image.caption}</figcaption>
      </figure>
      {pictures.map(({ name, values, caption }) => (
        <figure key={name}>
          <VotePicture {...{ values, end, name, place, words, onPlace, side }} />
          <figcaption>{caption}</figcaption>
        </figure>
      ))}
    </div>
  );
}

function InkPicture({ pixels, name, margin = 0 }: { pixels: Uint8Array; name: string; margin?: number }) {
  const side = Math.sqrt(pixels.length);
  const across = side + 2 * margin;
  return (
    <svg class="votes-picture" viewBox={`${-margin} ${-margin} ${across} ${across}`} role="img" aria-label={name}>
      <rect class="votes-paper" width={side} height={side} />
      <Pixels values={pixels} width={side} end={255} colours="ink" />
    </svg>
  );
}

/** Which two classes are set against each other. */
export function VotePair({
  pair,
  classes,
  nameOf,
  field,
  onPair,
}: {
  readonly pair: Pair;
  readonly classes: number;
  readonly nameOf: (j: number) => string;
  /** Class name of each label. */
  readonly field: string;
  readonly onPair: (pair: Pair) => void;
}) {
  return (
    <>
      {(['For', 'against'] as const).map((role, k) => (
        <label key={role} class={field}>
          {role}
          <select
            value={pair[k]}
            onChange={({ currentTarget }) => {
              const to = Number(currentTarget.value);
              onPair(k === 0 ? [to, pair[1]] : [pair[0], to]);
            }}
          >
            {Array.from({ length: classes }, (_, j) => (
              <option key={j} value={j}>
                {nameOf(j)}
              </option>
            ))}
          </select>
        </label>
      ))}
    </>
  );
}

/** The training images that look most like an image to the hidden units. */
export function NearImages({
  near,
  nameOf,
}: {
  readonly near: readonly Near[];
  readonly nameOf: (j: number) => string;
}) {
  return (
    <div class="votes-near" role="group" aria-label="The training images that look most like it to the hidden units">
      {near.map(({ image, label, pixels }) => (
        <figure key={image}>
          <InkPicture pixels={textToBytes(pixels)} name={`Training image ${image}, a ${nameOf(label)}`} />
          <figcaption>a {nameOf(label)}</figcaption>
        </figure>
      ))}
      <p>To the hidden units, these of 10,000 training images look most like it.</p>
    </div>
  );
}
