import { createNetworkTrainer, type NetworkTrainer, type PresetName } from './controller.ts';
import type { TrainerNetwork } from './network.ts';
import { browserWorld } from './world.ts';

/** At build: a trainer that has nothing to tell yet, for what stands there before it is alive. */
export const idleTrainer = (networks: readonly TrainerNetwork[], preset: PresetName): NetworkTrainer =>
  createNetworkTrainer(browserWorld('', ''), { scope: '', networks, preset });
