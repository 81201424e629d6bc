import { colourTable, type Rgb } from './paint.ts';

/** A token's colour as bytes, whatever notation the stylesheet uses; grey where nothing can be drawn. */
export function tokenColour(name: string, pen = smallPen()): Rgb {
  if (!pen) return [128, 128, 128];
  pen.fillStyle = '#808080';
  pen.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(name).trim();
  pen.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = pen.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

function smallPen(): CanvasRenderingContext2D | null {
  const canvas = document.createElement('canvas');
  canvas.width = canvas.height = 1;
  return canvas.getContext('2d', { willReadFrequently: true });
}

/** The diverging scale in the theme that is on. */
export function themeTable(): Uint8Array {
  const pen = smallPen();
  if (!pen) return colourTable({ negative: [0, 0, 0], zero: [128, 128, 128], positive: [255, 255, 255] });
  return colourTable({
    negative: tokenColour('--div-neg', pen),
    zero: tokenColour('--div-zero', pen),
    positive: tokenColour('--div-pos', pen),
  });
}

/** Calls back when the page changes between light and dark. */
export function onThemeChange(changed: () => void): () => void {
  const observer = new MutationObserver(changed);
  observer.observe(document.documentElement, { attributes: true, attributeFilter: ['data-theme'] });
  return () => observer.disconnect();
}
