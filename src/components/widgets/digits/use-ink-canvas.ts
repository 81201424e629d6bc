import type { RefObject } from 'preact';
import { useEffect, useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { paintCanvas, paintInk } from './paint.ts';
import { pictureColours } from './theme.ts';

/** For a canvas of its size: keeps one square image [pixels] drawn in it, in the ink of the theme. */
export function useInkCanvas(pixels: Uint8Array): RefObject<HTMLCanvasElement> {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(pixels);
  shown.current = pixels;
  const draw = (): void => {
    const { ink } = pictureColours().value;
    if (canvas.current)
      paintCanvas(canvas.current, Math.sqrt(shown.current.length), (target) => paintInk(target, shown.current, ink));
  };
  useEffect(draw, [pixels]);
  useSignalEffect(draw);
  return canvas;
}
