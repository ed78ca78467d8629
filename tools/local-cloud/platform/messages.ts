import type { OpenApiAnswer } from '../wire/open-api';

/** A subscription message that would have reached a phone. */
export interface Message {
  openid: string;
  templateId: string;
  page: string;
  data: Record<string, string>;
  at: number;
}

/** The longest value of each kind of field, by the letters its key starts with. */
const LIMITS: readonly [RegExp, (value: string) => boolean, string][] = [
  [/^thing\d*$/, (value) => Array.from(value).length <= 20, 'at most 20 characters'],
  [/^phrase\d*$/, (value) => /^\p{Script=Han}{1,5}$/u.test(value), 'at most 5 Han characters'],
  [/^name\d*$/, (value) => Array.from(value).length <= 10, 'at most 10 characters'],
  [
    /^character_string\d*$/,
    (value) => /^[\x20-\x7e]{1,32}$/.test(value),
    'at most 32 of letters, digits and signs',
  ],
  [/^number\d*$/, (value) => /^-?\d{1,32}(\.\d+)?$/.test(value), 'a number'],
  [/^(date|time)\d*$/, (value) => value.length <= 40, 'a date or time'],
];

/** `subscribeMessage.send` with its limits: one accept of the user, one message. */
export class Inbox {
  readonly messages: Message[] = [];
  private readonly accepts = new Map<string, number>();

  constructor(private readonly now: () => number) {}

  clear(): void {
    this.messages.length = 0;
    this.accepts.clear();
  }

  accept(openid: string, templateIds: readonly string[]): void {
    for (const id of templateIds) {
      const key = `${openid} ${id}`;
      this.accepts.set(key, (this.accepts.get(key) ?? 0) + 1);
    }
  }

  send(call: Record<string, unknown>): OpenApiAnswer {
    const openid = String(call['touser'] ?? '');
    const templateId = String(call['template_id'] ?? '');
    const data: Record<string, string> = {};
    const given = (call['data'] ?? {}) as Record<string, { value?: unknown }>;
    for (const [key, { value }] of Object.entries(given)) {
      const text = String(value ?? '');
      const limit = LIMITS.find(([pattern]) => pattern.test(key));
      if (!limit?.[1](text)) {
        const rule = limit?.[2] ?? 'a known kind of field';
        return {
          json: { errcode: 47003, errmsg: `argument invalid! data.${key}.value is not ${rule}` },
        };
      }
      data[key] = text;
    }
    const key = `${openid} ${templateId}`;
    const accepted = this.accepts.get(key) ?? 0;
    if (accepted === 0) {
      return { json: { errcode: 43101, errmsg: 'user refuse to accept the msg' } };
    }
    this.accepts.set(key, accepted - 1);
    this.messages.push({
      openid,
      templateId,
      page: String(call['page'] ?? ''),
      data,
      at: this.now(),
    });
    return { json: { errcode: 0, errmsg: 'ok' } };
  }
}
