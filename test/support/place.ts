import type { Silence } from './answers';
import type { Phone } from './phone';

/** A place of the app that can be looked at: a page, who opens it, and how it is reached. */
export interface Place {
  /** What it is called in the gallery; letters, digits and hyphens. */
  name: string;
  /** Page with its query. */
  path: string;
  openid: string;
  /** What is on the screen once it is there. */
  shows: string | RegExp;
  /** What a person does on the page to get there. */
  reach?(phone: Phone): Promise<void>;
  /** Whether the page asks the cloud when it opens. */
  asks: boolean;
  /** What is in the way of an answer. */
  without?: Silence | 'network';
}

export const place = (
  name: string,
  path: string,
  openid: string,
  shows: string | RegExp,
): Place => ({
  name,
  path,
  openid,
  shows,
  asks: true,
});

/** Past the welcome of the first visit. */
export const enterHome = (phone: Phone): Promise<void> => phone.tap('去看心愿墙');
