import { packInputs } from '../../support/pack-books';
import { campaignInputs } from './campaign';
import { cardInputs } from './card';
import { concernInputs } from './concern';
import { enrolmentInputs } from './enrolment';
import { familyInputs } from './family';
import { giftInputs } from './gift';
import type { Given, Inputs } from './given';
import { moneyInputs } from './money';
import { motherInputs } from './mother';
import { peopleInputs } from './people';
import { wishInputs } from './wish';

/** A good input for every action of the contract: one that is missing does not compile. */
export const inputsFor = (given: Given): Inputs => {
  const campaign = campaignInputs(given);
  const card = cardInputs(given);
  const concern = concernInputs(given);
  const enrolment = enrolmentInputs(given);
  const family = familyInputs(given);
  const gift = giftInputs(given);
  const money = moneyInputs(given);
  const mother = motherInputs(given);
  const pack = packInputs(given.packs, given.childId);
  const people = peopleInputs(given);
  const wish = wishInputs(given);
  return {
    campaign: { ...campaign.campaign, ...enrolment.campaign },
    family: {
      ...family.family,
      ...wish.family,
      ...card.family,
      ...gift.family,
      ...pack.family,
      ...mother.family,
      ...concern.family,
      ...enrolment.family,
    },
    staff: {
      ...campaign.staff,
      ...wish.staff,
      ...money.staff,
      ...gift.staff,
      ...card.staff,
      ...pack.staff,
      ...mother.staff,
      ...concern.staff,
      ...enrolment.staff,
      ...family.staff,
      ...people.staff,
    },
    station: { ...card.station, ...concern.station },
    helper: {
      ...pack.helper,
      ...mother.helper,
      ...concern.helper,
      ...enrolment.helper,
      ...people.helper,
    },
    safe: { ...concern.safe, ...mother.safe },
  };
};
