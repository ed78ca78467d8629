import { demoWishes, type Stage } from '../../cloudfunctions/demo/wishes';
import type { House } from './house';

/** The guardians of the demo whose wish has come this far. */
export const guardiansAt = (stage: Stage): string[] =>
  demoWishes(Date.now()).flatMap((wish, place) =>
    wish.stage === stage ? [`demo-guardian-${place + 1}`] : [],
  );

export const guardianAt = (stage: Stage): string => guardiansAt(stage)[0] ?? '';

export const cardPath = async (house: House, openid: string): Promise<string> => {
  const { items } = await house.as(openid).call('family', 'card.mine', {});
  return `pages/card/card?cardId=${items[0]?.cardId ?? ''}`;
};

export const invitePath = async (house: House, openid: string): Promise<string> => {
  const { children } = await house.as(openid).call('family', 'me', {});
  const [child] = children;
  return `packages/family/pages/invite/invite?childId=${child?.childId ?? ''}&nickname=${encodeURIComponent(child?.nickname ?? '')}`;
};

export const waitingWish = async (house: House): Promise<string> => {
  const input = { campaignId: 'nanshan-2025', state: 'submitted', limit: 50 } as const;
  const { items } = await house.as('demo-community').call('staff', 'wish.list', input);
  const mine = items.find((wish) => wish.mine);
  return `packages/staff/wish/pages/wish/wish?wishId=${mine?.wishId ?? ''}`;
};
