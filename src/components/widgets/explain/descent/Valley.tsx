import type { ComponentChildren } from 'preact';
import { Plane, type Scales } from '../kit/Plane.tsx';
import { PlaneHandle, type Place } from '../kit/PlaneHandle.tsx';
import { fixed } from '../kit/numbers.ts';
import { ACROSS, UP } from './model.ts';

/** A contour of the loss as a path in the plane's own unit. */
export interface Contour {
  readonly loss: number;
  readonly path: string;
}

interface ValleyProps {
  /** Id of its clip path, unlike any other of the page. */
  readonly clip: string;
  readonly label: string;
  readonly contours: readonly Contour[];
  /** What the handle moves. */
  readonly at: Place;
  readonly handle: string;
  readonly onPlace: (place: Place) => void;
  /** What is drawn over the contours, cut off at the axes. */
  readonly children: (scales: Scales) => ComponentChildren;
}

/** The loss seen from above by its contours, with a place to drag. */
export function Valley({ clip, label, contours, at, handle, onPlace, children }: ValleyProps) {
  return (
    <Plane label={label} across={ACROSS} up={UP} height={250}>
      {(scales) => {
        const { across, up } = scales;
        const [left = 0, right = 0] = across.range();
        const [bottom = 0, top = 0] = up.range();
        const [wide, high] = [across(1) - across(0), up(1) - up(0)];
        return (
          <>
            <clipPath id={clip}>
              <rect x={left} y={top} width={right - left} height={bottom - top} />
            </clipPath>
            <g clip-path={`url(#${clip})`}>
              <g transform={`matrix(${wide} 0 0 ${high} ${across(0)} ${up(0)})`}>
                {contours.map(({ loss, path }) => (
                  <path key={loss} class="descent-contour" d={path} vector-effect="non-scaling-stroke">
                    <title>{`loss ${loss}`}</title>
                  </path>
                ))}
              </g>
              {children(scales)}
            </g>
            <PlaneHandle
              scales={scales}
              at={at}
              label={handle}
              words={`${fixed(at.x, 1)} along, ${fixed(at.y, 1)} across`}
              step={{ x: 0.5, y: 0.5 }}
              onPlace={onPlace}
            />
          </>
        );
      }}
    </Plane>
  );
}
