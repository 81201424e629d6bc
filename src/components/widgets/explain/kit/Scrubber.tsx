import { Slide } from './Slide.tsx';

interface ScrubberProps {
  /** What is gone through: `Way`. */
  readonly label: string;
  readonly value: number;
  readonly last: number;
  /** Where one is, in words. */
  readonly words: string;
  readonly onValue: (value: number) => void;
  /** Beyond the first and the last, where that leads anywhere. */
  readonly onBefore?: (() => void) | undefined;
  readonly onAfter?: (() => void) | undefined;
}

/** A way of steps: one back, a slider, one forward. */
export function Scrubber({ label, value, last, words, onValue, onBefore, onAfter }: ScrubberProps) {
  const back = value > 0 ? () => onValue(value - 1) : onBefore;
  const forward = value < last ? () => onValue(value + 1) : onAfter;
  return (
    <div class="scrubber needs-js">
      <button type="button" class="button" aria-label="One step back" disabled={!back} onClick={() => back?.()}>
        ‹
      </button>
      <Slide label={label} value={value} min={0} max={last} step={1} words={words} onValue={onValue} />
      <button
        type="button"
        class="button"
        aria-label="One step forward"
        disabled={!forward}
        onClick={() => forward?.()}
      >
        ›
      </button>
    </div>
  );
}
