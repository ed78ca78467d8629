import { text } from './fields';

export const supplier = text(60);
export const invoiceNo = text(30);
