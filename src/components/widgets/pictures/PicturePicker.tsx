import type { ComponentChildren } from 'preact';
import { useState } from 'preact/hooks';
import { TEST_COUNT } from '../../../lib/data/contract.ts';

interface Props {
  /** The test image in hand, from 0. */
  readonly index: number;
  readonly onIndex: (index: number) => void;
  /** More ways to choose. */
  readonly children?: ComponentChildren;
}

/** Which of the 10,000 test pictures: by number, the next, the one before, or any. */
export function PicturePicker({ index, onIndex, children }: Props) {
  const [wanted, setWanted] = useState('');
  const go = (event: Event): void => {
    event.preventDefault();
    const number = Math.round(Number(wanted));
    if (wanted !== '' && Number.isFinite(number)) onIndex(Math.min(TEST_COUNT, Math.max(1, number)) - 1);
  };
  return (
    <div class="controls picture-picker">
      <form class="controls" onSubmit={go}>
        <label class="field">
          Test image, 1 to 10,000
          <input
            type="number"
            inputMode="numeric"
            min={1}
            max={TEST_COUNT}
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
        <button type="button" class="button" onClick={() => onIndex((index + TEST_COUNT - 1) % TEST_COUNT)}>
          Previous
        </button>
        <button type="button" class="button" onClick={() => onIndex((index + 1) % TEST_COUNT)}>
          Next
        </button>
        <button type="button" class="button" onClick={() => onIndex(Math.floor(Math.random() * TEST_COUNT))}>
          Random
        </button>
        {children}
      </div>
    </div>
  );
}
