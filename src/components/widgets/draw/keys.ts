import type { Pad } from './pad.ts';

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

const STRIDE = 3; // steps, with Shift

const directions: Readonly<Record<string, readonly [number, number]>> = {
  ArrowLeft: [-1, 0],
  ArrowRight: [1, 0],
  ArrowUp: [0, -1],
  ArrowDown: [0, 1],
};

/** Where the pen stands first: in the middle, above where most lines begin. */
export const firstCursor = ({ side, step }: Pick<Pad, 'side' | 'step'>): Cursor => ({
  x: side / 2 - step / 2,
  y: (Math.floor((0.23 * side) / step) + 0.5) * step,
  down: false,
});

/** Arrows move by one pixel of the images (Shift: by three), Space puts the pen down or lifts it, Escape lifts it, Backspace takes back, Delete clears; null for any other key. */
export function padAction(
  {
    key,
    shiftKey,
    ctrlKey,
    metaKey,
    altKey,
  }: Pick<KeyboardEvent, 'key' | 'shiftKey' | 'ctrlKey' | 'metaKey' | 'altKey'>,
  cursor: Cursor,
  { side, step }: Pick<Pad, 'side' | 'step'>,
): PadAction | null {
  if ((ctrlKey || metaKey) && key.toLowerCase() === 'z') return { do: 'undo' };
  if (ctrlKey || metaKey || altKey) return null;
  const direction = directions[key];
  if (direction) {
    const length = shiftKey ? step * STRIDE : step;
    const within = (value: number): number => Math.min(side - step / 2, Math.max(step / 2, value));
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

/** `Pen down at row 13, column 14`; rows and columns of the images, from 0. */
export const cursorWords = ({ x, y, down }: Cursor, { step }: Pick<Pad, 'step'>): string =>
  `Pen ${down ? 'down' : 'up'} at row ${Math.floor(y / step)}, column ${Math.floor(x / step)}`;
