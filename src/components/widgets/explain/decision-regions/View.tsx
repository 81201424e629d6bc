import { scaleLinear } from 'd3-scale';
import { useEffect, useRef, useState } from 'preact/hooks';
import type { Network } from '../../../../lib/nn/network.ts';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { fixed, two } from '../kit/numbers.ts';
import { Pixels } from '../kit/Pixels.tsx';
import type { Scales } from '../kit/Plane.tsx';
import { PlaneHandle, type Place } from '../kit/PlaneHandle.tsx';
import { Slide } from '../kit/Slide.tsx';
import {
  endsOf,
  footOf,
  GRID,
  layLine,
  LESSONS,
  linesOf,
  makeNetwork,
  regionsOf,
  scoreOf,
  teach,
  verdictOf,
  type UnitLine,
} from './model.ts';
import { ARRANGEMENTS, pointNear, type Point } from './points.ts';

export const title = 'Two inputs, two kinds';

const SIZE = 300;
const FIRST = 'here or there, not both';
const UNITS = 6;
/** So long a picture may work before the page is let draw. */
const SLICE = 8; // ms

const SCALES: Scales = { across: scaleLinear([-1, 1], [0, SIZE]), up: scaleLinear([-1, 1], [SIZE, 0]) };
const { across, up } = SCALES;

interface LineProps {
  readonly line: UnitLine;
  readonly unit: number;
  readonly onLay: (x: number, y: number) => void;
}

/** A hidden unit's line, with a handle where it is nearest to the middle. */
function Line({ line, unit, onLay }: LineProps) {
  const ends = endsOf(line);
  const foot = footOf(line);
  if (!ends) return null;
  const [x1, y1, x2, y2] = ends;
  return (
    <g class="regions-unit">
      <line x1={across(x1)} y1={up(y1)} x2={across(x2)} y2={up(y2)} />
      <PlaneHandle
        scales={SCALES}
        at={foot}
        label={`Line of unit ${unit + 1}`}
        thing="line"
        words={`through ${two(foot.x)}, ${two(foot.y)}`}
        step={{ x: 0.05, y: 0.05 }}
        onPlace={({ x, y }) => onLay(x, y)}
      />
    </g>
  );
}

const colourOf = ({ kind }: Point): string => (kind === 1 ? 'orange' : 'blue');
const wordsOf = ({ x, y }: Place): string => `at ${two(x)}, ${two(y)}`;

/** Where in the square a mouse, pen or finger is. */
function placeUnder({ currentTarget, clientX, clientY }: MouseEvent): Place {
  const box = (currentTarget as Element).getBoundingClientRect();
  return { x: (2 * (clientX - box.left)) / box.width - 1, y: 1 - (2 * (clientY - box.top)) / box.height };
}

/** A network of two inputs learns two kinds of points while one watches: its regions, its units' lines, with the bend or without. */
export default function DecisionRegions() {
  const [arrangement, setArrangement] = useState(FIRST);
  const [points, setPoints] = useState<readonly Point[]>(() => ARRANGEMENTS[FIRST]!());
  const [units, setUnits] = useState(UNITS);
  const [bend, setBend] = useState(false);
  const [seed, setSeed] = useState(0);
  const [lessons, setLessons] = useState(0);
  const [training, setTraining] = useState(false);
  const [kind, setKind] = useState<0 | 1>(1);
  /** The point in hand, counted from 0. */
  const [held, setHeld] = useState<number | null>(null);
  /** The point under a mouse, pen or finger that is down. */
  const pressed = useRef<number | null>(null);
  /** Training goes on with the points as they are moved. */
  const taught = useRef(points);
  taught.current = points;
  const square = useRef<SVGSVGElement>(null);
  const focusHandle = (): void =>
    void setTimeout(() => square.current?.querySelector<SVGGElement>('.regions-held .handle')?.focus());
  // The network changes in place; `drawn` counts its changes, so that they are drawn.
  const [, setDrawn] = useState(0);
  const network = useRef<Network>();
  network.current ??= makeNetwork(units, bend, seed);
  const net = network.current;
  const { notice, setNotice, onReset } = useNotice(() => {
    setArrangement(FIRST);
    setPoints(ARRANGEMENTS[FIRST]!());
    setHeld(null);
    begin({ units: UNITS, bend: false, seed: 0 });
  });

  const begin = (now: { units?: number; bend?: boolean; seed?: number }): void => {
    network.current = makeNetwork(now.units ?? units, now.bend ?? bend, now.seed ?? seed);
    setUnits(now.units ?? units);
    setBend(now.bend ?? bend);
    setSeed(now.seed ?? seed);
    setLessons(0);
    setTraining(false);
    setNotice(
      now.seed !== undefined
        ? 'Other random weights to start from. Press Train.'
        : (now.bend ?? bend)
          ? 'A line for each hidden unit: on one side it speaks, on the other it is silent. Its white ring moves it. Press Train, and watch the border.'
          : 'A new network. Press Train, and watch the border.',
    );
  };
  const arrange = (name: string): void => {
    setArrangement(name);
    setPoints(ARRANGEMENTS[name]!());
    setHeld(null);
    begin({});
  };
  const hold = (i: number | null): void => {
    setHeld(i);
    const point = i === null ? undefined : points[i];
    if (point)
      setNotice(
        `Point ${i! + 1} is in hand, ${colourOf(point)}, ${wordsOf(point)}. Drag it, or move it with the arrow keys. Delete takes it away.`,
      );
  };
  const add = (place: Place, words: string): void => {
    setPoints([...points, { ...place, kind }]);
    setHeld(points.length);
    setNotice(words);
  };
  const move = (i: number, { x, y }: Place): void => {
    const within = (value: number): number => Math.max(-1, Math.min(1, value));
    setPoints(points.with(i, { ...points[i]!, x: within(x), y: within(y) }));
    setNotice(`You moved point ${i + 1}. Train, and see whether the border makes room for it.`);
  };
  const takeAway = (): void => {
    if (held === null) return;
    const left = points.toSpliced(held, 1);
    setPoints(left);
    setHeld(left.length === 0 ? null : Math.min(held, left.length - 1));
    setNotice('One point fewer, and the one after it is in hand. Train, and see whether the border changes.');
  };

  useEffect(() => {
    if (!training) return;
    const still = matchMedia('(prefers-reduced-motion: reduce)').matches;
    let done = lessons;
    let frame = 0;
    const work = (): void => {
      const from = performance.now();
      do {
        teach(net, taught.current, 5);
        done += 5;
      } while (done < LESSONS && performance.now() - from < (still ? 4 * SLICE : SLICE));
      const over = done >= LESSONS;
      if (!still || over) setLessons(done);
      if (!over) {
        frame = requestAnimationFrame(work);
        return;
      }
      setTraining(false);
      const now = taught.current;
      setNotice(verdictOf(bend, units, scoreOf(net, now).right, now.length));
    };
    frame = requestAnimationFrame(work);
    return () => cancelAnimationFrame(frame);
  }, [training]);

  const { right, loss } = scoreOf(net, points);
  const score = `${right} of ${points.length} points on their own side, loss ${fixed(loss, 3)}, after ${lessons.toLocaleString('en-US')} lessons`;
  return (
    <Frame
      hint="Press Train: without the bend, all units together make one straight cut. Then turn the bend on, and train again."
      notice={notice}
      onReset={onReset}
      actions={
        <>
          <button
            type="button"
            class="button button-primary"
            onClick={() => {
              if (!training && lessons >= LESSONS) {
                network.current = makeNetwork(units, bend, seed);
                setLessons(0);
              }
              setTraining(!training);
            }}
          >
            {training ? 'Stop' : 'Train'}
          </button>
          <button type="button" class="button" aria-pressed={bend} onClick={() => begin({ bend: !bend })}>
            {bend ? 'The bend is on' : 'The bend is off'}
          </button>
          <button type="button" class="button" onClick={() => begin({ seed: seed + 1 })}>
            Another start
          </button>
        </>
      }
    >
      <div class="regions">
        <svg
          ref={square}
          class="regions-square"
          viewBox={`-1 -1 ${SIZE + 2} ${SIZE + 2}`}
          role="group"
          aria-label={`What the network answers in each place of a square: ${score}.`}
        >
          <g transform={`scale(${SIZE / GRID})`} opacity={0.55}>
            <Pixels values={regionsOf(net)} width={GRID} end={1} colours="signed" />
          </g>
          <rect
            class="regions-frame"
            width={SIZE}
            height={SIZE}
            onPointerDown={(event) => {
              pressed.current = pointNear(points, placeUnder(event));
              if (pressed.current === null) return;
              event.currentTarget.setPointerCapture(event.pointerId);
              hold(pressed.current);
            }}
            onPointerMove={(event) => {
              if (pressed.current !== null && event.currentTarget.hasPointerCapture(event.pointerId))
                move(pressed.current, placeUnder(event));
            }}
            onClick={(event) => {
              if (pressed.current === null)
                add(placeUnder(event), 'Another point. Train, and see whether the border makes room for it.');
            }}
          />
          {points.map((point, i) => (
            <circle
              key={i}
              class={point.kind === 1 ? 'regions-one' : 'regions-zero'}
              cx={Math.round(across(point.x))}
              cy={Math.round(up(point.y))}
              r={4}
            />
          ))}
          {bend &&
            linesOf(net).map((line, unit) => (
              <Line
                key={unit}
                line={line}
                unit={unit}
                onLay={(x, y) => {
                  layLine(net, unit, x, y);
                  setDrawn((count) => count + 1);
                  setNotice(
                    `You moved the line of unit ${unit + 1}. On one side of it the unit speaks, on the other it is silent.`,
                  );
                }}
              />
            ))}
          {held !== null && (
            <g
              class="regions-held"
              onKeyDown={(event) => {
                if (event.key !== 'Delete' && event.key !== 'Backspace') return;
                event.preventDefault();
                takeAway();
              }}
            >
              <PlaneHandle
                scales={SCALES}
                at={points[held]!}
                label={`Point ${held + 1}, ${colourOf(points[held]!)}`}
                words={wordsOf(points[held]!)}
                step={{ x: 0.05, y: 0.05 }}
                onPlace={(place) => move(held, place)}
              />
            </g>
          )}
        </svg>
        <div class="regions-controls">
          <label class="field needs-js">
            Points
            <select value={arrangement} onChange={({ currentTarget }) => arrange(currentTarget.value)}>
              {Object.keys(ARRANGEMENTS).map((name) => (
                <option key={name} value={name}>
                  {name}
                </option>
              ))}
            </select>
          </label>
          <Slide
            label="Hidden units"
            value={units}
            min={1}
            max={8}
            step={1}
            words={String(units)}
            onValue={(value) => begin({ units: value })}
          />
          <label class="field needs-js">
            A click adds
            <select value={kind} onChange={({ currentTarget }) => setKind(currentTarget.value === '1' ? 1 : 0)}>
              <option value={1}>an orange point</option>
              <option value={0}>a blue point</option>
            </select>
          </label>
          <Slide
            label="Point in hand"
            value={held === null ? 0 : held + 1}
            min={0}
            max={points.length}
            step={1}
            words={held === null ? 'none' : `${held + 1}, ${colourOf(points[held]!)}`}
            onValue={(value) => hold(value === 0 ? null : value - 1)}
          />
          <div class="regions-hand needs-js">
            <button
              type="button"
              class="button"
              onClick={() => {
                add({ x: 0, y: 0 }, 'A point in the middle, in hand. Move it with the arrow keys, or drag it.');
                focusHandle();
              }}
            >
              Add a point
            </button>
            <button type="button" class="button" disabled={held === null} onClick={takeAway}>
              Take it away
            </button>
          </div>
          <p class="regions-score">{score}</p>
        </div>
      </div>
    </Frame>
  );
}
