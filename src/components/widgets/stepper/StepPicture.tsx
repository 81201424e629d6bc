import { useEffect, useRef } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { IMAGE_SIDE } from '../../../lib/data/contract.ts';
import { paintCanvas, paintInk } from '../digits/paint.ts';
import { pictureColours } from '../digits/theme.ts';
import { useAlive } from '../digits/use-alive.ts';

interface Props {
  readonly pixels: Uint8Array; // [784]
  readonly name: string;
}

/** The image in hand, enlarged. Before the script is alive, the build's own picture of it stands here. */
export function StepPicture({ pixels, name }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef(pixels);
  shown.current = pixels;
  const alive = useAlive();
  const draw = (): void => {
    const { ink } = pictureColours().value;
    if (canvas.current) paintCanvas(canvas.current, (target) => paintInk(target, shown.current, ink));
  };
  useEffect(draw, [pixels]);
  useSignalEffect(draw);
  return (
    <div class="step-picture" role="img" aria-label={name} data-symbol="x">
      {!alive && <span class="ink-mask" />}
      <canvas ref={canvas} class="canvas-pixel" width={IMAGE_SIDE} height={IMAGE_SIDE} />
    </div>
  );
}
