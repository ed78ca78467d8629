import type { CampaignContact } from '../../../typings/contract';
import { campaignHere } from '../../utils/campaign';
import { contactOf, dial, saysContact } from '../../utils/contact';

/**
 * Whom families reach, by one tap; nothing where the campaign has said nobody. With `said`, only
 * below words that say to get in touch.
 */
Component({
  properties: {
    /** The one that the family is in where it is not said. */
    campaignId: { type: String, value: '' },
    said: { type: String, value: '' },
    /** Stands below `said`, and only where that asks for it. */
    onlyIfSaid: { type: Boolean, value: false },
    /** As a card of its own. */
    framed: { type: Boolean, value: false },
  },
  data: { contact: null as CampaignContact | null },
  observers: {
    'campaignId, said, onlyIfSaid'() {
      void this.load();
    },
  },
  lifetimes: {
    attached() {
      void this.load();
    },
  },
  methods: {
    async load() {
      const { campaignId, said, onlyIfSaid } = this.data;
      const isAsked = !onlyIfSaid || saysContact(said);
      const contact = isAsked ? await contactOf(campaignId || campaignHere()) : undefined;
      this.setData({ contact: contact ?? null });
    },
    dial() {
      const { contact } = this.data;
      if (contact) dial(contact);
    },
  },
});
