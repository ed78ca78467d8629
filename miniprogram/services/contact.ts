import type { CampaignContact } from '../../typings/contract';
import { campaignHere } from '../utils/campaign';
import { dial, saysContact } from '../utils/contact';
import { errorLine } from '../utils/errors';
import { keep, recall } from '../utils/storage';
import { call } from './client';

const keyOf = (campaignId: string): string => `contact:${campaignId}`;

/** What each campaign answered, or will: asked for once while the app is open. */
const asked = new Map<string, Promise<CampaignContact | undefined>>();

const ask = async (campaignId: string): Promise<CampaignContact | undefined> => {
  const { contact } = await call('campaign', 'get', { campaignId });
  await keep(keyOf(campaignId), contact ?? null);
  return contact;
};

/** Whom families of a campaign reach; with no network whom they reached before. */
export const askForContact = async (campaignId: string): Promise<CampaignContact | undefined> => {
  const answer = asked.get(campaignId) ?? ask(campaignId);
  asked.set(campaignId, answer);
  try {
    return await answer;
  } catch {
    asked.delete(campaignId);
    return (await recall<CampaignContact | null>(keyOf(campaignId)))?.value ?? undefined;
  }
};

/** Says what did not work; where that says to get in touch, the number comes as it is known. */
export const tellFailure = async (error: unknown): Promise<void> => {
  const line = errorLine(error);
  void wx.showToast({ title: line, icon: 'none', duration: 3000 });
  const contact = saysContact(line) ? await askForContact(campaignHere()) : undefined;
  if (!contact) return;
  wx.hideToast({ fail: () => {} });
  const { confirm } = await wx.showModal({
    title: '没有办成',
    content: [line, contact.phone, contact.hours].filter((part) => part !== '').join('\n'),
    confirmText: '打电话',
    cancelText: '知道了',
  });
  if (confirm) dial(contact);
};
