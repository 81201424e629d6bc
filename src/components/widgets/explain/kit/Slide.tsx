interface SlideProps {
  readonly label: string;
  readonly value: number;
  readonly min: number;
  readonly max: number;
  readonly step: number;
  /** What it is called aloud, where `label` is a symbol. */
  readonly name?: string;
  /** The value as it is read. */
  readonly words: string;
  readonly symbol?: string;
  readonly onValue: (value: number) => void;
}

/** A slider with its name and value above it. */
export const Slide = ({ label, name, value, min, max, step, words, symbol, onValue }: SlideProps) => (
  <label class="field slide needs-js" data-symbol={symbol}>
    <span>
      {label} <b>{words}</b>
    </span>
    <input
      type="range"
      aria-label={name}
      min={min}
      max={max}
      step={step}
      value={value}
      aria-valuetext={words}
      onInput={({ currentTarget }) => onValue(Number(currentTarget.value))}
    />
  </label>
);
