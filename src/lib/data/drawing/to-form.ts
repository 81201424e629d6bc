import type { DataSet } from '../data-set.ts';
import { scaleByArea } from './area-average.ts';
import { centreOfMass, crop, inkBox, type Box, type InkPicture, type Point } from './ink-picture.ts';

/** A data set whose images can be drawn. */
export type Drawable = DataSet & { readonly drawn: NonNullable<DataSet['drawn']> };

export const isDrawable = (dataSet: DataSet): dataSet is Drawable => dataSet.drawn !== undefined;

/** A drawing on its way to the form of a data set's images. */
export interface DrawnSteps {
  /** Where the ink is in the drawing. */
  readonly box: Box;
  readonly cropped: InkPicture;
  /** Within the data set's box, its shape kept. */
  readonly scaled: InkPicture;
  /** The scaled ink's centre of mass, from its own upper left corner. */
  readonly mass: Point;
  /** Where the scaled ink's upper left corner stands in the image. */
  readonly corner: { readonly column: number; readonly row: number };
  /** True where the centre of mass could not come to the middle because ink would have left the image. */
  readonly held: boolean;
  /** As the network reads it: grey values 0 to 255. */
  readonly image: Uint8Array<ArrayBuffer>; // [pixels]
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/**
 * Brings a drawing to the form of a data set's images: cropped to its ink, scaled into the box with its shape kept, and set
 * into the image by whole pixels with its centre of mass as near to the middle as they allow. Null where there is no ink.
 * So MNIST was made, into 20 x 20 of 28 x 28.
 * Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", http://yann.lecun.com/exdb/mnist/
 */
export function bringToForm(drawing: InkPicture, { side, drawn }: Pick<Drawable, 'side' | 'drawn'>): DrawnSteps | null {
  const box = inkBox(drawing);
  if (!box) return null;
  const cropped = crop(drawing, box);
  const scaled = scaleByArea(cropped, drawn.box / Math.max(box.width, box.height));
  const mass = centreOfMass(scaled)!;
  const [column, row] = [Math.round(side / 2 - mass.x), Math.round(side / 2 - mass.y)];
  const corner = { column: clamp(column, side - scaled.width), row: clamp(row, side - scaled.height) };
  const image = new Uint8Array(side * side);
  for (let y = 0; y < scaled.height; y++) {
    for (let x = 0; x < scaled.width; x++) {
      image[(corner.row + y) * side + corner.column + x] = Math.round(scaled.ink[y * scaled.width + x]!);
    }
  }
  return { box, cropped, scaled, mass, corner, held: corner.column !== column || corner.row !== row, image };
}
