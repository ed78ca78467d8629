import type { StorySubject } from './desk-file';

type Fields = Record<string, unknown>;

/** What the story is about, as it stands now; nothing where it has not begun. */
export const subjectNow = async (subject: StorySubject | undefined): Promise<Fields> => {
  if (!subject) return {};
  const answer = await fetch(`/cloud/call/${subject.function}`, {
    method: 'POST',
    headers: { 'content-type': 'application/json', 'x-openid': subject.openid },
    body: JSON.stringify({ action: subject.action, input: {} }),
  });
  const { data } = (await answer.json()) as { data?: { items?: Fields[] } };
  return data?.items?.[0] ?? {};
};

/** A text with the subject's fields in it; undefined where one of them is missing. */
export const filled = (
  text: string,
  fields: Fields,
  written = (value: string): string => value,
): string | undefined => {
  const names = Array.from(text.matchAll(/\{(\w+)\}/g), ([, name = '']) => name);
  if (names.some((name) => typeof fields[name] !== 'string')) return undefined;
  return text.replace(/\{(\w+)\}/g, (_, name: string) => written(String(fields[name])));
};
