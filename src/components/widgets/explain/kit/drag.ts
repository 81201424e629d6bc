import { useRef } from 'preact/hooks';
import type { RefObject } from 'preact';

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
