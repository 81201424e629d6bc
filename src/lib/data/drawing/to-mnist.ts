import { IMAGE_PIXELS, IMAGE_SIDE } from '../contract.ts';
import { scaleByArea } from './area-average.ts';
import { centreOfMass, crop, inkBox, type Box, type InkPicture, type Point } from './ink-picture.ts';

/** The box into which MNIST's digits are scaled. */
export const DIGIT_SIDE = 20;

/** A drawing on its way to MNIST's form. */
export interface MnistSteps {
  /** Where the ink is in the drawing. */
  readonly box: Box;
  readonly cropped: InkPicture;
  /** Within 20 x 20, its shape kept. */
  readonly scaled: InkPicture;
  /** The scaled digit's centre of mass, from its own upper left corner. */
  readonly mass: Point;
  /** Where the scaled digit's upper left corner stands in the field of 28 x 28. */
  readonly corner: { readonly column: number; readonly row: number };
  /** True where the centre of mass could not come to the middle because ink would have left the field. */
  readonly held: boolean;
  /** As the network reads it: grey values 0 to 255. */
  readonly image: Uint8Array<ArrayBuffer>; // [784]
}

const clamp = (value: number, most: number): number => Math.min(most, Math.max(0, value));

/**
 * Brings a drawing to the form of MNIST's digits: cropped to its ink, scaled into 20 x 20 with its shape kept, and set into
 * 28 x 28 by whole pixels with its centre of mass as near to (14, 14) as they allow. Null where there is no ink.
 * Source: LeCun, Cortes and Burges, "The MNIST database of handwritten digits", http://yann.lecun.com/exdb/mnist/
 */
export function bringToMnist(drawing: InkPicture): MnistSteps | null {
  const box = inkBox(drawing);
  if (!box) return null;
  const cropped = crop(drawing, box);
  const scaled = scaleByArea(cropped, DIGIT_SIDE / Math.max(box.width, box.height));
  const mass = centreOfMass(scaled)!;
  const [column, row] = [Math.round(IMAGE_SIDE / 2 - mass.x), Math.round(IMAGE_SIDE / 2 - mass.y)];
  const corner = { column: clamp(column, IMAGE_SIDE - scaled.width), row: clamp(row, IMAGE_SIDE - scaled.height) };
  const image = new Uint8Array(IMAGE_PIXELS);
  for (let y = 0; y < scaled.height; y++) {
    for (let x = 0; x < scaled.width; x++) {
      image[(corner.row + y) * IMAGE_SIDE + corner.column + x] = Math.round(scaled.ink[y * scaled.width + x]!);
    }
  }
  return { box, cropped, scaled, mass, corner, held: corner.column !== column || corner.row !== row, image };
}
