import { afterEach, describe, expect, it, vi } from 'vitest';
import * as names from '../../../src/lib/storage/names.ts';
import { isKept, onOtherTab, readText, writeText } from '../../../src/lib/storage/text.ts';
import { forbiddenStorage, freshStorage } from '../../support/browser-storage.ts';

afterEach(() => vi.unstubAllGlobals());

describe('texts that the browser keeps', () => {
  it('are there until they are taken away', () => {
    const { texts } = freshStorage();
    expect(readText('a')).toBeUndefined();
    expect(writeText('a', 'one')).toBeNull();
    expect([...texts]).toEqual([['a', 'one']]);
    expect(readText('a')).toBe('one');
    expect(readText('a', 'sessionStorage')).toBeUndefined();
    expect(writeText('a', undefined)).toBeNull();
    expect(texts.size).toBe(0);
    writeText('b', 'of this tab', 'sessionStorage');
    expect([readText('b'), readText('b', 'sessionStorage')]).toEqual([undefined, 'of this tab']);
  });

  it('last as long as the page where the storage is full, and are kept as soon as there is room', () => {
    const { texts } = freshStorage(5);
    expect(writeText('full', 'short')).toBeNull();
    expect(writeText('full', 'too long')).toBe('full');
    expect([readText('full'), isKept('full'), texts.get('full')]).toEqual(['too long', false, 'short']);
    expect(writeText('full', 'again')).toBeNull();
    expect([readText('full'), isKept('full'), texts.get('full')]).toEqual(['again', true, 'again']);
  });

  it('last as long as the page where storage is forbidden, in each way that browsers have', () => {
    forbiddenStorage();
    expect(readText('forbidden')).toBeUndefined();
    expect(writeText('forbidden', 'mine')).toBe('forbidden');
    expect([readText('forbidden'), isKept('forbidden')]).toEqual(['mine', false]);
    vi.stubGlobal('localStorage', undefined);
    expect(writeText('nothing', 'mine')).toBe('forbidden');
    expect(readText('nothing')).toBe('mine');
    expect(writeText('nothing', undefined)).toBe('forbidden');
    expect(readText('nothing')).toBeUndefined();
  });

  it('are told of when another tab changes them, or takes all away, until told to stop', () => {
    const { otherTab } = freshStorage();
    const heard: (string | undefined)[] = [];
    const end = onOtherTab('mine', (text) => heard.push(text));
    otherTab('mine', 'theirs');
    otherTab('other', 'not this');
    otherTab('mine', null);
    otherTab(null, null);
    end();
    otherTab('mine', 'too late');
    expect(heard).toEqual(['theirs', undefined, undefined]);
  });

  it('have names of their own, all of the book', () => {
    const all = Object.values(names).map((name) => (typeof name === 'string' ? name : name('03-x/y')));
    expect(new Set(all).size).toBe(all.length);
    expect(all.filter((name) => !/^delta-to-depth($|[-:])/.test(name))).toEqual([]);
  });
});
