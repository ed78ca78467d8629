/** How the keys begin under which this phone keeps something of a family. */
const OF_A_FAMILY = ['wish-', 'card:', 'my:'];

/**
 * Takes everything of the family off this phone: drafts, wishes that wait, cards, last answers.
 * @throws where the storage cannot be cleared: the family was promised it.
 */
export const forgetFamily = async (): Promise<void> => {
  const kept = wx
    .getStorageInfoSync()
    .keys.filter((key) => OF_A_FAMILY.some((beginning) => key.startsWith(beginning)));
  await Promise.all(kept.map((key) => wx.removeStorage({ key })));
};
