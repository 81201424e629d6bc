import { signal, type ReadonlySignal } from '@preact/signals';
import { parseColour, type Colour, type Diverging } from './paint.ts';

/** The theme's colours, as pictures need them. */
export interface PictureColours {
  readonly ink: Colour;
  readonly rule: Colour;
  readonly diverging: Diverging;
}

function readColours(): PictureColours {
  const style = getComputedStyle(document.documentElement);
  const token = (name: string): Colour => parseColour(style.getPropertyValue(name));
  return {
    ink: token('--ink'),
    rule: token('--rule'),
    diverging: { negative: token('--div-neg'), zero: token('--div-zero'), positive: token('--div-pos') },
  };
}

let shared: ReadonlySignal<PictureColours> | undefined;

/** The colours as they are now; the signal changes with the theme, so that pictures are drawn anew. */
export function pictureColours(): ReadonlySignal<PictureColours> {
  if (shared) return shared;
  const colours = signal(readColours());
  new MutationObserver(() => (colours.value = readColours())).observe(document.documentElement, {
    attributes: true,
    attributeFilter: ['data-theme'],
  });
  return (shared = colours);
}
