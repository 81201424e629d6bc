import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { scaleByArea } from '../../../lib/data/drawing/area-average.ts';
import type { InkPicture } from '../../../lib/data/drawing/ink-picture.ts';
import { inkStroke } from '../../../lib/data/drawing/strokes.ts';

/** Width and height of the pad: ten of its pixels for one of MNIST's. */
export const PAD_SIDE = 280;
/** A pen of 22 pixels draws lines about as thick as those of MNIST. */
const PEN_RADIUS = 11;

/** What the reader did, one after the other: a line, a picture laid on the pad, or all wiped away. */
type Mark =
  | { readonly kind: 'line'; readonly points: number[] }
  | { readonly kind: 'picture'; readonly ink: Uint8Array }
  | { readonly kind: 'clear' };

/** The drawing pad without its looks: marks, their ink, and taking them back. */
export class Pad {
  /** The ink [280, 280], 0 to 255: the same array all the time; `changes` says when it has changed. */
  readonly ink = new Uint8Array(PAD_SIDE * PAD_SIDE);
  readonly changes: ReadonlySignal<number>;
  readonly #changes: Signal<number> = signal(0);
  readonly #marks: Mark[] = [];

  constructor() {
    this.changes = this.#changes;
  }

  get picture(): InkPicture {
    return { width: PAD_SIDE, height: PAD_SIDE, ink: this.ink };
  }

  /** False where nothing is left to take back. */
  get canUndo(): boolean {
    return this.#marks.length > 0;
  }

  get isEmpty(): boolean {
    return this.ink.every((grey) => grey === 0);
  }

  /** Puts the pen down: a new line begins with a dot. */
  begin(x: number, y: number): void {
    this.#add({ kind: 'line', points: [x, y] });
  }

  /** Draws the line in hand on to here. */
  extend(x: number, y: number): void {
    const line = this.#marks.at(-1);
    if (line?.kind !== 'line') return this.begin(x, y);
    const from = line.points.slice(-2);
    line.points.push(x, y);
    inkStroke(this.ink, PAD_SIDE, [...from, x, y], PEN_RADIUS);
    this.#changes.value++;
  }

  /** Lays a picture on the wiped pad, as large as fits, in the middle. */
  lay(picture: InkPicture): void {
    const fitted = scaleByArea(picture, PAD_SIDE / Math.max(picture.width, picture.height));
    const ink = new Uint8Array(PAD_SIDE * PAD_SIDE);
    const [left, top] = [Math.floor((PAD_SIDE - fitted.width) / 2), Math.floor((PAD_SIDE - fitted.height) / 2)];
    for (let y = 0; y < fitted.height; y++) {
      for (let x = 0; x < fitted.width; x++)
        ink[(top + y) * PAD_SIDE + left + x] = Math.round(fitted.ink[y * fitted.width + x]!);
    }
    this.#add({ kind: 'picture', ink });
  }

  /** Wipes the pad; this too can be taken back. */
  clear(): void {
    if (!this.isEmpty) this.#add({ kind: 'clear' });
  }

  /** Takes back the last mark. */
  undo(): void {
    if (!this.#marks.pop()) return;
    this.ink.fill(0);
    for (const mark of this.#marks) this.#apply(mark);
    this.#changes.value++;
  }

  #add(mark: Mark): void {
    this.#marks.push(mark);
    this.#apply(mark);
    this.#changes.value++;
  }

  #apply(mark: Mark): void {
    if (mark.kind === 'line') inkStroke(this.ink, PAD_SIDE, mark.points, PEN_RADIUS);
    else if (mark.kind === 'picture') this.ink.set(mark.ink);
    else this.ink.fill(0);
  }
}
