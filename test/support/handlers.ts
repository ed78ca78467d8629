import { handlers as campaign } from '../../cloudfunctions/campaign';
import { handlers as family } from '../../cloudfunctions/family';
import { handlers as helper } from '../../cloudfunctions/helper';
import { handlers as safe } from '../../cloudfunctions/safe';
import { handlers as staff } from '../../cloudfunctions/staff';
import { handlers as station } from '../../cloudfunctions/station';
import type { Caller, Contract, FunctionName } from '../../typings/contract';

/** As much of an action's valibot schema as tests walk through. */
export interface Schema {
  type: string;
  entries?: Record<string, Schema>;
  options?: readonly (Schema | string | number)[];
  item?: Schema;
  wrapped?: Schema;
  pipe?: readonly { type: string; metadata?: { words?: boolean } }[];
}

interface Handled {
  who: Caller;
  input: Schema;
}

/** The handlers of every function: one that is missing does not compile. */
export const FUNCTIONS: { [F in FunctionName]: Record<keyof Contract[F], Handled> } = {
  campaign,
  family,
  staff,
  station,
  helper,
  safe,
};

interface Action extends Handled {
  /** `function.action` */
  title: string;
  name: FunctionName;
  action: string;
}

/** Every action of every function. */
export const everyAction = (): Action[] =>
  Object.entries(FUNCTIONS).flatMap(([name, handlers]) =>
    Object.entries<Handled>(handlers).map(([action, { who, input }]) => ({
      title: `${name}.${action}`,
      name: name as FunctionName,
      action,
      who,
      input,
    })),
  );

/** Whether an input always carries the id by which a repeated call is known again. */
export const hasId = ({ entries = {} }: Schema): boolean =>
  [entries['requestId'], entries['nonce']].some(
    (field) => field !== undefined && field.type !== 'exact_optional',
  );
