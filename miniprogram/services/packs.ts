import type { Input } from '../../typings/contract';
import { call, downloadFile } from './client';

/** 暖心包计划 of a campaign with the sums of each version. */
export const listPlans = async (campaignId: string) =>
  (await call('staff', 'pack.plans', { campaignId })).items;

export const listBatches = async (planId: string) =>
  (await call('staff', 'pack.batches', { planId })).items;

export const openBatch = (batchId: string) => call('staff', 'pack.batch', { batchId });

export const listUnits = async (campaignId: string) =>
  (await call('staff', 'unit.list', { campaignId })).items;

/** What families said, the newest first; paged. */
export const listAnswers = (input: Input<'staff', 'pack.answers'>) =>
  call('staff', 'pack.answers', input);

/** Prints the slips of a batch and opens them with the phone's own viewer. */
export const printSlips = async (batchId: string): Promise<number> => {
  const { url, slips } = await call('staff', 'pack.sheet', { batchId });
  const filePath = await downloadFile(url);
  await wx.openDocument({ filePath, fileType: 'pdf', showMenu: true });
  return slips;
};
