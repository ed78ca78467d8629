import type { Input } from '../../typings/contract';
import { call, uploadFile } from './client';

/** Enters the wish of a family without a phone, with its consent on paper. */
export const enterWish = (input: Input<'staff', 'entry.save'>) =>
  call('staff', 'entry.save', input);

/** Hands in the returned wish of such a family again. */
export const enterAgain = (input: Input<'staff', 'entry.again'>) =>
  call('staff', 'entry.again', input);

/** Takes back on paper what was consented to on paper. */
export const withdrawOnPaper = (input: Input<'staff', 'entry.withdraw'>) =>
  call('staff', 'entry.withdraw', input);

/** Families that no message reaches, paged. */
export const listCalls = (input: Input<'staff', 'call.list'>) => call('staff', 'call.list', input);

export const markCalled = (input: Input<'staff', 'call.mark'>) => call('staff', 'call.mark', input);

/** An empty roster; answers its file. */
export const rosterTemplate = async (campaignId: string): Promise<string> =>
  (await call('staff', 'roster.template', { campaignId })).url;

/** Takes a chosen workbook into the cloud, to where it is deleted in a day. */
export const uploadRoster = async (filePath: string): Promise<string> =>
  uploadFile((await call('staff', 'roster.place', {})).path, filePath);

/** A dry run: nothing is entered. */
export const checkRoster = (input: Input<'staff', 'roster.check'>) =>
  call('staff', 'roster.check', input);

/** The file as it was sent, with its faults marked; answers that file. */
export const markedRoster = async (input: Input<'staff', 'roster.marked'>): Promise<string> =>
  (await call('staff', 'roster.marked', input)).fileId;

/** Enters the next rows of a roster. */
export const importRoster = (input: Input<'staff', 'roster.import'>) =>
  call('staff', 'roster.import', input);

export const myRosters = async (campaignId: string) =>
  (await call('staff', 'roster.list', { campaignId })).items;

/** Takes the next families of an import out again. */
export const undoRoster = (input: Input<'staff', 'roster.undo'>) =>
  call('staff', 'roster.undo', input);
