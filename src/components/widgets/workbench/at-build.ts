import { readSet } from '../../../lib/data/prepared.ts';
import type { DataSetId } from '../../../lib/data/data-sets.ts';
import { joinDigits } from '../digits/at-build.ts';
import { palettePng } from '../weights/palette-png.ts';
import { SAMPLES } from './samples-count.ts';

/** Steps from clear to full ink. */
const STEPS = 16;

/** The first test images side by side, as opaque as their ink, as a data URL: a mask for the ink of either theme. */
export function samplesSprite(data?: DataSetId): string {
  const { images, labels } = readSet('test', data);
  const pixels = images.length / labels.length;
  const digits = Array.from(labels.subarray(0, SAMPLES), (label, n) => ({
    pixels: images.slice(n * pixels, (n + 1) * pixels),
    label,
  }));
  const { ink, width, height } = joinDigits(digits);
  const levels = Uint8Array.from({ length: STEPS }, (_, step) => Math.round((255 * step) / (STEPS - 1)));
  const png = palettePng({
    width,
    height,
    bits: 4,
    palette: new Uint8Array(STEPS * 3),
    opacity: levels,
    indices: ink.map((grey) => Math.round((grey / 255) * (STEPS - 1))),
  });
  return `data:image/png;base64,${png.toString('base64')}`;
}
