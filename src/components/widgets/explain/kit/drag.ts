import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

/** Which way an arrow key moves something on a plane: across to the right, up. */
export const ARROWS: Readonly<Record<string, readonly [number, number]>> = {
  ArrowRight: [1, 0],
  ArrowLeft: [-1, 0],
  ArrowUp: [0, 1],
  ArrowDown: [0, -1],
};

interface Drag {
  readonly ref: RefObject<SVGGElement>;
  readonly onPointerDown: (event: PointerEvent) => void;
  readonly onPointerMove: (event: PointerEvent) => void;
}

/** Lets mouse, pen and finger drag an element of an SVG; tells the place under the pointer in the SVG's own pixels. */
export function useDrag(onPlace: (x: number, y: number) => void): Drag {
  const ref = useRef<SVGGElement>(null);
  return {
    ref,
    onPointerDown(event) {
      ref.current?.setPointerCapture(event.pointerId);
      ref.current?.focus();
    },
    onPointerMove(event) {
      const element = ref.current;
      const matrix = element?.ownerSVGElement?.getScreenCTM();
      if (!element?.hasPointerCapture(event.pointerId) || !matrix) return;
      const { x, y } = new DOMPoint(event.clientX, event.clientY).matrixTransform(matrix.inverse());
      onPlace(x, y);
    },
  };
}
