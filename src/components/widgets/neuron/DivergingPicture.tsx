import { useEffect, useRef, useState } from 'preact/hooks';
import { useSignalEffect } from '@preact/signals';
import { IMAGE_SIDE } from '../../../lib/data/contract.ts';
import { paintCanvas, paintDiverging } from '../digits/paint.ts';
import { pictureColours } from '../digits/theme.ts';

interface Props {
  readonly values: Float32Array; // [784]
  /** This size and above is drawn in the full colour. */
  readonly scale: number;
  readonly symbol: 'W' | 'prediction';
  readonly name: string;
  /** CSS mask that stands here before the script is alive. */
  readonly still?: string;
}

/** One picture of 784 numbers: one hue below zero, another above. */
export function DivergingPicture({ values, scale, symbol, name, still }: Props) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef({ values, scale });
  shown.current = { values, scale };
  const [alive, setAlive] = useState(false);
  const draw = (): void => {
    const { diverging } = pictureColours().value;
    if (canvas.current) paintCanvas(canvas.current, (target) => paintDiverging(target, shown.current.values, 0, 1, shown.current.scale, diverging));
  };
  useEffect(() => {
    draw();
    setAlive(true);
  }, [values, scale]);
  useSignalEffect(draw);
  return (
    <span class="ten-frame" role="img" aria-label={name} data-symbol={symbol}>
      {!alive && still && <span class="ten-still" style={{ background: 'var(--div-pos)', mask: still }} />}
      <canvas ref={canvas} class="canvas-pixel" width={IMAGE_SIDE} height={IMAGE_SIDE} />
    </span>
  );
}
