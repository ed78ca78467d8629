import { typeClass } from '../../../../utils/type-size';
import { RULES } from './rules';

Page({
  data: { typeClass: typeClass(), rules: RULES },
});
