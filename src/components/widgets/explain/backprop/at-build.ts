import pageStyle from '../kit/tiny.css?inline';
import { STAGES, type Stage } from './model.ts';

/** The stage that the figure begins at, which is the step's. */
export default function atBuild(preset = 'image'): { stage: Stage; pageStyle: string } {
  const stage = STAGES.find((name) => name === preset);
  if (!stage)
    throw new Error(
      `<Explanation name="backprop" preset="${preset}">: expected one of ${STAGES.join(', ')}. Name one of them.`,
    );
  return { stage, pageStyle };
}
