import { useAlive } from './use-alive.ts';
import { useInkCanvas } from './use-ink-canvas.ts';

interface Props {
  readonly pixels: Uint8Array; // [pixels] of a square
  readonly name: string;
}

/** The image in hand, enlarged. Before the script is alive, the build's own picture of it stands here. */
export function StepPicture({ pixels, name }: Props) {
  const canvas = useInkCanvas(pixels);
  const alive = useAlive();
  const side = Math.sqrt(pixels.length);
  return (
    <div class="step-picture" role="img" aria-label={name} data-symbol="x">
      {!alive && <span class="ink-mask" />}
      <canvas ref={canvas} class="canvas-pixel" width={side} height={side} />
    </div>
  );
}
