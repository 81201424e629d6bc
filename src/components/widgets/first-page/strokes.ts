import type { Pad } from '../draw/pad.ts';

/** What is drawn before the pad is there: in parts of its side, replayed when it comes. */
export class EarlyStrokes {
  readonly #lines: [number, number][][] = [];
  #pad: Pad | null = null;
  #pointer: number | null = null;

  /** A line begins, where no pad has taken over that hears of it itself. */
  begin(pointer: number, x: number, y: number): void {
    if (this.#pad || this.#pointer !== null) return;
    this.#pointer = pointer;
    this.#lines.push([[x, y]]);
  }

  /** The line goes on: on the pad, if that came meanwhile. */
  extend(pointer: number, x: number, y: number): void {
    if (pointer !== this.#pointer) return;
    if (this.#pad) this.#pad.extend(x * this.#pad.side, y * this.#pad.side);
    else this.#lines.at(-1)?.push([x, y]);
  }

  end(pointer: number): void {
    if (pointer === this.#pointer) this.#pointer = null;
  }

  /** The pad is there: it gets all lines, and what follows of the one in hand. */
  handTo(pad: Pad): void {
    for (const [first, ...others] of this.#lines) {
      pad.begin(first![0] * pad.side, first![1] * pad.side);
      for (const [x, y] of others) pad.extend(x * pad.side, y * pad.side);
    }
    this.#pad = pad;
  }
}
