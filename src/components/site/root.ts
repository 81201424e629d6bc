/** From a page's path to the site's root, relative: `/chapters/the-delta-rule/` -> `../../`. One build serves any path. */
export function rootOf(pathname: string): string {
  const folders = pathname.split('/').filter((part) => part !== '' && !part.endsWith('.html'));
  return '../'.repeat(folders.length) || './';
}
