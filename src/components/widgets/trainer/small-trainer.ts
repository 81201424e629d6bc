import type { RefObject } from 'preact';
import { useEffect, useMemo } from 'preact/hooks';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';
import { browserHost } from './browser-host.ts';
import { createTrainer, type Trainer } from './controller.ts';
import { repeatEarlyPress } from './early-press.ts';

interface SmallTrainerOf {
  /** Unlike any other on the page. */
  readonly id: string;
  readonly scope: string;
  readonly network: TrainerNetwork;
  /** What it stands in: a press that came before it was alive is repeated there. */
  readonly box: RefObject<HTMLElement>;
}

/** A trainer of one single layer, of whose runs only the latest is kept; it goes with its island. */
export function useSmallTrainer({ id, scope, network, box }: SmallTrainerOf): Trainer {
  const trainer = useMemo(
    () =>
      createTrainer(browserHost(scope, `trainer-${id}`), {
        scope,
        networks: [network],
        preset: 'single layer',
        latestOnly: true,
      }),
    [],
  );
  useEffect(() => {
    trainer.arrive();
    repeatEarlyPress(box.current);
    return trainer.dispose;
  }, []);
  return trainer;
}
