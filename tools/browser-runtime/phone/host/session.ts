export type Theme = 'light' | 'dark';

/** How the phone is connected; `weak` slows every call, `none` fails it. */
export type Network = 'wifi' | 'weak' | 'none';

/** Who holds this phone and how it starts; all of it is in the address. */
export interface Session {
  /** Names the phone. */
  phoneId: string;
  /** What other phones and the desk call it. */
  label: string;
  /** The WeChat identity; '' is a visitor without a login. */
  openid: string;
  /** First page with query, without a leading slash; '' is the app's own first page. */
  path: string;
  theme: Theme;
  fontScale: number;
  network: Network;
  /** Scene value of the launch, 1001 by default. */
  scene: number;
}

const oneOf = <T extends string>(value: string | null, options: readonly T[], other: T): T =>
  options.find((option) => option === value) ?? other;

/** Reads a session from the query of `phone.html`. */
export const readSession = (query: URLSearchParams): Session => {
  const phoneId = query.get('phone') ?? 'phone';
  const fontScale = Number(query.get('fontScale') ?? '1');
  const scene = Number(query.get('scene') ?? '1001');
  return {
    phoneId,
    label: query.get('label') ?? phoneId,
    openid: query.get('openid') ?? '',
    path: (query.get('path') ?? '').replace(/^\/+/, ''),
    theme: oneOf(query.get('theme'), ['light', 'dark'], 'light'),
    fontScale: fontScale >= 0.8 && fontScale <= 2 ? fontScale : 1,
    network: oneOf(query.get('network'), ['wifi', 'weak', 'none'], 'wifi'),
    scene: Number.isInteger(scene) ? scene : 1001,
  };
};

/** The query that `readSession` reads back to the same session. */
export const sessionQuery = (session: Partial<Session>): string => {
  const { phoneId, ...rest } = session;
  const query = new URLSearchParams();
  if (phoneId !== undefined) query.set('phone', phoneId);
  for (const [key, value] of Object.entries(rest)) query.set(key, String(value));
  return query.toString();
};

/** Under this name a phone keeps what it stores: WeChat keeps each person's apart. */
export const holderOf = ({ phoneId, openid }: Session): string => `${phoneId}/${openid}`;
