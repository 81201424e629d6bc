import type { InkPicture, Point } from '../../../lib/data/drawing/ink-picture.ts';
import type { Drawable, DrawnSteps } from '../../../lib/data/drawing/to-form.ts';
import { InkCanvas } from './InkCanvas.tsx';

interface StepProps {
  readonly title: string;
  readonly words: string;
  readonly picture: InkPicture;
  /** Width and height of the frame, in pixels of the picture. */
  readonly frame: number;
  /** Marks this place. */
  readonly mark?: Point;
}

/** A picture in a square frame, in its middle or, if it fills the frame, all of it. */
function StepView({ title, words, picture, frame, mark }: StepProps) {
  const [width, height] = [(100 * picture.width) / frame, (100 * picture.height) / frame];
  const at = (length: number, share: number): string => `${(100 - share) / 2 + (100 * (length + 0.5)) / frame}%`;
  return (
    <li class="draw-step">
      <div class="draw-step-picture" role="img" aria-label={`${title}: ${words}`}>
        <span style={{ width: `${width}%`, height: `${height}%` }}>
          <InkCanvas picture={picture} />
        </span>
        {mark && <i style={{ left: at(mark.x, width), top: at(mark.y, height) }} />}
      </div>
      <p>
        <b>{title}</b> <span aria-hidden="true">{words}</span>
      </p>
    </li>
  );
}

const one = (value: number): string => value.toFixed(1).replace('-', '−');

interface StepsProps {
  readonly steps: DrawnSteps;
  readonly dataSet: Drawable;
}

/** The drawing's way to the form of a data set's images, in three pictures with words. */
export function Steps({ steps, dataSet: { side, drawn } }: StepsProps) {
  const { box, cropped, scaled, mass, corner, held, image } = steps;
  const centre = { x: mass.x + corner.column, y: mass.y + corner.row };
  return (
    <ol class="draw-steps">
      <StepView
        title="1. Cropped"
        words={`The ink fills ${box.width} by ${box.height} pixels of the pad; the paper around it goes.`}
        picture={cropped}
        frame={Math.max(box.width, box.height)}
      />
      <StepView
        title="2. Scaled"
        words={`To ${scaled.width} by ${scaled.height}, within ${drawn.box} by ${drawn.box}, its shape kept. Its centre of mass is at column ${one(mass.x)}, row ${one(mass.y)}.`}
        picture={scaled}
        frame={drawn.box}
        mark={mass}
      />
      <StepView
        title="3. Centred"
        words={`In ${side} by ${side}, moved by whole pixels: the centre of mass is at column ${one(centre.x)}, row ${one(centre.y)}${held ? ', as near to ${side / 2}, ${side / 2} as the edge allows' : ''}.`}
        picture={{ width: side, height: side, ink: image }}
        frame={side}
        mark={centre}
      />
    </ol>
  );
}
