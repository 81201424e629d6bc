import { vi } from 'vitest';

/** A browser whose storage is empty, and takes texts of at most `limit` letters. */
export function freshStorage(limit = Infinity): {
  readonly texts: Map<string, string>;
  /** Another tab changes a text; null stands for none, and as a key for all. */
  otherTab(key: string | null, text: string | null): void;
} {
  const area = () => {
    const texts = new Map<string, string>();
    const storage = {
      getItem: (key: string) => texts.get(key) ?? null,
      removeItem: (key: string) => void texts.delete(key),
      key: (i: number) => [...texts.keys()][i] ?? null,
      get length() {
        return texts.size;
      },
      setItem(key: string, text: string) {
        if (text.length > limit) throw new DOMException('The quota has been exceeded.', 'QuotaExceededError');
        texts.set(key, text);
      },
    };
    return { texts, storage };
  };
  const { texts, storage } = area();
  const events = new EventTarget();
  vi.stubGlobal('localStorage', storage);
  vi.stubGlobal('sessionStorage', area().storage);
  vi.stubGlobal('addEventListener', events.addEventListener.bind(events));
  vi.stubGlobal('removeEventListener', events.removeEventListener.bind(events));
  return {
    texts,
    otherTab(key, text) {
      if (key === null) texts.clear();
      else if (text === null) texts.delete(key);
      else texts.set(key, text);
      events.dispatchEvent(Object.assign(new Event('storage'), { key, newValue: text }));
    },
  };
}

/** A browser that forbids storage: even asking throws. */
export function forbiddenStorage(): void {
  freshStorage();
  for (const name of ['localStorage', 'sessionStorage'])
    vi.stubGlobal(
      name,
      new Proxy(
        {},
        {
          get() {
            throw new DOMException('denied', 'SecurityError');
          },
        },
      ),
    );
}
