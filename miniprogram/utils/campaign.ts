import { CAMPAIGN_ID } from '../config';

let entered = CAMPAIGN_ID;

/** The campaign that a visitor or family is in: that of the last link, else the app's own. */
export const campaignHere = (): string => entered;

/** Goes into a campaign, until the app is closed or another link is opened. */
export const enterCampaign = (campaignId: string): void => {
  entered = campaignId;
};

/** Leaves a campaign that is not there: whoever came by a wrong link is in the app's own. */
export const leaveCampaign = (campaignId: string): void => {
  if (entered === campaignId) entered = CAMPAIGN_ID;
};

/** Where the choice is kept on this device. */
const WORKING = 'working-campaign';

/** The campaign that staff work in: the one they chose on this device, else the app's own. */
export const workingCampaign = (): string => (wx.getStorageSync(WORKING) as string) || CAMPAIGN_ID;

/** Staff pages that are opened from now on are about this campaign. */
export const workIn = (campaignId: string): void => {
  wx.setStorageSync(WORKING, campaignId);
};
