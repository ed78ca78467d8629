import { noteOf } from '../../domain/common/audit';
import type { ListWanted, Station } from '../../../typings/contract';
import { fileName } from '../../domain/common/file-name';
import type { Value } from '../../excel/write';
import * as calls from '../../calls/export';
import { authorise, type Handlers } from '../../shared/serve';
import { eventsOf, getCampaign, getEvent } from '../../store/campaign/campaigns';
import { getPlan } from '../../store/pack/plans';
import { getProgramme } from '../../store/enrolment/programmes';
import { handOut } from '../common/hand-out';
import type { ListValue } from './list-columns';
import { listOf } from './lists';

/** Rows of one file: it is written in one call, and in its memory. */
const A_FILE = 2000;

/** The campaign, event, programme, plan or fund that a list is of. */
const scopeOf = (asked: ListWanted): string => {
  if ('campaignId' in asked) return asked.campaignId;
  if ('eventId' in asked) return asked.eventId;
  if ('programmeId' in asked) return asked.programmeId;
  if ('planId' in asked) return asked.planId;
  return 'fundId' in asked ? asked.fundId : 'all';
};

/** What a list is about: an event, a campaign, or everything; and what its desks are called. */
const aboutOf = async (
  asked: ListWanted,
): Promise<{ of: string; labels: ReadonlyMap<string, string> }> => {
  if ('eventId' in asked) {
    const { title, stations } = await getEvent(asked.eventId);
    return { of: title, labels: labelsOf(stations) };
  }
  if ('programmeId' in asked) {
    const { neutralTitle } = await getProgramme(asked.programmeId);
    return { of: neutralTitle, labels: new Map() };
  }
  if ('planId' in asked) {
    const { title } = await getPlan(asked.planId);
    return { of: title, labels: new Map() };
  }
  if (!('campaignId' in asked)) return { of: '', labels: new Map() };
  const [{ title }, events] = await Promise.all([
    getCampaign(asked.campaignId),
    eventsOf(asked.campaignId),
  ]);
  return { of: title, labels: labelsOf(events.flatMap(({ stations }) => stations)) };
};

/** Labels by id; desks of two events may share an id, and then stand with both labels. */
const labelsOf = (stations: readonly Station[]): Map<string, string> => {
  const labels = new Map<string, string>();
  for (const { stationId, label } of stations) {
    const before = labels.get(stationId);
    if (before === undefined) labels.set(stationId, label);
    else if (!before.split('／').includes(label)) labels.set(stationId, `${before}／${label}`);
  }
  return labels;
};

const written = (value: ListValue, labels: ReadonlyMap<string, string>): Value =>
  value !== null && typeof value === 'object' && 'desk' in value
    ? (labels.get(value.desk) ?? value.desk)
    : value;

export const exportHandlers: Pick<Handlers<'staff'>, 'list.export'> = {
  'list.export': {
    who: 'office',
    input: calls.list,
    run: async (context, { wanted: asked, cursor }) => {
      const list = listOf(context, asked);
      await authorise(list.who, context);
      const { of, labels } = await aboutOf(asked);
      const rows: Value[][] = [];
      const about = new Set<string>();
      let next = cursor;
      do {
        const page = await list.page(next);
        rows.push(...page.rows.map((row) => row.map((value) => written(value, labels))));
        for (const told of page.about) about.add(told);
        next = page.next;
      } while (next !== undefined && rows.length < A_FILE);
      const { writeList } = await import('../../excel/write');
      const content = await writeList(list.title, list.columns, rows);
      const made = await handOut(context, {
        folder: 'lists',
        name: fileName([list.title, of], context.now, 'xlsx'),
        content,
        about: { ids: [...about], purpose: `导出「${list.title}」` },
        act: {
          action: 'list.export',
          subject: asked.list,
          // What was searched for may be a child's name: what it was about is told by ids alone.
          note: noteOf({ id: scopeOf(asked) }, rows.length),
        },
      });
      return {
        ...made,
        rows: rows.length,
        ...(next === undefined ? {} : { next }),
      };
    },
  },
};
