import { useEffect, useRef } from 'preact/hooks';
import type { Shown } from '../../../lib/sandbox/contract.ts';
import { formatNumber } from './numbers.ts';

type PictureShown = Extract<Shown, { kind: 'picture' }>;
type Colour = readonly [red: number, green: number, blue: number];

/** The page's own colours, as the theme has them now. */
function tokenColour(property: string): Colour {
  const context = new OffscreenCanvas(1, 1).getContext('2d')!;
  context.fillStyle = getComputedStyle(document.documentElement).getPropertyValue(property).trim();
  context.fillRect(0, 0, 1, 1);
  const [red = 0, green = 0, blue = 0] = context.getImageData(0, 0, 1, 1).data;
  return [red, green, blue];
}

/** Ink on paper, 0 to 1; or, when diverging, from negative through zero to positive, the largest size being full colour. */
function paint(canvas: HTMLCanvasElement, { width, height, pixels, diverging }: PictureShown): void {
  const context = canvas.getContext('2d')!;
  const image = context.createImageData(width, height);
  const zero = tokenColour(diverging ? '--div-zero' : '--code-paper');
  const positive = tokenColour(diverging ? '--div-pos' : '--ink');
  const negative = diverging ? tokenColour('--div-neg') : zero;
  const full = diverging ? pixels.reduce((most, value) => Math.max(most, Math.abs(value)), 0) || 1 : 1;
  pixels.forEach((value, i) => {
    const end = value < 0 ? negative : positive;
    const share = Math.min(1, Math.abs(value) / full);
    for (let part = 0; part < 3; part++) image.data[4 * i + part] = zero[part]! + share * (end[part]! - zero[part]!);
    image.data[4 * i + 3] = Number.isNaN(value) ? 0 : 255;
  });
  context.putImageData(image, 0, 0);
}

/** A picture that the reader's code showed, with words for those who cannot see it. */
export function Picture({ picture }: { readonly picture: PictureShown }) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const { width, height, title, pixels, diverging } = picture;
  useEffect(() => {
    const draw = (): void => paint(canvas.current!, picture);
    draw();
    const observer = new MutationObserver(draw);
    observer.observe(document.documentElement, { attributeFilter: ['data-theme'] });
    return () => observer.disconnect();
  }, [picture]);
  const low = formatNumber(pixels.reduce((least, value) => Math.min(least, value), Infinity));
  const high = formatNumber(pixels.reduce((most, value) => Math.max(most, value), -Infinity));
  // Small pictures are shown large, each pixel a square.
  const zoom = Math.max(1, Math.floor(112 / Math.max(width, height)));
  return (
    <figure class="lab-figure lab-picture">
      <canvas
        ref={canvas}
        class="canvas-pixel"
        width={width}
        height={height}
        style={{ width: `${width * zoom}px` }}
        role="img"
        aria-label={`${title ?? 'Picture'}: ${width} by ${height} pixels, values from ${low} to ${high}`}
      />
      <figcaption>
        {title && <strong>{title} </strong>}
        {width} × {height}
        {diverging && `, from ${low} to ${high}`}
      </figcaption>
    </figure>
  );
}
