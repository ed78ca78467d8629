import cloud from 'wx-server-sdk';

/** What became of a message: `unaccepted` where the person had not asked for one. */
export type Sending = 'sent' | 'unaccepted' | 'failed';

export interface SubscribeMessage {
  openid: string;
  templateId: string;
  /** A page of the app, no leading slash. */
  page: string;
  /** Fields of the template by their keys, such as `thing2`. */
  fields: Record<string, string>;
}

type Send = (input: {
  touser: string;
  templateId: string;
  page: string;
  data: Record<string, { value: string }>;
}) => Promise<unknown>;

/** The user has not accepted, or has used the accept up. */
const NOT_ACCEPTED = 43101;

/** The longest value of a kind of field, in characters; longer ones are cut, not refused. */
const LONGEST: readonly [RegExp, number][] = [
  [/^thing/, 20],
  [/^phrase/, 5],
  [/^name/, 10],
  [/^character_string/, 32],
];

const fitting = (key: string, value: string): string => {
  const longest = LONGEST.find(([kind]) => kind.test(key))?.[1] ?? 32;
  return Array.from(value).slice(0, longest).join('');
};

const codeOf = (error: unknown): unknown => (error as { errCode?: unknown } | null)?.errCode;

/** Sends one subscription message; a failure is an answer, never an exception. */
export const sendMessage = async ({
  openid,
  templateId,
  page,
  fields,
}: SubscribeMessage): Promise<Sending> => {
  const { subscribeMessage } = (
    cloud as unknown as { openapi: { subscribeMessage: { send: Send } } }
  ).openapi;
  const data = Object.fromEntries(
    Object.entries(fields).map(([key, value]) => [key, { value: fitting(key, value) }]),
  );
  try {
    await subscribeMessage.send({ touser: openid, templateId, page, data });
    return 'sent';
  } catch (error) {
    if (codeOf(error) === NOT_ACCEPTED) return 'unaccepted';
    console.warn(`subscribeMessage.send failed: ${String(codeOf(error))}`);
    return 'failed';
  }
};
