import { line } from 'd3-shape';
import { useState } from 'preact/hooks';
import { Frame } from '../kit/Frame.tsx';
import { Handle } from '../kit/Handle.tsx';
import { useNotice } from '../kit/notice.ts';
import { fixed } from '../kit/numbers.ts';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { Slide } from '../kit/Slide.tsx';
import { useWork } from '../kit/work.ts';
import {
  BATCH_SIZE,
  BATCHES,
  ENDINGS,
  lossAt,
  LOSS_OF,
  noticeAt,
  slopeByScore,
  slopeByShare,
  type Batches,
  type Ending,
} from './model.ts';

const START = 0.1;
const LEAST = 0.001;
const MOST = 0.999;
const HIGHEST = 7;
const BOTH: Readonly<Record<Ending, string>> = { softmax: 'printed', logSoftmax: 'meant' };
/** The shares at which curves are drawn, more of them where they are steep. */
const SHARES = Array.from({ length: 81 }, (_, i) => LEAST + (MOST - LEAST) * (i / 80) ** 2);

const draw = (scales: Scales, points: readonly (readonly [number, number])[]): string =>
  line<readonly [number, number]>()
    .x(([x]) => scales.across(x))
    .y(([, y]) => scales.up(y))([...points]) ?? '';

/** Both losses over the share of the right digit, with their tangents at `p`. */
function Losses({ p, onShare }: { p: number; onShare: (p: number) => void }) {
  const words = `Share of the right digit ${fixed(p, 3)}: −p is ${fixed(-p, 3)}, −ln p is ${fixed(lossAt('logSoftmax', p), 3)}`;
  return (
    <Plane
      label={`The two losses. ${words}`}
      across={{ from: 0, to: 1, title: 'p, share of the right digit' }}
      up={{ from: -1, to: HIGHEST, title: 'loss' }}
      width={260}
      height={210}
    >
      {(scales) => (
        <>
          {ENDINGS.map((ending) => {
            const slope = slopeByShare(ending, p);
            const height = lossAt(ending, p);
            const reach = 0.13 / Math.hypot(1, slope / 6); // about as long at every slope: a share is six losses wide
            return (
              <g key={ending} class={`log-${BOTH[ending]}`}>
                <path
                  class="log-curve"
                  d={draw(scales, SHARES.map((share) => [share, lossAt(ending, share)] as const).filter(([, y]) => y <= HIGHEST))} // prettier-ignore
                />
                {height <= HIGHEST && (
                  <>
                    <line
                      class="log-tangent"
                      x1={scales.across(p - reach)}
                      y1={scales.up(height - slope * reach)}
                      x2={scales.across(p + reach)}
                      y2={scales.up(height + slope * reach)}
                    />
                    <circle cx={scales.across(p)} cy={scales.up(height)} r={4} />
                  </>
                )}
              </g>
            );
          })}
          <Handle
            x={scales.across(p)}
            y={scales.up(-1)}
            label="Share of the right digit"
            value={p}
            min={LEAST}
            max={MOST}
            step={0.01}
            words={words}
            valueAt={(x) => Math.round(scales.across.invert(x) * 1000) / 1000}
            onValue={onShare}
          />
        </>
      )}
    </Plane>
  );
}

/** How hard each loss pushes the right score up, over its share. */
function Pushes({ p }: { p: number }) {
  return (
    <Plane
      label={`How hard the right score is pushed up: ${ENDINGS.map((ending) => `${fixed(-slopeByScore(ending, p), 3)} by ${LOSS_OF[ending]}`).join(', ')}`}
      across={{ from: 0, to: 1, title: 'p' }}
      up={{ from: 0, to: 1, title: 'push on the right score' }}
      width={260}
      height={210}
    >
      {(scales) => (
        <>
          {ENDINGS.map((ending) => (
            <g key={ending} class={`log-${BOTH[ending]}`}>
              <path
                class="log-curve"
                d={draw(
                  scales,
                  SHARES.map((share) => [share, -slopeByScore(ending, share)] as const),
                )}
              />
              <line
                class="log-push"
                x1={scales.across(p)}
                x2={scales.across(p)}
                y1={scales.up(0)}
                y2={scales.up(-slopeByScore(ending, p))}
              />
              <circle cx={scales.across(p)} cy={scales.up(-slopeByScore(ending, p))} r={4} />
            </g>
          ))}
        </>
      )}
    </Plane>
  );
}

/** How far the weights have come in a hundred batches of either run. */
function Hundred({ batches, at }: { batches: Readonly<Record<Ending, Batches>>; at: number }) {
  const far = Math.max(0.01, ...ENDINGS.flatMap((ending) => batches[ending].moved));
  return (
    <Plane
      label={`Batches 1 to ${BATCHES}, and how far the weights have moved from their start. After batch ${at}: ${ENDINGS.map((ending) => `${fixed(batches[ending].moved[at - 1] ?? 0, 4)} with ${LOSS_OF[ending]}`).join(', ')}.`}
      across={{ from: 0, to: BATCHES, title: `batch of ${BATCH_SIZE}` }}
      up={{ from: 0, to: far * 1.05, title: 'how far the weights have moved' }}
      height={150}
    >
      {(scales) => (
        <>
          <line class="log-here" x1={scales.across(at)} x2={scales.across(at)} y1={scales.up(0)} y2={scales.up(far)} />
          {ENDINGS.map((ending) => (
            <g key={ending} class={`log-${BOTH[ending]}`}>
              <path
                class="log-curve"
                d={draw(scales, [[0, 0], ...batches[ending].moved.map((far_, k) => [k + 1, far_] as const)])}
              />
              {batches[ending].moved.length >= at && (
                <circle cx={scales.across(at)} cy={scales.up(batches[ending].moved[at - 1]!)} r={4} />
              )}
            </g>
          ))}
        </>
      )}
    </Plane>
  );
}

/** The two losses with their slopes at a share that the reader drags, and the first hundred batches of both. */
export function Slopes({ atBuild }: { readonly atBuild: Readonly<Record<Ending, Batches>> }) {
  const [p, setP] = useState(START);
  const [at, setAt] = useState(BATCHES);
  const [batches, setBatches] = useState(atBuild);
  const { notice, setNotice, onReset } = useNotice(() => {
    stop();
    setP(START);
    setAt(BATCHES);
    setBatches(atBuild);
  });
  const { busy, work, stop } = useWork((words) => {
    setBatches(atBuild);
    setNotice(`This did not work: ${words} Press the button again.`);
  });

  const trainBoth = async (signal: AbortSignal): Promise<void> => {
    setAt(BATCHES);
    setNotice('Both train here, from the same start, on the same batches …');
    let now: Record<Ending, Batches> = {
      softmax: { loss: [], moved: [] },
      logSoftmax: { loss: [], moved: [] },
    };
    const { runHere } = await import('./run-here.ts');
    for (const ending of ENDINGS)
      await runHere(
        ending,
        (so) => {
          now = { ...now, [ending]: so };
          if (!signal.aborted) setBatches(now);
        },
        signal,
      );
    if (signal.aborted) return;
    const [flat, steep] = ENDINGS.map((ending) => now[ending].moved.at(-1)!);
    setNotice(
      `Trained on your machine: after ${BATCHES} batches the weights have moved ${fixed(flat!, 4)} with −p, and ${fixed(steep!, 4)} with −ln p, ${fixed(steep! / flat!, 0)} times as far.`,
    );
  };
  const move = (share: number): void => {
    setP(share);
    setNotice(noticeAt(share));
  };

  return (
    <Frame
      hint="Drag p to the left, towards 0, and watch the two slopes part."
      notice={notice}
      onReset={onReset}
      actions={
        <button type="button" class="button" disabled={busy} onClick={() => void work(trainBoth)}>
          Train both here
        </button>
      }
    >
      <p class="log-key">
        <span class="log-printed">−p, as printed</span> <span class="log-meant">−ln p, as meant</span>
      </p>
      <div class="log-planes">
        <Losses p={p} onShare={move} />
        <Pushes p={p} />
      </div>
      <table class="log-facts">
        <thead>
          <tr>
            <th scope="col">loss</th>
            <th scope="col">
              at p = <span data-symbol="probabilities">{fixed(p, 3)}</span>
            </th>
            <th scope="col">slope by p</th>
            <th scope="col">slope by the right score</th>
          </tr>
        </thead>
        <tbody>
          {ENDINGS.map((ending) => (
            <tr key={ending} class={`log-${BOTH[ending]}`}>
              <th scope="row">{LOSS_OF[ending]}</th>
              <td>{fixed(lossAt(ending, p), 3)}</td>
              <td>{fixed(slopeByShare(ending, p), 1)}</td>
              <td>
                {ending === 'softmax' ? 'p (p − 1)' : 'p − 1'} = {fixed(slopeByScore(ending, p), 4)}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      <Hundred batches={batches} at={at} />
      <Slide
        label="Batch"
        value={at}
        min={1}
        max={BATCHES}
        step={1}
        words={`${at}: loss ${ENDINGS.map((ending) => fixed(batches[ending].loss[at - 1] ?? NaN, 3)).join(' and ')}, moved ${ENDINGS.map((ending) => fixed(batches[ending].moved[at - 1] ?? 0, 4)).join(' and ')}`}
        onValue={(value) => {
          setAt(value);
          setNotice('Same start, same batches. The loss with its logarithm moves the weights about ten times as far.');
        }}
      />
    </Frame>
  );
}
