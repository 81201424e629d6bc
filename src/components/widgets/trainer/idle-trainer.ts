import { createTrainer, type Trainer, type PresetName } from './controller.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { browserHost } from './browser-host.ts';

/** At build: a trainer that has nothing to tell yet, for what stands there before it is alive. */
export const idleTrainer = (networks: readonly TrainerNetwork[], preset: PresetName): Trainer =>
  createTrainer(browserHost('', ''), { scope: '', networks, preset });
