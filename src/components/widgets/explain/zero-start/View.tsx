import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { fixed, two } from '../kit/numbers.ts';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { usePlay } from '../kit/play.ts';
import { PlayButton } from '../kit/PlayButton.tsx';
import { Slide } from '../kit/Slide.tsx';
import { courseOf, kindsOfUnits, LESSONS, lossOf, NAMES, noticeOf, STARTS, weightsOfUnit, wordsOf } from './model.ts';

export const title = 'Three units, three starts';

const ACROSS = { from: -1.2, to: 1.2, title: 'weight from pixel 1' };
const UP = { from: -1.2, to: 1.2, title: 'weight from pixel 2' };
const LESSON_TIME = 200; // ms
/** A random start whose units go three ways. */
const SEED = 90;

/** To a tenth of a pixel. */
const round = (value: number): number => Math.round(10 * value) / 10;

type Point = readonly [number, number];

/** One unit's way through the plane of the two weights that lead to it. */
function Unit({ way, scales, label }: { way: readonly Point[]; scales: Scales; label: string }) {
  const draw = line<Point>()
    .digits(1)
    .x(([x]) => scales.across(x))
    .y(([, y]) => scales.up(y));
  const place = ([x, y]: Point) => ({ x: round(scales.across(x)), y: round(scales.up(y)) });
  const first = place(way[0]!);
  const last = place(way.at(-1)!);
  return (
    <>
      <path class="zero-way" d={draw(way) ?? ''} />
      <circle cx={first.x} cy={first.y} r={2.5} />
      <circle class="zero-unit" cx={last.x} cy={last.y} r={7} />
      <text class="zero-name" x={last.x} y={last.y} dx={11} dy="0.35em">
        {label}
      </text>
    </>
  );
}

/** The same small network from zeros, from equal and from random weights, lesson by lesson: which units stay one, and which part. */
export default function ZeroStart() {
  const [seed, setSeed] = useState(SEED);
  const [lesson, setLesson] = useState(LESSONS);
  const [touched, setTouched] = useState(false);
  const player = usePlay(LESSONS, setLesson, LESSON_TIME);
  const courses = STARTS.map((name) => ({ name, course: courseOf(name, seed) }));
  const now = courses.map(({ name, course }) => ({ name, network: course[lesson]! }));
  const change = (to: number): void => {
    player.stop();
    setLesson(to);
    setTouched(true);
  };

  return (
    <Frame
      hint="Each ring is a hidden unit, at the place of the two weights that lead to it. Play the 20 lessons."
      notice={touched ? noticeOf(lesson) : null}
      onReset={
        touched
          ? () => {
              player.stop();
              setSeed(SEED);
              setLesson(LESSONS);
              setTouched(false);
            }
          : null
      }
      actions={
        <>
          <PlayButton of={player} words={`Play ${LESSONS} lessons`} onPress={() => setTouched(true)} />
          <button
            type="button"
            class="button"
            onClick={() => {
              setSeed(seed + 1);
              change(LESSONS);
            }}
          >
            Other random weights
          </button>
        </>
      }
    >
      <Plane
        label={`Three hidden units of three networks after ${lesson} lessons. ${now.map(({ name, network }) => wordsOf(name, network)).join(' ')}`}
        across={ACROSS}
        up={UP}
        height={300}
      >
        {(scales) =>
          courses.map(({ name, course }) => {
            const seen = course.slice(0, lesson + 1);
            const kinds = kindsOfUnits(seen.at(-1)!);
            return (
              <g key={name} class={`zero-${name}`}>
                {Array.from({ length: kinds }, (_, unit) => (
                  <Unit
                    key={unit}
                    way={seen.map((network) => weightsOfUnit(network, unit).slice(0, 2) as unknown as Point)}
                    scales={scales}
                    label={kinds === 1 ? `${NAMES[name]}: 3 in one` : `unit ${unit + 1}`}
                  />
                ))}
              </g>
            );
          })
        }
      </Plane>
      <div class="explanation-slides">
        <Slide
          label="Lesson"
          value={lesson}
          min={0}
          max={LESSONS}
          step={1}
          words={`${lesson} of ${LESSONS}`}
          onValue={change}
        />
      </div>
      <table class="zero-facts">
        <caption class="visually-hidden">The two weights that lead to each unit after {lesson} lessons</caption>
        <thead>
          <tr>
            <th scope="col">start</th>
            {[1, 2, 3].map((unit) => (
              <th key={unit} scope="col">
                to unit {unit}
              </th>
            ))}
            <th scope="col">loss</th>
          </tr>
        </thead>
        <tbody>
          {now.map(({ name, network }) => (
            <tr key={name} class={`zero-${name}`}>
              <th scope="row">
                <span>{NAMES[name]}</span>
              </th>
              {[0, 1, 2].map((unit) => (
                <td key={unit}>{weightsOfUnit(network, unit).slice(0, 2).map(two).join(', ')}</td>
              ))}
              <td>{fixed(lossOf(network), 3)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </Frame>
  );
}
