import { LOCAL_TEMPLATES, MESSAGE_TEMPLATES, NO_ACCOUNT, type MessageTemplate } from '../config';

const templates = (): Record<MessageTemplate, string> =>
  wx.getAccountInfoSync().miniProgram.appId === NO_ACCOUNT ? LOCAL_TEMPLATES : MESSAGE_TEMPLATES;

/**
 * Asks whether WeChat may tell the family of these; one "yes" is one message each. Call it in the
 * tap itself, before anything else. Whatever is answered, what the tap was for goes on.
 * @returns whether any of them was accepted
 */
export const askForMessages = async (kinds: readonly MessageTemplate[]): Promise<boolean> => {
  const known = templates();
  const tmplIds = kinds.map((kind) => known[kind]).filter((id) => id !== '');
  if (tmplIds.length === 0) return false;
  try {
    const answers: Record<string, unknown> = await wx.requestSubscribeMessage({ tmplIds });
    return tmplIds.some((id) => answers[id] === 'accept');
  } catch (error) {
    console.warn('no messages were asked for', error);
    return false;
  }
};
