import { draftKey } from '../storage/names.ts';
import { onOtherTab, readText, writeText, type TextTrouble } from '../storage/text.ts';

/** Why an earlier text was kept. */
export type KeptBecause = 'reset' | 'solution' | 'version' | 'other-tab' | 'passed' | 'file' | 'unreadable';

/** An earlier text of the reader's. `saved` is milliseconds since 1970. */
export interface DraftVersion {
  readonly code: string;
  readonly saved: number;
  readonly because: KeptBecause;
}

/** What the browser keeps of one exercise: the text as it stands, and the last ten that gave way to another. */
export interface Draft {
  readonly code: string;
  readonly saved: number;
  /** Newest first. */
  readonly versions: readonly DraftVersion[];
}

export const VERSIONS_KEPT = 10;

const isVersion = (value: unknown): value is DraftVersion => {
  const version = value as Partial<DraftVersion> | null;
  return typeof version?.code === 'string' && typeof version.saved === 'number' && typeof version.because === 'string';
};

/** Reads what was stored. A text that is no draft is kept as a version: it may be the reader's work. */
export function parseDraft(text: string): Draft {
  try {
    const value = JSON.parse(text) as Partial<Draft> | null;
    if (typeof value?.code === 'string' && typeof value.saved === 'number') {
      const versions = Array.isArray(value.versions) ? value.versions.filter(isVersion) : [];
      return { code: value.code, saved: value.saved, versions };
    }
  } catch {
    // Not JSON: kept below.
  }
  return { code: '', saved: 0, versions: [{ code: text, saved: 0, because: 'unreadable' }] };
}

/** `versions` with `version` in front; a text already there moves to the front instead of standing twice. */
export function keepVersion(versions: readonly DraftVersion[], version: DraftVersion): DraftVersion[] {
  return [version, ...versions.filter((other) => other.code !== version.code)].slice(0, VERSIONS_KEPT);
}

export function readDraft(id: string): Draft | null {
  const text = readText(draftKey(id));
  return text ? parseDraft(text) : null;
}

/** Keeps a draft as it is; null takes away what is there. Null when the browser took it. */
export const putDraft = (id: string, draft: Draft | null): TextTrouble | null =>
  writeText(draftKey(id), draft === null ? undefined : JSON.stringify(draft));

/** Stores the text as it stands, keeping the versions already there. Null when the browser took it. */
export const writeDraft = (id: string, code: string, saved: number): TextTrouble | null =>
  // The versions are read afresh each time: another tab may have added one.
  putDraft(id, { code, saved, versions: readDraft(id)?.versions ?? [] });

/** Puts an earlier text into the list of versions. Null when the browser took it. */
export function writeVersion(id: string, version: DraftVersion): TextTrouble | null {
  const draft = readDraft(id);
  return putDraft(id, {
    code: draft?.code ?? version.code,
    saved: draft?.saved ?? version.saved,
    versions: keepVersion(draft?.versions ?? [], version),
  });
}

/** Calls back when another tab has changed this exercise's draft. Returns how to end that. */
export const onDraftOfOtherTab = (id: string, listener: (draft: Draft) => void): (() => void) =>
  onOtherTab(draftKey(id), (text) => text && listener(parseDraft(text)));
