import { line } from 'd3-shape';
import { useMemo, useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed } from '../kit/numbers.ts';
import type { Scales } from '../kit/Plane.tsx';
import type { Place } from '../kit/PlaneHandle.tsx';
import { usePlay } from '../kit/play.ts';
import { PlayButton } from '../kit/PlayButton.tsx';
import { Slide } from '../kit/Slide.tsx';
import { useImages } from './images.ts';
import {
  EPOCHS,
  KIND_NAMES,
  KINDS,
  lossAt,
  lossWords,
  noticeOfWalks,
  ofEach,
  placesAfter,
  START,
  walkFrom,
  type Kind,
  type Walk,
} from './model.ts';
import { ALPHA } from './start.ts';
import { Valley, type Contour } from './Valley.tsx';

interface KindsProps {
  readonly contours: readonly Contour[];
  readonly walks: Readonly<Record<Kind, Walk>>;
  readonly losses: Readonly<Record<Kind, number>>;
}

/** The images that the build used, and the slider counts. */
const IMAGES = 3000;
const SEEN = EPOCHS * IMAGES;
const STEP = 60; // images from one tick of the slider to the next

function Path({ kind, walk, seen, scales }: { kind: Kind; walk: Walk; seen: number; scales: Scales }) {
  const places = walk.places.slice(0, placesAfter(walk, seen) + 1);
  const draw = line<Place>()
    .x(({ x }) => scales.across(x))
    .y(({ y }) => scales.up(y));
  const last = places.at(-1)!;
  return (
    <g class={`descent-${kind}`}>
      <path class="descent-walk" d={draw(places) ?? ''} />
      {kind === 'batch' &&
        places.map(({ x, y }, i) => <circle key={i} cx={scales.across(x)} cy={scales.up(y)} r={2.5} />)}
      <circle cx={scales.across(last.x)} cy={scales.up(last.y)} r={5} />
    </g>
  );
}

/** Three kinds of descent from one start, after they have looked at equally many images. */
export function Kinds({ contours, walks: built, losses: builtLosses }: KindsProps) {
  const { images, problem } = useImages();
  const [start, setStart] = useState(START);
  const [alpha, setAlpha] = useState(ALPHA);
  const [seen, setSeen] = useState(SEEN);
  const [touched, setTouched] = useState(false);
  const isBuilt = start === START && alpha === ALPHA;
  const walks = useMemo(
    () =>
      isBuilt || !images ? built : ofEach((kind) => walkFrom(images, start, KINDS[kind].size(images.count), alpha)),
    [images, start, alpha],
  );
  const losses = useMemo(
    () =>
      !images || (isBuilt && seen === SEEN)
        ? builtLosses
        : ofEach((kind) => lossAt(images, walks[kind].places[placesAfter(walks[kind], seen)]!)),
    [images, walks, seen],
  );
  const player = usePlay(SEEN / STEP, (tick) => setSeen(tick * STEP), 30);
  const touch = (): void => {
    player.stop();
    setTouched(true);
  };

  return (
    <Frame
      hint="Press Play: all three look at equally many images. Then drag the start, or alpha."
      notice={problem ?? (touched ? noticeOfWalks(walks, losses, alpha, seen) : null)}
      onReset={
        touched
          ? () => {
              player.stop();
              setStart(START);
              setAlpha(ALPHA);
              setSeen(SEEN);
              setTouched(false);
            }
          : null
      }
      actions={<PlayButton of={player} from={seen >= SEEN ? 0 : seen / STEP} onPress={touch} />}
    >
      <p class="descent-key">
        {KIND_NAMES.map((kind) => (
          <span key={kind} class={`descent-${kind}`}>
            {KINDS[kind].name}
          </span>
        ))}
      </p>
      <Valley
        clip="descent-kinds"
        label={`The loss of 3,000 images from above, lowest in the middle of the smallest contour. After ${seen} images the loss is ${KIND_NAMES.map((kind) => `${lossWords(losses[kind])} by ${KINDS[kind].name} descent`).join(', ')}.`}
        contours={contours}
        at={start}
        handle="Start of the three walks"
        onPlace={(place) => {
          touch();
          setStart(place);
          setSeen(SEEN);
        }}
      >
        {(scales) =>
          [...KIND_NAMES]
            .reverse()
            .map((kind) => <Path key={kind} kind={kind} walk={walks[kind]} seen={seen} scales={scales} />)
        }
      </Valley>
      <div class="explanation-slides">
        <Slide
          label="Alpha"
          symbol="alpha"
          value={alpha}
          min={0.5}
          max={20}
          step={0.5}
          words={fixed(alpha, 1)}
          onValue={(value) => {
            touch();
            setAlpha(value);
            setSeen(SEEN);
          }}
        />
        <Slide
          label="Images looked at"
          value={seen}
          min={0}
          max={SEEN}
          step={STEP}
          words={`${seen.toLocaleString('en-US')} of ${SEEN.toLocaleString('en-US')}`}
          onValue={(value) => {
            touch();
            setSeen(value);
          }}
        />
      </div>
      <table class="descent-facts">
        <thead>
          <tr>
            <th scope="col">descent</th>
            <th scope="col">images a step</th>
            <th scope="col">steps so far</th>
            <th scope="col">loss</th>
          </tr>
        </thead>
        <tbody>
          {KIND_NAMES.map((kind) => (
            <tr key={kind} class={`descent-${kind}`}>
              <th scope="row">{KINDS[kind].name}</th>
              <td>{walks[kind].size.toLocaleString('en-US')}</td>
              <td>{Math.floor(seen / walks[kind].size).toLocaleString('en-US')}</td>
              <td>{lossWords(losses[kind])}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p class="descent-note">
        One layer, 784-10, half-trained, and the loss of 3,000 training images. A map has two directions and the layer
        7,850 numbers, so this is a slice through its landscape: ahead, where 190 more steps lead; and across, where it
        is steepest.
      </p>
    </Frame>
  );
}
