import type { Cloud } from '../cloud';
import { makeCode } from '../platform/codes';
import { checkMessage } from '../platform/moderation';
import { answerDatabase, isDatabaseAction, type AdminRequest } from './database';
import type { FileDoor } from './files';
import { parseMultipart } from './multipart';
import { decodeOpenApiCall, encodeOpenApiAnswer, type OpenApiAnswer } from './open-api';

/** What functions ask of the cloud by the SDK: database, files, other functions, WeChat itself. */
export class AdminDoor {
  constructor(
    private readonly cloud: Cloud,
    private readonly files: FileDoor,
  ) {}

  /** Answers a request of the SDK's own wire. */
  answer(request: AdminRequest): Promise<Record<string, unknown>> | Record<string, unknown> {
    if (isDatabaseAction(request.action)) {
      return answerDatabase(this.cloud.engine, request, this.cloud.clock.now());
    }
    switch (request.action) {
      case 'functions.invokeFunction':
        return this.invoke(request);
      case 'storage.getUploadMetadata':
        return this.files.announce(String(request['path']));
      case 'storage.batchGetDownloadUrl': {
        const wanted = request['file_list'] as { fileid: string; max_age?: number }[];
        const list = wanted.map(({ fileid, max_age }) => this.files.download(fileid, max_age));
        return { data: { download_list: list } };
      }
      case 'storage.batchDeleteFile':
        return this.remove(request['fileid_list'] as string[]);
      default:
        return {
          code: 'INVALID_ACTION',
          message: `${request.action} is not built in this cloud yet`,
        };
    }
  }

  /** Answers a call of one of WeChat's open interfaces, as multipart both ways. */
  answerOpenApi(functionName: string, body: Buffer, contentType: string): Buffer {
    const parts = parseMultipart(body, contentType);
    const api = parts.get('apiName')?.toString('utf8') ?? '';
    const call = decodeOpenApiCall(parts.get('requestData') ?? Buffer.alloc(0));
    return encodeOpenApiAnswer(this.callOpenApi(functionName, api, call));
  }

  private callOpenApi(
    functionName: string,
    api: string,
    call: Record<string, unknown>,
  ): OpenApiAnswer {
    if (!this.cloud.mayUse(functionName, api)) return { errorCode: -604101 };
    switch (api) {
      case 'security.msgSecCheck':
        return checkMessage(call, (openid) => this.cloud.lastVisit(openid), this.cloud.clock.now());
      case 'subscribeMessage.send':
        return this.cloud.inbox.send(call);
      case 'wxacode.getUnlimited':
        return makeCode(call);
      default:
        return { json: { errcode: 48001, errmsg: `${api} is not built in this cloud yet` } };
    }
  }

  private async invoke(request: AdminRequest): Promise<Record<string, unknown>> {
    const name = String(request['function_name']);
    const data = typeof request['request_data'] === 'string' ? request['request_data'] : '{}';
    const outcome = await this.cloud.run(name, data, '', 'wx_client,scf');
    if (outcome && 'text' in outcome) return { data: { response_data: outcome.text } };
    const message = outcome?.errMsg ?? `there is no function ${name}`;
    return { code: 'FUNCTIONS_EXECUTE_FAIL', message };
  }

  private async remove(fileIds: readonly string[]): Promise<Record<string, unknown>> {
    const { files } = this.cloud;
    const list = await Promise.all(
      fileIds.map(async (fileID) => {
        const path = files.pathOf(fileID);
        if (path !== undefined) await files.remove(path);
        return { fileID, code: path === undefined ? 'INVALID_PARAM' : 'SUCCESS' };
      }),
    );
    return { data: { delete_list: list } };
  }
}
