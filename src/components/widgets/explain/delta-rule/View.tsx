import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { useGlide } from '../kit/glide.ts';
import { useNotice } from '../kit/notice.ts';
import { fixed, two } from '../kit/numbers.ts';
import { differing, isOff } from '../kit/off.ts';
import { OwnWords } from '../kit/OwnWords.tsx';
import { useReaderCode } from '../kit/reader-code.ts';
import { Scrubber } from '../kit/Scrubber.tsx';
import { Slide } from '../kit/Slide.tsx';
import { TinyDrawing, TinyEdge, TinyUnit, type Spot } from '../kit/Tiny.tsx';
import {
  courseOf,
  errorOf,
  IMAGE,
  lessonOf,
  LESSONS,
  SCORES,
  STAGE_WORDS,
  STAGES,
  startAt,
  stepped,
  withWeight,
  wordsOf,
  type DeltaState,
  type Lesson,
  type Stage,
} from './model.ts';
import {
  askErrorAndDelta,
  askOuter,
  askUpdate,
  ERROR_AND_DELTA,
  OUTER,
  readErrorAndDelta,
  readOuter,
  readUpdate,
  UPDATE,
} from './reader.ts';

export const title = 'A layer small enough to see';

const HEIGHT = 300;
const pixelAt = (i: number): Spot => [60, 55 + 95 * i];
const scoreAt = (j: number): Spot => [290, 95 + 110 * j];
const EDGES = IMAGE.flatMap((_, from) => Array.from({ length: SCORES }, (_score, to) => ({ from, to })));
const at = (stage: Stage): number => STAGES.indexOf(stage);

interface DrawingProps {
  readonly state: DeltaState;
  /** The numbers to show, some of them perhaps the reader's own. */
  readonly lesson: Lesson;
  /** What they should be. */
  readonly right: Lesson;
  readonly onEdge: (from: number, to: number) => void;
}

/** The layer with every number that is known at this stage. */
function Drawing({ state, lesson, right, onEdge }: DrawingProps) {
  const { weights, label, alpha, stage } = state;
  const name = STAGES[stage]!;
  const after = stepped(weights, lesson, alpha);
  const again = name === 'again' ? lessonOf(after, label) : lesson;
  const onEdges = { shares: lesson.shares, step: after, again: after }[name as string] ?? weights;
  const below = (j: number): string => {
    if (name === 'error') return `error ${two(lesson.error[j]!)}`;
    return stage >= at('delta') ? `δ ${two(again.delta[j]!)}` : '';
  };
  return (
    <TinyDrawing height={HEIGHT} label={wordsOf(state, lesson)}>
      {EDGES.map(({ from, to }) => (
        <TinyEdge
          key={`${from}${to}`}
          from={pixelAt(from)}
          to={scoreAt(to)}
          weight={weights[from]![to]!}
          shown={two(onEdges[from]![to]!)}
          lit
          chosen={from === state.from && to === state.to}
          off={name === 'shares' && isOff(lesson.shares[from]![to]!, right.shares[from]![to]!)}
          onChoose={() => onEdge(from, to)}
        />
      ))}
      {IMAGE.map((x, i) => (
        <TinyUnit key={i} at={pixelAt(i)} value={fixed(x, 1)} above={`pixel ${i + 1}`} below="" symbol="x" />
      ))}
      {again.prediction.map((score, j) => (
        <TinyUnit
          key={j}
          at={scoreAt(j)}
          value={two(score)}
          above={`score ${j}, label ${j === label ? 1 : 0}`}
          below={below(j)}
          symbol="prediction"
          off={
            name === 'error'
              ? isOff(lesson.error[j]!, right.error[j]!)
              : name === 'delta' && isOff(lesson.delta[j]!, right.delta[j]!)
          }
        />
      ))}
    </TinyDrawing>
  );
}

/** The delta rule in a layer of three pixels and two scores: score, error, delta, shares, step, and the same image again. */
export default function DeltaRule({ stage: first }: { readonly stage: Stage }) {
  const [state, setState] = useState(() => startAt(first));
  const { notice, setNotice, onReset } = useNotice(() => setState(startAt(first)));
  const change = (part: Partial<DeltaState>, words: string): void => {
    setState({ ...state, ...part });
    setNotice(words);
  };
  const { weights, label, alpha, stage, from, to, lessons } = state;
  useGlide(at(first), stage, (next) => setState((now) => ({ ...now, stage: next })));
  const right = lessonOf(weights, label);
  const errorAndDelta = useReaderCode(ERROR_AND_DELTA, askErrorAndDelta(right, label), readErrorAndDelta);
  const outer = useReaderCode(OUTER, askOuter(right), readOuter);
  const update = useReaderCode(UPDATE, askUpdate(weights, label, alpha), readUpdate);
  const lesson: Lesson = {
    ...right,
    ...(errorAndDelta.is === 'there' && errorAndDelta.value),
    ...(outer.is === 'there' && outer.value),
  };
  const own = update.is === 'there';
  const course = own ? [weights, ...update.value] : courseOf(weights, label, alpha);
  const teach = (count: number): void => {
    const [before, after] = [errorOf(weights, label), errorOf(course[count]!, label)];
    const way = after > before ? ', which is up: the weights are pushed away.' : '.';
    change(
      { weights: course[count]!, lessons: lessons + count },
      `${count === 1 ? 'One lesson' : `${count} lessons`}${own ? ' by your update' : ''}: the two errors together went from ${two(before)} to ${two(after)}${way}`,
    );
  };
  const edge = (one: number, other: number): void =>
    change({ from: one, to: other }, `The weight from pixel ${one + 1} to score ${other} is in hand. Drag it below.`);

  return (
    <Frame
      hint="Step forward with the arrow, and watch where each number comes from. Then teach it, and drag alpha."
      notice={notice}
      onReset={onReset}
      actions={
        <>
          <button type="button" class="button" onClick={() => teach(1)}>
            One lesson
          </button>
          <button type="button" class="button" onClick={() => teach(LESSONS)}>
            {`${LESSONS} lessons`}
          </button>
          <button
            type="button"
            class="button"
            onClick={() =>
              change({ label: 1 - label }, `Now the label has its 1 at ${1 - label}: both deltas move by one.`)
            }
          >
            {`Make ${1 - label} the right one`}
          </button>
        </>
      }
    >
      <Drawing state={state} lesson={lesson} right={right} onEdge={edge} />
      <p class="tiny-words">{wordsOf(state, lesson)}</p>
      <OwnWords
        name="error and delta"
        code={errorAndDelta}
        wrong={(given) => differing([given.error, given.delta], [right.error, right.delta])}
      />
      <OwnWords name="outer" code={outer} wrong={({ shares }) => differing(shares, right.shares)} />
      <OwnWords
        name="update"
        code={update}
        wrong={(given) => differing(given, courseOf(weights, label, alpha).slice(1))}
      />
      <Scrubber
        label="Stage"
        value={stage}
        last={STAGES.length - 1}
        words={`${stage + 1} of ${STAGES.length}: ${STAGE_WORDS[STAGES[stage]!]}`}
        onValue={(next) =>
          change({ stage: next }, 'Click a line to see the numbers of its weight. Then teach the layer.')
        }
      />
      <div class="explanation-slides">
        <Slide
          label={`Weight from pixel ${from + 1} to score ${to}`}
          value={weights[from]![to]!}
          min={-6}
          max={6}
          step={0.25}
          words={two(weights[from]![to]!)}
          onValue={(value) =>
            change(
              { weights: withWeight(weights, from, to, value) },
              IMAGE[from] === 0
                ? 'The pixel is blank: this weight changes no score, and learns nothing.'
                : `Score ${to} follows by ${two(IMAGE[from]!)} of the change: that is the pixel.`,
            )
          }
        />
        <Slide
          label="alpha"
          symbol="alpha"
          value={alpha}
          min={0.05}
          max={2}
          step={0.05}
          words={two(alpha)}
          onValue={(value) =>
            change(
              { alpha: value },
              value * 1.25 > 2
                ? 'Past 1.6 each lesson overshoots by more than was wrong: teach it ten times.'
                : 'How far is a lesson? Teach it again with this alpha.',
            )
          }
        />
      </div>
      <p class="tiny-lessons">{`${lessons} ${lessons === 1 ? 'lesson' : 'lessons'} so far. Both errors together: ${two(errorOf(weights, label))}.`}</p>
    </Frame>
  );
}
