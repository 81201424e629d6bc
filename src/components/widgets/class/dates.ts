/** `Tuesday 3 November, 08:00`, of milliseconds since 1970, where the reader is; `language` is the class’s. */
export const dayWords = (milliseconds: number, language = 'en-GB'): string =>
  new Date(milliseconds).toLocaleString(language, {
    weekday: 'short',
    day: 'numeric',
    month: 'short',
    hour: '2-digit',
    minute: '2-digit',
  });
