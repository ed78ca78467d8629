import protobuf from 'protobufjs';

/** The four messages in which `cloud.openapi` travels. */
const root = protobuf.Root.fromJSON({
  nested: {
    KeyValuePair: {
      fields: {
        key: { type: 'string', id: 1 },
        value: { type: 'bytes', id: 2 },
        contenttype: { type: 'string', id: 3 },
        filename: { type: 'string', id: 4 },
      },
    },
    OpenApiData: { fields: { pairs: { rule: 'repeated', type: 'KeyValuePair', id: 1 } } },
    CommApiData: {
      fields: {
        apiType: { type: 'int32', id: 1 },
        openapiData: { type: 'OpenApiData', id: 2 },
        appid: { type: 'string', id: 6 },
      },
    },
    CommOpenApiResp: {
      fields: {
        respData: { type: 'bytes', id: 1 },
        contentType: { type: 'string', id: 2 },
        errorCode: { type: 'int32', id: 3 },
        httpCode: { type: 'uint32', id: 4 },
      },
    },
  },
});

const request = root.lookupType('CommApiData');
const response = root.lookupType('CommOpenApiResp');

const parsed = (value: Uint8Array): unknown => {
  const text = Buffer.from(value).toString('utf8');
  try {
    return JSON.parse(text);
  } catch {
    return text;
  }
};

/** The fields of a call, in the snake case in which WeChat's servers know them. */
export const decodeOpenApiCall = (body: Buffer): Record<string, unknown> => {
  const message = request.decode(body) as unknown as {
    openapiData?: { pairs?: { key: string; value: Uint8Array }[] };
  };
  const pairs = message.openapiData?.pairs ?? [];
  return Object.fromEntries(pairs.map(({ key, value }) => [key, parsed(value)]));
};

/** What a stand-in answers: JSON, a picture, or a system error such as a missing right. */
export type OpenApiAnswer =
  | { json: Record<string, unknown> }
  | { buffer: Buffer; contentType: string }
  | { errorCode: number };

export const encodeOpenApiAnswer = (answer: OpenApiAnswer): Buffer => {
  const fields =
    'errorCode' in answer
      ? { errorCode: answer.errorCode }
      : 'json' in answer
        ? { respData: Buffer.from(JSON.stringify(answer.json)), contentType: 'application/json' }
        : { respData: answer.buffer, contentType: answer.contentType };
  return Buffer.from(response.encode(response.create({ httpCode: 200, ...fields })).finish());
};
