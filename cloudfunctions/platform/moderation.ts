import cloud from 'wx-server-sdk';

/** What the moderation of WeChat says of a text; `unknown` where it could not be asked. */
export type Moderation = 'pass' | 'review' | 'risky' | 'unknown';

/** Scene 3 of msgSecCheck: a forum-like text. Longer texts are cut, as the interface demands. */
const SCENE = 3;
const MAX_CONTENT = 2500;

type MsgSecCheck = (input: {
  openid: string;
  scene: number;
  version: number;
  content: string;
}) => Promise<{ result?: { suggest?: string } }>;

/**
 * Asks `security.msgSecCheck` (version 2) about what a user wrote, inside the submitting call.
 * Fails closed: whatever is not a clear answer is `unknown`, and waits for staff.
 */
export const moderate = async (openid: string, content: string): Promise<Moderation> => {
  const { security } = (cloud as unknown as { openapi: { security: { msgSecCheck: MsgSecCheck } } })
    .openapi;
  try {
    const { result } = await security.msgSecCheck({
      openid,
      scene: SCENE,
      version: 2,
      content: content.slice(0, MAX_CONTENT),
    });
    const suggest = result?.suggest;
    return suggest === 'pass' || suggest === 'review' || suggest === 'risky' ? suggest : 'unknown';
  } catch (error) {
    console.warn('msgSecCheck could not be asked', error);
    return 'unknown';
  }
};
