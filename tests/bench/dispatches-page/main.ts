/** A page for the bench only: what chapter 12 records on a reader's machine, recorded here. */
import { recordHere } from '../../../src/components/widgets/explain/dispatches/record.ts';

const recorder = { record: () => recordHere(() => undefined, new AbortController().signal) };
export type Recorder = typeof recorder;
(window as unknown as { recorder: Recorder }).recorder = recorder;
