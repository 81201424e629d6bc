import type { EngineState, ReaderMessage } from '../engine/contract.ts';
import { memoriesOf } from '../nn/optimizers.ts';
import type { StorageError, StorageReason } from '../storage/storage-error.ts';
import type { RunRecord } from './run-record.ts';

const LASTS = 'The run goes on, but lasts only until you leave this page.';

const UNKEPT_REMEDIES: Readonly<Partial<Record<StorageReason, string>>> = {
  full: 'Remove runs or models that you no longer need.',
  outdated: 'Reload when it is over.',
};

/** Whether what the optimizer remembers is missing from a state: it then starts anew from there. */
export const forgets = ({ settings }: Pick<RunRecord, 'settings'>, state: EngineState | null): boolean =>
  (state?.imagesSeen ?? 0) > 0 && !state?.optimizer && memoriesOf(settings.specification.optimizer) > 0;

/** What the reader is told about a run. */
export const messages = {
  /** The browser does not keep the run, or not any longer. */
  unkept: ({ message, reason }: StorageError): ReaderMessage => ({
    message: `${message} ${LASTS}`,
    ...(UNKEPT_REMEDIES[reason] && { remedy: UNKEPT_REMEDIES[reason] }),
  }),

  /** What is said of the run, and then why it is not kept. */
  both: (first: ReaderMessage | null, then: ReaderMessage): ReaderMessage =>
    first ? { ...then, message: [first.message, first.remedy, then.message].filter(Boolean).join(' ') } : then,

  elsewhere: (): ReaderMessage => ({ message: 'Another tab of this browser trains this run.' }),

  gaveWay: (titles: readonly string[], most: number): ReaderMessage => ({
    message: `The book keeps ${most} runs: ${titles.map((title) => `“${title}”`).join(', ')} gave way to new ones.`,
  }),

  restored(record: RunRecord, state: EngineState | null): ReaderMessage {
    return {
      message: `These are the weights after image ${record.imagesSeen.toLocaleString('en')}.${forgets(record, state) ? ' What the optimizer remembers from step to step starts anew from here.' : ''}`,
    };
  },

  /** Its figures are there, its weights are not. */
  lost: (imagesSeen: number): ReaderMessage => ({
    message: `The weights after image ${imagesSeen.toLocaleString('en')} can no longer be read in this browser: the run begins anew.`,
  }),

  noStart: (error: unknown): ReaderMessage => ({
    message: `The run could not start: ${error instanceof Error ? error.message : String(error)}.`,
    remedy: 'Check the connection, then go on.',
  }),
} as const;
