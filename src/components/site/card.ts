import { deltaRule } from '../../lib/systems/delta-rule.ts';
import { dataSetNamed } from '../../lib/data/data-sets.ts';
import { networkOf } from '../../lib/systems/network.ts';
import tokens from '../../styles/tokens.css?raw';
import { palettePng } from '../widgets/weights/palette-png.ts';
import { scaleEnd } from '../widgets/weights/scale.ts';
import { shadesOf, tokenColours } from '../widgets/weights/sprite.ts';
import { trainedAtBuild } from '../widgets/weights/trained-at-build.ts';

const WIDTH = 1200;
const HEIGHT = 630;
const SCALE = 7;
const GAP = 24;
const ACROSS = 5;
const SHADES = 63;

/** The neurons of the first page after one pass over all images, 1200 x 630 pixels, as sites that show links ask for. */
export function cardPng(): Buffer {
  const { specification } = networkOf(deltaRule({ alpha: 0.0003, start: 'zeros' }));
  const { side: pixelsAcross, classes } = dataSetNamed(specification.data);
  const weights = trainedAtBuild(specification, 1); // [inputs, outputs]
  const end = scaleEnd(weights);
  const palette = new Uint8Array((SHADES + 1) * 3).fill(252); // the last one is the paper
  palette.set(shadesOf(tokenColours(tokens, ':root {'), SHADES));
  const indices = new Uint8Array(WIDTH * HEIGHT).fill(SHADES);
  const side = pixelsAcross * SCALE;
  const down = Math.ceil(classes.length / ACROSS);
  const left = Math.round((WIDTH - ACROSS * side - (ACROSS - 1) * GAP) / 2);
  const top = Math.round((HEIGHT - down * side - (down - 1) * GAP) / 2);
  const middle = (SHADES - 1) / 2;
  for (let j = 0; j < classes.length; j++) {
    const x0 = left + (j % ACROSS) * (side + GAP);
    const y0 = top + Math.floor(j / ACROSS) * (side + GAP);
    for (let y = 0; y < side; y++) {
      for (let x = 0; x < side; x++) {
        const i = Math.floor(y / SCALE) * pixelsAcross + Math.floor(x / SCALE);
        const shade = Math.round(middle + (weights[i * classes.length + j]! / end) * middle);
        indices[(y0 + y) * WIDTH + x0 + x] = Math.max(0, Math.min(SHADES - 1, shade));
      }
    }
  }
  return palettePng({ width: WIDTH, height: HEIGHT, bits: 8, palette, indices });
}
