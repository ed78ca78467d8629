import { campaignId, eventId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const cardInputs = ({ wishId, cardId, code, requestId, now, window }: Given) => {
  const cardAction = { requestId, cardId, reason: '试一试' };
  return {
    family: {
      'card.mine': {},
      'card.show': { cardId },
      'card.freeze': cardAction,
      'card.unfreeze': cardAction,
    },
    staff: {
      'event.save': {
        requestId,
        eventId,
        campaignId,
        title: '改名',
        ...window,
        stations: [{ stationId: 'desk-1', label: '改名' }],
      },
      'event.list': { campaignId },
      'event.progress': { eventId },
      'event.absentees': { eventId },
      'event.cancel': { requestId, eventId, reason: '试一试' },
      'event.rehearse': { requestId, eventId },
      'card.move': { requestId, cardIds: [cardId], eventId, stationId: 'desk-2' },
      'conflict.list': { eventId },
      'conflict.resolve': { requestId, conflictId: `${cardId}.0`, resolution: '收回', note: '好' },
      'grant.endAll': { requestId, eventId },
      'card.issue': { requestId, eventId, wishIds: [wishId] },
      'card.list': { eventId },
      'card.sheet': { eventId, cardIds: [cardId], format: 'csv' },
      'card.freeze': cardAction,
      'card.unfreeze': cardAction,
      'card.reissue': cardAction,
      'card.void': cardAction,
    },
    station: {
      me: {},
      open: {
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        deviceLabel: '手机',
        deviceTime: now,
      },
      'card.inspect': { eventId, stationId: 'desk-1', code },
      'card.redeem': {
        nonce: 'tried',
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        code,
        collector: { type: 'child' },
      },
      'card.handOut': { nonce: 'tried-to-hand-out', eventId, code },
      'card.sync': {
        eventId,
        stationId: 'desk-1',
        deviceId: 'd',
        clockOffsetMs: 0,
        entries: [{ nonce: 'tried-later', code, collector: { type: 'child' }, scannedAt: now }],
      },
      'card.annul': { nonce: 'tried-to-annul', cardId, reason: '试一试', disposition: 'returned' },
      attempts: { eventId },
    },
  } satisfies TopicInputs;
};
