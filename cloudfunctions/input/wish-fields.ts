import { TEXT_LIMITS } from '@micro-wish/vocabulary';
import * as v from 'valibot';
import { category, details, line, text } from './fields';

/** The words of a wish, as fields of an input. */
export const wishWords = {
  category,
  title: line(TEXT_LIMITS.title),
  details: v.exactOptional(details),
  reason: v.exactOptional(text(TEXT_LIMITS.reason, 0)),
};
