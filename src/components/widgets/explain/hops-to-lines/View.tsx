import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed, short } from '../kit/numbers.ts';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { PlaneHandle, type Place } from '../kit/PlaneHandle.tsx';
import { Slide } from '../kit/Slide.tsx';
import { usePlay } from '../kit/play.ts';
import { PlayButton } from '../kit/PlayButton.tsx';
import {
  alphaAt,
  atStart,
  DIGIT,
  leastSquares,
  lessonsOf,
  lineOf,
  noticeOf,
  squaredOf,
  walk,
  wantedOf,
  wordsOf,
  type HopsState,
  type TwoInputs,
} from './model.ts';

export const title = 'Eight images, eight lines';

interface Given {
  readonly images: readonly TwoInputs[];
  /** The images side by side, as a mask. */
  readonly strip: string;
}

const ACROSS = { from: -0.1, to: 0.3, title: 'weight of the ink in the middle' };
const UP = { from: -0.2, to: 0.2, title: 'weight of the ink beside it' };
const LESSON_TIME = 120; // ms
/** Hops that are drawn behind the last one. */
const TRAIL = 24;

/** Each image's line, the hops so far, and the least-squares point. */
function Drawing({
  images,
  places,
  lesson,
  scales,
}: {
  images: readonly TwoInputs[];
  places: readonly Place[];
  lesson: number;
  scales: Scales;
}) {
  const { across, up } = scales;
  const [left = 0, right = 0] = across.range();
  const [bottom = 0, top = 0] = up.range();
  const goal = leastSquares(images);
  const now = (lesson - 1) % images.length;
  const draw = line<Place>()
    .x(({ x }) => across(x))
    .y(({ y }) => up(y));
  const trail = places.slice(Math.max(0, lesson - TRAIL), lesson + 1);
  return (
    <>
      <clipPath id="hops-clip">
        <rect x={left} y={top} width={right - left} height={bottom - top} />
      </clipPath>
      <g clip-path="url(#hops-clip)">
        {images.map((image, i) => {
          const [a, b] = lineOf(image);
          return (
            <line
              key={i}
              class={`hops-line${wantedOf(image) ? ' is-wanted' : ''}${lesson > 0 && i === now ? ' is-now' : ''}`}
              x1={across(a.x)}
              y1={up(a.y)}
              x2={across(b.x)}
              y2={up(b.y)}
            />
          );
        })}
        <path class="hops-walk" d={draw(trail) ?? ''} />
        {trail.map(({ x, y }, i) => (
          <circle key={i} class="hops-place" cx={across(x)} cy={up(y)} r={i === trail.length - 1 ? 5 : 2} />
        ))}
        {lesson > 0 && <path class="hops-hop" d={draw(places.slice(lesson - 1, lesson + 1)) ?? ''} />}
        <path class="hops-goal" d={`M${across(goal.x) - 6} ${up(goal.y)}h12m-6-6v12`} />
      </g>
    </>
  );
}

/** The delta rule with two weights: every image is a line, and each lesson hops straight towards one. */
export default function HopsToLines({ images, strip }: Given) {
  const [state, setState] = useState(atStart);
  const lessons = lessonsOf(images);
  const change = (part: Partial<HopsState>): void => setState((now) => ({ ...now, ...part, touched: true }));
  const player = usePlay(lessons, (lesson) => change({ lesson }), LESSON_TIME);
  const { start, alpha, falls, lesson } = state;
  const places = walk(images, state);
  const words = wordsOf(images, state, places);
  const here = places[lesson]!;

  return (
    <Frame
      hint="Press “Next lesson” a few times: each hop goes straight towards the line of its image. Then drag alpha."
      notice={noticeOf(images, state)}
      onReset={
        state.touched
          ? () => {
              player.stop();
              setState(atStart());
            }
          : null
      }
      actions={
        <>
          <button
            type="button"
            class="button"
            disabled={lesson === lessons}
            onClick={() => {
              player.stop();
              change({ lesson: lesson + 1 });
            }}
          >
            Next lesson
          </button>
          <PlayButton of={player} from={state.lesson === lessons ? 0 : state.lesson} />
          <button type="button" class="button" aria-pressed={falls} onClick={() => change({ falls: !falls })}>
            Let alpha fall
          </button>
        </>
      }
    >
      <ol class="hops-images" style={{ '--strip': strip }}>
        {images.map((image, i) => (
          <li key={i} class={lesson > 0 && i === (lesson - 1) % images.length ? 'is-now' : undefined}>
            <span
              class="hops-digit"
              role="img"
              aria-label={`Image ${i + 1}, a ${image.digit}; the score should be ${wantedOf(image)}`}
              style={{ '--at': `${(100 * i) / (images.length - 1)}%`, '--of': `${100 * images.length}%` }}
            />
            <span>{fixed(alphaAt(state, Math.max(0, lesson - 1), lessons) * squaredOf(image), 2)}</span>
          </li>
        ))}
      </ol>
      <p class="hops-key">
        Under each image: α · |x|². Lines: <span class="hops-key-wanted">the two 1s</span>, whose score should be 1;{' '}
        <span class="hops-key-other">the six others</span>, whose score should be 0.
      </p>
      <Plane
        label={`Two weights as a plane, with one line for each image: there its score for ${DIGIT} is right. After ${lesson} lessons the weights are ${short(here.x)} and ${short(here.y)}.`}
        across={ACROSS}
        up={UP}
        height={290}
      >
        {(scales) => (
          <>
            <Drawing images={images} places={places} lesson={lesson} scales={scales} />
            <PlaneHandle
              scales={scales}
              at={start}
              label="The first weights"
              words={`middle ${fixed(start.x, 2)}, beside it ${fixed(start.y, 2)}`}
              step={{ x: 0.01, y: 0.01 }}
              onPlace={(place) => change({ start: place })}
            />
          </>
        )}
      </Plane>
      <p class="hops-words">{words}</p>
      <div class="hops-controls">
        <Slide
          label="Alpha"
          symbol="alpha"
          value={alpha}
          min={0.001}
          max={0.03}
          step={0.001}
          words={`${fixed(alpha, 3)}${falls ? ', falling to 0' : ''}`}
          onValue={(value) => {
            player.stop();
            change({ alpha: value, lesson: lessons });
          }}
        />
        <Slide
          label="Lesson"
          value={lesson}
          min={0}
          max={lessons}
          step={1}
          words={`${lesson} of ${lessons}`}
          onValue={(value) => {
            player.stop();
            change({ lesson: value });
          }}
        />
      </div>
    </Frame>
  );
}
