/** The site's root, absolute: every address at run time is derived from it, since the book may lie under any path. */
export const siteRoot = (): URL => new URL(document.documentElement.dataset['root'] ?? './', document.baseURI);
