import type { EngineClient } from '../engine/contract.ts';
import type { Places } from '../engine/places.ts';
import type { Sandbox } from '../sandbox/contract.ts';
import type { TabLine } from './other-tabs.ts';
import type { RunLocks } from './run-locks.ts';
import type { RunStore } from './run-store.ts';

/** What makes sessions: the page's engine client, or in Node something that makes them directly. */
export type SessionMaker = Pick<EngineClient, 'createSession'>;

/** What makes sessions of readers' code: the page's sandbox. */
export type ReaderSessionMaker = Pick<Sandbox, 'createSession'>;

/** What the run manager needs of the page around it, so that it can be tried without a browser. */
export interface RunHost {
  engines(): Promise<SessionMaker>;
  sandbox(): Promise<ReaderSessionMaker>;
  /** Runs that train at once, all kinds together. */
  readonly places: Places;
  readonly store: RunStore;
  readonly locks: RunLocks;
  readonly line: TabLine;
  newId(): string;
  /** In milliseconds since 1970-01-01 UTC. */
  now(): number;
  /** Calls back soon, not more often than is good for the page. */
  schedule(flush: () => void): void;
  /** There are open runs now, or what else the reader should see to; or none any longer. */
  tellOpen(any: boolean): void;
}
