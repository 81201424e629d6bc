import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { IMAGE_SIDE } from '../../../../lib/data/mnist.ts';
import { textToBytes } from '../../digits/bytes.ts';
import { Frame } from '../kit/Frame.tsx';
import { fixed } from '../kit/numbers.ts';
import { Pixels } from '../kit/Pixels.tsx';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { usePlay } from '../kit/play.ts';
import { PlayButton } from '../kit/PlayButton.tsx';
import { Scrubber } from '../kit/Scrubber.tsx';
import { EPOCHS, gapOf, noticeOf, rightAt, wordsOf, type Course, type LearntImage } from './model.ts';

export const title = 'What is learnt by heart';

interface Given {
  readonly wide: Course;
  readonly narrow: Course;
  readonly images: readonly LearntImage[];
}

const ACROSS = { from: 0, to: EPOCHS, title: 'epoch' };
const UP = { from: 60, to: 100, title: 'per cent right' };
const EPOCH_TIME = 250; // ms

const Curve = ({ shares, scales, name }: { shares: readonly number[]; scales: Scales; name: string }) => {
  const draw = line<number>()
    .digits(1)
    .x((_, epoch) => scales.across(epoch))
    .y((share) => scales.up(100 * share));
  return <path class={`gap-curve gap-${name}`} d={draw(shares) ?? ''} />;
};

/** Training and validation of a wide and a narrow network, epoch by epoch, and the very images that only the wide one has learnt. */
export default function Gap({ wide, narrow, images }: Given) {
  const [epoch, setEpoch] = useState(EPOCHS);
  const [course, setCourse] = useState(wide);
  const [touched, setTouched] = useState(false);
  const player = usePlay(EPOCHS, setEpoch, EPOCH_TIME);
  const goTo = (next: number): void => {
    player.stop();
    setEpoch(next);
    setTouched(true);
  };
  const [training, validation] = [100 * course.training[epoch]!, 100 * course.validation[epoch]!];

  return (
    <Frame
      hint="Go back to epoch 2 and forward again: where do the two curves part, and which of the images come in after that?"
      notice={
        !touched
          ? null
          : course === wide
            ? noticeOf(wide, epoch)
            : 'The narrow network has no room to learn by heart: its gap is smaller, and so are both accuracies.'
      }
      onReset={
        touched
          ? () => {
              player.stop();
              setEpoch(EPOCHS);
              setCourse(wide);
              setTouched(false);
            }
          : null
      }
      actions={
        <>
          <PlayButton of={player} onPress={() => setTouched(true)} />
          {[wide, narrow].map((one) => (
            <button
              key={one.units}
              type="button"
              class="button"
              aria-pressed={course === one}
              onClick={() => {
                setCourse(one);
                setTouched(true);
              }}
            >
              {one.units} units
            </button>
          ))}
        </>
      }
    >
      <p class="gap-key">
        <span class="gap-training">training, 2,000 images</span>{' '}
        <span class="gap-validation">validation, 10,000 others</span>
      </p>
      <Plane label={wordsOf(course, epoch)} across={ACROSS} up={UP} height={230}>
        {(scales) => {
          const x = scales.across(epoch);
          const low = (value: number): number => scales.up(Math.max(UP.from, value));
          const bounds = { x: scales.across(0), y: scales.up(UP.to) };
          return (
            <>
              <clipPath id="gap-clip">
                <rect
                  x={bounds.x}
                  y={bounds.y - 3}
                  width={scales.across(EPOCHS) - bounds.x}
                  height={scales.up(UP.from) - bounds.y + 3}
                />
              </clipPath>
              <g clip-path="url(#gap-clip)">
                <Curve shares={course.training} scales={scales} name="training" />
                <Curve shares={course.validation} scales={scales} name="validation" />
              </g>
              <line class="gap-here" x1={x} x2={x} y1={low(training)} y2={low(validation)} />
              <circle class="gap-training" cx={x} cy={low(training)} r={5} />
              <circle class="gap-validation" cx={x} cy={low(validation)} r={5} />
              <text
                class="gap-name"
                x={x}
                dx={epoch > 15 ? -8 : 8}
                y={(low(training) + low(validation)) / 2}
                dy="0.35em"
                text-anchor={epoch > 15 ? 'end' : 'start'}
              >
                gap {fixed(100 * gapOf(course, epoch), 1)}
              </text>
            </>
          );
        }}
      </Plane>
      <p class="gap-words">{wordsOf(course, epoch)}</p>
      <Scrubber label="Epoch" value={epoch} last={EPOCHS} words={`${epoch} of ${EPOCHS}`} onValue={goTo} />
      <p class="gap-caption">
        Training images that the narrow network never learns. The wide one has {rightAt(images, epoch)} of these{' '}
        {images.length} right after epoch {epoch}:
      </p>
      <div class="gap-images">
        {images.map(({ image, label, pixels, answers, narrow: other }) => {
          const answer = course === wide ? answers[epoch]! : other;
          const right = answer === label;
          return (
            <figure key={image} class={right ? 'is-learnt' : undefined}>
              <svg
                viewBox={`0 0 ${IMAGE_SIDE} ${IMAGE_SIDE}`}
                role="img"
                aria-label={`Training image ${image}, a ${label}`}
              >
                <Pixels values={textToBytes(pixels)} width={IMAGE_SIDE} end={255} colours="ink" />
              </svg>
              <figcaption>
                {label}: {right ? 'right' : `read as ${answer}`}
              </figcaption>
            </figure>
          );
        })}
      </div>
    </Frame>
  );
}
