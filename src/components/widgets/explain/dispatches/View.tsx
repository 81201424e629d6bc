import { useState } from 'preact/hooks';
import type { CardCall } from '../../../../lib/engine/webgpu/record-calls.ts';
import { Frame } from '../kit/Frame.tsx';
import { useNotice } from '../kit/notice.ts';
import { usePlay } from '../kit/play.ts';
import { Scrubber } from '../kit/Scrubber.tsx';
import { useWork } from '../kit/work.ts';
import { callWords, countsOf, NAMES, stepWords, verdictOf, type Recorded, type Who } from './model.ts';

export const title = 'One step, dispatch by dispatch';

const BOTH: readonly Who[] = ['tensorflow', 'book'];
const ACROSS = 12;
const CELL = 30;
/** What a call is drawn as: dispatches fill their cells, the others are signs in it. */
const SIGNS: Readonly<Record<CardCall['kind'], string>> = { dispatch: '', submit: '⇥', upload: '↑', read: '↓' };

interface StripProps {
  readonly who: Who;
  readonly calls: readonly CardCall[];
  /** The call in hand. */
  readonly at: number;
  readonly onCall: (index: number) => void;
}

/** All calls of a step in order, row by row; those still to come are pale. */
function Strip({ who, calls, at, onCall }: StripProps) {
  const rows = Math.ceil(calls.length / ACROSS);
  return (
    <svg
      class="dispatch-strip"
      viewBox={`-1 -1 ${ACROSS * CELL + 2} ${rows * CELL + 2}`}
      role="img"
      aria-label={`${NAMES[who]}: ${calls.length} calls in order. All stand in the table below.`}
    >
      {calls.map(({ kind }, index) => (
        <g
          key={index}
          class={`dispatch-call is-${kind}${index === at ? ' is-now' : index > at ? ' is-to-come' : ''}`}
          transform={`translate(${(index % ACROSS) * CELL}, ${Math.floor(index / ACROSS) * CELL})`}
          onClick={() => onCall(index)}
        >
          <rect x={1} y={1} width={CELL - 2} height={CELL - 2} rx={3} />
          <text x={CELL / 2} y={CELL / 2} dy="0.35em">
            {SIGNS[kind]}
          </text>
        </g>
      ))}
    </svg>
  );
}

/** What one training step asks of the graphics card, by TensorFlow.js and by the book's kernels, recorded call by call. */
export default function Dispatches({ first }: { readonly first: Recorded }) {
  const [recorded, setRecorded] = useState(first);
  const [at, setAt] = useState<number | null>(null);
  const { notice, setNotice, onReset } = useNotice(() => {
    pause();
    setRecorded(first);
    setAt(null);
  });
  const { busy, work } = useWork(setNotice);
  const card = recorded.card ?? first.card!;
  const last = Math.max(...BOTH.map((who) => card[who].calls.length)) - 1;
  const place = at ?? last;
  const placeOf = (who: Who): number => Math.min(place, card[who].calls.length - 1);
  const goTo = (next: number): void => {
    setAt(next);
    const done = BOTH.map((who) => {
      const { dispatches } = countsOf({ ...card[who], calls: card[who].calls.slice(0, next + 1) });
      return `${NAMES[who]} ${dispatches} of ${countsOf(card[who]).dispatches} dispatches${next >= card[who].calls.length - 1 ? ', done' : ''}`;
    });
    setNotice(`After ${next + 1} ${next === 0 ? 'call' : 'calls'}: ${done.join('; ')}.`);
  };
  const { playing, play, stop: pause } = usePlay(last, goTo, 150);

  const record = async (signal: AbortSignal): Promise<void> => {
    pause();
    const { recordHere } = await import('./record.ts');
    const here = await recordHere(setNotice, signal);
    setRecorded({ ...here, card: here.card ?? first.card });
    setAt(null);
    setNotice(verdictOf(here));
  };

  return (
    <Frame
      hint="Play the step, or record one on your own machine. How much of it is work, and how much is handing over?"
      notice={notice}
      onReset={busy ? null : onReset}
      actions={
        <>
          <button type="button" class="button" disabled={busy} onClick={() => (playing ? pause() : play(0))}>
            {playing ? 'Pause' : 'Play the step'}
          </button>
          <button type="button" class="button" disabled={busy} onClick={() => void work(record)}>
            Record a step here
          </button>
        </>
      }
    >
      {BOTH.map((who) => (
        <figure key={who} class="dispatch-step">
          <figcaption>
            <b>{NAMES[who]}</b>
            <span>{stepWords(card[who])}</span>
          </figcaption>
          <Strip who={who} calls={card[who].calls} at={placeOf(who)} onCall={goTo} />
          <p class="dispatch-words">
            {`Call ${placeOf(who) + 1} of ${card[who].calls.length}, ${callWords(card[who].calls[placeOf(who)]!)}`}
          </p>
        </figure>
      ))}
      <Scrubber label="Call" value={place} last={last} words={`${place + 1} of ${last + 1}`} onValue={goTo} />
      <p class="dispatch-machine">
        {recorded === first
          ? `Recorded once on ${first.adapter}. Its counts are those of any card, its times are not.`
          : recorded.card === first.card
            ? `The card's step is the one recorded once on ${first.adapter}.`
            : `Recorded here, on ${recorded.adapter}.`}
      </p>
      <details class="dispatch-table">
        <summary>All calls as a table</summary>
        {BOTH.map((who) => (
          <table key={who}>
            <caption>{NAMES[who]}</caption>
            <thead>
              <tr>
                <th scope="col">after ms</th>
                <th scope="col">what is asked</th>
              </tr>
            </thead>
            <tbody>
              {card[who].calls.map((call, index) => (
                <tr key={index}>
                  <td>{call.at.toFixed(1)}</td>
                  <td>{callWords(call)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        ))}
      </details>
    </Frame>
  );
}
