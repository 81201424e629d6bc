import { VERSIONS_KEPT, type Draft, type DraftVersion } from '../classroom/drafts.ts';

/** Of all versions the ten newest, and among them one that has passed where there is one. */
function newestOf(versions: readonly DraftVersion[]): DraftVersion[] {
  const newestFirst = versions.toSorted((a, b) => b.saved - a.saved);
  const each = newestFirst.filter(({ code }, i) => newestFirst.findIndex((other) => other.code === code) === i);
  const passed = each.find(({ because }) => because === 'passed');
  const kept = each.slice(0, VERSIONS_KEPT);
  if (passed && !kept.includes(passed)) kept[VERSIONS_KEPT - 1] = passed;
  return kept;
}

/** Two drafts of one exercise in one: the newer text stands, the other is among the versions, and so are those of both. */
export function mergeDrafts(ours: Draft, theirs: Draft): Draft {
  const [newer, older] = theirs.saved > ours.saved ? [theirs, ours] : [ours, theirs];
  const other: readonly DraftVersion[] =
    older.code === newer.code || older.code.trim() === ''
      ? []
      : [{ code: older.code, saved: older.saved, because: 'file' }];
  const versions = newestOf([...other, ...ours.versions, ...theirs.versions]);
  return { code: newer.code, saved: newer.saved, versions };
}
