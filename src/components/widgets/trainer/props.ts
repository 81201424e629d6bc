import type { ComponentChildren, ComponentType } from 'preact';
import type { AllSettingsProps } from './AllSettings.tsx';
import type { ControlName } from './controls.ts';
import type { ChartFixed } from '../chart/model.ts';
import type { NetworkForm } from './form.ts';
import type { TrainerNetwork } from '../../../lib/systems/network.ts';

export interface NetworkTrainerProps {
  /** Lower-case words joined by hyphens; unlike any other on the page. */
  readonly id: string;
  readonly title: string;
  /** Tells this trainer's runs from others': `${chapter or page}/${id}`. */
  readonly scope: string;
  readonly networks: readonly TrainerNetwork[];
  /** The controls at first, where they say something else than the networks: from a link. */
  readonly forms?: readonly NetworkForm[];
  /** Which controls stand open. */
  readonly change: readonly ControlName[];
  /** Which pictures of the trained model are offered. */
  readonly views: readonly string[];
  /** Whose figures stand beside the page's own. */
  readonly by: string | null;
  readonly chart: ChartFixed;
  /** All networks train side by side. */
  readonly together?: boolean;
  /** Pictures stand open from the start: for a page that is nothing but a trainer. */
  readonly open?: boolean;
  /** For such a page too: all settings, which then stand open, and in the page from its build. */
  readonly allSettings?: ComponentType<AllSettingsProps>;
  /** Called a moment after the reader has changed a setting, with the controls of all networks. */
  readonly onSettingsChange?: (forms: readonly NetworkForm[]) => void;
  /** Slot: the numbers of a run before there is one, made at build. */
  readonly readouts?: ComponentChildren;
  /** Slot: the chart's axes and published figures, drawn at build. */
  readonly frame?: ComponentChildren;
  /** Slot: the networks and what was published of them, as a table made at build. */
  readonly table?: ComponentChildren;
}
