import { signal, type ReadonlySignal, type Signal } from '@preact/signals';
import { scaleByArea } from '../../../lib/data/drawing/area-average.ts';
import type { InkPicture } from '../../../lib/data/drawing/ink-picture.ts';
import { inkStroke } from '../../../lib/data/drawing/strokes.ts';
import type { Drawable } from '../../../lib/data/drawing/to-form.ts';

/** Pads are about so wide: a whole number of their pixels for one of the images'. */
const ABOUT = 280;

/** What the reader did, one after the other: a line, a picture laid on the pad, or all wiped away. */
type Mark =
  | { readonly kind: 'line'; readonly points: number[] }
  | { readonly kind: 'picture'; readonly ink: Uint8Array }
  | { readonly kind: 'clear' };

/** The drawing pad without its looks: marks, their ink, and taking them back. The pen is as thick as in the data set's images. */
export class Pad {
  /** Width and height, and what one pixel of an image takes of them. */
  readonly side: number;
  readonly step: number;
  /** The ink [side, side], 0 to 255: the same array all the time; `changes` says when it has changed. */
  readonly ink: Uint8Array<ArrayBuffer>;
  readonly changes: ReadonlySignal<number>;
  readonly #changes: Signal<number> = signal(0);
  readonly #marks: Mark[] = [];
  readonly #pen: number; // its radius

  constructor({ side, drawn }: Pick<Drawable, 'side' | 'drawn'>) {
    this.changes = this.#changes;
    this.step = Math.round(ABOUT / side);
    this.side = side * this.step;
    this.#pen = (drawn.pen / 2) * this.step;
    this.ink = new Uint8Array(this.side ** 2);
  }

  get picture(): InkPicture {
    return { width: this.side, height: this.side, ink: this.ink };
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
    inkStroke(this.ink, this.side, [...from, x, y], this.#pen);
    this.#changes.value++;
  }

  /** Lays a picture on the wiped pad, as large as fits, in the middle. */
  lay(picture: InkPicture): void {
    const fitted = scaleByArea(picture, this.side / Math.max(picture.width, picture.height));
    const ink = new Uint8Array(this.side * this.side);
    const [left, top] = [Math.floor((this.side - fitted.width) / 2), Math.floor((this.side - fitted.height) / 2)];
    for (let y = 0; y < fitted.height; y++) {
      for (let x = 0; x < fitted.width; x++)
        ink[(top + y) * this.side + left + x] = Math.round(fitted.ink[y * fitted.width + x]!);
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
    if (mark.kind === 'line') inkStroke(this.ink, this.side, mark.points, this.#pen);
    else if (mark.kind === 'picture') this.ink.set(mark.ink);
    else this.ink.fill(0);
  }
}
