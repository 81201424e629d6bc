/* What a trainer needs once there are runs, and not before: fetched with them. */
export { lastTest } from '../../words/run.ts';
export { RunReadouts } from './RunReadouts.tsx';
export { RunStatus } from './RunStatus.tsx';
export { watchModel } from './shown-model.ts';
export { trainingSettingsOf } from './training-settings.ts';
export { titleOf } from './network-words.ts';
