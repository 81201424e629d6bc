import { PAD_SIDE } from './pad.ts';

export interface Cursor {
  readonly x: number;
  readonly y: number;
  readonly down: boolean;
}

/** What a key does on the pad. */
export type PadAction =
  | { readonly do: 'move'; readonly to: Cursor }
  | { readonly do: 'pen'; readonly down: boolean }
  | { readonly do: 'undo' }
  | { readonly do: 'clear' };

const STEP = 10; // one pixel of MNIST
const STRIDE = 3; // steps, with Shift

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

const within = (value: number): number => Math.min(PAD_SIDE - STEP / 2, Math.max(STEP / 2, value));

/** Arrows move, Space puts the pen down or lifts it, Escape lifts it, Backspace takes back, Delete clears; null for any other key. */
export function padAction(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  cursor: Cursor,
): PadAction | null {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'z') return { do: 'undo' };
  if (ctrlKey || metaKey || altKey) return null;
  const direction = directions[key];
  if (direction) {
    const length = shiftKey ? STEP * STRIDE : STEP;
    return {
      do: 'move',
      to: { ...cursor, x: within(cursor.x + direction[0] * length), y: within(cursor.y + direction[1] * length) },
    };
  }
  if (key === ' ') return { do: 'pen', down: !cursor.down };
  if (key === 'Escape' && cursor.down) return { do: 'pen', down: false };
  if (key === 'Backspace') return { do: 'undo' };
  return key === 'Delete' ? { do: 'clear' } : null;
}

/** `Pen down at row 13, column 14`; rows and columns of 28, from 0. */
export const cursorWords = ({ x, y, down }: Cursor): string =>
  `Pen ${down ? 'down' : 'up'} at row ${Math.floor(y / STEP)}, column ${Math.floor(x / STEP)}`;
