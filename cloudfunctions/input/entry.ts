import * as v from 'valibot';
import { birthMonth, id, line, paperForm, requestId, scopes } from './fields';
import { sheetCursor, sheetFileId } from './sheet-fields';
import { wishWords } from './wish-fields';

/** The words of a wish that staff write down for a family. */
export const wish = v.strictObject(wishWords);

export const save = v.strictObject({
  requestId,
  campaignId: id,
  child: v.strictObject({ nickname: line(20), birthMonth, communityId: id }),
  wish,
  consent: v.strictObject({ ...paperForm, scopes }),
});

export const again = v.strictObject({ requestId, wishId: id, wish });

export const withdraw = v.pipe(
  v.strictObject({
    requestId,
    wishId: v.exactOptional(id),
    cardId: v.exactOptional(id),
    scopes: v.exactOptional(scopes),
  }),
  v.check(
    ({ wishId, cardId }) => (wishId === undefined) !== (cardId === undefined),
    '需要一个心愿，或一张暖心包卡',
  ),
);

const rosterOf = {
  campaignId: id,
  /** It enters packs of this batch, where there is one. */
  batchId: v.exactOptional(id),
  /** It enters enrolments in this programme, where there is one. */
  programmeId: v.exactOptional(id),
};

const uploaded = { ...rosterOf, fileId: sheetFileId };

/** What a roster enters: wishes for a campaign, where no batch and no programme is named. */
export const roster = v.strictObject(rosterOf);

/** A roster that was filled in. */
export const rosterFile = v.strictObject(uploaded);

/** `all`: nothing while any row is wrong; `good`: the rows that are right. */
export const rosterMode = v.picklist(['all', 'good'], '请选择导入的方式');

export const rosterImport = v.strictObject({
  requestId,
  ...uploaded,
  mode: rosterMode,
  cursor: sheetCursor,
  /** What the file is called. */
  fileName: v.exactOptional(line(80)),
});

export const rosterUndo = v.strictObject({ requestId, rosterId: id });
