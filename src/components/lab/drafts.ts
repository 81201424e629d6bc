/** Why an earlier text was kept. */
export type KeptBecause = 'reset' | 'solution' | 'version' | 'other-tab' | 'passed' | 'unreadable';

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

/** Why the browser keeps nothing. */
export type StorageTrouble = 'full' | 'forbidden';

export const VERSIONS_KEPT = 10;
const prefix = 'delta-to-depth:draft:';

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

const troubleOf = (error: unknown): StorageTrouble =>
  error instanceof DOMException && (error.name === 'QuotaExceededError' || error.name === 'NS_ERROR_DOM_QUOTA_REACHED')
    ? 'full'
    : 'forbidden';

/** Drafts in the browser's storage, in memory where that is full or forbidden. */
export interface DraftStore {
  read(id: string): Draft | null;
  /** Stores the text as it stands, keeping the versions already there. Null when the browser took it. */
  write(id: string, code: string, saved: number): StorageTrouble | null;
  /** Puts an earlier text into the list of versions. */
  keep(id: string, version: DraftVersion): StorageTrouble | null;
  /** Calls back when another tab has changed this exercise's draft. Returns how to end that. */
  onOtherTab(id: string, listener: (draft: Draft) => void): () => void;
}

/**
 * @param storage The browser's `localStorage`, or null where it is forbidden.
 * @param events Where `storage` events of other tabs arrive (`window`).
 */
export function createDraftStore(storage: Storage | null, events: EventTarget): DraftStore {
  /** What the storage would not take lives here, as long as the page does. */
  const memory = new Map<string, Draft>();

  const read = (id: string): Draft | null => {
    const here = memory.get(id);
    if (here) return here;
    try {
      const text = storage?.getItem(prefix + id);
      return text ? parseDraft(text) : null;
    } catch {
      return null;
    }
  };

  const store = (id: string, draft: Draft): StorageTrouble | null => {
    try {
      if (!storage) throw new Error('no storage');
      storage.setItem(prefix + id, JSON.stringify(draft));
      memory.delete(id);
      return null;
    } catch (error) {
      memory.set(id, draft);
      return troubleOf(error);
    }
  };

  return {
    read,
    // The versions are read afresh each time: another tab may have added one.
    write: (id, code, saved) => store(id, { code, saved, versions: read(id)?.versions ?? [] }),
    keep: (id, version) => {
      const draft = read(id);
      return store(id, {
        code: draft?.code ?? version.code,
        saved: draft?.saved ?? version.saved,
        versions: keepVersion(draft?.versions ?? [], version),
      });
    },
    onOtherTab: (id, listener) => {
      const onStorage = (event: Event): void => {
        const { key, newValue } = event as StorageEvent;
        if (key === prefix + id && newValue) listener(parseDraft(newValue));
      };
      events.addEventListener('storage', onStorage);
      return () => events.removeEventListener('storage', onStorage);
    },
  };
}

/** The page's own store. Touching `localStorage` throws where it is forbidden. */
export function browserDrafts(): DraftStore {
  let storage: Storage | null = null;
  try {
    storage = window.localStorage;
  } catch {
    // Forbidden: drafts live as long as the page.
  }
  return createDraftStore(storage, window);
}
