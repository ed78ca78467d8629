/** What stands before or behind a nickname and makes no other name of it. */
const ORNAMENTS = /^[小阿老大]+(?=.)|(?<=.)(儿|子|仔|宝宝|宝|同学|小朋友)$/gu;

/**
 * A nickname without what people add to it or leave out: 小豆, 豆豆 and 豆豆儿 are one. Two children
 * with the same root may be one child; that is for staff to see, never a ground to refuse.
 */
export const rootOfNickname = (nickname: string): string => {
  const plain = nickname
    .normalize('NFKC')
    .toLowerCase()
    .replace(/[^\p{L}\p{N}]/gu, '');
  return plain.replace(ORNAMENTS, '').replace(/(.)\1+/gu, '$1') || plain;
};
