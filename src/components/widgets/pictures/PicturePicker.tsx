import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { count as inWords } from '../../words/format.ts';

interface Props {
  /** The test image in hand, from 0. */
  readonly index: number;
  /** How many there are. */
  readonly count: number;
  readonly onIndex: (index: number) => void;
  /** More ways to choose. */
  readonly children?: ComponentChildren;
}

/** Which of the test pictures: by number, the next, the one before, or any. */
export function PicturePicker({ index, count, onIndex, children }: Props) {
  const [wanted, setWanted] = useState('');
  const go = (event: Event): void => {
    event.preventDefault();
    const number = Math.round(Number(wanted));
    if (wanted !== '' && Number.isFinite(number)) onIndex(Math.min(count, Math.max(1, number)) - 1);
  };
  return (
    <div class="controls picture-picker">
      <form class="controls" onSubmit={go}>
        <label class="field">
          {`Test image, 1 to ${inWords(count)}`}
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={count}
            value={wanted}
            placeholder={String(index + 1)}
            onInput={({ currentTarget }) => setWanted(currentTarget.value)}
          />
        </label>
        <button type="submit" class="button">
          Go
        </button>
      </form>
      <div class="controls">
        <button type="button" class="button" onClick={() => onIndex((index + count - 1) % count)}>
          Previous
        </button>
        <button type="button" class="button" onClick={() => onIndex((index + 1) % count)}>
          Next
        </button>
        <button type="button" class="button" onClick={() => onIndex(Math.floor(Math.random() * count))}>
          Random
        </button>
        {children}
      </div>
    </div>
  );
}
