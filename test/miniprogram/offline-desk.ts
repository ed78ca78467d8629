/** A scan desk whose network comes and goes, and the cloud behind it. */

import { withCheck } from '@micro-wish/vocabulary';
import { hashCode } from '../../cloudfunctions/domain/card/code';
import { shortHash } from '../../cloudfunctions/domain/card/manifest';
import type { ManifestStanding, SyncResult } from '../../typings/contract';
import {
  collect,
  lostNetwork,
  network,
  newPhone,
  sentTo,
  settle,
  type ScanPage,
} from './paper-desk';
import { paper, type Asked } from './paper-page';

const HOUR = 3_600_000;

const codeOf = (number: number): string => withCheck(String(number).padStart(15, '0'));
const hashOf = (code: string): string => shortHash(hashCode(code));
export const paperCode = (number: number): string => codeOf(number);
export const digital = (number: number): string => codeOf(100_000 + number);

const event = () => ({
  eventId: 'event-1',
  campaignId: 'campaign-1',
  title: '六一领取',
  place: '活动中心',
  from: Date.now() - HOUR,
  until: Date.now() + HOUR,
  stations: [
    { stationId: 'desk-1', label: '1 号台' },
    { stationId: 'desk-2', label: '2 号台' },
  ],
  grantedFrom: 0,
  grantedUntil: Number.MAX_SAFE_INTEGER,
});

export interface Entry {
  nonce: string;
  code: string;
  collector: { type: string };
  scannedAt: number;
}

/** A cloud with a list of cards, which takes every upload, unless told otherwise. */
export const cloud = {
  cards: 5,
  pageSize: 1000,
  standing: new Map<number, ManifestStanding>(),
  station: new Map<number, number>(),
  syncAnswer: ({ nonce }: Entry): SyncResult => ({ nonce, status: 'accepted' }),
};

const manifestPage = (cursor: unknown): object => {
  const from = typeof cursor === 'string' ? Number(cursor) : 0;
  const until = Math.min(cloud.cards, from + cloud.pageSize);
  const cards = Array.from({ length: until - from }, (_, index) => {
    const number = from + index;
    const station = cloud.station.get(number) ?? 0;
    const standing = cloud.standing.get(number) ?? 0;
    const codes = [hashOf(paperCode(number)), hashOf(digital(number))];
    return [...codes, 0, `晨星 ${number}`, station, standing, 1, `K0000000${number}`, 0];
  });
  return {
    event: event(),
    clockOffsetMs: 90_000,
    manifest: {
      gifts: [{ title: '跑鞋', category: 'sport' }],
      details: [{ size: '35', colour: '蓝' }],
      stationIds: ['desk-1', 'desk-2'],
      cards,
    },
    ...(until < cloud.cards ? { next: String(until) } : {}),
  };
};

export const online = ({ name, action, input }: Asked): unknown => {
  if (action === 'me') return name === 'station' ? { events: [event()] } : { isStaff: false };
  if (action === 'open') return manifestPage(input['cursor']);
  if (action === 'card.sync') {
    return { results: (input['entries'] as Entry[]).map((entry) => cloud.syncAnswer(entry)) };
  }
  return {
    status: 'accepted',
    cardId: 'card-1',
    cardNo: 'K00000001',
    gift: { title: '跑鞋', category: 'sport' },
    alias: '晨星 1',
    ageBand: '7-12',
    generation: 1,
    redeemedAt: Date.now(),
  };
};

export const goOffline = async (): Promise<void> => {
  paper.answer = lostNetwork;
  await network('none');
};

export const comeBack = async (): Promise<void> => {
  paper.answer = online;
  await network('wifi');
};

export const enter = async (page: ScanPage, code: string): Promise<void> => {
  page.enterTyped({ detail: { value: code } });
  await settle();
};

/** Scans a card and hands its gift over. */
export const handOver = async (page: ScanPage, code: string): Promise<void> => {
  await enter(page, code);
  await collect(page);
};

export const uploads = (): Entry[] =>
  sentTo('card.sync').flatMap(({ entries }) => entries as Entry[]);

/** A new phone, and a cloud as it is at first. */
export const newDesk = (): void => {
  newPhone();
  paper.answer = online;
  Object.assign(cloud, {
    cards: 5,
    pageSize: 1000,
    standing: new Map(),
    station: new Map(),
    syncAnswer: ({ nonce }: Entry): SyncResult => ({ nonce, status: 'accepted' }),
  });
};
