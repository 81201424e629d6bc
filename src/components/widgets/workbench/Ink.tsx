import { useInkCanvas } from '../digits/use-ink-canvas.ts';

/** One image in the ink of the theme; without a name it is told by what it stands in. */
export function Ink({ pixels, name }: { readonly pixels: Uint8Array; readonly name: string }) {
  const canvas = useInkCanvas(pixels);
  return name === '' ? (
    <canvas ref={canvas} class="canvas-pixel" aria-hidden="true" />
  ) : (
    <canvas ref={canvas} class="canvas-pixel" role="img" aria-label={name} />
  );
}
