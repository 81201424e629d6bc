import { startTags } from './html-tags.ts';

/** Attributes that hold one address. */
const ADDRESS = new Set([
  'href',
  'src',
  'poster',
  'action',
  'data',
  'component-url',
  'renderer-url',
  'before-hydration-url',
]);
/** Attributes that hold a list of addresses, each with a descriptor. */
const ADDRESS_LIST = new Set(['srcset', 'imagesrcset']);

/** `chapters/the-delta-rule/index.html` -> `../../`; at the root `./`. */
export function rootFrom(file: string): string {
  return '../'.repeat(file.split('/').length - 1) || './';
}

/** An address from the site's root (`/x`) as seen from a file; any other address as it is. */
export function relativeAddress(address: string, file: string): string {
  return address.startsWith('/') && !address.startsWith('//') ? rootFrom(file) + address.slice(1) : address;
}

/** Makes every address in an HTML file relative, so that the site works under any path. `file` is its path within the site. */
export function relativeHtml(html: string, file: string): string {
  let result = '';
  let copied = 0;
  const replace = (start: number, end: number, value: string): void => {
    result += html.slice(copied, start) + value;
    copied = end;
  };
  for (const tag of startTags(html)) {
    for (const { name, value, start, end } of tag.attributes) {
      if (ADDRESS.has(name)) replace(start, end, relativeAddress(value, file));
      if (ADDRESS_LIST.has(name)) {
        replace(
          start,
          end,
          value.replace(
            /(^|,\s*)(\/[^\s,]*)/g,
            (_, before: string, address: string) => before + relativeAddress(address, file),
          ),
        );
      }
    }
  }
  return relativeCss(result + html.slice(copied), file);
}

/** Makes every `url(/…)` in a style sheet relative. */
export function relativeCss(css: string, file: string): string {
  return css.replace(
    /url\((["']?)(\/(?!\/)[^"')]*)\1\)/g,
    (_, quote: string, address: string) => `url(${quote}${relativeAddress(address, file)}${quote})`,
  );
}
