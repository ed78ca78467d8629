import { LOCAL_TEMPLATES, MESSAGE_TEMPLATES, NO_ACCOUNT, type MessageKind } from '../config';

const templates = (): Record<MessageKind, string> =>
  wx.getAccountInfoSync().miniProgram.appId === NO_ACCOUNT ? LOCAL_TEMPLATES : MESSAGE_TEMPLATES;

/**
 * Asks whether WeChat may tell the family of these; one "yes" is one message each. Call it in the
 * tap itself, before anything else. Whatever is answered, what the tap was for goes on.
 */
export const askForMessages = async (kinds: readonly MessageKind[]): Promise<void> => {
  const known = templates();
  const tmplIds = kinds.map((kind) => known[kind]).filter((id) => id !== '');
  if (tmplIds.length === 0) return;
  try {
    await wx.requestSubscribeMessage({ tmplIds });
  } catch (error) {
    console.warn('no messages were asked for', error);
  }
};
