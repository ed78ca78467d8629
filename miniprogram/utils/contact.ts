import type { CampaignContact } from '../../typings/contract';

type Ask = (campaignId: string) => Promise<CampaignContact | undefined>;

let ask: Ask = () => Promise.resolve(undefined);

/** How a contact is found out; said once, as the app starts. */
export const askContactsBy = (given: Ask): void => {
  ask = given;
};

/** Whom families of a campaign reach, where it has said so. */
export const contactOf: Ask = (campaignId) => ask(campaignId);

/** Whether words tell a family to get in touch. */
export const saysContact = (words: string): boolean =>
  /联系(所在)?(社区|工作人员|妇联)/.test(words);

/** WeChat asks by itself before it dials, and a person may say no. */
export const dial = ({ phone }: CampaignContact): void => {
  wx.makePhoneCall({ phoneNumber: phone.replace(/[^\d+]/g, '') }).catch(() => {});
};
