import { useSignalEffect } from '@preact/signals';
import { useEffect, useRef } from 'preact/hooks';
import { paintCanvas } from '../../digits/paint.ts';
import { pictureColours } from '../../digits/theme.ts';
import { colourStep } from '../../weights/paint.ts';

interface SignedCanvasProps {
  readonly values: ArrayLike<number>; // [side, side]
  /** This size and above is drawn in the full colour. */
  readonly end: number;
}

/** A square of numbers: one hue above zero, another below. */
export function SignedCanvas({ values, end }: SignedCanvasProps) {
  const canvas = useRef<HTMLCanvasElement>(null);
  const shown = useRef({ values, end });
  shown.current = { values, end };
  const side = Math.sqrt(values.length);
  const draw = (): void => {
    const { table } = pictureColours().value;
    if (!canvas.current) return;
    paintCanvas(canvas.current, side, (target) => {
      const { values: numbers, end: most } = shown.current;
      for (let i = 0; i < numbers.length; i++) {
        const from = colourStep(numbers[i]!, most || 1) * 3;
        target.set([table[from]!, table[from + 1]!, table[from + 2]!, 255], 4 * i);
      }
    });
  };
  useEffect(draw, [values, end]);
  useSignalEffect(draw);
  return <canvas ref={canvas} class="canvas-pixel" width={side} height={side} />;
}
