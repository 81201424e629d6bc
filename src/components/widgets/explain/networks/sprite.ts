import { readFileSync } from 'node:fs';
import path from 'node:path';
import type { Tensor } from '../../../../lib/nn/tensor.ts';
import { palettePng } from '../../weights/palette-png.ts';
import type { DivergingColours } from '../../weights/paint.ts';
import { scaleEnd } from '../../weights/scale.ts';
import { shadesOf, tokenColours } from '../../weights/sprite.ts';
import tiles from './tiles.css?inline';
import { ACROSS } from './tiles.ts';

const SIDE = 28;
/** Two by two pixels are one here: the pictures are small until their weights have come. */
const HALF = SIDE / 2;
const SHADES = 5;

/** The weights [784, units] of each unit as a picture of 14 x 14, eight in a row, as a data URL. */
function unitSprite({ values, shape }: Tensor, colours: DivergingColours): string {
  const units = shape[1]!;
  const end = scaleEnd(values);
  const middle = (SHADES - 1) / 2;
  const [width, height] = [ACROSS * HALF, Math.ceil(units / ACROSS) * HALF];
  const indices = new Uint8Array(width * height).fill(middle);
  for (let unit = 0; unit < units; unit++)
    for (let y = 0; y < HALF; y++)
      for (let x = 0; x < HALF; x++) {
        const weight = (dy: number, dx: number): number => values[((2 * y + dy) * SIDE + 2 * x + dx) * units + unit]!;
        const mean = (weight(0, 0) + weight(0, 1) + weight(1, 0) + weight(1, 1)) / 4;
        const shade = Math.max(0, Math.min(SHADES - 1, Math.round(middle + (mean / end) * middle)));
        indices[(Math.floor(unit / ACROSS) * HALF + y) * width + (unit % ACROSS) * HALF + x] = shade;
      }
  const png = palettePng({ width, height, bits: 4, palette: shadesOf(colours, SHADES), indices });
  return `url(data:image/png;base64,${png.toString('base64')})`;
}

/** Style for the page: the pictures of a network's hidden units in both themes, as `--units`, and how tiles look (`UnitTile`). */
export function unitsStyle(weight: Tensor): string {
  const tokens = readFileSync(path.join(process.cwd(), 'src/styles/tokens.css'), 'utf8');
  const [light, dark] = [':root {', ":root[data-theme='dark']"].map((part) => unitSprite(weight, tokenColours(tokens, part))); // prettier-ignore
  return `${tiles}:root{--units:${light}}@media screen{:root[data-theme='dark']{--units:${dark}}}`;
}
