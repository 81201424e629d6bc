import { textKeys } from '../../../lib/storage/text.ts';
import { measureLabs } from './lab-height.ts';
import { startPredictions } from './predict.ts';
import { startLayOut } from './lay-out.ts';
import { openForPrint } from './print.ts';
import { startScrollers } from './scrollers.ts';
import { startSteps } from './steps.ts';
import { startSymbols } from './symbols.ts';

startLayOut();
startSteps();
startSymbols();
startPredictions();
startScrollers();
measureLabs();
openForPrint();
if (document.querySelector('[data-explanation]'))
  void import('../../widgets/explain/kit/wake.ts').then(({ startExplanations }) => startExplanations());

const [article, pager] = [document.querySelector<HTMLElement>('[data-chapter]'), document.querySelector('.pager')];
if (article && pager)
  new IntersectionObserver(([entry], self) => {
    if (!entry?.isIntersecting) return;
    self.disconnect();
    // Who has kept nothing yet has built nothing.
    if (textKeys('delta-to-depth:').length === 0) return;
    void import('./chapter-end.ts').then(({ showChapterEnd }) => showChapterEnd(article, pager));
  }).observe(pager);
