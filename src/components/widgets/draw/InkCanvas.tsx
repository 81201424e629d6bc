import { useEffect, useRef } from 'preact/hooks';
import { useSignalEffect, type ReadonlySignal } from '@preact/signals';
import type { InkPicture } from '../../../lib/data/drawing/ink-picture.ts';
import { inkPalette } from '../digits/compose.ts';
import { pictureColours } from '../digits/theme.ts';

interface Props {
  readonly picture: InkPicture;
  /** Says when the picture's ink has changed in place. */
  readonly changes?: ReadonlySignal<number> | undefined;
}

/** Any picture of ink at one pixel each, in the ink of the theme. */
export function InkCanvas({ picture, changes }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(picture);
  shown.current = picture;
  const frame = useRef(0);
  const draw = (): void => {
    frame.current = 0;
    const { width, height, ink } = shown.current;
    const pen = canvas.current?.getContext('2d');
    if (!pen) return;
    if (pen.canvas.width !== width) pen.canvas.width = width;
    if (pen.canvas.height !== height) pen.canvas.height = height;
    const palette = inkPalette(pictureColours().peek().ink);
    const image = pen.createImageData(width, height);
    const words = new Uint32Array(image.data.buffer);
    for (let i = 0; i < words.length; i++) words[i] = palette[Math.round(ink[i]!)]!;
    pen.putImageData(image, 0, 0);
  };
  const redraw = (): void => {
    frame.current ||= requestAnimationFrame(draw);
  };
  useEffect(redraw, [picture]);
  useSignalEffect(() => {
    void [changes?.value, pictureColours().value];
    redraw();
  });
  useEffect(() => () => cancelAnimationFrame(frame.current), []);
  return <canvas ref={canvas} aria-hidden="true" />;
}
