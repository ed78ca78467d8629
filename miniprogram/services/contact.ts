import type { CampaignContact } from '../../typings/contract';
import { campaignHere } from '../utils/campaign';
import { dial, saysContact } from '../utils/contact';
import { errorLine } from '../utils/errors';
import { keep, recall } from '../utils/storage';
import { call } from './client';

const keyOf = (campaignId: string): string => `contact:${campaignId}`;

/** Asked for once while the app is open. */
const known = new Map<string, CampaignContact | null>();

/** Whom families of a campaign reach; with no network whom they reached before. */
export const askForContact = async (campaignId: string): Promise<CampaignContact | undefined> => {
  const seen = known.get(campaignId);
  if (seen !== undefined) return seen ?? undefined;
  try {
    const { contact = null } = await call('campaign', 'get', { campaignId });
    known.set(campaignId, contact);
    await keep(keyOf(campaignId), contact);
    return contact ?? undefined;
  } catch {
    return (await recall<CampaignContact | null>(keyOf(campaignId)))?.value ?? undefined;
  }
};

/** Says what did not work; where that says to get in touch, the number is one tap away. */
export const tellFailure = async (error: unknown): Promise<void> => {
  const line = errorLine(error);
  const contact = saysContact(line) ? await askForContact(campaignHere()) : undefined;
  if (!contact) {
    void wx.showToast({ title: line, icon: 'none', duration: 3000 });
    return;
  }
  const { confirm } = await wx.showModal({
    title: '没有办成',
    content: [line, contact.phone, contact.hours].filter((part) => part !== '').join('\n'),
    confirmText: '打电话',
    cancelText: '知道了',
  });
  if (confirm) dial(contact);
};
