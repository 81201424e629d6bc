import Exercise from './lab/Exercise.astro';
import Hint from './lab/Hint.astro';
import AfterGuess from './prose/AfterGuess.astro';
import Aside from './prose/Aside.astro';
import Figure from './prose/Figure.astro';
import Predict from './prose/Predict.astro';
import Question from './prose/Question.astro';
import Quiz from './prose/Quiz.astro';
import Reproduced from './prose/Reproduced.astro';
import Sources from './prose/Sources.astro';
import Step from './prose/Step.astro';
import DigitBrowser from './widgets/DigitBrowser.astro';
import DrawPad from './widgets/DrawPad.astro';
import Explanation from './widgets/explain/Explanation.astro';
import ImageStepper from './widgets/explain/ImageStepper.astro';
import Microscope from './widgets/explain/Microscope.astro';
import NeuronView from './widgets/explain/NeuronView.astro';
import NormaliseView from './widgets/explain/NormaliseView.astro';
import Trainer from './widgets/Trainer.astro';
import WeightPictures from './widgets/WeightPictures.astro';

/** What a chapter's MDX may use without importing it. */
export const mdxComponents = {
  AfterGuess,
  Aside,
  DigitBrowser,
  DrawPad,
  Exercise,
  Explanation,
  Figure,
  Hint,
  ImageStepper,
  Microscope,
  NeuronView,
  NormaliseView,
  Predict,
  Question,
  Quiz,
  Reproduced,
  Sources,
  Step,
  Trainer,
  WeightPictures,
};
