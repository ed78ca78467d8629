import { DatabaseError } from '../database/errors';
import type { Engine } from '../database/engine';
import { fromEjson as parseEjson, isPlainObject, toEjson } from '../database/document';
import type { Order } from '../database/plan';
import { withPatterns } from '../database/query';
import { isBsonRegExp } from '../database/regular-expression';

/** A request to `/admin` as the SDK sends it. */
export type AdminRequest = Record<string, unknown> & { action: string };

const DEFAULT_LIMIT = 100;
const MAX_LIMIT = 1000;
const MAX_QUERY_BYTES = 1024 * 1024;

/** @throws DatabaseError for what is no EJSON, or holds what BSON does not know */
const fromEjson = (text: string): unknown => {
  try {
    return parseEjson(text);
  } catch (error) {
    throw new DatabaseError('INVALID_PARAM', (error as Error).message);
  }
};

const text = (request: AdminRequest, field: string): string => {
  const value = request[field];
  if (typeof value === 'string') return value;
  throw new DatabaseError('INVALID_PARAM', `${field} must be a string`);
};

/** @throws DatabaseError for a document that holds a regular expression: no value here */
const withoutPatterns = <Value>(value: Value): Value => {
  if (isBsonRegExp(value)) {
    throw new DatabaseError(
      'DATABASE_REQUEST_FAILED',
      'a regular expression as a value is not built in this cloud',
    );
  }
  if (Array.isArray(value)) value.forEach(withoutPatterns);
  else if (isPlainObject(value)) Object.values(value).forEach(withoutPatterns);
  return value;
};

/** `db.serverDate()` travels as a mark with an offset in milliseconds. */
const withServerDates = (value: unknown, now: number): unknown => {
  if (Array.isArray(value)) return value.map((item) => withServerDates(item, now));
  if (!isPlainObject(value)) return value;
  const mark = value['$tcb_server_date'];
  if (isPlainObject(mark)) return new Date(now + Number(mark['offset'] ?? 0));
  return Object.fromEntries(
    Object.entries(value).map(([key, inner]) => [key, withServerDates(inner, now)]),
  );
};

const documentFrom = (ejson: unknown, now: number): Record<string, unknown> => {
  const value = typeof ejson === 'string' ? fromEjson(ejson) : ejson;
  const dated = withServerDates(value ?? {}, now);
  if (isPlainObject(dated)) return dated;
  throw new DatabaseError('INVALID_PARAM', 'a document or query must be an object');
};

/** A document, or a change to one: `$pull` alone says by patterns what it is about. */
const changeFrom = (ejson: unknown, now: number): Record<string, unknown> => {
  const { $pull, ...rest } = documentFrom(ejson, now);
  withoutPatterns(rest);
  return $pull === undefined ? rest : { ...rest, $pull: withPatterns($pull) };
};

const queryOf = (request: AdminRequest, now: number): Record<string, unknown> => {
  const { query } = request;
  if (typeof query === 'string' && query.length > MAX_QUERY_BYTES) {
    throw new DatabaseError('DATABASE_QUERY_TOO_LARGE', 'the query is larger than 1 MB');
  }
  return withPatterns(documentFrom(query, now));
};

const limitOf = ({ limit }: AdminRequest): number => {
  const wanted = typeof limit === 'number' ? limit : DEFAULT_LIMIT;
  return Math.max(0, Math.min(wanted, MAX_LIMIT));
};

const orderOf = ({ order }: AdminRequest): Order => {
  const value = typeof order === 'string' ? fromEjson(order) : order;
  if (Array.isArray(value)) {
    return (value as { field: string; direction: string }[]).map(({ field, direction }) => [
      field,
      direction === 'desc' ? -1 : 1,
    ]);
  }
  return Object.entries((value ?? {}) as Record<string, unknown>).map(([field, direction]) => [
    field,
    Number(direction) < 0 ? -1 : 1,
  ]);
};

/** The transaction that a request belongs to. */
export const transactionOf = ({ transactionId }: AdminRequest): string | undefined =>
  typeof transactionId === 'string' && transactionId !== '' ? transactionId : undefined;

type Answer = Record<string, unknown>;

type Act = (engine: Engine, request: AdminRequest, now: number) => Answer | Promise<Answer>;

const ACTIONS: Record<string, Act> = {
  'database.getDocument': (engine, request, now) => {
    const collection = text(request, 'collectionName');
    const query = queryOf(request, now);
    const transaction = transactionOf(request);
    const id = query['_id'];
    if (transaction !== undefined) {
      if (typeof id !== 'string') {
        throw new DatabaseError('INVALID_PARAM', 'a transaction reads documents by id only');
      }
      const document = engine.read(collection, id, transaction);
      return { data: { list: document ? [toEjson(document)] : [] } };
    }
    const documents = engine.find(collection, query, {
      limit: limitOf(request),
      offset: typeof request['offset'] === 'number' ? request['offset'] : 0,
      order: orderOf(request),
      projection:
        request['projection'] === undefined ? undefined : documentFrom(request['projection'], now),
    });
    return { data: { list: documents.map(toEjson) } };
  },
  'database.calculateDocument': (engine, request, now) => ({
    data: { total: engine.count(text(request, 'collectionName'), queryOf(request, now)) },
  }),
  'database.aggregateDocuments': (engine, request) => {
    const stages = (request['stages'] as { stageKey: string; stageValue: unknown }[]).map(
      ({ stageKey, stageValue }) => ({
        [stageKey]: withPatterns(
          typeof stageValue === 'string' ? fromEjson(stageValue) : stageValue,
        ),
      }),
    );
    const list = engine.aggregate(text(request, 'collectionName'), stages);
    return { data: { list: list.map(toEjson) } };
  },
  'database.insertDocument': async (engine, request, now) => {
    const { data } = request;
    const documents = (Array.isArray(data) ? data : [data]).map((each) =>
      withoutPatterns(documentFrom(each, now)),
    );
    const insertedIds = await engine.insert(
      text(request, 'collectionName'),
      documents,
      transactionOf(request),
    );
    return { data: { insertedIds, inserted: insertedIds.length } };
  },
  'database.modifyDocument': async (engine, request, now) => {
    const { updated, upsertId } = await engine.update(
      text(request, 'collectionName'),
      queryOf(request, now),
      changeFrom(request['data'], now),
      {
        multi: request['multi'] === true,
        merge: request['merge'] === true,
        upsert: request['upsert'] === true,
      },
      transactionOf(request),
    );
    return { data: { updated, ...(upsertId === undefined ? {} : { upsert_id: upsertId }) } };
  },
  'database.modifyAndReturnDoc': async (engine, request, now) => {
    const { updated, document } = await engine.update(
      text(request, 'collectionName'),
      queryOf(request, now),
      changeFrom(request['data'], now),
      { multi: false, merge: true, upsert: request['upsert'] === true },
      transactionOf(request),
    );
    return { data: { updated, doc: document ? toEjson(document) : null } };
  },
  'database.removeDocument': async (engine, request, now) => ({
    data: {
      deleted: await engine.remove(
        text(request, 'collectionName'),
        queryOf(request, now),
        request['multi'] === true,
        transactionOf(request),
      ),
    },
  }),
  'database.addCollection': (_, request) => {
    throw new DatabaseError(
      'DATABASE_REQUEST_FAILED',
      `collections are named in the manifest: add ${text(request, 'collectionName')} there`,
    );
  },
  'database.startTransaction': (engine) => ({ transactionId: engine.begin() }),
  'database.commitTransaction': (engine, request) => {
    engine.commit(text(request, 'transactionId'));
    return {};
  },
  'database.abortTransaction': (engine, request) => {
    engine.abort(text(request, 'transactionId'));
    return {};
  },
};

export const isDatabaseAction = (action: string): boolean => Object.hasOwn(ACTIONS, action);

/** Answers one database request; a refusal is `{code, message}`, as the SDK reads it. */
export const answerDatabase = async (
  engine: Engine,
  request: AdminRequest,
  now: number,
): Promise<Answer> => {
  const act = ACTIONS[request.action];
  if (!act) return { code: 'INVALID_ACTION', message: `${request.action} is not known` };
  try {
    return await act(engine, request, now);
  } catch (error) {
    if (error instanceof DatabaseError) return { code: error.code, message: error.message };
    console.error(request.action, error);
    return { code: 'DATABASE_REQUEST_FAILED', message: (error as Error).message };
  }
};
