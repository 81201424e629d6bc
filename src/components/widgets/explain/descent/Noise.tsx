import { useMemo, useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed } from '../kit/numbers.ts';
import type { Place } from '../kit/PlaneHandle.tsx';
import type { Scales } from '../kit/Plane.tsx';
import { Slide } from '../kit/Slide.tsx';
import { useImages } from './images.ts';
import { DRAWS, fanAt, fullGradient, noticeOfFan, SIZES, START, strayOf } from './model.ts';
import { SIZE } from './start.ts';
import { Valley, type Contour } from './Valley.tsx';

interface NoiseProps {
  readonly contours: readonly Contour[];
  readonly fan: readonly Place[];
  readonly truth: Place;
  readonly stray: number;
}

/** The true gradient is drawn so long, in the plane's unit; all others beside it to scale. */
const LENGTH = 4;

/** Downhill along a gradient, from a place. */
function Arrow({
  at,
  gradient,
  scale,
  scales,
  name,
}: {
  at: Place;
  gradient: Place;
  scale: number;
  scales: Scales;
  name: string;
}) {
  const [x, y] = [at.x - scale * gradient.x, at.y - scale * gradient.y];
  return (
    <g class={name}>
      <line x1={scales.across(at.x)} y1={scales.up(at.y)} x2={scales.across(x)} y2={scales.up(y)} />
      <circle cx={scales.across(x)} cy={scales.up(y)} r={2.5} />
    </g>
  );
}

/** The directions that 50 batches of one size would go, around the true one. */
export function Noise({ contours, fan: builtFan, truth: builtTruth, stray: whole }: NoiseProps) {
  const { images, problem } = useImages();
  const [at, setAt] = useState(START);
  const [size, setSize] = useState<number>(SIZE);
  const [seed, setSeed] = useState(0);
  const [touched, setTouched] = useState(false);
  const truth = useMemo(() => (images && at !== START ? fullGradient(images, at) : builtTruth), [images, at]);
  const fan = useMemo(
    () => (images && (at !== START || size !== SIZE || seed !== 0) ? fanAt(images, at, size, seed) : builtFan),
    [images, at, size, seed],
  );
  const stray = strayOf(fan, truth);
  const scale = LENGTH / Math.hypot(truth.x, truth.y);
  const inAll = (single: number): string => fixed(single / Math.sqrt(size), 2);

  return (
    <Frame
      hint="Slide the batch size down to 1, then up to 1,000: each arrow is the way that one batch would go."
      notice={problem ?? (touched ? noticeOfFan(size, stray) : null)}
      onReset={
        touched
          ? () => {
              setAt(START);
              setSize(SIZE);
              setSeed(0);
              setTouched(false);
            }
          : null
      }
      actions={
        <button
          type="button"
          class="button"
          disabled={!images && touched}
          onClick={() => {
            setSeed(seed + 1);
            setTouched(true);
          }}
        >
          {DRAWS} other draws
        </button>
      }
    >
      <p class="descent-key">
        <span class="descent-mini">{DRAWS} batches</span> <span class="descent-truth">all 3,000 images</span>
      </p>
      <Valley
        clip="descent-noise"
        label={`The loss of 3,000 images from above, and from one place the ways that ${DRAWS} batches of ${size} would go. They stray from the true way by ${fixed(stray, 2)} times its length.`}
        contours={contours}
        at={at}
        handle="Where the gradients are measured"
        onPlace={(place) => {
          setAt(place);
          setTouched(true);
        }}
      >
        {(scales) => (
          <>
            {fan.map((gradient, i) => (
              <Arrow key={i} at={at} gradient={gradient} scale={scale} scales={scales} name="descent-arrow" />
            ))}
            <Arrow at={at} gradient={truth} scale={scale} scales={scales} name="descent-arrow descent-truth" />
          </>
        )}
      </Valley>
      <Slide
        label="Images in the batch"
        value={SIZES.findIndex((one) => one === size)}
        min={0}
        max={SIZES.length - 1}
        step={1}
        words={size.toLocaleString('en-US')}
        onValue={(index) => {
          setSize(SIZES[index]!);
          setTouched(true);
        }}
      />
      <table class="descent-facts">
        <caption>How far batches of {size} typically stray, in lengths of the true gradient</caption>
        <tbody>
          <tr>
            <th scope="row">in the two directions of this picture</th>
            <td>{fixed(stray, 2)}</td>
          </tr>
          <tr>
            <th scope="row">in all 7,850 directions at once</th>
            <td>{inAll(whole)}</td>
          </tr>
        </tbody>
      </table>
    </Frame>
  );
}
