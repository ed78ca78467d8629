/** The fund from which this campaign's wishes are paid. */
export const FUND_ID = 'fund-2025';
