import Exercise from '../components/lab/Exercise.astro';
import Hint from '../components/lab/Hint.astro';
import AfterGuess from '../components/prose/AfterGuess.astro';
import Aside from '../components/prose/Aside.astro';
import Figure from '../components/prose/Figure.astro';
import Predict from '../components/prose/Predict.astro';
import Question from '../components/prose/Question.astro';
import Quiz from '../components/prose/Quiz.astro';
import Reproduced from '../components/prose/Reproduced.astro';
import Sources from '../components/prose/Sources.astro';
import Step from '../components/prose/Step.astro';
import Term from '../components/prose/Term.astro';
import DigitBrowser from '../components/widgets/digits/DigitBrowser.astro';
import DrawPad from '../components/widgets/pictures/judges/DrawPad.astro';
import Explanation from '../components/widgets/explain/Explanation.astro';
import ImageStepper from '../components/widgets/explain/ImageStepper.astro';
import Microscope from '../components/widgets/explain/Microscope.astro';
import NeuronView from '../components/widgets/explain/NeuronView.astro';
import NormaliseView from '../components/widgets/explain/NormaliseView.astro';
import Scene from '../components/widgets/explain/Scene.astro';
import Trainer from '../components/widgets/trainer/Trainer.astro';
import WeightPictures from '../components/widgets/trainer/WeightPictures.astro';

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
  Scene,
  Sources,
  Step,
  Term,
  Trainer,
  WeightPictures,
};
