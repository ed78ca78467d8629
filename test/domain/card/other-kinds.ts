import type { Card, EventPlan } from '../../../cloudfunctions/domain/card/card';
import { addCard, newBatch, type Batch } from '../../../cloudfunctions/domain/pack/batch';
import { acknowledge } from '../../../cloudfunctions/domain/pack/discrepancy';
import type { PackOnCard } from '../../../cloudfunctions/domain/pack/pack-card';
import { session } from '../enrolment/sample';
import { card, event, HOUR, NOW } from './samples';

const VERSION = '7-12';

const onCard: PackOnCard = {
  planId: 'plan',
  campaignId: 'campaign-1',
  childId: 'child-1',
  version: VERSION,
  place: '',
  takings: 0,
  spans: [],
  replacedBy: null,
};

/** A card for a 暖心包; what a card of a wish knows of its gift says nothing of it. */
export const packCard = (more: Partial<PackOnCard> = {}): Card => ({
  ...card,
  kind: 'pack',
  ready: false,
  pack: { ...onCard, ...more },
});

/** A batch with so many packs for the one card, counted by its unit at that moment. */
export const batchOf = (packs: number, since = NOW - HOUR): Batch => {
  const made = { planId: 'plan', unitId: 'desk-1', unitName: '绣工坊', areaIds: [] };
  const counts = { [VERSION]: packs };
  const withCard = addCard(newBatch(made, counts), VERSION, 'card-1', since);
  return acknowledge(withCard, counts, { now: since, idOf: (version) => version });
};

export const packEvent = (packs: number, since?: number): EventPlan => ({
  ...event,
  batch: batchOf(packs, since),
});

/** 凭证 of a child that is enrolled; nothing about it could be missing. */
export const passCard: Card = {
  ...card,
  kind: 'pass',
  ready: false,
  stationId: null,
  pass: { programmeId: 'p-1', enrolmentId: 'e-1', campaignId: 'campaign-1', isChild: true },
};

/** A programme whose one session, desk-1, began half an hour ago; children are fetched from it. */
export const passEvent: EventPlan = {
  ...event,
  programme: {
    sessions: [
      session({ sessionId: 'desk-1', from: NOW - HOUR / 2, until: NOW + HOUR, inOut: true }),
    ],
  },
};
