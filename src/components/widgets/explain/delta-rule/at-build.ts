import pageStyle from '../kit/tiny.css?inline';
import { STAGES, type Stage } from './model.ts';

/** The stage that the figure is at in its step. */
export default function atBuild(preset = 'scores'): { stage: Stage; pageStyle: string } {
  const stage = STAGES.find((name) => name === preset);
  if (!stage)
    throw new Error(
      `<Scene name="delta-rule" at="${preset}">: expected one of ${STAGES.join(', ')}. Name one of them.`,
    );
  return { stage, pageStyle };
}
