import { useEffect, useRef, useState } from 'preact/hooks';
import './tour.css';

/** One step: where it is, and what to do there. */
interface Step {
  readonly at: string;
  readonly title: string;
  readonly words: string;
}

const STEPS: readonly Step[] = [
  {
    at: '.bench-network',
    title: 'The network',
    words:
      'From left to right: the image, hidden units, ten outputs. Change it where it is drawn: + dense adds a layer, − and + make one narrower or wider. Nothing trains while you do.',
  },
  {
    at: '.bench-bar',
    title: 'Train',
    words:
      'Press Train. The small pictures are the weights of hidden units: watch them take form. One step and One epoch go slowly; Undo takes settings back.',
  },
  {
    at: '.bench-results',
    title: 'What comes of it',
    words:
      'The large number is the share of 10,000 test images that are read rightly. Guess it before you train: your guess is drawn on the chart.',
  },
  {
    at: '.bench-images',
    title: 'Images',
    words:
      'Press an image, or draw a digit: it goes through the network. Red frames are wrong now. Move the bar, and fewer images train.',
  },
  {
    at: '.bench-words, .bench-why, .bench-worst',
    title: 'Why',
    words:
      'Press Why below the network, or one of the worst: it shows which pixels voted for the wrong answer, and what silencing a unit changes.',
  },
  {
    at: '.bench-runs',
    title: 'Runs',
    words:
      'Change one thing, train again, and compare the two. Five seeds tell whether the better one was lucky. Share gives a link with which others can check your result.',
  },
];

/** Six steps through the workbench, begun by the reader only; each frames a part and says what to try there. */
export default function Tour({
  box,
  onEnd,
}: {
  readonly box: { readonly current: HTMLElement | null };
  readonly onEnd: () => void;
}) {
  const [at, setAt] = useState(0);
  const panel = useRef<HTMLDivElement>(null);
  const step = STEPS[at]!;
  useEffect(() => {
    const part = box.current?.querySelector<HTMLElement>(step.at);
    part?.classList.add('is-toured');
    part?.scrollIntoView({ block: 'nearest' });
    panel.current?.focus({ preventScroll: true });
    return () => part?.classList.remove('is-toured');
  }, [at]);
  return (
    <div
      ref={panel}
      class="bench-tour"
      role="dialog"
      aria-label={`Tour, ${at + 1} of ${STEPS.length}: ${step.title}`}
      tabIndex={-1}
      onKeyDown={(event) => {
        if (event.key !== 'Escape') return;
        event.preventDefault();
        onEnd();
      }}
    >
      <p>
        <b>
          {at + 1} of {STEPS.length}. {step.title}.
        </b>{' '}
        {step.words}
      </p>
      <p class="bench-row">
        <button class="button" type="button" disabled={at === 0} onClick={() => setAt(at - 1)}>
          Back
        </button>
        {at + 1 < STEPS.length ? (
          <button class="button button-primary" type="button" onClick={() => setAt(at + 1)}>
            Next
          </button>
        ) : null}
        <button class="button" type="button" onClick={onEnd}>
          End the tour
        </button>
      </p>
    </div>
  );
}
