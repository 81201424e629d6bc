import { signal, type ReadonlySignal } from '@preact/signals';
import type { Rgb } from '../weights/paint.ts';
import { onThemeChange, themeTable, tokenColour } from '../weights/palette.ts';

/** The theme's colours, as pictures need them. */
export interface PictureColours {
  readonly ink: Rgb;
  readonly rule: Rgb;
  /** From the negative end over zero to the positive end, see `colourTable`. */
  readonly table: Uint8Array; // [255, 3]
}

const readColours = (): PictureColours => ({
  ink: tokenColour('--ink'),
  rule: tokenColour('--rule'),
  table: themeTable(),
});

let shared: ReadonlySignal<PictureColours> | undefined;

/** The colours as they are now; the signal changes with the theme, so that pictures are drawn anew. */
export function pictureColours(): ReadonlySignal<PictureColours> {
  if (shared) return shared;
  const colours = signal(readColours());
  onThemeChange(() => (colours.value = readColours()));
  return (shared = colours);
}
