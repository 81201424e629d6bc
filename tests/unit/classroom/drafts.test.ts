import { afterEach, describe, expect, test, vi } from 'vitest';
import {
  keepVersion,
  onDraftOfOtherTab,
  parseDraft,
  readDraft,
  VERSIONS_KEPT,
  writeDraft,
  writeVersion,
  type DraftVersion,
} from '../../../src/lib/classroom/drafts.ts';
import { forbiddenStorage, freshStorage } from '../../support/browser-storage.ts';

const version = (code: string, saved = 1): DraftVersion => ({ code, saved, because: 'reset' });
const id = '03-the-delta-rule/update';

afterEach(() => vi.unstubAllGlobals());

describe('drafts', () => {
  test('come back after a reload, under a key that names the exercise', () => {
    const { texts } = freshStorage();
    expect(writeDraft(id, 'let a = 1;', 5)).toBeNull();
    expect([...texts.keys()]).toEqual(['delta-to-depth:draft:03-the-delta-rule/update']);
    expect(readDraft(id)).toEqual({ code: 'let a = 1;', saved: 5, versions: [] });
  });

  test('keep the last ten versions, newest first, each text once', () => {
    freshStorage();
    for (let i = 1; i <= 12; i++) writeVersion(id, version(`text ${i}`, i));
    writeVersion(id, version('text 7', 13));
    const codes = readDraft(id)?.versions.map(({ code }) => code);
    expect(codes).toHaveLength(VERSIONS_KEPT);
    expect(codes?.slice(0, 3)).toEqual(['text 7', 'text 12', 'text 11']);
    expect(new Set(codes).size).toBe(VERSIONS_KEPT);
  });

  test('keep their versions when the text is written again', () => {
    freshStorage();
    writeDraft(id, 'one', 1);
    writeVersion(id, version('zero'));
    writeDraft(id, 'two', 2);
    expect(readDraft(id)).toEqual({ code: 'two', saved: 2, versions: [version('zero')] });
  });

  test('live on in memory when the storage is full, and say so', () => {
    freshStorage(200);
    expect(writeDraft(id, 'short', 1)).toBeNull();
    const long = 'x'.repeat(300);
    expect(writeDraft(id, long, 2)).toBe('full');
    expect(readDraft(id)?.code).toBe(long);
    expect(writeDraft(id, 'short again', 3)).toBeNull();
    expect(readDraft(id)?.code).toBe('short again');
  });

  test('live on in memory when the storage is forbidden, and say so', () => {
    forbiddenStorage();
    expect(writeDraft('forbidden', 'mine', 1)).toBe('forbidden');
    expect(readDraft('forbidden')?.code).toBe('mine');
  });

  test('tell of another tab, only for their own exercise, until told to stop', () => {
    const { otherTab } = freshStorage();
    const heard: string[] = [];
    const end = onDraftOfOtherTab(id, (draft) => heard.push(draft.code));
    const say = (key: string, code: string) => otherTab(key, JSON.stringify({ code, saved: 1, versions: [] }));
    say(`delta-to-depth:draft:${id}`, 'theirs');
    say('delta-to-depth:draft:01-pictures/normalise', 'not this');
    otherTab(`delta-to-depth:draft:${id}`, null);
    end();
    say(`delta-to-depth:draft:${id}`, 'too late');
    expect(heard).toEqual(['theirs']);
  });

  test('that cannot be read are kept as a version: they may be work', () => {
    expect(parseDraft('function update() {}').versions[0]?.code).toBe('function update() {}');
    expect(parseDraft('{"code":3}').versions[0]?.because).toBe('unreadable');
    expect(
      parseDraft('{"code":"a","saved":1,"versions":[{"code":"b"},{"code":"c","saved":1,"because":"reset"}]}').versions,
    ).toEqual([version('c')]);
  });

  test('put a text that was there before in front', () => {
    expect(keepVersion([version('a'), version('b')], version('b', 9))).toEqual([version('b', 9), version('a')]);
  });
});
