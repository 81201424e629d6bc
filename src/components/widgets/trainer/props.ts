import type { ComponentChildren } from 'preact';
import type { ControlName } from './controls.ts';
import type { ChartFixed } from '../chart/model.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';

export interface NetworkTrainerProps {
  /** Lower-case words joined by hyphens; unlike any other on the page. */
  readonly id: string;
  readonly title: string;
  /** Tells this trainer's runs from others': `${chapter or page}/${id}`. */
  readonly scope: string;
  readonly networks: readonly TrainerNetwork[];
  /** Which controls stand open. */
  readonly change: readonly ControlName[];
  /** Which pictures of the trained model are offered. */
  readonly views: readonly string[];
  /** Whose figures stand beside the page's own. */
  readonly by: string | null;
  readonly chart: ChartFixed;
  /** All networks train side by side. */
  readonly together?: boolean;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts?: ComponentChildren;
  /** Slot: the chart's axes and published figures, drawn at build. */
  readonly frame?: ComponentChildren;
  /** Slot: the networks and what was published of them, as a table made at build. */
  readonly table?: ComponentChildren;
}
