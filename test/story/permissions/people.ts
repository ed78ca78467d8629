import { eventId, fundId } from '../../support/world';
import type { Given, TopicInputs } from './given';

export const peopleInputs = ({ grantId, requestId, window }: Given) =>
  ({
    staff: {
      me: {},
      'list.export': { wanted: { list: 'ledger', fundId } },
      'audit.verify': {},
      'audit.list': {},
      'grant.scanner': { requestId, openid: 'somebody', eventId, ...window },
      'grant.staff': { requestId, openid: 'somebody', level: 'community', areaId: 'c-1' },
      'grant.end': { requestId, grantId },
      'grant.mine': {},
      'grant.resign': { requestId, grantId: 'no-such-grant' },
      'grant.list': {},
      'invite.make': { requestId, offer: { role: 'auditor' } },
      'invite.code': { code: 'no-such-code' },
      'invite.look': { code: 'no-such-code' },
      'invite.accept': { requestId, code: 'no-such-code' },
      'invite.list': {},
      'invite.end': { requestId, inviteId: 'no-such-invite' },
    },
    helper: {
      'message.mine': {},
      'data.erase': { requestId },
      'code.mine': { requestId },
    },
  }) satisfies TopicInputs;
