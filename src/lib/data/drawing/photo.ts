import type { InkPicture } from './ink-picture.ts';
import { grown, piecesAtEdge, withoutSpecks } from './specks.ts';

/** A photo or scan read as ink on paper. */
export interface ReadPhoto {
  readonly picture: InkPicture;
  /** True: it was dark on light, as on paper, and was turned round; MNIST's digits are light on dark. */
  readonly turned: boolean;
}

/** The least difference between ink and paper, of 255. */
const LEAST_CONTRAST = 24;
/** Of the pixels, so many may be darker or lighter than what counts as full ink. */
const BEYOND = 0.001;

/** Lightness 0 to 255 of each pixel, what is clear laid on white. (Rec. 709 weights.) */
export function lightness(rgba: Uint8ClampedArray, count: number): Uint8Array {
  const light = new Uint8Array(count);
  for (let i = 0; i < count; i++) {
    const opacity = rgba[i * 4 + 3]! / 255;
    light[i] = Math.round(
      (0.2126 * rgba[i * 4]! + 0.7152 * rgba[i * 4 + 1]! + 0.0722 * rgba[i * 4 + 2]!) * opacity + 255 * (1 - opacity),
    );
  }
  return light;
}

/** The value below which this share of the counted values lies. */
function quantile(bins: Uint32Array, share: number): number {
  const total = bins.reduce((sum, n) => sum + n, 0);
  let [seen, value] = [0, 0];
  while (value < 255 && (seen += bins[value]!) <= share * total) value++;
  return value;
}

function histogram(values: Iterable<number>): Uint32Array {
  const bins = new Uint32Array(256);
  for (const value of values) bins[value]!++;
  return bins;
}

/** The values along the four edges: mostly paper. */
export function* edgeValues(values: Uint8Array, width: number, height: number): Generator<number> {
  for (let x = 0; x < width; x++) {
    yield values[x]!;
    yield values[(height - 1) * width + x]!;
  }
  for (let y = 1; y < height - 1; y++) {
    yield values[y * width]!;
    yield values[y * width + width - 1]!;
  }
}

/** Ink along so much of an edge is no digit's: a shadow, the table, or the next sheet. */
const LONG_AT_EDGE = 0.2;

/**
 * Reads RGBA pixels as ink: the middle value along the edges is paper, what differs most from it is ink, darker or lighter,
 * whichever differs more. Differences as small as those along the edges are paper, and so are specks. Null where
 * nothing stands out. A shadow that lies along an edge counts as paper, unless nothing else is there.
 */
export function readPhoto(rgba: Uint8ClampedArray, width: number, height: number): ReadPhoto | null {
  const light = lightness(rgba, width * height);
  const first = readLight(light, width, height);
  if (!first) return null;
  const { picture, paper } = first;
  const shadow = piecesAtEdge(picture.ink, width, height, LONG_AT_EDGE * Math.min(width, height));
  if (!shadow.some((is) => is === 1) || !picture.ink.some((ink, i) => ink > 0 && shadow[i] === 0)) return first;
  const isDim = light.map((value) => (Math.abs(value - paper) > LEAST_CONTRAST / 2 ? 1 : 0));
  const whole = grown(shadow, isDim, width, height); // around a shadow it is half dark
  return (
    readLight(
      light.map((value, i) => (whole[i] === 1 ? paper : value)),
      width,
      height,
    ) ?? first
  );
}

/** As `readPhoto`, with what lies along the edges. */
function readLight(
  light: Uint8Array,
  width: number,
  height: number,
): (ReadPhoto & { readonly picture: { readonly ink: Uint8Array }; readonly paper: number }) | null {
  const paper = quantile(histogram(edgeValues(light, width, height)), 0.5);
  const all = histogram(light);
  const [darker, lighter] = [paper - quantile(all, BEYOND), quantile(all, 1 - BEYOND) - paper];
  const contrast = Math.max(darker, lighter);
  if (contrast < LEAST_CONTRAST) return null;
  const sign = darker >= lighter ? -1 : 1;
  const ink = light.map((value) => Math.round(Math.min(255, Math.max(0, (255 * sign * (value - paper)) / contrast))));
  const grain = Math.min(128, 1.5 * quantile(histogram(edgeValues(ink, width, height)), 0.95));
  const clean = ink.map((value) => (value <= grain ? 0 : value));
  return { picture: { width, height, ink: withoutSpecks(clean, width, height) }, turned: sign < 0, paper };
}
