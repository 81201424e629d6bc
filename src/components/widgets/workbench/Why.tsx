import type { ReadonlySignal } from '@preact/signals';
import { useEffect, useMemo, useRef, useState } from 'preact/hooks';
import { dataSetNamed } from '../../../lib/data/data-sets.ts';
import { explainError } from '../digits/loading.ts';
import { lastHiddenFor, type LastHidden } from '../explain/networks/last-hidden.ts';
import { SignedCanvas } from '../explain/kit/SignedCanvas.tsx';
import { two } from '../explain/kit/numbers.ts';
import { fightersOf, firstTwo, type Near, type Pair } from '../explain/pixel-votes/model.ts';
import { nearOf } from '../explain/pixel-votes/near.ts';
import {
  coveringFor,
  kindWords,
  placeWords,
  totalWords,
  votesFor,
  type Reasons,
} from '../explain/pixel-votes/reasons.ts';
import { NearImages, VotePair, VotePictures } from '../explain/pixel-votes/VotePictures.tsx';
import { loadSilenced, picturesOf, type Loaded } from '../explain/silenced-units/load.ts';
import { wordsOf } from '../explain/silenced-units/model.ts';
import { dataSetOf } from '../pictures/picture-of.ts';
import type { ShownModel } from '../pictures/picture.ts';
import { guessOf } from '../pictures/readings.ts';
import { scaleEnd } from '../weights/scale.ts';
import { handWords, type InHand } from './in-hand.ts';
import { scoresWithout, unitShares } from './why.ts';
import '../explain/kit/pixels.css';
import '../explain/pixel-votes/style.css';
import './why.css';

interface WhyProps {
  readonly model: ReadonlySignal<ShownModel | null>;
  readonly hand: InHand;
  /** True while a run trains. */
  readonly live: boolean;
  readonly onClose: () => void;
}

/** So many units are offered. */
const MOST_UNITS = 8;

/** Votes at once; with convolutions what painting over does, worked out anew when the image or, at rest, the model changes. */
function useReasons(model: ShownModel, image: Uint8Array<ArrayBuffer>, live: boolean) {
  const votes = useMemo(() => votesFor(model, image), [model, image]);
  const [covered, setCovered] = useState<{ reasons: Reasons; of: Uint8Array } | null>(null);
  const [problem, setProblem] = useState<string | null>(null);
  const key = live ? null : model;
  useEffect(() => {
    if (votes) return;
    let gone = false;
    coveringFor(model, image).then(
      (reasons) => void (gone || setCovered({ reasons, of: image })),
      (error: unknown) => void (gone || setProblem(explainError(error).message)),
    );
    return () => void (gone = true);
  }, [key, image, votes === null]);
  return { reasons: votes ?? (covered?.of === image ? covered.reasons : null), problem };
}

/** Why an image was read as it was: what its pixels gave to two classes, which hidden units, and what silence changes. */
export default function Why({ model, hand, live, onClose }: WhyProps) {
  const shown = model.value;
  const title = useRef<HTMLHeadingElement>(null);
  useEffect(() => {
    title.current?.scrollIntoView({ block: 'nearest' });
    title.current?.focus({ preventScroll: true });
  }, []);
  const fits = shown && shown.specification.inputs === hand.pixels.length;
  return (
    <div class="bench-why" role="group" aria-label="Why this answer">
      <p class="bench-row">
        <button class="button" type="button" onClick={onClose}>
          Back to the network
        </button>
      </p>
      {fits ? (
        <Answer key={hand.index ?? 'drawn'} shown={shown} hand={hand} live={live} title={title} />
      ) : (
        <h3 ref={title} tabIndex={-1}>
          There is no network here that reads this image.
        </h3>
      )}
    </div>
  );
}

function Answer({
  shown,
  hand,
  live,
  title,
}: {
  readonly shown: ShownModel;
  readonly hand: InHand;
  readonly live: boolean;
  readonly title: { readonly current: HTMLHeadingElement | null };
}) {
  const { classes, called } = dataSetOf(shown);
  const { reasons, problem } = useReasons(shown, hand.pixels, live);
  const last = useMemo(() => lastHiddenFor(shown, hand.pixels), [shown, hand.pixels]);
  const [chosen, setChosen] = useState<Pair | null>(null);
  const [place, setPlace] = useState(() =>
    hand.pixels.reduce((most, grey, i) => (grey > hand.pixels[most]! ? i : most), 0),
  );
  const nameOf = (j: number): string => classes[j] ?? String(j);
  const scores = reasons?.scores ?? null;
  const guess = scores ? guessOf(Float32Array.from(scores)) : null;
  const pair = chosen ?? (scores ? (hand.label === null ? firstTwo(scores) : fightersOf(scores, hand.label)) : null);
  const what = hand.index === null ? 'your drawing' : `this ${hand.label === null ? called.one : nameOf(hand.label)}`;
  const heading =
    guess === null || !pair
      ? 'It is being read…'
      : guess === hand.label
        ? `Why was ${what} read rightly, and not as ${nameOf(pair[1])}?`
        : `Why was ${what} read as ${nameOf(guess)}?`;
  const words = reasons && pair ? placeWords(reasons, pair, place, hand.pixels, nameOf) : '';
  return (
    <>
      <h3 ref={title as never} tabIndex={-1}>
        {heading} <small>{handWords(hand, classes)}</small>
      </h3>
      {problem && <p role="alert">{problem}</p>}
      {reasons && pair && (
        <>
          <p>
            {kindWords(reasons)}
            {reasons.kind === 'votes' && ' Click a pixel, or move the frame with the arrow keys.'}
          </p>
          <VotePictures
            pixels={hand.pixels}
            image={{ name: 'The image', caption: 'the image' }}
            pair={pair}
            votes={reasons.pixels}
            sum={(j) => totalWords(reasons, j)}
            nameOf={nameOf}
            place={place}
            words={words}
            onPlace={setPlace}
          />
          <div class="bench-why-pair">
            <VotePair
              pair={pair}
              classes={reasons.scores.length}
              nameOf={nameOf}
              field="bench-inline"
              onPair={setChosen}
            />
            <p role="status">{words}</p>
          </div>
          {last ? (
            <Units {...{ shown, last, pair, nameOf, live }} />
          ) : (
            <p>There is no hidden layer of units between the pictures and the outputs: nothing can be silenced.</p>
          )}
        </>
      )}
    </>
  );
}

/** The units of the last hidden layer that decided it, each of which can fall silent. */
function Units({
  shown,
  last,
  pair,
  nameOf,
  live,
}: {
  readonly shown: ShownModel;
  readonly last: LastHidden;
  readonly pair: Pair;
  readonly nameOf: (j: number) => string;
  readonly live: boolean;
}) {
  const [silent, setSilent] = useState<readonly number[]>([]);
  const [said, setSaid] = useState<string | null>(null);
  const [near, setNear] = useState<readonly Near[] | null>(null);
  const loaded = useRef<{ of: ShownModel; loaded: Loaded } | null>(null);
  const shares = useMemo(() => unitShares(last, pair), [last, pair[0], pair[1]]);
  const offered = shares.filter(({ unit }, i) => i < MOST_UNITS || silent.includes(unit));
  const pictures = useMemo(() => picturesOf(shown), [shown]);
  const end = useMemo(() => (pictures ? scaleEnd(shown.weights[0]!.values) : 1), [shown]);
  const scores = scoresWithout(last, silent);
  const guess = guessOf(Float32Array.from(scores));
  const other = guess === pair[0] ? pair[1] : pair[0];
  const ahead = `${nameOf(guess)}, ${two(scores[guess]!)} against ${two(scores[other]!)} for ${nameOf(other)}`;
  const who = silent.length === 1 ? `unit ${silent[0]! + 1}` : `${silent.length} units`;

  const onAll = async (): Promise<void> => {
    const tests = dataSetNamed(shown.specification.data).counts.test;
    setSaid(`Its hidden units read the ${tests.toLocaleString('en')} test images…`);
    try {
      if (loaded.current?.of !== shown) {
        const offer = { key: shown.name, name: shown.name, load: async () => shown };
        loaded.current = { of: shown, loaded: await loadSilenced(offer, []) };
      }
      const { scores: all, right } = loaded.current.loaded;
      all.silence(silent);
      setSaid(wordsOf(silent, all.right(), right, tests));
    } catch (error) {
      setSaid(explainError(error).message);
    }
  };
  const look = async (): Promise<void> => {
    setSaid('It compares what its hidden units say of 10,000 training images…');
    try {
      setNear(await nearOf(shown, last.pattern));
      setSaid(null);
    } catch (error) {
      setSaid(explainError(error).message);
    }
  };
  return (
    <div class="bench-why-units">
      <p>
        Hidden units that gave most to {nameOf(pair[0])} rather than {nameOf(pair[1])}, or took most away. Press one,
        and it falls silent.
      </p>
      <div class="bench-why-tiles" role="group" aria-label="Hidden units that decided it">
        {offered.map(({ unit, gave }) => (
          <button
            key={unit}
            type="button"
            aria-pressed={silent.includes(unit)}
            aria-label={`Unit ${unit + 1}: ${two(gave)} to ${nameOf(pair[0])} rather than ${nameOf(pair[1])}${silent.includes(unit) ? ', silent' : ''}`}
            onClick={() => {
              setSaid(null);
              setSilent(silent.includes(unit) ? silent.filter((one) => one !== unit) : [...silent, unit]);
            }}
          >
            {pictures && <SignedCanvas values={pictures[unit]!} end={end} />}
            <small>
              {unit + 1}: {two(gave)}
            </small>
          </button>
        ))}
      </div>
      <p role="status">
        {silent.length === 0 ? 'All units speak' : `Without ${who}`}: read as {ahead}. {said}
      </p>
      <p class="bench-row">
        <button
          class="button"
          type="button"
          disabled={silent.length === 0}
          onClick={() => (setSilent([]), setSaid(null))}
        >
          Let all speak
        </button>
        <button class="button" type="button" disabled={live} onClick={() => void onAll()}>
          What does that cost on all test images?
        </button>
        {near === null && (
          <button class="button" type="button" disabled={live} onClick={() => void look()}>
            What looks like it inside?
          </button>
        )}
      </p>
      {near && near.length > 0 && <NearImages near={near} nameOf={nameOf} />}
    </div>
  );
}
